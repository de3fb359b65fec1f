/** No connection of a process waits forever, and none that breaks ends the process. */
import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { isDatabaseAway } from '../../libs/database/away';
import { type Database, DATABASE_LIMITS, openDatabase } from '../../libs/database/database';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';

const ALL_TIMERS_BUT_TIMEOUTS = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
];

describe('the pools', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await openDatabase({ databaseUrl: test.url, dataDir: '' });
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const pools = () => [database.pool, database.enginePool];

  it('end a transaction that stays idle, because its locks would block other processes', async () => {
    for (const pool of pools()) {
      const { rows } = await pool.query<Record<string, string>>('show idle_in_transaction_session_timeout');
      expect(rows[0]!['idle_in_transaction_session_timeout']).toBe('8s');
    }
  });

  it('end a request statement within seconds, and an engine statement within a minute', async () => {
    const [requests, engine] = await Promise.all(
      pools().map(async (pool) => (await pool.query<Record<string, string>>('show statement_timeout')).rows[0]),
    );
    expect([requests, engine]).toEqual([{ statement_timeout: '4s' }, { statement_timeout: '1min' }]);
    const error: unknown = await database.pool.query('select pg_sleep(20)').catch((failure: unknown) => failure);
    // The server broke it off, or the client gave up: it did not run to its end.
    expect(String(error)).toMatch(/statement timeout|read timeout/);
    expect(isDatabaseAway(error)).toBe(true);
  });

  it('give up on a server that does not end a statement in time', async () => {
    // This session ends no statement, like a server that is frozen or cut off.
    const client = await database.pool.connect();
    await client.query('set statement_timeout = 0');
    const error: unknown = await client.query('select pg_sleep(20)').catch((failure: unknown) => failure);
    expect(String(error)).toContain('Query read timeout');
    expect(isDatabaseAway(error)).toBe(true);
    client.release(true);
  });

  it('replace broken connections, whether running a query, idle or checked out', async () => {
    for (const pool of pools()) {
      const client = await pool.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const ended = new Promise((resolve) => client.once('end', resolve));
      await test.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
      // No query runs when the connection breaks, so only an event reports it.
      await ended;
      const error: unknown = await client.query('select 1').catch((failure: unknown) => failure);
      expect(isDatabaseAway(error)).toBe(true);
      client.release(true);

      const asked = pool.query('select pg_sleep(3600)').catch((failure: unknown) => failure);
      await until(async () => {
        const { rowCount } = await test.pool.query(
          `select from pg_stat_activity where datname = current_database() and query = 'select pg_sleep(3600)'`,
        );
        return rowCount === 1;
      });
      await test.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'tributary' and datname = current_database()`,
      );
      expect(isDatabaseAway(await asked)).toBe(true);
      expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    }
  });

  it('keep connections through a pause of minutes, because a new one has to plan every statement again', async () => {
    jest.useFakeTimers({ doNotFake: ALL_TIMERS_BUT_TIMEOUTS });
    try {
      for (const pool of pools()) {
        await pool.query('select 1');
        const there = pool.totalCount;
        expect(there).toBeGreaterThan(0);
        jest.advanceTimersByTime(5 * 60_000);
        expect(pool.totalCount).toBe(there);
        jest.advanceTimersByTime(DATABASE_LIMITS.idleConnectionMs);
        expect(pool.totalCount).toBe(0);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  const allPools = (): Record<string, Pool> => ({
    requests: database.pool,
    engine: database.enginePool,
    TypeORM: (database.dataSource.driver as PostgresDriver).master as Pool,
    tests: test.pool,
  });

  it.each(['requests', 'engine', 'TypeORM', 'tests'])('outlive a connection that breaks in use (%s)', async (name) => {
    const pool = allPools()[name]!;
    const client = await pool.connect();
    const ended = new Promise((resolve) => client.once('end', resolve));
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await test.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow(/connection|terminated/i);
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('still listen for errors of their last connections when they have ended', async () => {
    for (let round = 0; round < 20; round++) {
      const ending = await createTestDatabase();
      await Promise.all(Array.from({ length: 10 }, () => ending.pool.query('select pg_sleep(0.01)')));
      await ending.drop();
    }
  });
});
