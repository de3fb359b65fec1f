/** Each read model has the same rows whether a batch made them, changed them, or both; and each of them is written. */
import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { createCheckpoints, readCheckpoint, type Checkpoint } from '../../libs/engine/checkpoints';
import { factOf } from '../../libs/engine/codec';
import { execute } from '../../libs/engine/execute';
import { flush } from '../../libs/engine/flush';
import { ledgerOf } from '../../libs/engine/ledger';
import { prefetch } from '../../libs/engine/prefetch/prefetch';
import { SettingsCache } from '../../libs/engine/settings-cache';
import type { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import type { Fact } from '../../libs/kernel/facts';
import type { RewardRule } from '../../libs/kernel/rewards/reward-rule';
import type { PolicyPatch } from '../../libs/kernel/policy';
import { kernelChanged } from '../kernel/support/builders';
import { TABLES } from '../../projections/registry';
import { arrivals, factIdOf } from '../kernel/support/arrivals';
import { FACT_OPTIONS, outsideFacts } from '../kernel/support/facts';
import { HISTORY_END, identifiersOf, MERCHANT, merchantRegistered } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { operators } from '../kernel/support/operators';
import { recorded, withTimers } from './deciding-in-batches';
import { readModels } from './partitions';

const rewards: RewardRule[] = [
  { to: 'referrer', kind: 'percent', basisPoints: 1_000 },
  { to: 'referee', kind: 'fixed', amount: 100 },
];
const ROUNDS_MAX = 8;
const FAILED = '00000000-0000-4000-8000-00000000fa11';

/** What a merchant configures before anything happens. */
const configured = (policy: PolicyPatch): readonly Fact[] => [
  { type: 'DefaultsConfigured', data: { policy: { settlingPeriodSeconds: 60 } } },
  kernelChanged(),
  merchantRegistered(policy),
  {
    type: 'CampaignPublished',
    data: {
      ...{ merchantId: MERCHANT, campaignId: 'spring', name: 'Spring', condition: 'true', currency: 'EUR' },
      ...{ priority: 100, exclusive: false, holdDays: 0, rewards, caps: { count: 3 } },
      budgets: [{ window: 'total', amount: 250 }],
    },
  },
  {
    // This campaign has no room for any reward.
    type: 'CampaignPublished',
    data: {
      ...{ merchantId: MERCHANT, campaignId: 'broke', name: 'Broke', condition: 'true', currency: 'EUR' },
      ...{
        priority: 100,
        exclusive: false,
        holdDays: 0,
        rewards: [rewards[1]!],
        budgets: [{ window: 'day', amount: 1 }],
      },
    },
  },
  {
    // No purchase has a hundred items, so this condition always fails.
    type: 'CampaignPublished',
    data: {
      ...{ merchantId: MERCHANT, campaignId: 'faulty', name: 'Faulty', condition: 'purchase.items[99].price > 0' },
      ...{ currency: 'EUR', priority: 100, exclusive: false, holdDays: 0, rewards: [rewards[1]!], budgets: [] },
    },
  },
  { type: 'CampaignPaused', data: { merchantId: MERCHANT, campaignId: 'spring' } },
  { type: 'CampaignResumed', data: { merchantId: MERCHANT, campaignId: 'spring' } },
  {
    type: 'ExchangeRatesRecorded',
    data: { merchantId: MERCHANT, base: 'EUR', rates: { JPY: '160.5' }, asOf: '2020-01-01T00:00:00.000Z' },
  },
  // The intake would refuse this fact. The kernel throws on it, so it is recorded as failed.
  {
    type: 'FactRequeued',
    data: { merchantId: MERCHANT, factId: FAILED, fact: { type: 'Unheard', data: { merchantId: MERCHANT } } },
  } as unknown as Fact,
];

describe('every read model', () => {
  let database: TestDatabase;
  let client: PoolClient;
  /** The tables to which flushes wrote. */
  const written = new Set<string>();

  beforeAll(async () => {
    database = await createTestDatabase();
    client = await database.pool.connect();
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [{ name }] = args as [{ name?: string }];
      const table = /^(?:insert|upsert) (.+)$/.exec(name ?? '')?.[1];
      if (table !== undefined) written.add(table);
      return query(...args);
    }) as typeof client.query;
  });
  afterAll(async () => {
    client.release();
    await database.drop();
  });

  async function begin(): Promise<Checkpoint> {
    await database.pool.query(`truncate checkpoints, ${TABLES.map(({ table }) => table).join(', ')}`);
    await createCheckpoints(database.pool, 1);
    return readCheckpoint(database.pool, 0);
  }

  /** Decides the whole intake in batches; returns the read models after it. */
  async function decideIn(log: MemoryEventLog, batchMax: number): Promise<Record<string, unknown[]>> {
    const cache = new SettingsCache(0, false);
    let from = await begin();
    for (;;) {
      const events = await log.read(intakeStream(0), from.position + 1, batchMax);
      if (events.length === 0) return readModels(database.pool);
      const facts = events.map(factOf);
      const world = await cache.worldFor(client, facts);
      await prefetch(client, world, facts);
      const decided = await execute(world, facts, events, from.chain);
      from = await flush(client, ledgerOf(log, world.partition), world, from, decided);
    }
  }

  it('has the same rows after one batch as after many', async () => {
    const people = Array.from({ length: 4 }, (_, person) => identifiersOf(person)).flat();
    const policies = fc.record({
      reprocess: fc.constantFrom('auto' as const, 'review' as const),
      maxCustomersPerGroup: fc.constantFrom(1, 3),
    });
    const histories = fc
      .tuple(
        outsideFacts({ ...FACT_OPTIONS, identifiers: 'shared', people: 4, orders: 5, codeFactsMax: 4 }),
        operators(people),
        policies,
      )
      .chain(([facts, acts, policy]) => {
        const before = configured(policy).map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));
        return arrivals(facts).map((list) => withTimers([...before, ...list], acts));
      });
    const law = fc.asyncProperty(histories, fc.integer({ min: 6, max: 40 }), async (intake, batchMax) => {
      const inOne = await decideIn(await recorded(intake), intake.length);
      expect(await decideIn(await recorded(intake), batchMax)).toEqual(inOne);
    });
    // The test proves nothing about a table that no history writes to. Fixed seeds write the same tables each time.
    const all = TABLES.map(({ table }) => table).sort();
    for (let round = 0; round < ROUNDS_MAX && (round === 0 || written.size < all.length); round++) {
      await fc.assert(law, { seed: round + 1, numRuns: 12, endOnFailure: true });
    }
    expect([...written].sort()).toEqual(all);
  });
});
