/** Prefetch, execute and flush against what they must equal: the same facts decided all at once in memory. */
import fc from 'fast-check';
import { Partition } from '../../libs/engine/partition';
import { createCheckpoints, readCheckpoint } from '../../libs/engine/checkpoints';
import { verifyPartition } from '../../libs/engine/replay';
import { Turns } from '../../libs/engine/turns';
import { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Fact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import { World } from '../../libs/kernel/world';
import { TABLES } from '../../projections/registry';
import { arrivals, type Arrival } from '../kernel/support/arrivals';
import { FACT_OPTIONS, outsideFacts, policyPatches, type FactOptions } from '../kernel/support/facts';
import { HISTORY_END, MERCHANT, merchantRegistered, WITHOUT_GUARD_RAILS } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

/** The arrivals with the requests of their timers, as the saga would have recorded them. */
function withTimers(list: readonly Arrival[]): Arrival[] {
  const world = new World(0, true);
  const intake: Arrival[] = [];
  const record = (arrival: Arrival) => {
    step(world, { ...arrival, position: intake.length });
    intake.push(arrival);
  };
  const fire = (until: number) => {
    for (;;) {
      const pending = [...world.merchant(MERCHANT).purchases.values()].filter(
        (p) => p.evaluation.state === 'scheduled',
      );
      const due = pending.sort((a, b) => a.evaluation.dueAt! - b.evaluation.dueAt!)[0];
      if (due === undefined || due.evaluation.dueAt! > until) return;
      const { id, reasons, dueAt } = due.evaluation;
      const data = {
        merchantId: MERCHANT,
        orderId: due.orderId,
        evaluationId: id!,
        reasons,
        requestedBy: 'timer' as const,
      };
      const last = intake.at(-1)!.recordedAt;
      const uuid = `00000000-0000-4000-8000-${String(intake.length).padStart(12, '0')}`;
      record({ id: uuid, recordedAt: Math.max(last, dueAt!), fact: { type: 'RewardEvaluationRequested', data } });
    }
  };
  for (const arrival of list) {
    fire(arrival.recordedAt - 1);
    record(
      intake.length === 0
        ? arrival
        : { ...arrival, recordedAt: Math.max(arrival.recordedAt, intake.at(-1)!.recordedAt) },
    );
  }
  fire(Infinity);
  return intake;
}

async function recorded(intake: readonly Arrival[]): Promise<MemoryEventLog> {
  let now = HISTORY_END;
  const log = new MemoryEventLog(() => now);
  for (const { id, recordedAt, fact } of intake) {
    now = recordedAt;
    await log.append(intakeStream(0), { id, type: fact.type, data: canonicalJson(fact.data) });
  }
  return log;
}

/** Decides the whole intake in batches of `batchMax`; returns every row of every read model. */
async function decideInBatches(log: MemoryEventLog, batchMax: number): Promise<Record<string, unknown[]>> {
  const { pool } = database;
  await pool.query(`truncate checkpoints, ${TABLES.map(({ table }) => table).join(', ')}`);
  await createCheckpoints(pool, 1);
  const head = await log.head(intakeStream(0));
  await new Promise<void>((resolve, reject) => {
    const partition = new Partition(0, pool, log, new Turns(1), batchMax, {
      onBatch: (_, { position }) => position === head && void partition.stop().then(resolve),
      onTrouble: (_, error) => void partition.stop().then(() => reject(error)),
    });
  });
  const rows: Record<string, unknown[]> = {};
  for (const { table } of TABLES) {
    const result = await pool.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t order by t::text`);
    rows[table] = result.rows.map(({ row }) => row);
  }
  return rows;
}

const universes: [string, Partial<FactOptions>, object][] = [
  ['people with what is theirs', {}, {}],
  [
    'shared devices and customers, guard rails in the way',
    { identifiers: 'shared', people: 4, orders: 5, versionsAgree: false },
    {},
  ],
  [
    'shared, nothing refused, by e-mail too',
    { identifiers: 'shared', claimsMax: 12 },
    { ...WITHOUT_GUARD_RAILS, linkByEmail: true },
  ],
  [
    'small groups only',
    { identifiers: 'shared', versionsAgree: false },
    { maxIdentifiersPerGroup: 3, requireToken: false },
  ],
];

test.each(universes)(
  'however the intake is cut into batches, ledger and read models are the same: %s',
  async (_, over, patch) => {
    const histories = fc.tuple(outsideFacts({ ...FACT_OPTIONS, ...over }), policyPatches).chain(([facts, policy]) => {
      const registered: Fact = merchantRegistered({ ...policy, ...patch });
      const first = { id: '00000000-0000-4000-9000-000000000000', recordedAt: HISTORY_END, fact: registered };
      return arrivals(facts).map((list) => withTimers([first, ...list]));
    });
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 8 }), async (intake, batchMax) => {
        const atOnce = await decideInBatches(await recorded(intake), 10_000);
        const log = await recorded(intake);
        const inBatches = await decideInBatches(log, batchMax);
        expect(inBatches).toEqual(atOnce);
        const { position, chain } = await readCheckpoint(database.pool, 0);
        const verified = await verifyPartition({ log, partition: 0, through: position, chain });
        expect(verified).toMatchObject({ difference: null, facts: intake.length });
      }),
      { numRuns: 25 },
    );
  },
);
