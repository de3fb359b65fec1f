/** When each budget window first had no room for a reward. */
import type { Decision } from '../kernel/decisions';
import type { Millis } from '../kernel/time';

export interface BudgetReached {
  merchantId: string;
  campaignId: string;
  /** `total`, `day 2026-01-31`, `week 2026-01-26`, `month 2026-01`. */
  window: string;
  at: Millis;
}

export class BudgetsReached {
  private readonly first = new Map<string, BudgetReached>();

  hear({ type, data }: Decision, at: Millis): void {
    if (type !== 'RewardWithheld' || data.blockedBy === 'cap') return;
    const { merchantId, campaignId, blockedBy: window } = data;
    const key = `${merchantId} ${campaignId} ${window}`;
    if (!this.first.has(key)) this.first.set(key, { merchantId, campaignId, window, at });
  }

  /** Keyed by merchant, campaign and window. */
  entries(): Iterable<[string, BudgetReached]> {
    return this.first;
  }

  get(key: string): BudgetReached | undefined {
    return this.first.get(key);
  }
}
