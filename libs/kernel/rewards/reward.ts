/** Rewards of a purchase, and what they use of budgets and caps. */
import type { RewardKey, RewardWithheld } from '../decisions';
import { BUDGET_WINDOWS, type BudgetWindow } from '../facts';
import type { Pseudonym } from '../identity/identifier';
import { DAY, toInstant, type Millis } from '../time';
import type { MerchantWorld } from '../world';

export type RewardState = 'granted' | 'paid' | 'reversed' | 'clawed_back';

export interface Reward extends RewardKey {
  /** See `rewardKey`; kept, as it is asked for often. */
  key: string;
  orderId: string;
  rewardId: string;
  amount: number;
  currency: string;
  state: RewardState;
  availableAt: Millis;
  /** Of a clawback: the paid reward. */
  clawsBack: string | null;
  reference: string | null;
  position: number;
  ordinal: number;
  at: Millis;
}

export interface Withheld extends Omit<RewardWithheld, 'merchantId'> {
  key: string;
  position: number;
  ordinal: number;
  /** After that no room is of any use to it. */
  finalAt: Millis;
}

export interface OrderRewards {
  orderId: string;
  /** Everything ever granted or clawed back, in log order. */
  rewards: readonly Reward[];
  withheld: readonly Withheld[];
}

/** Of one recipient, in one campaign. */
export interface CapUsage {
  /** Rewards whose entries sum to more than nothing. */
  count: number;
  amount: number;
}

/** The key alone. */
export function keyOf({
  campaignId,
  campaignVersion,
  rewardIndex,
  role,
  touchpointId,
  recipient,
}: RewardKey): RewardKey {
  return { campaignId, campaignVersion, rewardIndex, role, touchpointId, recipient };
}

/** Text that is equal for equal keys. */
export function rewardKey(key: RewardKey): string {
  const { campaignId, campaignVersion, rewardIndex, role, touchpointId, recipient } = key;
  return JSON.stringify([campaignId, campaignVersion, rewardIndex, role, touchpointId ?? null, recipient.id]);
}

/** What a key's entries sum to: reversed ones count no more, clawbacks count against. */
export function netOf(rewards: readonly Reward[], key: string): number {
  let net = 0;
  for (const reward of rewards) if (reward.state !== 'reversed' && reward.key === key) net += reward.amount;
  return net;
}

/** The windows into which a purchase falls, by its first recording (UTC). */
export function windowsOf(firstRecordedAt: Millis): Readonly<Record<BudgetWindow, string>> {
  const day = Math.floor(firstRecordedAt / DAY);
  if (day !== lastDay.day) lastDay = { day, windows: windowsOfDay(day) };
  return lastDay.windows;
}

/** Purchases of a batch are mostly of one day. */
let lastDay: { day: number; windows: Readonly<Record<BudgetWindow, string>> } = { day: 0, windows: windowsOfDay(0) };

function windowsOfDay(day: number): Record<BudgetWindow, string> {
  const date = toInstant(day * DAY).slice(0, 10);
  // 1970-01-01 was a Thursday: days since Monday.
  const monday = toInstant((day - ((day + 3) % 7)) * DAY).slice(0, 10);
  return { total: 'total', day: `day ${date}`, week: `week ${monday}`, month: `month ${date.slice(0, 7)}` };
}

export function budgetKey(campaignId: string, window: string): string {
  let keys = budgetKeys.get(campaignId);
  if (keys === undefined) {
    if (budgetKeys.size >= KEYED_CAMPAIGNS_MAX) budgetKeys.clear();
    budgetKeys.set(campaignId, (keys = new Map()));
  }
  let key = keys.get(window);
  if (key === undefined) {
    if (keys.size >= KEYED_WINDOWS_MAX) keys.clear();
    keys.set(window, (key = `${campaignId} ${window}`));
  }
  return key;
}

/** Asked for many times per reward, mostly of the same windows: a text that is made anew has to be hashed anew. */
const budgetKeys = new Map<string, Map<string, string>>();
const KEYED_CAMPAIGNS_MAX = 1_000;
const KEYED_WINDOWS_MAX = 100;

export function capKey(campaignId: string, recipient: Pseudonym): string {
  return `${campaignId} cap ${recipient}`;
}

/** Under which key a withheld reward waits for room. */
export function waitingKey(withheld: RewardKey & { blockedBy: string }): string {
  const { campaignId, blockedBy, recipient } = withheld;
  return blockedBy === 'cap' ? capKey(campaignId, recipient.id) : budgetKey(campaignId, blockedBy);
}

export function rewardsOf(merchant: MerchantWorld, orderId: string): OrderRewards {
  return merchant.orderRewards.get(orderId) ?? { orderId, rewards: [], withheld: [] };
}

/** Replaces the entries of an order, and moves the use of budgets and caps by what changed of the key. */
export function setRewards(
  merchant: MerchantWorld,
  orderId: string,
  rewards: readonly Reward[],
  changed: Reward,
): void {
  const before = rewardsOf(merchant, orderId);
  const { key } = changed;
  const netBefore = netOf(before.rewards, key);
  const netAfter = netOf(rewards, key);
  const { campaignId, recipient } = changed;
  const { firstRecordedAt } = merchant.purchases.get(orderId)!;
  const windows = windowsOf(firstRecordedAt);
  for (const name of BUDGET_WINDOWS) {
    const budget = budgetKey(campaignId, windows[name]);
    merchant.budgetUsage.set(budget, (merchant.budgetUsage.get(budget) ?? 0) + netAfter - netBefore);
  }
  const used = new Map(merchant.capUsage.get(recipient.id));
  const { count, amount } = used.get(campaignId) ?? { count: 0, amount: 0 };
  used.set(campaignId, {
    count: count + Number(netAfter > 0) - Number(netBefore > 0),
    amount: amount + netAfter - netBefore,
  });
  merchant.capUsage.set(recipient.id, used);
  merchant.orderRewards.set(orderId, { ...before, rewards });
}

export function setWithheld(merchant: MerchantWorld, orderId: string, withheld: readonly Withheld[]): void {
  const before = rewardsOf(merchant, orderId);
  for (const entry of before.withheld) {
    if (withheld.includes(entry)) continue;
    merchant.withheld.remove(waitingKey(entry), entry);
    merchant.endedWithheld(entry);
  }
  for (const entry of withheld) if (!before.withheld.includes(entry)) merchant.withheld.add(waitingKey(entry), entry);
  merchant.orderRewards.set(orderId, { ...before, withheld });
}
