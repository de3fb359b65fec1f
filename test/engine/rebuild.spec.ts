/** A rebuild gives the rows that the engine wrote, whatever the history and however it was cut into batches. */
import fc from 'fast-check';
import { newPool } from '../../libs/database/connections';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { LedgerDiffers } from '../../libs/engine/codec';
import { Engine } from '../../libs/engine/engine';
import { HasDependents, rebuild, rebuildOutdated, type RebuildOptions } from '../../libs/engine/rebuild/rebuild';
import { RebuildRunning, withRebuildLock } from '../../libs/engine/rebuild/sessions';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import type { Fact } from '../../libs/kernel/facts';
import { TABLES } from '../../projections/registry';
import { arrivals, factIdOf, type Arrival } from '../kernel/support/arrivals';
import { kernelChanged } from '../kernel/support/builders';
import { FACT_OPTIONS, outsideFacts } from '../kernel/support/facts';
import { operators } from '../kernel/support/operators';
import { ALL_ACTS, playRewards, rewardHistories } from '../kernel/support/reward-histories';
import { HISTORY_END, identifiersOf, merchantRegistered } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { decideInBatches, recorded, withTimers } from './deciding-in-batches';
import { until } from '../support/until';
import { append, decided, everything, of, readModels, stoppedBecause, STORY } from './partitions';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

const run = (options: Partial<RebuildOptions> = {}) => rebuild({ url: database.url, threads: 0, ...options });
const query = (text: string, values: unknown[] = []) => database.pool.query<Record<string, unknown>>(text, values);

/** All that the catalog knows of the live schema. */
async function schema(): Promise<unknown> {
  const { rows: columns } = await query(
    `select table_name, column_name, ordinal_position, column_default, is_nullable, data_type, datetime_precision
     from information_schema.columns where table_schema = 'public' order by 1, 3`,
  );
  const { rows: indexes } = await query(`select * from pg_indexes where schemaname = 'public' order by indexname`);
  const { rows: constraints } = await query(
    `select conname, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = 'public'::regnamespace order by 2, 1`,
  );
  const { rows: privileges } = await query(
    `select relname, reloptions, relacl::text, relkind from pg_class where relnamespace = 'public'::regnamespace order by 1`,
  );
  return { columns, indexes, constraints, privileges };
}

async function expectNoLeftovers(): Promise<void> {
  expect((await query(`select from pg_namespace where nspname = 'rebuilding'`)).rowCount).toBe(0);
}

describe('a rebuild', () => {
  it('gives every row that the engine wrote, of people, orders and what operators do', async () => {
    const people = Array.from({ length: 4 }, (_, person) => identifiersOf(person)).flat();
    const configured: Fact[] = [kernelChanged(), merchantRegistered()];
    const histories = fc
      .tuple(
        outsideFacts({ ...FACT_OPTIONS, identifiers: 'shared', people: 4, orders: 5, codeFactsMax: 4 }),
        operators(people),
      )
      .chain(([facts, acts]) => {
        const before = configured.map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));
        return arrivals(facts).map((list) => withTimers([...before, ...list], acts));
      });
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 30 }), async (intake, batchMax) => {
        const log = await recorded(intake, false);
        const before = await decideInBatches(database.pool, log, batchMax);
        expect((await run({ log })).differences).toEqual([]);
        expect(await readModels(database.pool)).toEqual(before);
      }),
      { numRuns: 4 },
    );
  });

  it('gives every row that the engine wrote, of campaigns, budgets and rewards', async () => {
    const intakes = rewardHistories(true, {}, [...ALL_ACTS, 'rates', 'policy']).map((history) => {
      const { played } = playRewards({ ...history, withRates: true, partition: 0 });
      return played.map(({ recorded: { fact, recordedAt } }, position): Arrival => {
        return { id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, recordedAt, fact };
      });
    });
    await fc.assert(
      fc.asyncProperty(intakes, fc.integer({ min: 1, max: 30 }), async (intake, batchMax) => {
        const log = await recorded(
          [{ id: factIdOf(kernelChanged()), recordedAt: 0, fact: kernelChanged() }, ...intake],
          false,
        );
        const before = await decideInBatches(database.pool, log, batchMax);
        expect((await run({ log })).differences).toEqual([]);
        expect(await readModels(database.pool)).toEqual(before);
      }),
      { numRuns: 4 },
    );
  });
});

describe('a rebuild of decided partitions', () => {
  let log: PostgresEventLog;
  let engine: Engine | null = null;
  const outdated: string[] = [];

  beforeEach(async () => {
    await query(`truncate events, streams, checkpoints, ${TABLES.map(({ table }) => table).join(', ')}`);
    log = new PostgresEventLog(database.pool);
    const events = { onOutdated: (error: Error) => void outdated.push(error.message) };
    engine = new Engine({ pool: database.pool, log, partitions: 2, events });
    await engine.start();
    await decided(database.pool, 0, await append(log, 0, STORY));
    await decided(database.pool, 1, await append(log, 1, of('another', STORY)));
  });
  afterEach(async () => {
    await engine?.stop();
    await log.close();
    await expectNoLeftovers();
  });

  it('leaves the schema as it was, with what an operator added', async () => {
    await query('create role reporter');
    await query('grant select on purchases to reporter');
    await query('alter table purchases set (fillfactor = 80)');
    await query('create index purchases_by_total on purchases (total) where total > 0');
    try {
      const before = await schema();
      await run();
      expect(await schema()).toEqual(before);
    } finally {
      await query('drop index purchases_by_total; drop owned by reporter; drop role reporter');
    }
  });

  it('tells the first row that differs, with both values, and how many there are', async () => {
    await query(`update purchases set total = 7 where order_id = 'order-0' or merchant_id = 'another'`);
    const [difference, ...more] = (await run({ swaps: false })).differences;
    expect(more).toEqual([]);
    expect(difference).toMatchObject({ table: 'purchases', rows: 3, column: 'total', live: '7' });
    expect(difference!.key).toEqual({ merchant_id: 'another', order_id: expect.any(String) as string });
    expect(difference!.rebuilt).toMatch(/^\d+$/);
  });

  it('finds a missing row, a surplus one, and a document that only looks different', async () => {
    await query(`delete from claims where merchant_id = 'another' and claim_id = 'c0'`);
    await query(`insert into budget_usage values ('another', 'nothing total', 5)`);
    await query(
      `update purchases set items = '[{"sku": "a", "price": 1.0, "quantity": 1}]' where merchant_id = 'another'`,
    );
    const { differences } = await run({ swaps: false });
    expect(differences).toMatchObject([
      { table: 'purchases', column: 'items' },
      { table: 'claims', rows: 1, column: null, live: null, rebuilt: expect.stringContaining('c0') as string },
      { table: 'budget_usage', rows: 1, column: null, live: '(another, nothing total, 5)', rebuilt: null },
    ]);
  });

  it('changes nothing if it only compares, and repairs what it swaps', async () => {
    const right = await readModels(database.pool);
    await query(`update purchases set total = 7`);
    const wrong = await readModels(database.pool);
    await run({ swaps: false });
    expect(await readModels(database.pool)).toEqual(wrong);
    await run();
    expect(await readModels(database.pool)).toEqual(right);
    expect((await run({ swaps: false })).differences).toEqual([]);
  });

  it('swaps only the tables that it is asked for', async () => {
    const numbers = async () =>
      Object.fromEntries(
        (
          await query(`select relname, oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`)
        ).rows.map(({ relname, oid }) => [relname, oid]),
      );
    const before = await numbers();
    await run({ tables: ['claims'] });
    const after = await numbers();
    expect(after.claims).not.toBe(before.claims);
    expect({ ...after, claims: 0 }).toEqual({ ...before, claims: 0 });
  });

  it('lets the engine go on with what the new tables hold, not with what it had loaded', async () => {
    const wrong = (await readCheckpoint(database.pool, 0)).rebuilds;
    await query(`update policies set patch = '{"requireToken": false}' where merchant_id = 'another'`);
    await run();
    expect((await readCheckpoint(database.pool, 0)).rebuilds).toBe(wrong + 1);
    await decided(database.pool, 1, await append(log, 1, of('a third', STORY)));
    expect((await run({ swaps: false })).differences).toEqual([]);
  });

  it('says which partition has stopped, whose rows end there, and rebuilds all others', async () => {
    const event = { id: '00000000-0000-4000-8000-00000000dead', type: 'TouchpointRecorded', data: '{"merchantId":' };
    const { revision } = (await log.append(intakeStream(1), event)) as { revision: number };
    await append(log, 1, of('behind', STORY));
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    const before = await readModels(database.pool);
    const { stopped, differences, facts } = await run();
    expect(facts).toBe(STORY.length + revision);
    expect(stopped).toMatchObject([
      { partition: 1, position: revision - 1, because: expect.stringContaining('CanNotDecide') as string },
    ]);
    expect(differences).toEqual([]);
    expect(await readModels(database.pool)).toEqual(before);
  });

  it('refuses a log whose ledger has another length than follows from the intake', async () => {
    await engine!.stop();
    const before = await everything(database.pool);
    await query('update checkpoints set ledger_revision = ledger_revision + 1 where partition = 1');
    await expect(run()).rejects.toThrow(LedgerDiffers);
    await query('update checkpoints set ledger_revision = ledger_revision - 1 where partition = 1');
    expect(await everything(database.pool)).toEqual(before);
  });

  it('refuses to take the table from under a view, and names it', async () => {
    await query('create view sales as select total from purchases');
    try {
      await expect(run()).rejects.toThrow(HasDependents);
      await expect(run()).rejects.toThrow(/view sales/);
    } finally {
      await query('drop view sales');
    }
  });

  it('waits for a read that takes long, without making others wait for it', async () => {
    const reader = await database.pool.connect();
    await reader.query('begin; select from purchases');
    const rebuilding = run();
    const swapping = `select from pg_stat_activity where datname = current_database() and query like 'lock table%'`;
    await until(async () => (await query(swapping)).rowCount! > 0);
    // The swap that waits for the table gives up soon, so this read is served.
    expect((await query('select from purchases')).rowCount).toBeGreaterThan(0);
    await decided(database.pool, 0, await append(log, 0, of('meanwhile', STORY)));
    await reader.query('commit');
    reader.release();
    expect((await rebuilding).differences).toEqual([]);
  });

  it('ends when it is told to, and leaves nothing', async () => {
    const before = await everything(database.pool);
    const stopping = new AbortController();
    const onProgress: RebuildOptions['onProgress'] = (stage) => {
      if (stage === 'indexing') stopping.abort(new Error('enough'));
    };
    await expect(run({ signal: stopping.signal, onProgress })).rejects.toThrow('enough');
    expect(await everything(database.pool)).toEqual(before);
  });

  it('rebuilds at the start of a newer program what its version changed, and nothing else', async () => {
    expect(await rebuildOutdated({ url: database.url, threads: 0 })).toBeNull();
    await query(`update projection_versions set version = 0 where projection = 'claims'`);
    await query(`delete from projection_versions where projection = 'touchpoints'`);
    const rebuilt = await rebuildOutdated({ url: database.url, threads: 0 });
    expect(rebuilt).toMatchObject({ tables: ['touchpoints', 'claims'] });
    expect(await rebuildOutdated({ url: database.url, threads: 0 })).toBeNull();
  });

  it('makes an engine of an older program give its partitions to others', async () => {
    await query(`update projection_versions set version = 99 where projection = 'claims'`);
    await query('update checkpoints set rebuilds = rebuilds + 1');
    await append(log, 0, of('too late', STORY));
    await until(async () => (await query('select from leases')).rowCount === 0);
    expect(outdated).toEqual([expect.stringContaining('claims')]);
    await query(`update projection_versions set version = 1 where projection = 'claims'`);
  });
});

it('is recorded as done in a new database, whose tables are empty', async () => {
  const other = await createTestDatabase();
  await other.pool.query(`delete from projection_versions where projection = 'claims'`);
  expect(await rebuildOutdated({ url: other.url, threads: 0 })).toBeNull();
  const { rows } = await other.pool.query(`select version from projection_versions where projection = 'claims'`);
  expect(rows).toEqual([{ version: TABLES.find(({ table }) => table === 'claims')!.version }]);
  await other.drop();
});

it('is refused while another one runs', async () => {
  await withRebuildLock(database.url, {}, () => expect(run()).rejects.toThrow(RebuildRunning));
});

it('drops what a killed rebuild left, and ends its sessions', async () => {
  await query('create schema rebuilding; create table rebuilding.claims ()');
  const left = newPool({ connectionString: database.url, application_name: 'tributary rebuild' });
  await left.query('select pg_advisory_lock(1)');
  await withRebuildLock(database.url, {}, async (client) => {
    const { rows } = await client.query(`select from pg_tables where schemaname = 'rebuilding'`);
    expect(rows).toEqual([]);
  });
  // Other tests on the same server may rebuild databases of their own at this moment.
  const sessions = `select from pg_stat_activity
    where datname = current_database() and application_name = 'tributary rebuild'`;
  expect((await query(sessions)).rowCount).toBe(0);
  await left.end();
  await expectNoLeftovers();
});
