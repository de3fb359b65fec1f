/** What a campaign grants: each kind of rule and its amount. A new kind is added here and to the intake's shape. */
import { isAtLeast, partOf, type Ratio } from './ratio';

export const REWARD_ROLES = ['referrer', 'referee'] as const;
export type RewardRole = (typeof REWARD_ROLES)[number];

export type RewardTier = { from: number; amount: number } | { from: number; basisPoints: number };

/** All amounts are minor units of the campaign's currency; rates are basis points of the campaign's base. */
export type RewardRule = { to: RewardRole } & (
  | { kind: 'fixed'; amount: number }
  | { kind: 'percent'; basisPoints: number; min?: number; max?: number }
  /** The whole amount or rate of the highest tier that the base reaches. */
  | { kind: 'tiered'; tiers: RewardTier[] }
);

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Minor units of the campaign's currency; 0 means no reward.
 * @param base of the purchase, in that currency, called only if the rule depends on it; null if no rate is recorded
 */
export function amountOf(rule: RewardRule, base: () => Ratio | null): number {
  switch (rule.kind) {
    case 'fixed':
      return rule.amount;
    case 'percent': {
      const of = base();
      return of === null ? 0 : within(partOf(of, rule.basisPoints), rule.min ?? 0, rule.max);
    }
    case 'tiered': {
      const of = base();
      return of === null ? 0 : amountOfTier(rule.tiers, of);
    }
  }
}

function amountOfTier(tiers: readonly RewardTier[], base: Ratio): number {
  let reached: RewardTier | null = null;
  for (const tier of tiers) {
    if (isAtLeast(base, tier.from) && (reached === null || tier.from > reached.from)) reached = tier;
  }
  if (reached === null) return 0;
  return 'amount' in reached ? reached.amount : within(partOf(base, reached.basisPoints), 0, undefined);
}

function within(amount: bigint, min: number, max: number | undefined): number {
  const least = BigInt(min);
  const most = max === undefined ? MOST : BigInt(max);
  return Number(amount < least ? least : amount > most ? most : amount);
}
