/** What a scenario changes, in sums and short lists. */
import { type BudgetUse, mostDifferent } from './budget-use';
import { wholeUnits } from '../kernel/attribution/apportion';
import type { IdentifierType, Pseudonym } from '../kernel/identity/identifier';
import type { Instant } from '../kernel/time';

/** So many referrers with the greatest gains, and as many with the greatest losses. */
export const REFERRERS_SHOWN = 10;
/** So many merges of each kind. */
export const MERGES_SHOWN = 100;

export interface ScenarioReport {
  name: string;
  /** `evaluated`: as recorded; `changed`: with other credits or rewards. */
  purchases: { count: number; evaluated: number; changed: number };
  rewards: { gained: RewardSum[]; lost: RewardSum[] };
  cost: { total: CostSum[]; changed: CampaignCost[] };
  /** The budget windows that ran out of room in one course and not in the other, or at another time. */
  budgets: BudgetDifference[];
  /** Campaigns with a budget in either course, whether or not it differs; those whose use differs most. */
  budgetUse: BudgetUse[];
  referrers: { up: ReferrerDifference[]; down: ReferrerDifference[] };
  groups: { merged: GroupsDifference; notMerged: GroupsDifference };
  channels: ChannelDifference[];
  /** Of purchases that both courses evaluated: the credit that one channel loses and another gets. */
  moved: MovedCredit[];
}

export interface RewardSum {
  currency: string;
  count: number;
  /** Minor units; above 0. */
  amount: number;
}

export interface CostSum {
  currency: string;
  /** Minor units: live rewards less clawbacks. */
  now: number;
  then: number;
}

export interface CampaignCost extends CostSum {
  merchantId: string;
  campaignId: string;
  /** Month of the purchases' first recording, UTC: `2026-01`. */
  month: string;
}

export interface BudgetDifference {
  merchantId: string;
  campaignId: string;
  window: string;
  /** When a reward was first withheld for want of room; null: never. */
  now: Instant | null;
  then: Instant | null;
}

export interface ReferrerDifference extends CostSum {
  merchantId: string;
  recipient: { type: IdentifierType; id: Pseudonym };
}

export interface GroupsDifference {
  count: number;
  /** The first hundred: the identifiers whose connection merged the groups. */
  first: { merchantId: string; a: Identity; b: Identity; at: Instant }[];
}

export interface Identity {
  type: IdentifierType;
  id: Pseudonym;
}

export interface ChannelDifference {
  /** The touchpoint's channel, or its source if it has no channel; null: purchases without a credited touchpoint. */
  channel: string | null;
  currency: string;
  now: ChannelSum;
  then: ChannelSum;
}

export interface MovedCredit extends ChannelSum {
  /** As in `channels`; null: nobody had the credit. */
  from: string | null;
  /** Null: nobody would have it. */
  to: string | null;
  currency: string;
}

interface ChannelSum {
  /** Millionths of a purchase. */
  conversions: number;
  /** Net value in minor units. */
  value: number;
}

/** Millionths of minor units, so that shares add up exactly. */
export interface ChannelWeight {
  channel: string | null;
  currency: string;
  now: { conversions: number; weight: bigint };
  then: { conversions: number; weight: bigint };
}

export interface MovedWeight {
  from: string | null;
  to: string | null;
  currency: string;
  conversions: number;
  weight: bigint;
}

/** A report whose channels are not rounded yet, so that those of several partitions add up. */
export type PartialReport = Omit<ScenarioReport, 'name' | 'channels' | 'moved'> & {
  channels: ChannelWeight[];
  moved: MovedWeight[];
};

/** Whether the scenario changes nothing at all. */
export function changesNothing({ purchases, rewards, cost, budgets, referrers, groups }: Changes): boolean {
  const lists = [rewards.gained, rewards.lost, cost.changed, budgets, referrers.up, referrers.down];
  const merges = groups.merged.count + groups.notMerged.count;
  return purchases.changed === 0 && merges === 0 && lists.every((list) => list.length === 0);
}

type Changes = Pick<ScenarioReport, 'purchases' | 'rewards' | 'cost' | 'budgets'> & {
  referrers: { up: readonly unknown[]; down: readonly unknown[] };
  groups: Record<'merged' | 'notMerged', { count: number }>;
};

/** The report over several merchants. */
export function reportOf(name: string, reports: readonly PartialReport[]): ScenarioReport {
  const all = <T>(list: (report: PartialReport) => readonly T[]) => reports.flatMap(list);
  const sum = (of: (report: PartialReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const groups = (kind: 'merged' | 'notMerged'): GroupsDifference => ({
    count: sum((report) => report.groups[kind].count),
    first: all((report) => report.groups[kind].first).slice(0, MERGES_SHOWN),
  });
  return {
    name,
    purchases: {
      count: sum(({ purchases }) => purchases.count),
      evaluated: sum(({ purchases }) => purchases.evaluated),
      changed: sum(({ purchases }) => purchases.changed),
    },
    rewards: {
      gained: summed(
        all(({ rewards }) => rewards.gained),
        ['count', 'amount'],
      ),
      lost: summed(
        all(({ rewards }) => rewards.lost),
        ['count', 'amount'],
      ),
    },
    cost: {
      total: summed(
        all(({ cost }) => cost.total),
        ['now', 'then'],
      ),
      changed: all(({ cost }) => cost.changed),
    },
    budgets: all(({ budgets }) => budgets),
    budgetUse: mostDifferent(all(({ budgetUse }) => budgetUse)),
    referrers: topReferrers(all(({ referrers }) => [...referrers.up, ...referrers.down])),
    groups: { merged: groups('merged'), notMerged: groups('notMerged') },
    channels: rounded(all(({ channels }) => channels)),
    moved: roundedMoves(all(({ moved }) => moved)),
  };
}

/** The referrers with the greatest gains and the greatest losses, in an order that does not depend on that of the rows. */
export function topReferrers(referrers: readonly ReferrerDifference[]): ScenarioReport['referrers'] {
  const gain = ({ now, then }: CostSum) => then - now;
  // Whatever the order in which they come, ties are broken alike.
  const place = ({ merchantId, recipient, currency }: ReferrerDifference) =>
    `${merchantId} ${recipient.id} ${currency}`;
  const byId = (a: ReferrerDifference, b: ReferrerDifference) => (place(a) < place(b) ? -1 : 1);
  const up = referrers.filter((one) => gain(one) > 0).sort((a, b) => gain(b) - gain(a) || byId(a, b));
  const down = referrers.filter((one) => gain(one) < 0).sort((a, b) => gain(a) - gain(b) || byId(a, b));
  return { up: up.slice(0, REFERRERS_SHOWN), down: down.slice(0, REFERRERS_SHOWN) };
}

/** One row for each currency, with the sums of the named fields. */
export function summed<Row extends { currency: string }>(rows: readonly Row[], fields: readonly (keyof Row)[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const sum = sums.get(row.currency);
    if (sum === undefined) sums.set(row.currency, { ...row });
    else for (const field of fields) (sum[field] as number) += row[field] as number;
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

function rounded(parts: readonly ChannelWeight[]): ChannelDifference[] {
  const sums = new Map<string, ChannelWeight>();
  for (const { channel, currency, now, then } of parts) {
    const key = JSON.stringify([currency, channel]);
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { channel, currency, now: { conversions: 0, weight: 0n }, then: { conversions: 0, weight: 0n } };
      sums.set(key, sum);
    }
    for (const course of ['now', 'then'] as const) {
      const part = course === 'now' ? now : then;
      sum[course].conversions += part.conversions;
      sum[course].weight += part.weight;
    }
  }
  const currencies = [...new Set([...sums.values()].map(({ currency }) => currency))].sort();
  return currencies.flatMap((code) => inWholeUnits([...sums.values()].filter(({ currency }) => currency === code)));
}

/** Rounds within one currency without losing a unit; the highest value comes first. */
function inWholeUnits(channels: readonly ChannelWeight[]): ChannelDifference[] {
  const byName = (a: { channel: string | null }, b: { channel: string | null }) =>
    (a.channel ?? '') < (b.channel ?? '') ? -1 : 1;
  const rows = channels.toSorted(byName);
  const now = wholeUnits(rows.map((row) => row.now.weight));
  const then = wholeUnits(rows.map((row) => row.then.weight));
  const shown = rows.map((row, i) => ({
    channel: row.channel,
    currency: row.currency,
    now: { conversions: row.now.conversions, value: now[i]! },
    then: { conversions: row.then.conversions, value: then[i]! },
  }));
  return shown.sort((a, b) => b.now.value - a.now.value || byName(a, b));
}

/** Rounds within one currency without losing a unit; the most credit comes first. */
function roundedMoves(parts: readonly MovedWeight[]): MovedCredit[] {
  const sums = new Map<string, MovedWeight>();
  for (const part of parts) {
    const key = JSON.stringify([part.currency, part.from, part.to]);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...part });
    else {
      sum.conversions += part.conversions;
      sum.weight += part.weight;
    }
  }
  const keys = [...sums.keys()].sort();
  const currencies = [...new Set([...sums.values()].map(({ currency }) => currency))].sort();
  return currencies.flatMap((code) => {
    const rows = keys.map((key) => sums.get(key)!).filter(({ currency }) => currency === code);
    const values = wholeUnits(rows.map(({ weight }) => weight));
    return rows
      .map(({ from, to, currency, conversions }, i) => ({ from, to, currency, conversions, value: values[i]! }))
      .sort((a, b) => b.conversions - a.conversions);
  });
}
