/** Two whole processes on one database, under load: they share the work, and one goes on when the other cannot. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { audit, PARTITIONS } from './audit';
import { Load, makeMerchants } from './load';
import { Program } from './program';
import { allGoOn, until } from './waiting';

const CALLERS = 6;
const TAKEOVER_MAX_MS = 15_000;
const STOP_MAX_MS = 8_000;
const HANDOVER_MAX_MS = 5_000;

describe('two processes on one database', () => {
  let database: TestDatabase;
  let first: Program;
  let second: Program;
  let load: Load;
  /** The processes that the callers send to. */
  let open: Program[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const start = () => Program.start({ DATABASE_URL: database.url });
    [first, second] = await Promise.all([start(), start()]);
    open = [first, second];
    const merchants = await makeMerchants(
      first.url,
      Array.from({ length: 6 }, (_, n) => `merchant-${n}`),
    );
    load = new Load(merchants, (caller) => open[caller % open.length]!.url);
    load.start(CALLERS);
  }, 60_000);
  afterAll(async () => {
    await load.stop();
    await Promise.all([first.kill(), second.kill()]);
    await database.drop();
  });

  it('share the partitions fairly', async () => {
    await until(async () => (await held(first)) === PARTITIONS / 2 && (await held(second)) === PARTITIONS / 2);
    await sleep(1_000);
  }, 30_000);

  it('one is killed: the other takes over all partitions, and a new process gets its half', async () => {
    open = [second];
    await first.kill();
    const from = performance.now();
    await until(async () => (await held(second)) === PARTITIONS);
    await allGoOn(database.pool);
    const takeoverMs = performance.now() - from;
    expect(takeoverMs).toBeLessThan(TAKEOVER_MAX_MS);
    first = await Program.start({ DATABASE_URL: database.url });
    open = [first, second];
    await until(async () => (await held(first)) === PARTITIONS / 2 && (await held(second)) === PARTITIONS / 2);
  }, 60_000);

  it('one is frozen at work: the other takes over, and the thawed one stores nothing twice', async () => {
    await sleep(500);
    open = [second];
    first.freeze();
    const from = performance.now();
    await until(async () => (await held(second)) === PARTITIONS);
    await allGoOn(database.pool);
    const takeoverMs = performance.now() - from;
    expect(takeoverMs).toBeLessThan(TAKEOVER_MAX_MS);
    first.thaw();
    open = [first, second];
    await until(async () => (await held(first)) === PARTITIONS / 2 && (await held(second)) === PARTITIONS / 2);
    await allGoOn(database.pool);
  }, 60_000);

  it('one is stopped: it answers the requests in flight and hands over at once', async () => {
    open = [second];
    const cutBefore = load.unanswered;
    const stopped = await first.kill('SIGTERM');
    const from = performance.now();
    expect(stopped).toMatchObject({ code: 0, signal: null });
    await until(async () => (await held(second)) === PARTITIONS);
    const handoverMs = performance.now() - from;
    expect(stopped.ms).toBeLessThan(STOP_MAX_MS);
    expect(handoverMs).toBeLessThan(HANDOVER_MAX_MS);
    // A request that is sent just as its idle connection is closed gets no answer.
    expect(load.unanswered - cutBefore).toBeLessThanOrEqual(2);
  }, 60_000);

  it('nothing was lost or stored twice in all of that', async () => {
    await load.stop();
    await audit(database.pool, load);
    expect(load.promised.length).toBeGreaterThan(0);
  }, 90_000);
});

/** Number of partitions that the process decides, by its metrics. */
async function held(program: Program): Promise<number> {
  const text = await (await fetch(`${program.url}/metrics`)).text();
  return Number(/^tributary_engine_partitions_held (\d+)/m.exec(text)![1]);
}
