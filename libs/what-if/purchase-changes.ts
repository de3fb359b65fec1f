/** What a scenario changes about single purchases: their credits and their rewards. */
import type { Credit } from '../kernel/decisions';
import type { IdentifierType } from '../kernel/identity/identifier';
import type { Purchase } from '../kernel/purchases/purchase';
import type { Reward } from '../kernel/rewards/reward';
import type { RewardRole } from '../kernel/rewards/reward-rule';
import { toInstant, type Instant } from '../kernel/time';
import type { MerchantWorld } from '../kernel/world';

export interface PurchaseChange {
  merchantId: string;
  orderId: string;
  /** Of the purchase's first recording. */
  recordedAt: Instant;
  /** Null: the purchase is not evaluated. */
  credits: { now: Credit[] | null; then: Credit[] | null };
  rewards: { lost: RewardAmount[]; gained: RewardAmount[] };
}

/** Part of a reward that one course has and the other does not. */
export interface RewardAmount {
  campaignId: string;
  role: RewardRole;
  touchpointId?: string;
  recipient: { type: IdentifierType; id: string };
  /** Minor units; above 0. */
  amount: number;
  currency: string;
}

/** A purchase and its rewards in one course. */
export interface PurchaseOutcome {
  purchase: Purchase;
  rewards: readonly Reward[];
}

export interface PurchaseInBoth {
  now: PurchaseOutcome;
  /** Undefined: the scenario has no such purchase. */
  then: PurchaseOutcome | undefined;
  /** Null: the scenario changes nothing about it. */
  change: PurchaseChange | null;
}

/** Each purchase of a merchant in both courses, in any order. Reads each row once: most of a long history are in a file. */
export function* purchasesInBoth(recorded: MerchantWorld, scenario: MerchantWorld): Generator<PurchaseInBoth> {
  const { merchantId } = recorded;
  for (const purchase of recorded.purchases.rows.values()) {
    const { orderId } = purchase;
    const other = scenario.purchases.find(orderId);
    const now = { purchase, rewards: recorded.rewards.of(orderId).rewards };
    const then = other && { purchase: other, rewards: scenario.rewards.of(orderId).rewards };
    yield { now, then, change: changeOf(merchantId, now, then) };
  }
}

function changeOf(merchantId: string, now: PurchaseOutcome, then: PurchaseOutcome | undefined): PurchaseChange | null {
  const rewards = rewardDifference(now.rewards, then?.rewards ?? []);
  const credits = { now: creditsOf(now.purchase), then: then === undefined ? null : creditsOf(then.purchase) };
  if (isSameCredits(credits.now, credits.then) && rewards.lost.length + rewards.gained.length === 0) return null;
  const { orderId, firstRecordedAt } = now.purchase;
  return { merchantId, orderId, recordedAt: toInstant(firstRecordedAt), credits, rewards };
}

export function creditsOf({ attribution }: Purchase): Credit[] | null {
  return attribution?.outcome.credits ?? null;
}

function isSameCredits(a: readonly Credit[] | null, b: readonly Credit[] | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  return a.every(({ touchpointId, share }, i) => touchpointId === b[i]!.touchpointId && share === b[i]!.share);
}

/** By sums: a reward that was reversed and granted again is the same reward, and so is one under another version. */
function rewardDifference(now: readonly Reward[], then: readonly Reward[]): PurchaseChange['rewards'] {
  const difference: PurchaseChange['rewards'] = { lost: [], gained: [] };
  if (now.length + then.length === 0) return difference;
  const sums = new Map<string, { reward: Reward; now: number; then: number }>();
  const sum = (rewards: readonly Reward[], course: 'now' | 'then') => {
    for (const reward of rewards) {
      if (reward.state === 'reversed') continue;
      const key = likeness(reward);
      const known = sums.get(key) ?? { reward, now: 0, then: 0 };
      known[course] += reward.amount;
      sums.set(key, known);
    }
  };
  sum(now, 'now');
  sum(then, 'then');
  for (const { reward, now: before, then: after } of sums.values()) {
    if (after === before) continue;
    const { campaignId, role, touchpointId, recipient, currency } = reward;
    const amount = Math.abs(after - before);
    const entry: RewardAmount = { campaignId, role, touchpointId, recipient, amount, currency };
    (after > before ? difference.gained : difference.lost).push(entry);
  }
  return difference;
}

function likeness({ campaignId, rewardIndex, role, touchpointId, recipient, currency }: Reward): string {
  return JSON.stringify([campaignId, rewardIndex, role, touchpointId ?? null, recipient.id, currency]);
}
