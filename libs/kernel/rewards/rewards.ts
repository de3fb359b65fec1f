/** The store of one merchant's rewards: those of each purchase, the use of budgets and caps, and those that wait. */
import type { Packing } from '../cold-rows';
import { BUDGET_WINDOWS } from '../facts';
import type { Pseudonym } from '../identity/identifier';
import { Changes, Index, Table, type Keeping } from '../tables';
import type { Millis } from '../time';
import {
  budgetKey,
  isSameWithheld,
  netOf,
  waitingKey,
  windowsOf,
  type CapUsage,
  type OrderRewards,
  type Reward,
  type Withheld,
} from './reward';

const CAP_USAGE: Packing<ReadonlyMap<string, CapUsage>> = {
  pack: (used) => [...used],
  unpack: (packed) => new Map(packed as [string, CapUsage][]),
};

export class Rewards {
  readonly orders: Table<OrderRewards>;
  /** Reward id → order id. */
  readonly orderOfReward: Table<string>;
  /** The used amount of each budget window, in minor units; by `budgetKey`. */
  readonly budgetUsage: Table<number>;
  /** Recipient → campaign → use of its caps. */
  readonly capUsage: Table<ReadonlyMap<string, CapUsage>>;
  /** The rewards that wait for room, in log order; by `waitingKey`. */
  readonly withheld: Index<Withheld>;
  readonly endedWithheld: Changes<Withheld>;

  constructor(keeping: Keeping) {
    this.orders = new Table('rewards of order', keeping);
    this.orderOfReward = new Table('order of reward', keeping);
    this.budgetUsage = new Table('budget usage', keeping);
    this.capUsage = new Table('cap usage', keeping, CAP_USAGE);
    this.withheld = new Index('withheld', keeping);
    this.endedWithheld = new Changes(keeping);
  }

  of(orderId: string): OrderRewards {
    return this.orders.get(orderId) ?? { orderId, rewards: [], withheld: [] };
  }

  byId(rewardId: string): Reward | undefined {
    const orderId = this.orderOfReward.get(rewardId);
    if (orderId === undefined) return undefined;
    return this.of(orderId).rewards.find((reward) => reward.rewardId === rewardId);
  }

  /** Minor units. */
  usedOf(budget: string): number {
    return this.budgetUsage.get(budget) ?? 0;
  }

  /** @param firstRecordedAt of the purchase: the reward uses the budget windows of that moment */
  add(reward: Reward, firstRecordedAt: Millis): void {
    const { orderId, rewardId } = reward;
    this.orderOfReward.set(rewardId, orderId);
    this.setRewards([...this.of(orderId).rewards, reward], reward, firstRecordedAt);
  }

  replace(before: Reward, after: Reward, firstRecordedAt: Millis): void {
    const { rewards } = this.of(before.orderId);
    this.setRewards(
      rewards.map((reward) => (reward === before ? after : reward)),
      after,
      firstRecordedAt,
    );
  }

  setWithheld(orderId: string, withheld: readonly Withheld[]): void {
    const before = this.of(orderId);
    for (const entry of before.withheld) {
      if (withheld.includes(entry)) continue;
      this.withheld.remove(waitingKey(entry), entry, (other) => isSameWithheld(other, entry));
      this.endedWithheld.add(entry);
    }
    for (const entry of withheld) if (!before.withheld.includes(entry)) this.withheld.add(waitingKey(entry), entry);
    this.orders.set(orderId, { orderId, rewards: before.rewards, withheld });
  }

  endWithholding(orderId: string, key: string): void {
    const { withheld } = this.of(orderId);
    const others = withheld.filter((entry) => entry.key !== key);
    if (others.length < withheld.length) this.setWithheld(orderId, others);
  }

  /** Replaces the entries of an order, and adjusts the use of budgets and caps by the change of the key's sum. */
  private setRewards(rewards: readonly Reward[], changed: Reward, firstRecordedAt: Millis): void {
    const { orderId, key, campaignId, recipient } = changed;
    const before = this.of(orderId);
    const netBefore = netOf(before.rewards, key);
    const netAfter = netOf(rewards, key);
    const windows = windowsOf(firstRecordedAt);
    for (const name of BUDGET_WINDOWS) {
      const budget = budgetKey(campaignId, windows[name]);
      this.budgetUsage.set(budget, this.usedOf(budget) + netAfter - netBefore);
    }
    this.useCap(campaignId, recipient.id, Number(netAfter > 0) - Number(netBefore > 0), netAfter - netBefore);
    this.orders.set(orderId, { orderId, rewards, withheld: before.withheld });
  }

  private useCap(campaignId: string, recipient: Pseudonym, moreCount: number, moreAmount: number): void {
    const used = new Map(this.capUsage.get(recipient));
    const { count, amount } = used.get(campaignId) ?? { count: 0, amount: 0 };
    used.set(campaignId, { count: count + moreCount, amount: amount + moreAmount });
    this.capUsage.set(recipient, used);
  }
}
