/** Two APIs and two workers, each a process of its own, as in production; each is killed under load. */
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../libs/database/embedded-server-state';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually, until } from '../support/until';
import { audit, PARTITIONS } from './audit';
import { Load, makeMerchants } from './load';
import { ADMIN_KEY, Program } from './program';
import { allGoOn } from './waiting';

const CALLERS = 4;
// Starts of whole processes on a busy machine.
jest.setTimeout(300_000);

type Role = 'api' | 'worker';

interface Shown {
  partition: number;
  owner: string | null;
}

describe('two APIs and two workers', () => {
  let database: TestDatabase;
  const apis: Program[] = [];
  const workers: Program[] = [];
  let load: Load;
  /** An API that answers. */
  let survivor: Program;

  const spawn = async (role: Role, port?: number) => {
    const PORT = String(port ?? (await freePort(0)));
    return Program.spawn({ DATABASE_URL: database.url, TRIBUTARY_ROLE: role, PORT, LOG_LEVEL: 'warn' });
  };
  const ask = async (api: Program, path: string, key = ADMIN_KEY, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(api.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  /** How many partitions each process owns, as an API tells; by process id. */
  const owned = async (): Promise<Map<number, number>> => {
    const { items } = (await ask(survivor, '/v1/partitions')) as { items: Shown[] };
    const counts = new Map<number, number>();
    for (const { owner } of items) {
      const pid = owner === null ? 0 : Number(owner.split(':').at(-1));
      counts.set(pid, (counts.get(pid) ?? 0) + 1);
    }
    return counts;
  };
  const each = async (worker: Program) => (await owned()).get(worker.pid);

  beforeAll(async () => {
    database = await createTestDatabase();
    // They start together, on an empty database.
    apis.push(await spawn('api'), await spawn('api'));
    workers.push(await spawn('worker'), await spawn('worker'));
    await Promise.all([...apis, ...workers].map(({ ready }) => ready));
    survivor = apis[0]!;
    const merchants = await makeMerchants(apis[0]!.url, ['ann', 'bea', 'cid', 'dan', 'eve', 'fay']);
    load = new Load(merchants, (caller) => apis[caller % apis.length]!.url);
    load.start(CALLERS);
  });
  afterAll(async () => {
    await load.stop();
    await Promise.all([...apis, ...workers].map((program) => program.kill()));
    await database.drop();
  });

  it('each worker decides half of the partitions, and the APIs none', async () => {
    await until(async () => {
      const counts = await Promise.all(workers.map(each));
      return counts.every((count) => count === PARTITIONS / 2);
    });
    await load.goesOn();
  });

  it('each is killed under load, and the others go on', async () => {
    for (const n of [0, 1]) {
      // At any moment of whatever they do.
      for (const program of [apis[n]!, workers[n]!]) await sleep(Math.random() * 700).then(() => program.kill());
      survivor = apis[1 - n]!;
      await until(async () => (await each(workers[1 - n]!)) === PARTITIONS);
      await allGoOn(database.pool);
      apis[n] = await spawn('api', apis[n]!.port);
      workers[n] = await spawn('worker', workers[n]!.port);
      await Promise.all([apis[n].ready, workers[n].ready]);
    }
    await until(async () => (await Promise.all(workers.map(each))).every((count) => count === PARTITIONS / 2));
    await load.goesOn();
  });

  it('both workers are killed at once: facts are taken all the same, and decided when there is one again', async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await load.goesOn();
    workers[0] = await spawn('worker');
    await until(async () => (await each(workers[0]!)) === PARTITIONS);
    await allGoOn(database.pool);
  });

  it('a replay whose worker is killed ends on another one, and alerts are still looked for', async () => {
    // The lease of a dead replay ends after half a minute, for which nothing else is needed.
    await load.stop();
    const { secret } = load.merchants[0]!;
    const scenarios = { scenarios: [{ name: 'as it was' }] };
    // Refused while the read models are behind.
    const replayId = await eventually(async () => {
      const queued = await ask(survivor, '/v1/replays', secret, scenarios);
      return queued['replayId'] as number | undefined;
    });
    const state = async () => (await ask(survivor, `/v1/replays/${String(replayId)}`, secret))['state'];
    await until(async () => (await state()) !== 'queued');
    workers[1] = await spawn('worker');
    await workers[0]!.kill();
    expect(await eventually(async () => ((await state()) === 'done' ? 'done' : undefined))).toBe('done');
    await until(async () => {
      const metrics = await (await fetch(`${workers[1]!.url}/metrics`)).text();
      return Number(/^tributary_alert_rounds_total (\d+)/m.exec(metrics)?.[1]) > 0;
    });
  });

  it('nothing was lost or doubled by all of that', async () => {
    const books = await audit(database.pool, load);
    expect(load.promised.length).toBeGreaterThan(0);
    expect(books.evaluations).toBeGreaterThanOrEqual(load.promised.length);
  });
});
