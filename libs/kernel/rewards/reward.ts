/** Rewards of a purchase, and what they use of budgets and caps. */
import type { RewardKey, RewardWithheld } from '../decisions';
import type { BudgetWindow } from '../facts';
import type { Pseudonym } from '../identity/identifier';
import { DAY, toInstant, type Millis } from '../time';

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
