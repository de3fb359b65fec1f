/** Evaluations that wait for their time: timers, which are columns of the purchase. */
import type { Pool } from 'pg';
import type { EvaluationReason } from '../kernel/facts';
import type { Instant } from '../kernel/time';
import { instant, type Listed, pageOf } from './rows';

export const TIMER_STATES = ['scheduled', 'failed'] as const;

export interface TimerView {
  orderId: string;
  evaluationId: string;
  /** `failed`: it is the next attempt. */
  state: (typeof TIMER_STATES)[number];
  dueAt: Instant;
  reasons: EvaluationReason[];
  attempts: number;
  error: string | null;
}

export interface TimerPlace {
  dueAt: Instant;
  orderId: string;
}

interface TimerRow {
  order_id: string;
  evaluation_id: string;
  state: TimerView['state'];
  due_at: Date;
  reasons: EvaluationReason[];
  attempts: number;
  error: string | null;
}

/** The next one first; `before` is the `next` of the previous page. */
export async function listTimers(
  pool: Pool,
  partition: number,
  merchantId: string,
  limit: number,
  before: TimerPlace | null,
): Promise<Listed<TimerView, TimerPlace>> {
  const { rows } = await pool.query<TimerRow>({
    name: 'list-timers',
    text: `select p.order_id, p.evaluation_id, p.evaluation_state as state, p.evaluation_due_at as due_at,
        p.evaluation_reasons as reasons, p.evaluation_attempts as attempts, p.evaluation_error as error
      from purchases p
      where p.partition = $1 and p.merchant_id = $2 and p.evaluation_due_at is not null
        and p.evaluation_due_at >= coalesce($3::timestamptz, '-infinity')
        and ($3::timestamptz is null or (p.evaluation_due_at, p.order_id collate "C") > ($3, $4))
      order by p.evaluation_due_at, p.order_id collate "C" limit $5`,
    values: [partition, merchantId, before?.dueAt, before?.orderId, limit + 1],
  });
  const page = pageOf(rows, limit);
  const items = page.rows.map(({ order_id: orderId, evaluation_id: evaluationId, due_at, ...same }) => ({
    orderId,
    evaluationId,
    ...same,
    dueAt: instant(due_at),
  }));
  const { last } = page;
  return { items, next: last === null ? null : { dueAt: instant(last.due_at), orderId: last.order_id } };
}
