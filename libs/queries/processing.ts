/** How far the processing of a merchant's facts is, for callers that wait for it. */
import type { Pool } from 'pg';

/** Whether any process, this one or another, is deciding facts. */
export async function isAnybodyWorking(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from workers where until > now() limit 1');
  return rowCount !== 0;
}

export interface PendingEvaluations {
  pending: number;
  evaluated: number;
  /** Milliseconds, by the database's clock, until the last pending evaluation is due; 0: all are due, or none. */
  lastDueInMs: number;
}

/** Leaves out failed evaluations: their next attempt is minutes away. */
export async function pendingEvaluations(pool: Pool, merchantId: string): Promise<PendingEvaluations> {
  const { rows } = await pool.query<{ pending: string; evaluated: string; last_due_in_ms: number | null }>({
    name: 'pending-evaluations',
    text: `
      select count(*) filter (where evaluation_state = 'scheduled') as pending,
        count(*) filter (where evaluation_state <> 'scheduled' and evaluated) as evaluated,
        (extract(epoch from max(evaluation_due_at) filter (where evaluation_state = 'scheduled')
          - clock_timestamp()) * 1000)::double precision as last_due_in_ms
      from purchases where merchant_id = $1`,
    values: [merchantId],
  });
  const { pending, evaluated, last_due_in_ms } = rows[0]!;
  return { pending: Number(pending), evaluated: Number(evaluated), lastDueInMs: Math.max(0, last_due_in_ms ?? 0) };
}
