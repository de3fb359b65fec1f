/** Timers of due evaluations: rows derived from the ledger, removed as soon as the evaluation is decided. */
import type { Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { EvaluationReason } from '../kernel/facts';

export interface DueTimer {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  reasons: EvaluationReason[];
  /** How often the evaluation has failed so far. */
  attempts: number;
  dueAt: number;
}

export interface Timers {
  due: DueTimer[];
  /** Milliseconds until the next timer that is not due yet; null if there is none within two seconds. */
  nextInMs: number | null;
}

/**
 * The oldest due timers of the given partitions, at most `limit`, by the database's clock, or by the partition's own in
 * `clocks` (milliseconds) where that is later.
 *
 * Evaluations in `fired` are left out: their request is recorded and not decided yet. So are timers of a stopped
 * partition: they would fire again and again, and crowd out all others. They are due again when the partition goes on.
 *
 * Among timers that are due at the same moment, the one scheduled first goes first, by the position in its id:
 * purchases that wait for room in a budget are scheduled together, oldest first, and get the room in that order.
 *
 * The query reads at most `limit` rows of each partition, through the index, however many timers wait: a backlog must
 * not slow down its own processing.
 */
export async function dueTimers(
  pool: Pick<Pool, 'query'>,
  partitions: readonly number[],
  fired: readonly string[],
  limit: number,
  clocks: ReadonlyMap<number, number> = new Map(),
): Promise<Timers> {
  const { rows } = await pool.query<DueTimer & { inMs: number }>({
    // Not prepared: the planner hashes thousands of fired ids only when it knows their values.
    text: `select "merchantId", "orderId", "evaluationId", reasons, attempts, "dueAt", "inMs"
      from unnest($1::smallint[], $4::float8[]) as asked(partition, ms)
      cross join lateral (select greatest(now(), to_timestamp(asked.ms / 1000)) as at) clock
      cross join lateral (
        select merchant_id as "merchantId", order_id as "orderId", evaluation_id as "evaluationId",
          evaluation_reasons as reasons, evaluation_attempts as attempts, evaluation_due_at as "dueAt",
          ceil(extract(epoch from evaluation_due_at - clock.at) * 1000)::bigint as "inMs",
          split_part(evaluation_id, '_', 3)::bigint as place, split_part(evaluation_id, '_', 4)::integer as ordinal
        from purchases
        where partition = asked.partition and evaluation_due_at <= clock.at + interval '2 seconds'
          and evaluation_id <> all($2::text[])
        order by evaluation_due_at, place, ordinal limit $3
      ) due
      where asked.partition not in (select partition from checkpoints where stopped_because is not null)
      order by "dueAt", place, ordinal limit $3`,
    values: [partitions, fired, limit, partitions.map((partition) => clocks.get(partition) ?? null)],
    types: kernelTypes,
  });
  const next = rows.find(({ inMs }) => inMs > 0);
  const due = rows.filter(({ inMs }) => inMs <= 0).map(({ inMs: _, ...timer }) => timer);
  return { due, nextInMs: next?.inMs ?? null };
}
