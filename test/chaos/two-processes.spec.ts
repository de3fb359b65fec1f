/** Two whole processes on one database, under load: they share the work, and one goes on when the other cannot. */
import { createTestDatabase, type TestDatabase } from '../support/database';
import { audit, PARTITIONS } from './audit';
import { Load, makeMerchants } from './load';
import { Program } from './program';
import { until } from '../support/until';
import { allGoOn } from './waiting';

const CALLERS = 6;

describe('two processes on one database', () => {
  let database: TestDatabase;
  let first: Program;
  let second: Program;
  let load: Load;
  /** Where the callers go. */
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
  });
  afterAll(async () => {
    await load.stop();
    await Promise.all([first.kill(), second.kill()]);
    await database.drop();
  });

  it('share the partitions fairly', async () => {
    await until(async () => (await held(first)) === PARTITIONS / 2 && (await held(second)) === PARTITIONS / 2);
    await load.goesOn();
  });

  it('one is killed: the other takes over all of it; a new one gets its half', async () => {
    open = [second];
    await first.kill();
    await until(async () => (await held(second)) === PARTITIONS);
    await allGoOn(database.pool);
    first = await Program.start({ DATABASE_URL: database.url });
    open = [first, second];
    await until(async () => (await held(first)) === PARTITIONS / 2 && (await held(second)) === PARTITIONS / 2);
  });

  it('one is frozen, in the midst of whatever it does: the other takes over, and the thawed one doubles nothing', async () => {
    await load.goesOn();
    open = [second];
    first.freeze();
    await until(async () => (await held(second)) === PARTITIONS);
    await allGoOn(database.pool);
    first.thaw();
    open = [first, second];
    await until(async () => (await held(first)) === PARTITIONS / 2 && (await held(second)) === PARTITIONS / 2);
    await allGoOn(database.pool);
  });

  it('one is stopped: it ends what is in flight, answers it, and hands over at once', async () => {
    open = [second];
    const cutBefore = load.unanswered;
    const stopped = await first.kill('SIGTERM');
    expect(stopped).toMatchObject({ code: 0, signal: null });
    await until(async () => (await held(second)) === PARTITIONS);
    // Who sends the next request in the moment in which its idle connection is closed finds nobody.
    expect(load.unanswered - cutBefore).toBeLessThanOrEqual(2);
  });

  it('nothing was lost or doubled by all of that', async () => {
    await load.stop();
    await audit(database.pool, load);
    expect(load.promised.length).toBeGreaterThan(0);
  });
});

/** Partitions that the process decides, as it tells Prometheus. */
async function held(program: Program): Promise<number> {
  const text = await (await fetch(`${program.url}/metrics`)).text();
  return Number(/^tributary_engine_partitions_held (\d+)/m.exec(text)![1]);
}
