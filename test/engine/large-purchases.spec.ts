/** A batch that would load too much of large purchases is cut, and everything is decided as if it were not. */
import fc from 'fast-check';
import { preview } from '../../libs/engine/preview';
import { PREFETCH_LIMITS } from '../../libs/engine/prefetch/purchases';
import type { Fact } from '../../libs/kernel/facts';
import { FACT_OPTIONS, outsideFacts, policyPatches } from '../kernel/support/facts';
import { arrivals, factIdOf, type Arrival } from '../kernel/support/arrivals';
import { bought, claimed, kernelChanged, mergeRequested } from '../kernel/support/builders';
import { operators } from '../kernel/support/operators';
import { ALL_ACTS, playRewards, rewardHistories } from '../kernel/support/reward-histories';
import {
  customer,
  device,
  HISTORY_END,
  identifiersOf,
  merchantRegistered,
  orderIdOf,
} from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { decideInBatches, recorded, verify, withTimers } from './deciding-in-batches';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());
afterEach(() => jest.restoreAllMocks());

/** No order of the histories is larger than this, and two of most are. */
const LITTLE_BYTES = 100;
const limitTo = (bytes: number) => jest.replaceProperty(PREFETCH_LIMITS, 'purchaseBytes', bytes);

const atTheEnd = (facts: readonly Fact[]): Arrival[] =>
  facts.map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));

/** However little a batch may load, the rows and the ledger are the same. Returns in how many more batches. */
async function sameHoweverLittle(intake: Arrival[], batchMax: number): Promise<number> {
  let batches = 0;
  const whole = await recorded(intake);
  const unlimited = limitTo(Number.MAX_SAFE_INTEGER);
  const rows = await decideInBatches(database.pool, whole, batchMax, () => batches--);
  unlimited.restore();
  const limited = limitTo(LITTLE_BYTES);
  const log = await recorded(intake);
  expect(await decideInBatches(database.pool, log, batchMax, () => batches++)).toEqual(rows);
  limited.restore();
  expect(await verify(database.pool, log)).toMatchObject({ difference: null, facts: intake.length });
  return batches;
}

it('makes no difference for people, orders and what operators do', async () => {
  const people = Array.from({ length: 4 }, (_, person) => identifiersOf(person)).flat();
  const over = { identifiers: 'shared' as const, people: 4, orders: 5, versionsAgree: false };
  const histories = fc
    .tuple(outsideFacts({ ...FACT_OPTIONS, ...over }), policyPatches, operators(people))
    .chain(([facts, policy, acts]) => {
      const first = atTheEnd([merchantRegistered(policy), kernelChanged()]);
      return arrivals(facts).map((list) => withTimers([...first, ...list], acts));
    });
  let more = 0;
  const law = fc.asyncProperty(histories, fc.integer({ min: 5, max: 40 }), async (intake, batchMax) => {
    more += await sameHoweverLittle(intake, batchMax);
  });
  await fc.assert(law, { numRuns: 8, endOnFailure: true });
  expect(more).toBeGreaterThan(0);
});

it('makes no difference for campaigns, budgets and rewards', async () => {
  const histories = rewardHistories(true, {}, [...ALL_ACTS, 'rates', 'policy']).map((history) => {
    const { played } = playRewards({ ...history, withRates: true, partition: 0 });
    return played.map(({ recorded: { fact, recordedAt } }, position): Arrival => {
      return { id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, recordedAt, fact };
    });
  });
  let more = 0;
  const law = fc.asyncProperty(histories, fc.integer({ min: 5, max: 40 }), async (intake, batchMax) => {
    more += await sameHoweverLittle(intake, batchMax);
  });
  await fc.assert(law, { numRuns: 8, endOnFailure: true });
  expect(more).toBeGreaterThan(0);
});

const ORDERS = 40;
const items = Array.from({ length: 100 }, (_, i) => ({ sku: `${i}-`.padEnd(60, 'x'), quantity: 1_000, price: 1 }));
const ORDER_BYTES = 100 * (40 + 60);

/** What comes before the evaluations: two settings, and each order with its claim. */
const BEFORE = 2 + 2 * ORDERS;

/** Orders of two buyers, each with a hundred items. */
const largeOrders = (): Arrival[] =>
  withTimers(
    atTheEnd([
      merchantRegistered(),
      kernelChanged(),
      ...Array.from({ length: ORDERS }, (_, n): Fact[] => [
        bought(n, { customerId: customer(n % 2), items }),
        claimed(`c${n}`, n, device(n % 2)),
      ]).flat(),
    ]),
  );

it('loads no more of large purchases for the evaluations of one batch than the limit', async () => {
  const intake = largeOrders();
  limitTo(10 * ORDER_BYTES);
  const evaluations: number[] = [];
  await decideInBatches(database.pool, await recorded(intake), BEFORE, (facts) =>
    evaluations.push(facts.filter(({ type }) => type === 'RewardEvaluationRequested').length),
  );
  expect(evaluations.reduce((sum, count) => sum + count)).toBe(ORDERS);
  expect(Math.max(...evaluations)).toBeLessThanOrEqual(10);
  // Half of what is too much fits, so batches do not shrink to single facts.
  expect(evaluations.filter((count) => count > 0).length).toBeLessThanOrEqual(8);
});

it('loads what a single fact needs, however much that is', async () => {
  limitTo(ORDER_BYTES - 1);
  const rows = await decideInBatches(database.pool, await recorded(largeOrders()), BEFORE);
  expect(rows['purchases']).toHaveLength(ORDERS);
});

it('lets the preview of a merge evaluate fewer purchases, and count all', async () => {
  await decideInBatches(database.pool, await recorded(largeOrders()), 10_000);
  const client = await database.pool.connect();
  const merge = mergeRequested('m', customer(0), customer(1), ['CUSTOMER_CONFLICT']);
  try {
    const all = await preview(client, 0, merge, HISTORY_END);
    limitTo(ORDER_BYTES);
    const some = await preview(client, 0, merge, HISTORY_END);
    expect(some.purchasesReevaluated).toBe(all.purchasesReevaluated);
    expect([all.purchases.length, some.purchases.length]).toEqual([all.purchasesReevaluated, 0]);
    expect(all.purchases.map(({ orderId }) => orderId)).toContain(orderIdOf(0));
  } finally {
    client.release();
  }
});
