/** Money by the ledger, event by event: how much of budgets and caps was in use at every moment. */
import type { Pool } from 'pg';
import { ledgerStream } from '../../libs/event-log/streams';
import { partitionOf } from '../../libs/intake/partition';
import type { RewardClawedBack, RewardGranted, RewardReversed } from '../../libs/kernel/decisions';
import { PARTITIONS } from '../chaos/audit';

type RewardEvent =
  | { type: 'RewardGranted'; data: RewardGranted }
  | { type: 'RewardReversed'; data: RewardReversed }
  | { type: 'RewardClawedBack'; data: RewardClawedBack };

export interface Books {
  /** Use of a budget after each event that changed it, in minor units; by campaign and window, as in the read model. */
  used: Record<string, number[]>;
  /** Live rewards after each event that changed them; by campaign and recipient. */
  live: Record<string, { count: number; amount: number }[]>;
  /** Sum of the entries; by order and reward key. */
  net: Record<string, number>;
}

export async function readBooks(pool: Pool, merchantId: string): Promise<Books> {
  const { rows } = await pool.query<{ type: string; data: string; day: string }>(
    `select e.type, e.data, to_char(p.first_recorded_at, 'YYYY-MM-DD') as day from events e
     join purchases p on p.merchant_id = $2 and p.order_id = e.data::jsonb ->> 'orderId'
     where e.stream = $1 and e.type in ('RewardGranted', 'RewardReversed', 'RewardClawedBack')
       and e.data::jsonb ->> 'merchantId' = $2 order by e.revision`,
    [ledgerStream(partitionOf(merchantId, PARTITIONS)), merchantId],
  );
  const books: Books = { used: {}, live: {}, net: {} };
  const reversed = new Map<string, number>();
  for (const row of rows) {
    const { type, data } = { type: row.type, data: JSON.parse(row.data) as unknown } as RewardEvent;
    let change = data.amount;
    if (type === 'RewardReversed') {
      change = -data.amount;
      reversed.set(data.rewardId, data.amount);
    } else if (type === 'RewardClawedBack') {
      // A reward that was paid although it was reversed counts again, until this clawback by the same fact.
      change += reversed.get(data.clawsBack) ?? 0;
      reversed.delete(data.clawsBack);
    }
    const { campaignId } = data;
    for (const window of ['total', `day ${row.day}`]) {
      const used = (books.used[`${campaignId} ${window}`] ??= []);
      used.push((used.at(-1) ?? 0) + change);
    }
    const key = JSON.stringify([data.orderId, campaignId, data.role, data.touchpointId, data.recipient.id]);
    const before = books.net[key] ?? 0;
    books.net[key] = before + change;
    const live = (books.live[`${campaignId} ${data.recipient.id}`] ??= []);
    const { count, amount } = live.at(-1) ?? { count: 0, amount: 0 };
    live.push({
      count: count + Number(before + change > 0) - Number(before > 0),
      amount: amount + change,
    });
  }
  return books;
}
