/**
 * Arbitrary histories with campaigns: facts of the outside world, and between them acts of merchants, payout systems
 * and operators. Payments name rewards that exist only once the facts before them are decided, so an act picks its
 * reward by number.
 */
import fc from 'fast-check';
import type { CampaignPublished, Fact, PurchaseStatus } from '../../../libs/kernel/facts';
import type { RewardRule, RewardTier } from '../../../libs/kernel/rewards/reward-rule';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import type { Purchase } from '../../../libs/kernel/purchases/purchase';
import { DAY, toInstant } from '../../../libs/kernel/time';
import { World, type MerchantWorld } from '../../../libs/kernel/world';
import { arrivals, type Arrival } from './arrivals';
import {
  bought,
  CODES,
  kernelChanged,
  mergeRequested,
  operatorAsks,
  policyChanged,
  unmergeRequested,
} from './builders';
import { archived, paid, paused, published, ratesRecorded, resumed } from './campaigns';
import { outsideFacts, POLICY_CHANGES, policyPatches, type FactOptions } from './facts';
import { Simulation } from './simulation';
import { newestWorld } from './worlds';
import { customer, device, HISTORY_END, HISTORY_START, merchantRegistered } from './universe';

export const CAMPAIGN_IDS = ['a', 'b', 'c'];

const CONDITIONS = [
  ...[
    'true',
    'true',
    'touchpoint.share > 300000',
    'touchpoint == null || touchpoint.hasReferrer',
    'purchase.net > 999',
  ],
  ...[
    'customer.purchasesBefore == 0',
    'customer.known',
    '1000 / purchase.refunded > 0',
    'touchpoint.source == "referral"',
    '"ANNA" in purchase.codes || purchase.renewal',
    'purchase.goods >= 500',
  ],
  ...[
    'purchase.items.exists(item, item.sku == "tea")',
    'purchase.occurredAt - customer.firstSeenAt >= duration("168h")',
  ],
];

const amount = fc.constantFrom(1, 7, 100);
const basisPoints = fc.constantFrom(1, 500, 3_333);
const tiers: fc.Arbitrary<RewardTier[]> = fc
  .record({ low: amount, from: fc.constantFrom(1_000, 1_999), rate: basisPoints })
  .map(({ low, from, rate }) => [
    { from: 0, amount: low },
    { from, basisPoints: rate },
  ]);
const rule: fc.Arbitrary<RewardRule> = fc
  .tuple(
    fc.constantFrom('referrer' as const, 'referrer' as const, 'referee' as const),
    fc.oneof(
      fc.record({ kind: fc.constant('fixed' as const), amount }),
      fc.record({ kind: fc.constant('percent' as const), basisPoints, min: fc.constantFrom(0, 5) }),
      fc.record({ kind: fc.constant('tiered' as const), tiers }),
    ),
  )
  .map(([to, how]) => ({ to, ...how }));

type Campaign = Partial<Omit<CampaignPublished, 'validFrom' | 'validUntil'>>;

const definition: fc.Arbitrary<Campaign> = fc.record({
  condition: fc.constantFrom(...CONDITIONS),
  rewards: fc.array(rule, { minLength: 1, maxLength: 2 }),
  priority: fc.nat(2),
  exclusive: fc.boolean(),
  base: fc.constantFrom('net' as const, 'goods' as const),
  holdDays: fc.constantFrom(0, 1),
});

const limits: fc.Arbitrary<Campaign> = fc.record(
  {
    caps: fc.record({ count: fc.constantFrom(1, 2), amount: fc.constantFrom(100, 700) }, { requiredKeys: [] }),
    budgets: fc
      .subarray(['total', 'day', 'week', 'month'] as const, { minLength: 1 })
      .chain((windows) =>
        fc.tuple(
          ...windows.map((window) =>
            fc.record({ window: fc.constant(window), amount: fc.constantFrom(50, 400, 1_000) }),
          ),
        ),
      ),
  },
  { requiredKeys: [] },
);

/** All versions of a campaign have the same currency and limits, so that limits can be checked at any time. */
export interface Campaigns {
  /** In any order, keyed by id. */
  first: CampaignPublished[];
  limitsOf: ReadonlyMap<string, Pick<CampaignPublished, 'caps' | 'budgets'>>;
}

export function campaigns(limited: boolean): fc.Arbitrary<Campaigns> {
  const one = fc.record({
    said: definition,
    limit: limited ? limits : fc.constant({}),
    currency: fc.constantFrom('EUR', 'EUR', 'JPY'),
  });
  return fc.array(one, { minLength: 1, maxLength: CAMPAIGN_IDS.length }).map((list) => {
    const first = list.map(
      ({ said, limit, currency }, i) => published(CAMPAIGN_IDS[i]!, { ...said, ...limit, currency }).data,
    );
    return { first, limitsOf: new Map(first.map(({ campaignId, caps, budgets }) => [campaignId, { caps, budgets }])) };
  });
}

/** An act that follows the arrival with that index. */
export type Act = { after: number; pick: number } & (
  | { does: 'pay' | 'pause' | 'resume' | 'archive' | 'ask' | 'change' | 'rates' | 'merge' | 'unmerge' | 'policy' }
  | { does: 'publish'; said: Campaign }
);
export type Does = Act['does'];

export function acts(does: readonly Does[], maxLength = 20): fc.Arbitrary<Act[]> {
  const act = fc.record({ after: fc.nat(60), pick: fc.nat(100), does: fc.constantFrom(...does), said: definition });
  return fc.array(act, { maxLength, size: 'max' });
}

/** The fact of an act in the current world; null if there is nothing to act on. */
export function factOf(act: Act, merchant: MerchantWorld, { first, limitsOf }: Campaigns): Fact | null {
  const choose = <T>(list: readonly T[]) => list[act.pick % list.length];
  const campaign = choose(first)!;
  switch (act.does) {
    case 'pay': {
      const rewards = [...merchant.rewards.orders.values()].flatMap(({ rewards: entries }) => entries);
      const reward = choose(rewards.sort((a, b) => a.position - b.position || a.ordinal - b.ordinal));
      return reward ? paid(reward.rewardId) : null;
    }
    case 'pause':
      return paused(campaign.campaignId);
    case 'resume':
      return resumed(campaign.campaignId);
    case 'archive':
      return archived(campaign.campaignId);
    case 'ask':
      return operatorAsks(act.pick % 6);
    case 'merge': {
      const { pick } = act;
      const who = customer(pick % 4);
      return mergeRequested(`merge-${act.after}-${pick}`, device(pick % 3, (pick >> 2) % 3), who, [
        'CUSTOMER_CONFLICT',
      ]);
    }
    case 'unmerge': {
      const edges = [...merchant.identities.connections.values()].filter(({ kind }) => kind === 'edge');
      const edge = choose(edges.sort((a, b) => a.position - b.position || a.ordinal - b.ordinal));
      return edge ? unmergeRequested(edge.edgeId!, `for ${act.after}`) : null;
    }
    case 'rates':
      return ratesRecorded('EUR', { JPY: `${150 + act.pick / 10}` }, HISTORY_START + act.pick * DAY);
    case 'policy':
      return policyChanged(POLICY_CHANGES[act.pick % POLICY_CHANGES.length]!);
    case 'change': {
      const purchase = choose([...merchant.purchases.rows.values()].sort((a, b) => a.firstPosition - b.firstPosition));
      return purchase ? changedBy(act.pick, purchase) : null;
    }
    case 'publish': {
      const { campaignId, currency } = campaign;
      return published(campaignId, { ...act.said, currency, ...limitsOf.get(campaignId) });
    }
  }
}

/** A newer version of the order: paid again, partly or wholly refunded, cancelled, or with a higher total. */
function changedBy(pick: number, purchase: Purchase): Fact {
  const { orderId, customer, email, token, total, currency, occurredAt, position } = purchase;
  const refunded = Math.floor(total / 4);
  const [status, money] = [
    ['paid', { refunded: 0 }],
    ['partially_refunded', { refunded }],
    ['refunded', { refunded: total }],
    ['cancelled', {}],
    ['paid', { total: total + 500 }],
  ][pick % 5] as [PurchaseStatus, object];
  return bought(0, {
    ...{ orderId, customerId: customer ?? undefined, emailHash: email ?? undefined, token: token ?? undefined },
    ...{ status, total, refunded: purchase.refunded, ...money, currency, occurredAt },
    sourceVersion: toInstant(HISTORY_END + position),
  });
}

export interface RewardHistory {
  policy: PolicyPatch;
  campaigns: Campaigns;
  arrivals: Arrival[];
  acts: Act[];
  /** Without rates, evaluations fail until an act records some. */
  withRates?: boolean;
  partition?: number;
  /** Index of the arrival before which KernelChanged comes; without it, the newest kernel decides from the start. */
  kernelChangesBefore?: number;
}

/** Purchases, most of them paid and referred. */
export const REFERRED: Partial<FactOptions> = {
  ...{ people: 3, orders: 6, touchpointsMax: 40, claimsMax: 10, versionsMax: 2, assertionsMax: 8 },
  sources: ['referral', 'referral', 'referral', 'paid', 'direct'],
  statuses: ['paid', 'paid', 'paid', 'partially_refunded', 'pending', 'refunded', 'cancelled'],
  totals: [1_999, 1_000, 5_000],
  size: 'max',
};

export const ALL_ACTS: readonly Does[] = [
  ...(['pay', 'pay', 'pay', 'change', 'change', 'change', 'merge', 'unmerge', 'unmerge'] as const),
  ...(['pause', 'resume', 'archive', 'publish', 'ask'] as const),
];

export function rewardHistories(
  limited: boolean,
  over: Partial<FactOptions> = {},
  does: readonly Does[] = ALL_ACTS,
): fc.Arbitrary<RewardHistory> {
  return fc.record({
    policy: policyPatches,
    campaigns: campaigns(limited),
    arrivals: outsideFacts({ ...REFERRED, ...over }).chain(arrivals),
    acts: acts(does),
  });
}

export const RATES = ratesRecorded('EUR', { JPY: '160.5' }, HISTORY_START - DAY);

/** The facts with which every history begins. */
export function beginning({
  policy,
  campaigns: { first },
  withRates = true,
}: Pick<RewardHistory, 'policy' | 'campaigns' | 'withRates'>): Fact[] {
  return [
    merchantRegistered(policy),
    ...CODES,
    ...(withRates ? [RATES] : []),
    ...first.map((data) => ({ type: 'CampaignPublished' as const, data })),
  ];
}

/** Plays the history to its end. Calls `afterEach` after every fact, timers included, with its decisions. */
export function playRewards(
  history: RewardHistory,
  afterEach: (shop: Simulation) => void = () => undefined,
): Simulation {
  // No memory of seen facts, because the request of a retry repeats the one before.
  const { partition = 3, kernelChangesBefore } = history;
  const shop = new Simulation(kernelChangesBefore === undefined ? newestWorld(partition) : new World(partition, true));
  let seen = 0;
  const check = () => {
    if (shop.played.length === seen) return;
    seen = shop.played.length;
    afterEach(shop);
  };
  for (const fact of beginning(history)) shop.record(fact, HISTORY_END, `beginning-${shop.played.length}`);
  history.arrivals.forEach(({ fact, recordedAt, id }, i) => {
    shop.advanceTo(recordedAt - 1);
    check();
    if (i === kernelChangesBefore) shop.record(kernelChanged(), recordedAt, `kernel-${i}`);
    shop.record(fact, recordedAt, id);
    check();
    for (const act of history.acts.filter(({ after }) => after === i)) {
      const done = factOf(act, shop.merchant(), history.campaigns);
      if (done) shop.record(done, recordedAt, `act-${shop.played.length}`);
      check();
    }
  });
  shop.finish();
  check();
  return shop;
}
