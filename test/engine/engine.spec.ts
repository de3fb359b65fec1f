import { Engine, type EngineOptions } from '../../libs/engine/engine';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { append, decided, of, STORY } from './partitions';

const PARTITIONS = 4;
const ALL = [0, 1, 2, 3];
const LEASE_MS = 1_000;

describe('the engine', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  let engines: Engine[];

  beforeEach(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog(database.pool);
    engines = [];
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    await log.close();
    await database.drop();
  });

  async function start(options: Partial<EngineOptions> = {}): Promise<Engine> {
    const engine = new Engine({ pool: database.pool, log, partitions: PARTITIONS, leaseMs: LEASE_MS, ...options });
    engines.push(engine);
    await engine.start();
    return engine;
  }

  it('decides all partitions while it is alone, and reports them', async () => {
    const told: number[][] = [];
    const onPartitions = (held: readonly number[]) => void told.push([...held]);
    const engine = await start({ leaseMs: 60_000, events: { onPartitions } });
    expect(engine.held).toEqual(ALL);
    for (const partition of ALL) {
      await decided(database.pool, partition, await append(log, partition, of(`merchant-${partition}`, STORY)));
    }
    await engine.stop();
    expect(told).toEqual([ALL, []]);
  });

  it('gives half to another engine, and has all again when that one stops', async () => {
    const first = await start();
    const second = await start();
    await until(() => first.held.length === 2 && second.held.length === 2);
    expect([...first.held, ...second.held].sort()).toEqual(ALL);
    await second.stop();
    await until(() => first.held.length === PARTITIONS);
  });

  it('gives up partitions that it cannot renew within a lease, and goes on when the database is back', async () => {
    const troubles: number[] = [];
    const engine = await start({ events: { onTrouble: (partition) => void troubles.push(partition) } });
    const blocker = await database.pool.connect();
    await blocker.query('begin; lock table leases in access exclusive mode');
    await until(() => engine.held.length === 0);
    expect(troubles).toContain(-1);
    await blocker.query('rollback');
    blocker.release();
    await until(() => engine.held.length === PARTITIONS);
    await decided(database.pool, 0, await append(log, 0, STORY));
  });

  it('lets go of a partition that another process moved, and asks at once who owns it', async () => {
    const lost: number[] = [];
    // The next renewal is far away.
    const engine = await start({ leaseMs: 3_600_000, events: { onLost: (partition) => void lost.push(partition) } });
    // The engine knows the checkpoint that is moved.
    await decided(database.pool, 1, await append(log, 1, STORY.slice(0, 2)));
    await database.pool.query(`insert into workers values ('another', now() + interval '1 hour')`);
    await database.pool.query(`update leases set owner = 'another' where partition = 1`);
    await database.pool.query('update checkpoints set rebuilds = rebuilds + 1 where partition = 1');
    await append(log, 1, STORY);
    await until(() => !engine.held.includes(1));
    expect(lost).toEqual([1]);
    // Its share among two is half of them.
    await until(() => engine.held.length === PARTITIONS / 2);
  });

  it('lets a batch in flight end before it gives its partitions back', async () => {
    const engine = await start();
    const blocker = await database.pool.connect();
    await blocker.query('begin; lock table touchpoints in access exclusive mode');
    // The touchpoint is the last fact: a batch that waits for its table holds all facts.
    const last = await append(log, 2, STORY.slice(0, 2));
    const flushing = async () => {
      const { rowCount } = await database.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rowCount! > 0;
    };
    await until(flushing);
    let stopped = false;
    const stopping = engine.stop().then(() => (stopped = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stopped).toBe(false);
    await blocker.query('rollback');
    blocker.release();
    await stopping;
    await decided(database.pool, 2, last);
    expect((await database.pool.query('select from leases')).rowCount).toBe(0);
  });

  it('decides other partitions while one waits for the database', async () => {
    await start({ concurrency: 2 });
    const blocker = await database.pool.connect();
    await blocker.query('begin');
    await blocker.query('select from checkpoints where partition = 1 for update');
    await append(log, 1, of('waiting', STORY));
    for (const partition of [0, 2, 3]) {
      await decided(database.pool, partition, await append(log, partition, of(`merchant-${partition}`, STORY)));
    }
    await blocker.query('rollback');
    blocker.release();
    await decided(database.pool, 1, await log.head('intake-01'));
  });
});
