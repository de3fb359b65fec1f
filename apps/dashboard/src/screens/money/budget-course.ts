/** How much of a budget was left at the end of each day. */
import type { components } from '../../api/schema';

type Shown = components['schemas'];
type Window = Shown['CampaignStoryShown']['used'][number]['window'];

export interface BudgetDay {
  /** UTC: `2026-01-31`. */
  day: string;
  used: number;
  left: number;
}

const DAY_MS = 86_400_000;

/**
 * @param since first day of the campaign; nothing was used before it
 */
export function budgetCourse(
  budget: { window: Window; amount: number },
  usage: Shown['CampaignUsageShown'],
  since: string,
): BudgetDay[] {
  const usedOn = new Map(usage.days.map(({ day, amount }) => [day, amount]));
  const course: BudgetDay[] = [];
  let current = '';
  let used = 0;
  // What a week or month used before the first day is not known, so it is shown from its beginning on.
  let isKnown = budget.window === 'total' || since >= usage.from;
  for (let day = usage.from; day <= usage.to; day = dayAfter(day)) {
    const of = windowOf(budget.window, day);
    if (of !== current) {
      isKnown ||= current !== '' || of === day;
      used = budget.window === 'total' ? usage.before : 0;
      current = of;
    }
    const amount = usedOn.get(day) ?? 0;
    used += amount;
    if (isKnown && day >= since) course.push({ day, used: amount, left: budget.amount - used });
  }
  return course;
}

export function dayAfter(day: string): string {
  return dateText(Date.parse(day) + DAY_MS);
}

/** Equal for days of the same window: the day or month with which it begins, as text. */
export function windowOf(window: Window, day: string): string {
  switch (window) {
    case 'total':
      return 'total';
    case 'day':
      return day;
    case 'week': {
      const at = Date.parse(day);
      const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
      return dateText(at - sinceMonday * DAY_MS);
    }
    case 'month':
      return day.slice(0, 7);
  }
}

function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
