import type { ClientBase, Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';

/** At most this many due evaluations of each partition are counted, the oldest first. */
export const DUE_MAX = 1_000;

export interface OverdueEvaluations {
  /** Counts at most `DUE_MAX` of each partition. */
  count: number;
  /** How long the oldest has been due; 0: nothing is due. */
  oldestSeconds: number;
  /** Since when the oldest has been due, in milliseconds. */
  oldestDueAt: number | null;
  merchantId: string | null;
  orderId: string | null;
}

/** Evaluations that are due by the database's clock and not decided. */
export async function findOverdueEvaluations(pool: Pool | ClientBase): Promise<OverdueEvaluations> {
  const { rows } = await pool.query<OverdueEvaluations>({
    name: 'overdue-evaluations',
    text: `select merchant_id as "merchantId", order_id as "orderId", evaluation_due_at as "oldestDueAt",
        count(*) over () as count,
        extract(epoch from now() - evaluation_due_at)::float8 as "oldestSeconds"
      from ${OLDEST_DUE} order by evaluation_due_at limit 1`,
    types: kernelTypes,
  });
  return rows[0] ?? { count: 0, oldestSeconds: 0, oldestDueAt: null, merchantId: null, orderId: null };
}

export interface UnprocessedPurchases {
  merchantId: string;
  count: number;
  /** Since when the oldest purchase has been due, in milliseconds. */
  dueSince: number;
  /** The oldest orders. */
  orderIds: string[];
}

/** Linked purchases, by merchant, whose first evaluation has been due for longer than `seconds`. */
export async function findUnprocessedPurchases(
  client: Pool | ClientBase,
  seconds: number,
  limits: { merchants: number; orders: number },
): Promise<UnprocessedPurchases[]> {
  const { rows } = await client.query<UnprocessedPurchases>({
    name: 'unprocessed-purchases',
    text: `select merchant_id as "merchantId", count(*) as count, min(evaluation_due_at) as "dueSince",
        (array_agg(order_id order by evaluation_due_at))[1:$3] as "orderIds"
      from ${OLDEST_DUE}
      where not evaluated and anchor_id is not null and evaluation_due_at < now() - $1 * interval '1 second'
      group by merchant_id order by min(evaluation_due_at) limit $2`,
    values: [seconds, limits.merchants, limits.orders],
    types: kernelTypes,
  });
  return rows;
}

/** Whether a partition may have more due evaluations than were counted. */
export function isBeyondLimit({ count }: OverdueEvaluations): boolean {
  return count >= DUE_MAX;
}

const OLDEST_DUE = `checkpoints part cross join lateral (
  select p.merchant_id, p.order_id, p.evaluation_due_at, p.evaluated, p.anchor_id from purchases p
  where p.partition = part.partition and p.evaluation_due_at <= now()
  order by p.evaluation_due_at limit ${DUE_MAX}
) due`;
