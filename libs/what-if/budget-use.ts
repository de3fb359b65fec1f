/** What the purchases of each hour or day used of a campaign's budgets, in both courses. */
import type { BudgetWindow } from '../kernel/facts';
import type { CampaignHistory } from '../kernel/rewards/campaign';
import { DAY, HOUR, toInstant, type Instant, type Millis } from '../kernel/time';

/** So many campaigns, those whose use differs most. */
export const BUDGET_CAMPAIGNS_SHOWN = 20;
/** So many hours or days of a campaign, the newest. */
export const BUDGET_POINTS_SHOWN = 366;

export interface BudgetUse {
  merchantId: string;
  campaignId: string;
  currency: string;
  /** Of the newest version in each course. */
  budgets: { now: Budget[]; then: Budget[] };
  /** Budgets count a purchase where it was first recorded, UTC. Days where the hours are too many. */
  step: 'hour' | 'day';
  /** What was used before the first point, in minor units. */
  before: Used;
  /** Hours or days in which something was used, in order. */
  points: (Used & { at: Instant })[];
}

export interface Budget {
  window: BudgetWindow;
  amount: number;
}

interface Used {
  now: number;
  then: number;
}

/** Of one merchant. */
export class BudgetUses {
  private readonly courses = new Map<string, { campaignId: string; currency: string; course: UseCourse }>();

  constructor(
    private readonly merchantId: string,
    private readonly campaigns: { now: CampaignHistory; then: CampaignHistory },
  ) {}

  add(course: keyof Used, campaignId: string, currency: string, firstRecordedAt: Millis, amount: number): void {
    const { now, then } = this.campaigns;
    if (!now.hasBudgets(campaignId) && !then.hasBudgets(campaignId)) return;
    const key = JSON.stringify([campaignId, currency]);
    let known = this.courses.get(key);
    if (known === undefined) this.courses.set(key, (known = { campaignId, currency, course: new UseCourse() }));
    known.course.add(course, firstRecordedAt, amount);
  }

  all(): BudgetUse[] {
    const uses = [...this.courses.values()].map(({ campaignId, currency, course }): BudgetUse => {
      const budgets = {
        now: budgetsOf(this.campaigns.now, campaignId, currency),
        then: budgetsOf(this.campaigns.then, campaignId, currency),
      };
      return { merchantId: this.merchantId, campaignId, currency, budgets, ...course.shown() };
    });
    return mostDifferent(uses);
  }
}

/** Those whose use differs most, in an order that does not depend on that of the rows. */
export function mostDifferent(uses: readonly BudgetUse[]): BudgetUse[] {
  const difference = ({ before, points }: BudgetUse) =>
    [before, ...points].reduce((sum, { now, then }) => sum + Math.abs(then - now), 0);
  const place = ({ merchantId, campaignId, currency }: BudgetUse) => `${merchantId} ${campaignId} ${currency}`;
  return uses
    .map((use) => ({ use, by: difference(use), at: place(use) }))
    .sort((a, b) => b.by - a.by || (a.at < b.at ? -1 : 1))
    .slice(0, BUDGET_CAMPAIGNS_SHOWN)
    .map(({ use }) => use);
}

function budgetsOf(campaigns: CampaignHistory, campaignId: string, currency: string): Budget[] {
  const definition = campaigns.newest(campaignId)?.definition;
  return definition?.currency === currency ? definition.budgets.map(({ window, amount }) => ({ window, amount })) : [];
}

class UseCourse {
  private step: 'hour' | 'day' = 'hour';
  private points = new Map<Millis, Used>();

  add(course: keyof Used, at: Millis, amount: number): void {
    this.pointOf(at)[course] += amount;
    if (this.step === 'day' || this.points.size <= BUDGET_POINTS_SHOWN) return;
    const hours = this.points;
    this.step = 'day';
    this.points = new Map();
    for (const [hour, used] of hours) addTo(this.pointOf(hour), used);
  }

  shown(): Pick<BudgetUse, 'step' | 'before' | 'points'> {
    const points = [...this.points].sort(([a], [b]) => a - b);
    const before = { now: 0, then: 0 };
    for (const [, used] of points.slice(0, -BUDGET_POINTS_SHOWN)) addTo(before, used);
    const shown = points.slice(-BUDGET_POINTS_SHOWN);
    return { step: this.step, before, points: shown.map(([at, used]) => ({ at: toInstant(at), ...used })) };
  }

  private pointOf(time: Millis): Used {
    const at = time - (time % (this.step === 'hour' ? HOUR : DAY));
    let point = this.points.get(at);
    if (point === undefined) this.points.set(at, (point = { now: 0, then: 0 }));
    return point;
  }
}

function addTo(sum: Used, { now, then }: Used): void {
  sum.now += now;
  sum.then += then;
}
