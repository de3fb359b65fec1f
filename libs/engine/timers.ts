/** Evaluations that are due: rows derived from the ledger, gone as soon as the evaluation was decided. */
import type { Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { EvaluationReason } from '../kernel/facts';

export interface DueTimer {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  reasons: EvaluationReason[];
  /** How often the evaluation failed before. */
  attempts: number;
  dueAt: number;
}

export interface Timers {
  due: DueTimer[];
  /** Milliseconds until the next one that is not due yet; null: there is none within two seconds. */
  nextInMs: number | null;
}

/**
 * The oldest due timers of the given partitions by the database's clock, at most `limit`, leaving out evaluations in
 * `fired`: those whose request was recorded and waits to be decided. A partition that can not go on would have its own
 * asked for again and again, and in the end nobody else's; they are due again when it goes on.
 *
 * Of those due at the same moment the one that was scheduled first goes first, by the place that its id names: those who
 * wait for room in a budget are called together, the oldest first, and the room is for them in that order.
 */
export async function dueTimers(
  pool: Pool,
  partitions: readonly number[],
  fired: readonly string[],
  limit: number,
): Promise<Timers> {
  const { rows } = await pool.query<DueTimer & { inMs: number }>({
    name: 'due timers',
    text: `select merchant_id as "merchantId", order_id as "orderId", evaluation_id as "evaluationId",
             evaluation_reasons as reasons, evaluation_attempts as attempts, evaluation_due_at as "dueAt",
             ceil(extract(epoch from evaluation_due_at - clock_timestamp()) * 1000)::integer as "inMs"
           from purchases
           where partition = any($1::smallint[])
             and partition not in (select c.partition from checkpoints c where c.stopped_because is not null)
             and evaluation_due_at <= clock_timestamp() + interval '2 seconds'
             and evaluation_id <> all($2::text[])
           order by evaluation_due_at, split_part(evaluation_id, '_', 3)::bigint, split_part(evaluation_id, '_', 4)::integer
           limit $3`,
    values: [partitions, fired, limit],
    types: kernelTypes,
  });
  const next = rows.find(({ inMs }) => inMs > 0);
  const due = rows.filter(({ inMs }) => inMs <= 0).map(({ inMs: _, ...timer }) => timer);
  return { due, nextInMs: next?.inMs ?? null };
}
