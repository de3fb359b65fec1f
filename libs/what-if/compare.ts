/** Compares what a merchant's history led to, as recorded and in a scenario. */
import type { Credit } from '../kernel/decisions';
import type { Identities } from '../kernel/identity/identities';
import type { Purchase } from '../kernel/purchases/purchase';
import { windowsOf } from '../kernel/rewards/reward';
import { toInstant } from '../kernel/time';
import { BudgetUses } from './budget-use';
import { FirstOf } from './first-of';
import { creditsOf, purchasesInBoth, type PurchaseChange, type PurchaseOutcome } from './purchase-changes';
import {
  MERGES_SHOWN,
  summed,
  topReferrers,
  type BudgetDifference,
  type CampaignCost,
  type ChannelWeight,
  type GroupsDifference,
  type MovedWeight,
  type PartialReport,
  type ReferrerDifference,
  type RewardSum,
} from './report';
import type { Outcome } from './what-if';

type CourseName = 'now' | 'then';

/**
 * Reads both worlds row by row: most rows of a long history are in a file.
 * @param changed receives each purchase that the scenario changes, in any order, with the position of its first recording
 */
export function compareMerchant(
  merchantId: string,
  now: Outcome,
  then: Outcome,
  changed: (change: PurchaseChange, position: number) => void,
): PartialReport {
  const [recorded, scenario] = [now.world.merchant(merchantId), then.world.merchant(merchantId)];
  const campaigns = { now: recorded.campaigns, then: scenario.campaigns };
  const sums = new Sums(merchantId, new BudgetUses(merchantId, campaigns));
  const counts = { count: 0, evaluated: 0, changed: 0 };
  for (const both of purchasesInBoth(recorded, scenario)) {
    counts.count++;
    if (both.now.purchase.attribution !== null) counts.evaluated++;
    sums.add('now', both.now);
    if (both.then !== undefined) sums.add('then', both.then);
    if (both.change === null) continue;
    counts.changed++;
    sums.addChange(both.change);
    sums.addMoves(both.change, both.now.purchase);
    changed(both.change, both.now.purchase.firstPosition);
  }
  const costs = [...sums.costs.values()];
  return {
    purchases: counts,
    rewards: { gained: inOrder(sums.gained), lost: inOrder(sums.lost) },
    cost: {
      total: summed(
        costs.map(({ currency, now, then }) => ({ currency, now, then })),
        ['now', 'then'],
      ),
      changed: costs.filter(({ now, then }) => now !== then).sort(byCampaignAndMonth),
    },
    budgets: budgetDifferences(merchantId, now, then),
    budgetUse: sums.budgetUses.all(),
    referrers: topReferrers([...sums.referrers.values()]),
    groups: {
      merged: mergesIn(merchantId, scenario.identities, recorded.identities),
      notMerged: mergesIn(merchantId, recorded.identities, scenario.identities),
    },
    channels: [...sums.channels.values()],
    moved: [...sums.moved.values()],
  };
}

/** Costs and credits of both courses, by campaign and month, by referrer, and by channel. */
class Sums {
  readonly costs = new Map<string, CampaignCost>();
  readonly referrers = new Map<string, ReferrerDifference>();
  readonly channels = new Map<string, ChannelWeight>();

  readonly moved = new Map<string, MovedWeight>();

  /** By currency. */
  readonly gained = new Map<string, RewardSum>();
  readonly lost = new Map<string, RewardSum>();

  constructor(
    private readonly merchantId: string,
    readonly budgetUses: BudgetUses,
  ) {}

  addChange({ rewards }: PurchaseChange): void {
    for (const kind of ['gained', 'lost'] as const) {
      for (const { currency, amount } of rewards[kind]) {
        const sum = entry(this[kind], currency, () => ({ currency, count: 0, amount: 0 }));
        sum.count++;
        sum.amount += amount;
      }
    }
  }

  /** What a channel loses goes to those that gain, in the order of their names. */
  addMoves({ credits: { now, then } }: PurchaseChange, { currency, total, refunded }: Purchase): void {
    if (now === null || then === null) return;
    const gains = new Map<string | null, number>();
    for (const [channel, share] of sharesOf(then)) gains.set(channel, share);
    for (const [channel, share] of sharesOf(now)) gains.set(channel, (gains.get(channel) ?? 0) - share);
    const inOrder = [...gains].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
    const gaining = inOrder.filter(([, gain]) => gain > 0);
    const net = BigInt(total - refunded);
    for (const [from, gain] of inOrder) {
      for (let left = -gain; left > 0;) {
        const [to, wanted] = gaining[0]!;
        const conversions = Math.min(left, wanted);
        const sum = entry(this.moved, JSON.stringify([currency, from, to]), () => {
          return { from, to, currency, conversions: 0, weight: 0n };
        });
        sum.conversions += conversions;
        sum.weight += BigInt(conversions) * net;
        left -= conversions;
        if (conversions === wanted) gaining.shift();
        else gaining[0] = [to, wanted - conversions];
      }
    }
  }

  add(course: CourseName, { purchase, rewards }: PurchaseOutcome): void {
    const { merchantId } = this;
    const month = windowsOf(purchase.firstRecordedAt).month.slice('month '.length);
    for (const { state, campaignId, currency, role, recipient, amount } of rewards) {
      if (state === 'reversed') continue;
      const key = JSON.stringify([campaignId, month, currency]);
      entry(this.costs, key, () => ({ merchantId, campaignId, month, currency, now: 0, then: 0 }))[course] += amount;
      this.budgetUses.add(course, campaignId, currency, purchase.firstRecordedAt, amount);
      if (role !== 'referrer') continue;
      const by = () => ({ merchantId, recipient, currency, now: 0, then: 0 });
      entry(this.referrers, `${recipient.id} ${currency}`, by)[course] += amount;
    }
    this.addCredits(course, purchase);
  }

  private addCredits(course: CourseName, purchase: Purchase): void {
    const credits = creditsOf(purchase);
    if (credits === null) return;
    const { currency } = purchase;
    const net = BigInt(purchase.total - purchase.refunded);
    const add = (channel: string | null, share: number) => {
      const none = () => ({ conversions: 0, weight: 0n });
      const sum = entry(this.channels, JSON.stringify([currency, channel]), () => {
        return { channel, currency, now: none(), then: none() };
      })[course];
      sum.conversions += share;
      sum.weight += BigInt(share) * net;
    };
    for (const [channel, share] of sharesOf(credits)) add(channel, share);
  }
}

/** Millionths of each channel; null: nobody gets the credit. */
function sharesOf(credits: readonly Credit[]): Map<string | null, number> {
  if (credits.length === 0) return new Map([[null, 1_000_000]]);
  const shares = new Map<string | null, number>();
  for (const { channel, source, share } of credits) {
    const name = channel ?? source;
    shares.set(name, (shares.get(name) ?? 0) + share);
  }
  return shares;
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function inOrder(sums: ReadonlyMap<string, RewardSum>): RewardSum[] {
  return summed([...sums.values()], ['count', 'amount']);
}

/** A campaign may have another currency in the scenario. */
function byCampaignAndMonth(a: CampaignCost, b: CampaignCost): number {
  if (a.campaignId !== b.campaignId) return a.campaignId < b.campaignId ? -1 : 1;
  if (a.month !== b.month) return a.month < b.month ? -1 : 1;
  return a.currency < b.currency ? -1 : 1;
}

function budgetDifferences(ofMerchant: string, now: Outcome, then: Outcome): BudgetDifference[] {
  const keys = new Set([...now.budgets.entries(), ...then.budgets.entries()].map(([key]) => key));
  return [...keys].flatMap((key) => {
    const [before, after] = [now.budgets.get(key), then.budgets.get(key)];
    const { merchantId, campaignId, window } = (before ?? after)!;
    if (merchantId !== ofMerchant || before?.at === after?.at) return [];
    const at = (reached: { at: number } | undefined) => (reached === undefined ? null : toInstant(reached.at));
    return [{ merchantId, campaignId, window, now: at(before), then: at(after) }];
  });
}

/** The merges of one course whose identifiers are not of one group in the other. */
function mergesIn(merchantId: string, those: Identities, others: Identities): GroupsDifference {
  const first = new FirstOf<GroupsDifference['first'][number]>(MERGES_SHOWN);
  let count = 0;
  for (const { kind, mergeId, a, b, at, position, ordinal } of those.connections.values()) {
    if (kind !== 'edge' || mergeId === null || others.groupOf(a.id) === others.groupOf(b.id)) continue;
    count++;
    first.add({ merchantId, a, b, at: toInstant(at) }, position, ordinal);
  }
  return { count, first: first.all() };
}
