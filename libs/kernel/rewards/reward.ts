/** Rewards of a purchase, and what they use of budgets and caps. */
import type { RewardKey, RewardWithheld } from '../decisions';
import type { BudgetWindow } from '../facts';
import type { Pseudonym } from '../identity/identifier';
import { DAY, toInstant, type Millis } from '../time';

export type RewardState = 'granted' | 'paid' | 'reversed' | 'clawed_back';

export interface Reward extends RewardKey {
  /** See `rewardKey`; stored because it is read often. */
  key: string;
  orderId: string;
  rewardId: string;
  amount: number;
  currency: string;
  state: RewardState;
  availableAt: Millis;
  /** On a clawback: id of the paid reward. */
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
  /** End of the purchase's finality period; after that the reward no longer waits. */
  finalAt: Millis;
}

/** Whether they were withheld by the same decision: two worlds, or a world and its lists, have their own objects. */
export function isSameWithheld(a: Withheld, b: Withheld): boolean {
  return a.position === b.position && a.ordinal === b.ordinal;
}

export interface OrderRewards {
  orderId: string;
  /** Everything ever granted or clawed back, in log order. */
  rewards: readonly Reward[];
  withheld: readonly Withheld[];
}

/** What one recipient uses of the caps of one campaign. */
export interface CapUsage {
  /** Rewards whose entries sum to more than 0. */
  count: number;
  amount: number;
}

/** The key's own fields. */
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

/** The sum of a key's entries: reversed entries do not count, clawbacks are negative. */
export function netOf(rewards: readonly Reward[], key: string): number {
  let net = 0;
  for (const reward of rewards) if (reward.state !== 'reversed' && reward.key === key) net += reward.amount;
  return net;
}

/** The budget windows of a purchase, by the time of its first recording (UTC). */
export function windowsOf(firstRecordedAt: Millis): Readonly<Record<BudgetWindow, string>> {
  const day = Math.floor(firstRecordedAt / DAY);
  if (day !== lastDay.day) lastDay = { day, windows: windowsOfDay(day) };
  return lastDay.windows;
}

/** Caches one day: most purchases of a batch are of the same day. */
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

/** Caches keys: each reward reads many, mostly of the same windows, and a new string has to be hashed again. */
const budgetKeys = new Map<string, Map<string, string>>();
const KEYED_CAMPAIGNS_MAX = 1_000;
const KEYED_WINDOWS_MAX = 100;

export function capKey(campaignId: string, recipient: Pseudonym): string {
  return `${campaignId} cap ${recipient}`;
}

/** The key under which a withheld reward waits for room. */
export function waitingKey(withheld: RewardKey & { blockedBy: string }): string {
  const { campaignId, blockedBy, recipient } = withheld;
  return blockedBy === 'cap' ? capKey(campaignId, recipient.id) : budgetKey(campaignId, blockedBy);
}
