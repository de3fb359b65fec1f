/** The credit of each channel per currency: conversions in millionths, money in minor units. */
import type { Pool } from 'pg';
import { wholeUnits } from '../kernel/attribution/apportion';

export interface ChannelTotal {
  /** The touchpoint's channel, or its source if it has no channel; null: purchases without a credited touchpoint. */
  channel: string | null;
  currency: string;
  /** Millionths of a purchase: the sum of the shares. */
  conversions: number;
  /** Net value (total less refunds) in minor units, by largest remainder: channels sum to their currency's total. */
  value: number;
}

interface TotalRow {
  channel: string | null;
  currency: string;
  conversions: string;
  value: string;
}

/** Totals over the merchant's evaluated purchases; within a currency, the highest value first. */
export async function channelTotals(pool: Pool, merchantId: string): Promise<ChannelTotal[]> {
  const { rows } = await pool.query<TotalRow>({
    name: 'channel-totals',
    text: `
      select coalesce(credit ->> 'channel', credit ->> 'source') as channel, p.currency,
        sum(coalesce((credit ->> 'share')::bigint, 1000000)) as conversions,
        sum(coalesce((credit ->> 'share')::bigint, 1000000)::numeric * (p.total - p.refunded)) as value
      from purchases p
      left join lateral jsonb_array_elements(p.attribution -> 'credits') credit on true
      where p.merchant_id = $1 and p.attribution is not null
      group by 1, 2
      order by p.currency, value desc, channel`,
    values: [merchantId],
  });
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return currencies.flatMap((currency) => rounded(rows.filter((row) => row.currency === currency)));
}

/** Rounds millionths of minor units without losing any: the shares of each purchase sum to a million. */
function rounded(rows: TotalRow[]): ChannelTotal[] {
  const values = wholeUnits(rows.map(({ value }) => BigInt(value)));
  return rows.map((row, i) => ({
    channel: row.channel,
    currency: row.currency,
    conversions: Number(row.conversions),
    value: values[i]!,
  }));
}
