/**
 * Prefetch, execute and flush must give the same result as deciding all facts at once in memory. The limits are low, so
 * that histories of a few facts exceed every one of them, and settings change in mid-history.
 */
import fc from 'fast-check';
import type { Fact } from '../../libs/kernel/facts';
import type { RewardRule } from '../../libs/kernel/rewards/reward-rule';
import type { LIMITS } from '../../libs/kernel/limits';
import type { PolicyPatch } from '../../libs/kernel/policy';
import { arrivals, factIdOf, repeated, type Arrival } from '../kernel/support/arrivals';
import { bought, claimed, kernelChanged, policyChanged } from '../kernel/support/builders';
import { FACT_OPTIONS, outsideFacts, POLICY_CHANGES, policyPatches, type FactOptions } from '../kernel/support/facts';
import {
  customer,
  device,
  HISTORY_END,
  identifiersOf,
  MERCHANT,
  merchantRegistered,
  WITHOUT_GUARD_RAILS,
  WRONG_TOKEN,
} from '../kernel/support/universe';
import { operators } from '../kernel/support/operators';
import { ALL_ACTS, playRewards, rewardHistories } from '../kernel/support/reward-histories';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { decideInBatches, recorded, verify, withTimers } from './deciding-in-batches';

jest.mock('../../libs/kernel/limits', () => ({
  LIMITS: {
    acceptedClaims: 2,
    wrongClaimsJudgedSingly: 2,
    candidates: 2,
    exclusionsListed: 2,
    calledForRoom: 1,
    itemsAsked: 1,
    conditionSteps: 12,
    conditionBytes: 64,
    evaluationRetries: 1,
  } satisfies Record<keyof typeof LIMITS, number>,
}));

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

const universes: [string, Partial<FactOptions>, object][] = [
  ['people with what is theirs', {}, {}],
  [
    'shared devices and customers, with guard rails that refuse',
    { identifiers: 'shared', people: 4, orders: 5, versionsAgree: false },
    {},
  ],
  [
    'shared devices and customers, nothing refused, also linked by e-mail',
    { identifiers: 'shared', claimsMax: 12 },
    { ...WITHOUT_GUARD_RAILS, linkByEmail: true },
  ],
  [
    'small groups only',
    { identifiers: 'shared', versionsAgree: false },
    { maxIdentifiersPerGroup: 3, requireToken: false },
  ],
];

/** In every universe, each cut of the intake must give the same result. */
async function sameHoweverCut(histories: fc.Arbitrary<Arrival[]>, numRuns: number, uniqueIds = true): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 1, max: 8 }), async (intake, batchMax) => {
      const atOnce = await decideInBatches(database.pool, await recorded(intake, uniqueIds), 10_000);
      const log = await recorded(intake, uniqueIds);
      expect(await decideInBatches(database.pool, log, batchMax)).toEqual(atOnce);
      expect(await verify(database.pool, log)).toMatchObject({ difference: null, facts: intake.length });
    }),
    { numRuns },
  );
}

/** The arrival at which the newest kernel begins to decide. */
const KERNEL = fc.oneof(fc.constant(0), fc.nat(30));

const registration = (policy: PolicyPatch): Arrival => {
  return { id: '00000000-0000-4000-9000-000000000000', recordedAt: HISTORY_END, fact: merchantRegistered(policy) };
};

/** Changes of the policy and of the kernel's version, at any place among the arrivals. */
const changes = fc
  .tuple(
    fc.array(fc.record({ after: fc.nat(20), patch: fc.constantFrom(...POLICY_CHANGES) }), { maxLength: 3 }),
    KERNEL,
  )
  .map(([policies, kernel]): Change[] => [
    ...policies.map(({ after, patch }) => ({ after, fact: policyChanged(patch) })),
    { after: kernel, fact: kernelChanged() },
  ]);

interface Change {
  after: number;
  fact: Fact;
}

function withChanges(list: Arrival[], all: readonly Change[]): Arrival[] {
  return list.flatMap((arrival, i) => {
    const here = all.filter(({ after }) => after % list.length === i);
    const changed = here.map(({ fact }, n) => {
      const id = `00000000-0000-4000-a000-${String(i * 10 + n).padStart(12, '0')}`;
      return { ...arrival, id, fact };
    });
    return [arrival, ...changed];
  });
}

test.each(universes)(
  'ledger and read models are the same however the intake is cut into batches: %s',
  async (_, over, patch) => {
    const facts = outsideFacts({ ...FACT_OPTIONS, claimsMax: 10, ...over }).chain(arrivals);
    const histories = fc.tuple(facts, policyPatches, changes).map(([list, policy, policies]) => {
      return withTimers([registration({ ...policy, ...patch }), ...withChanges(list, policies)]);
    });
    await sameHoweverCut(histories, 5);
  },
);

test('cuts make no difference when devices have more touchpoints than an evaluation loads', async () => {
  const over: Partial<FactOptions> = { people: 2, orders: 4, touchpointsMax: 80, size: 'max', claimsMax: 10 };
  const facts = outsideFacts({ ...FACT_OPTIONS, ...over, identifiers: 'shared' }).chain(arrivals);
  const oldest = campaignOf('purchase.occurredAt - customer.firstSeenAt > duration("240h")');
  const histories = fc.tuple(facts, policyPatches).map(([list, policy]) => {
    const first = [kernelChanged(), oldest].map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));
    return withTimers([registration({ ...policy, ...WITHOUT_GUARD_RAILS }), ...first, ...list]);
  });
  await sameHoweverCut(histories, 3);
});

test('a fact that the log holds twice is acted on only once, however the intake is cut into batches', async () => {
  const facts = outsideFacts({ ...FACT_OPTIONS, identifiers: 'shared' })
    .chain(arrivals)
    .chain(repeated);
  const histories = facts.map((list) => [registration({ settlingPeriodSeconds: 0 }), ...list]);
  await sameHoweverCut(histories, 5, false);
});

test('cuts make no difference when a change of policy makes waiting claims with wrong tokens right', async () => {
  const waiting = Array.from({ length: 5 }, (_, i) => claimed(`c${i}`, 0, device(i), { token: WRONG_TOKEN }));
  const story: Fact[] = [
    merchantRegistered(),
    ...waiting,
    kernelChanged(),
    policyChanged({ requireToken: false }),
    bought(0, { token: undefined }),
  ];
  const intake = story.map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));
  await sameHoweverCut(fc.constant(withTimers(intake)), 8);
});

test('cuts make no difference when a guest order changes its token, and then gets a customer', async () => {
  const story: Fact[] = [
    merchantRegistered(),
    kernelChanged(),
    ...[bought(0), claimed('c0', 0, device(0)), claimed('c1', 0, device(1))],
    bought(0, { token: WRONG_TOKEN, sourceVersion: 2 }),
    bought(0, { token: WRONG_TOKEN, sourceVersion: 3, customerId: customer(0) }),
    bought(0, { token: WRONG_TOKEN, sourceVersion: 4, customerId: customer(1) }),
  ];
  const intake = story.map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));
  await sameHoweverCut(fc.constant(withTimers(intake)), 8);
});

const rewards: RewardRule[] = [
  { to: 'referrer', kind: 'percent', basisPoints: 1_000 },
  { to: 'referee', kind: 'fixed', amount: 100 },
];
const campaignOf = (condition: string): Fact => ({
  type: 'CampaignPublished',
  data: {
    ...{ merchantId: MERCHANT, campaignId: 'spring', name: 'Spring', condition, currency: 'EUR', priority: 100 },
    ...{ exclusive: false, holdDays: 0, rewards, caps: { count: 2 }, budgets: [{ window: 'total', amount: 500 }] },
  },
});
const campaign = campaignOf('customer.purchasesBefore < 2');
const rates: Fact = {
  type: 'ExchangeRatesRecorded',
  data: { merchantId: MERCHANT, base: 'EUR', rates: { JPY: '160.5' }, asOf: '2020-01-01T00:00:00.000Z' },
};

test.each(['auto', 'review', 'off'] as const)(
  'cuts make no difference when operators merge, unmerge, lift separations and decide proposals: reprocess %s',
  async (reprocess) => {
    const people = Array.from({ length: 4 }, (_, person) => identifiersOf(person)).flat();
    const over: Partial<FactOptions> = { identifiers: 'shared', people: 4, orders: 5, versionsAgree: false };
    const first = [kernelChanged(), campaign, rates].map((fact) => ({
      id: factIdOf(fact),
      recordedAt: HISTORY_END,
      fact,
    }));
    const histories = fc
      .tuple(outsideFacts({ ...FACT_OPTIONS, ...over }), policyPatches, operators(people))
      .chain(([facts, policy, acts]) => {
        const registered = registration({ ...policy, reprocess });
        return arrivals(facts).map((list) => withTimers([registered, ...first, ...list], acts));
      });
    await sameHoweverCut(histories, 5);
  },
);

test.each<[string, Partial<FactOptions>]>([
  ['people with what is theirs', {}],
  ['shared devices and customers', { identifiers: 'shared', versionsAgree: false }],
])(
  'cuts make no difference when campaigns change, rates come, and rewards are paid, refunded and withheld: %s',
  async (_, over) => {
    const all = rewardHistories(true, over, [...ALL_ACTS, 'rates', 'policy', 'policy']);
    const intakes = fc.tuple(all, fc.boolean(), KERNEL).map(([history, withRates, kernelChangesBefore]) => {
      const { played } = playRewards({ ...history, withRates, partition: 0, kernelChangesBefore });
      return played.map(({ recorded: { fact, recordedAt } }, position): Arrival => {
        return { id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, recordedAt, fact };
      });
    });
    await sameHoweverCut(intakes, 5);
  },
);
