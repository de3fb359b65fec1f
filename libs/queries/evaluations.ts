import type { Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';

export interface OverdueEvaluations {
  count: number;
  /** Of the one that is due the longest; 0 when there is none. */
  oldestSeconds: number;
  merchantId: string | null;
  orderId: string | null;
}

/** Evaluations of these partitions that are due and were not decided, by the database's clock. */
export async function findOverdueEvaluations(pool: Pool, partitions: readonly number[]): Promise<OverdueEvaluations> {
  const { rows } = await pool.query<OverdueEvaluations>({
    text: `select merchant_id as "merchantId", order_id as "orderId", count(*) over () as count,
        extract(epoch from clock_timestamp() - evaluation_due_at)::float8 as "oldestSeconds"
      from purchases where partition = any($1::smallint[]) and evaluation_due_at <= clock_timestamp()
      order by evaluation_due_at limit 1`,
    values: [partitions],
    types: kernelTypes,
  });
  return rows[0] ?? { count: 0, oldestSeconds: 0, merchantId: null, orderId: null };
}
