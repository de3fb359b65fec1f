import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { dueTimers } from '../../libs/engine/timers';
import { findOverdueEvaluations } from '../../libs/queries/evaluations';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** Ids have the kernel's form: the last two parts are numbers. */
const evaluationOf = (orderId: string) => `evaluation_${orderId}_1_0`;

describe('due timers', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
    await database.pool.query(
      "insert into checkpoints (partition, chain) select p, decode(repeat('00', 32), 'hex') from generate_series(0, 3) p",
    );
  });
  afterEach(() => database.drop());

  /** A purchase whose evaluation is due in the given number of seconds. */
  async function scheduled(
    orderId: string,
    inSeconds: number | null,
    partition = 0,
    on: Pick<Pool, 'query'> = database.pool,
  ): Promise<void> {
    await on.query(
      `insert into purchases (merchant_id, order_id, partition, platform, first_position, first_recorded_at, position,
         status, total, refunded, currency, items, source_version, body_hash, occurred_at, ever_paid, past_pending,
         accepted_claims, evidence, evaluation_id, evaluation_state, evaluation_due_at, evaluation_reasons,
         evaluation_attempts, evaluated)
       values ('merchant', $1, $2, 'custom', 0, now(), 0, 'paid', 100, 0, 'EUR', '[]', '1', 'hash', now(), true, true, 0,
         '{}', $4, 'scheduled', clock_timestamp() + $3 * interval '1 second', '{settling}', 0, false)`,
      [orderId, partition, inSeconds, evaluationOf(orderId)],
    );
  }

  async function due(partitions: number[], fired: string[] = [], limit = 100): Promise<string[]> {
    const timers = await dueTimers(database.pool, partitions, fired, limit);
    return timers.due.map(({ orderId }) => orderId);
  }

  it('come oldest first, with all fields of the request, up to the limit', async () => {
    await scheduled('young', -1);
    await scheduled('old', -60);
    await scheduled('older', -3_600);
    await scheduled('undecided', null);
    await scheduled('future', 60);
    expect(await due([0])).toEqual(['older', 'old', 'young']);
    expect(await due([0], [], 2)).toEqual(['older', 'old']);
    const timers = await dueTimers(database.pool, [0], [], 1);
    expect(timers.due).toEqual([
      {
        merchantId: 'merchant',
        orderId: 'older',
        evaluationId: evaluationOf('older'),
        reasons: ['settling'],
        attempts: 0,
        dueAt: expect.any(Number),
      },
    ]);
    const { rows } = await database.pool.query<{ due: Date }>(
      `select evaluation_due_at as due from purchases where order_id = 'older'`,
    );
    expect(timers.due[0]!.dueAt).toBe(rows[0]!.due.getTime());
  });

  it('belong to the given partitions', async () => {
    for (const partition of [0, 1, 2]) await scheduled(`of ${partition}`, -1, partition);
    expect(await due([0, 2])).toEqual(['of 0', 'of 2']);
    expect(await due([])).toEqual([]);
  });

  it('leave out evaluations whose request is waiting to be decided', async () => {
    for (const name of ['a', 'b', 'c']) await scheduled(name, -1);
    expect(await due([0], [evaluationOf('b')], 2)).toEqual(['a', 'c']);
  });

  it('leave out a stopped partition, whose timers would fire again and again before all others', async () => {
    await scheduled('stuck', -60, 1);
    await scheduled('fine', -1, 0);
    await database.pool.query(`update checkpoints set stopped_because = 'a bug' where partition = 1`);
    expect(await due([0, 1], [], 1)).toEqual(['fine']);
    await database.pool.query('update checkpoints set stopped_because = null');
    expect(await due([0, 1], [], 1)).toEqual(['stuck']);
  });

  it('are due by the clock of their partition where that is later than that of the database', async () => {
    const YEAR_SECONDS = 365 * 86_400;
    await scheduled('in a year', YEAR_SECONDS, 0);
    await scheduled('in a year elsewhere', YEAR_SECONDS, 1);
    await scheduled('now', -1, 0);
    const clocks = new Map([
      [0, Date.now() + (YEAR_SECONDS + 60) * 1_000],
      [1, Date.now() - YEAR_SECONDS * 1_000],
    ]);
    const { due } = await dueTimers(database.pool, [0, 1], [], 10, clocks);
    expect(due.map(({ orderId }) => orderId)).toEqual(['now', 'in a year']);
    await scheduled('for a year', -YEAR_SECONDS, 1);
    expect((await dueTimers(database.pool, [1], [], 10, clocks)).due).toHaveLength(1);
  });

  it('come with the time until the next timer, if that is within two seconds', async () => {
    const client = await database.pool.connect();
    try {
      // Within a transaction the time stands still.
      await client.query('begin');
      const next = async () => (await dueTimers(client, [0], [], 100)).nextInMs;
      expect(await next()).toBeNull();
      await scheduled('far', 60, 0, client);
      expect(await next()).toBeNull();
      await scheduled('near', 1.5, 0, client);
      await client.query(
        `update purchases set evaluation_due_at = now() + interval '1.5 seconds' where order_id = 'near'`,
      );
      // The column keeps milliseconds, and may have rounded up.
      expect([1_500, 1_501]).toContain(await next());
    } finally {
      client.release(true);
    }
  });

  it('are found without reading all waiting timers, whether those are due now or later', async () => {
    await database.pool.query(`
      insert into purchases (merchant_id, order_id, partition, platform, first_position, first_recorded_at, position,
        status, total, refunded, currency, items, source_version, body_hash, occurred_at, ever_paid, past_pending,
        accepted_claims, evidence, evaluation_id, evaluation_state, evaluation_due_at, evaluation_reasons,
        evaluation_attempts, evaluated)
      select 'merchant', n::text, n % 4, 'custom', n, now(), n, 'paid', 100, 0, 'EUR', '[]', '1', 'hash', now(), true,
        true, 0, '{}', 'evaluation_' || n || '_1_0', 'scheduled', now() + (n - 2000) * interval '1 minute',
        '{settling}', 0, false
      from generate_series(1, 4000) n`);
    await database.pool.query('vacuum analyze purchases');
    const pool = newPool({ connectionString: database.url, max: 1 });
    try {
      const read = async () => {
        await pool.query('select pg_stat_force_next_flush()');
        const { rows } = await pool.query<{ read: string }>(
          "select idx_tup_read as read from pg_stat_user_indexes where indexrelname = 'purchases_due'",
        );
        return Number(rows[0]!.read);
      };
      const before = await read();
      const { due } = await dueTimers(pool, [0, 1, 2, 3], [evaluationOf('1')], 10);
      expect(due.map(({ orderId }) => Number(orderId))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      const oldest = await findOverdueEvaluations(pool);
      expect(oldest).toMatchObject({ orderId: '1', count: 2_000 });
      expect((await read()) - before).toBeLessThan(2_100);
    } finally {
      await pool.end();
    }
  });
});
