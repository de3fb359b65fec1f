import { Writable } from 'node:stream';
import { pino } from 'pino';
import { readEnvironment } from '../../apps/environment';
import { Metrics } from '../../apps/metrics';
import { AlertWatch } from '../../apps/worker/alert-watch';
import { FOUND_MAX } from '../../libs/alerts/alert';
import { SteadyClock } from '../../libs/intake/steady-clock';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('the watch for alerts', () => {
  let database: TestDatabase;
  let lines: Record<string, unknown>[];
  const metrics = new Metrics();

  beforeAll(async () => {
    database = await createTestDatabase();
    await sql("insert into checkpoints (partition, chain) select p, '' from generate_series(0, 15) p");
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    lines = [];
    await sql('truncate alerts, purchases, failed_facts');
    await sql('update checkpoints set stopped_because = null');
  });

  const sql = (text: string) => database.pool.query(text);

  function watch(maxAgeMinutes = '10', clock = new SteadyClock()): AlertWatch {
    const sink = new Writable({
      write: (chunk: Buffer, _, done) => (lines.push(JSON.parse(String(chunk)) as (typeof lines)[0]), done()),
    });
    const environment = readEnvironment({ DELAYED_PURCHASE_MAX_AGE_MINUTES: maxAgeMinutes });
    return new AlertWatch(database.pool, environment, clock, metrics, pino(sink));
  }

  const told = () => lines.splice(0).map(({ level, msg, alert }) => [pino.levels.labels[Number(level)], alert, msg]);

  async function alerts(): Promise<unknown[]> {
    const { rows } = await sql(
      'select kind, key, severity, detail, closed_at is null as open from alerts order by kind, key, id',
    );
    return rows;
  }

  /** A purchase that was evaluated before and has been due again for `minutes`. */
  const due = (orderId: string, minutes: number, partition = 3) =>
    sql(`insert into purchases (merchant_id, order_id, partition, platform, first_position, first_recorded_at, position, status,
           total, refunded, currency, items, source_version, body_hash, occurred_at, ever_paid, past_pending, accepted_claims,
           evidence, evaluation_id, evaluation_state, evaluation_due_at, evaluation_reasons, evaluation_attempts, evaluated)
         values ('m', '${orderId}', ${partition}, 'custom', 0, now(), 0, 'paid', 1, 0, 'EUR', '[]', '1', '', now(), true,
           true, 1, '{}', 'e', 'scheduled', now() - interval '${minutes} minutes', '{settling}', 0, true)
         on conflict (merchant_id, order_id) do update set evaluation_due_at = excluded.evaluation_due_at`);

  it('warns of evaluations at half the allowed age, and reports an error at the full age', async () => {
    await due('o', 6);
    await watch('13').look();
    expect(await alerts()).toEqual([]);
    await watch('10').look();
    const detail = { count: 1, dueSince: expect.any(String), maxAgeMinutes: 10, merchantId: 'm', orderId: 'o' };
    expect(await alerts()).toEqual([{ kind: 'evaluations-overdue', key: '', severity: 'warning', detail, open: true }]);
    await due('o', 11);
    await due('p', 1, 5);
    await watch('10').look();
    expect(await alerts()).toEqual([
      { kind: 'evaluations-overdue', key: '', severity: 'error', detail: { ...detail, count: 2 }, open: true },
    ]);
    await watch('10').look();
    await sql('delete from purchases');
    await watch('10').look();
    expect(await alerts()).toMatchObject([{ kind: 'evaluations-overdue', open: false }]);
    const overdue = 'evaluations-overdue';
    expect(told()).toEqual([
      ['warn', overdue, expect.stringContaining('alert opened: Evaluations have been due for too long')],
      ['error', overdue, expect.stringContaining('alert raised: Evaluations have been due for too long')],
      ['info', overdue, 'alert closed'],
    ]);
  });

  it('opens an alert for each partition that cannot go on', async () => {
    await sql("update checkpoints set stopped_because = 'LedgerDiffers', position = 41 where partition in (2, 11)");
    await watch().look();
    const of = (partition: number, open: boolean) => ({
      ...{ kind: 'partition-stopped', key: String(partition), severity: 'error', open },
      detail: { partition, position: 41, because: 'LedgerDiffers' },
    });
    expect(await alerts()).toEqual([of(11, true), of(2, true)]);
    await sql('update checkpoints set stopped_because = null where partition = 2');
    await watch().look();
    expect(await alerts()).toEqual([of(11, true), of(2, false)]);
  });

  it('looks in one process at a time', async () => {
    await sql("update checkpoints set stopped_because = 'x' where partition = 2");
    const other = await database.pool.connect();
    await other.query('begin');
    await other.query('select pg_advisory_xact_lock(7420611805)');
    await watch().look();
    expect([await alerts(), told()]).toEqual([[], []]);
    await other.query('rollback');
    other.release();
    await Promise.all(Array.from({ length: 4 }, () => watch().look()));
    expect(await alerts()).toHaveLength(1);
    expect(told()).toHaveLength(1);
  });

  it('opens an alert while the clock of this process is not steady', async () => {
    let wall = 0;
    const clock = new SteadyClock({ wall: () => wall, monotonic: () => 0 });
    wall = 3_600_000;
    await watch('10', clock).look();
    expect(await alerts()).toMatchObject([{ kind: 'clock-unsteady', severity: 'error', open: true }]);
    await watch().look();
    expect(await alerts()).toMatchObject([{ kind: 'clock-unsteady', open: false }]);
  });

  it('opens an alert for each partition whose last fact is ahead, decided or not, until the time has come', async () => {
    await sql("update checkpoints set recorded_at = now() + interval '1 day' where partition = 4");
    await sql(`insert into streams (stream, revision, recorded_at) values
      ('intake-03', 0, now() + interval '59 seconds'), ('intake-07', 0, now() + interval '1 year')`);
    await watch().look();
    const ahead = { kind: 'clock-ahead', severity: 'error', open: true };
    expect(await alerts()).toMatchObject([
      { ...ahead, key: '4', detail: { partition: 4, recordedAt: expect.any(String) } },
      { ...ahead, key: '7', detail: { partition: 7 } },
    ]);
    await sql('update checkpoints set recorded_at = null');
    await sql('delete from streams');
    await watch().look();
    expect(await alerts()).toMatchObject([{ open: false }, { open: false }]);
  });

  it('goes on when one check fails, and leaves the alerts of that check as they are', async () => {
    await sql("update checkpoints set stopped_because = 'x' where partition = 2");
    await sql(`insert into failed_facts (merchant_id, fact_id, fact_type, error, position, at)
      values ('m', gen_random_uuid(), 'PolicyChanged', 'TypeError', 7, now())`);
    await watch().look();
    await sql('alter table failed_facts rename to elsewhere');
    await sql('update checkpoints set stopped_because = null');
    lines = [];
    await watch().look();
    await sql('alter table elsewhere rename to failed_facts');
    expect(await alerts()).toMatchObject([
      { kind: 'facts-failed', open: true },
      { kind: 'partition-stopped', open: false },
    ]);
    expect(told().map(([level]) => level)).toEqual(['warn', 'info']);
  });

  it('closes no alert of a kind that has more findings than it looks at', async () => {
    const fail = (from: number, to: number) =>
      sql(`insert into failed_facts (merchant_id, fact_id, fact_type, error, position, at)
        select 'm-' || to_char(n, 'FM00000'), gen_random_uuid(), 'PolicyChanged', 'TypeError', 7, now()
        from generate_series(${from}, ${to}) n`);
    await fail(1, FOUND_MAX);
    await watch().look();
    await fail(-FOUND_MAX, 0);
    await watch().look();
    const { rows } = await sql('select count(*)::integer as count, count(closed_at)::integer as closed from alerts');
    expect(rows[0]!.closed).toBe(0);
    expect(rows[0]!.count).toBeGreaterThan(FOUND_MAX);
  });

  it('deletes closed alerts after ninety days, and keeps open ones', async () => {
    await sql(`insert into alerts (kind, key, severity, detail, opened_at, closed_at) values
      ('budget-low', 'old', 'warning', '{}', now() - interval '100 days', now() - interval '91 days'),
      ('budget-low', 'young', 'warning', '{}', now() - interval '100 days', now() - interval '89 days'),
      ('budget-low', 'open', 'warning', '{}', now() - interval '100 days', null)`);
    expect(await watch().deleteOld()).toBe(1);
    expect(await alerts()).toMatchObject([{ key: 'open' }, { key: 'young' }]);
  });

  it('finishes the look that is under way before it stops', async () => {
    await sql("update checkpoints set stopped_because = 'x' where partition = 2");
    const one = watch();
    const looking = one.look();
    expect(one.look()).toBe(looking);
    await one.stop();
    expect(await alerts()).toHaveLength(1);
  });
});
