/** What live rewards use of a campaign's budgets, day by day. */
import type { Pool } from 'pg';
import { budgetKey, windowsOf } from '../kernel/rewards/reward';
import { DAY } from '../kernel/time';

/** From the first of `days` on; days on which nothing was used are left out. */
export interface CampaignUsage {
  /** The first day, UTC: `2026-01-31`. */
  from: string;
  /** The last. */
  to: string;
  /** What purchases before the first day use, in minor units. */
  before: number;
  /** By the day of the purchases' first recording, the oldest first. */
  days: { day: string; amount: number }[];
}

/** @param now milliseconds, on the last day */
export async function campaignUsage(
  pool: Pool,
  merchantId: string,
  campaignId: string,
  days: number,
  now: number,
): Promise<CampaignUsage> {
  const dates = Array.from({ length: days }, (_, i) => dateOf(now - (days - 1 - i) * DAY));
  const keys = dates.map((date) => budgetKey(campaignId, `day ${date}`));
  const { rows } = await pool.query<{ total: string | null; used: Record<string, number> | null }>({
    name: 'campaign-usage',
    text: `select (select used from budget_usage where merchant_id = $1 and key = $2) as total,
        (select json_object_agg(key, used) from budget_usage
          where merchant_id = $1 and key = any($3::text[]) and used <> 0) as used`,
    values: [merchantId, budgetKey(campaignId, 'total'), keys],
  });
  const { total, used } = rows[0]!;
  const shown = dates.flatMap((day, i) => {
    const amount = used?.[keys[i]!];
    return amount === undefined ? [] : [{ day, amount }];
  });
  const sum = shown.reduce((all, { amount }) => all + amount, 0);
  return { from: dates[0]!, to: dates.at(-1)!, before: Number(total ?? 0) - sum, days: shown };
}

function dateOf(at: number): string {
  return windowsOf(at).day.slice('day '.length);
}
