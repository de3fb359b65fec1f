/** Dead letters wait for an operator: evaluations that failed too often, and facts on which the kernel threw. */
import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { ledgerStream } from '../event-log/streams';
import type { EvaluationReason, FactType } from '../kernel/facts';
import { type Instant, toInstant } from '../kernel/time';
import { instant, type Listed, pageOf } from './rows';

export interface DeadLetterView {
  /** Evaluation id or fact id, depending on the kind. */
  id: string;
  kind: 'evaluation' | 'fact';
  /** Null for a fact. */
  orderId: string | null;
  /** Null for an evaluation. */
  factType: FactType | null;
  error: string;
  attempts: number;
  reasons: EvaluationReason[];
  /** When it was given up. */
  since: Instant;
  /** Position of the fact with which it was given up. */
  position: number;
}

interface LetterRow {
  id: string;
  kind: DeadLetterView['kind'];
  order_id: string | null;
  fact_type: FactType | null;
  error: string;
  attempts: number;
  reasons: EvaluationReason[];
  position: string;
  at: Date | null;
  ledger_revision: string | null;
  partition: number | null;
}

/** Only the ledger records when an evaluation was given up. */
const LETTERS = `
  select p.evaluation_id as id, 'evaluation' as kind, p.order_id, null as fact_type, p.evaluation_error as error,
    p.evaluation_attempts as attempts, p.evaluation_reasons as reasons, h.position, null::timestamptz as at,
    h.ledger_revision, p.partition
  from purchases p
  cross join lateral (select h.position, h.ledger_revision from purchase_history h
    where h.merchant_id = p.merchant_id and h.order_id = p.order_id and h.type = 'RewardEvaluationExhausted'
    order by h.ledger_revision desc limit 1) h
  where p.merchant_id = $1 and p.evaluation_error is not null and p.evaluation_state = 'exhausted'
  union all
  select f.fact_id::text, 'fact', null, f.fact_type, f.error, 1, '{}', f.position, f.at, null, null
  from failed_facts f where f.merchant_id = $1 and f.error is not null`;

/** Newest first; `before` is the `next` of the previous page. */
export async function listDeadLetters(
  pool: Pool,
  log: EventLog,
  merchantId: string,
  limit: number,
  before: number | null,
): Promise<Listed<DeadLetterView, number>> {
  const { rows } = await pool.query<LetterRow>({
    name: 'list-dead-letters',
    text: `select * from (${LETTERS}) letters where ($2::bigint is null or position < $2)
      order by position desc limit $3`,
    values: [merchantId, before, limit + 1],
  });
  const page = pageOf(rows, limit);
  const times = await exhaustedAt(log, page.rows);
  return {
    items: page.rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      orderId: row.order_id,
      factType: row.fact_type,
      error: row.error,
      attempts: row.attempts,
      reasons: row.reasons,
      since: row.ledger_revision === null ? instant(row.at!) : toInstant(times.get(Number(row.ledger_revision))!),
      position: Number(row.position),
    })),
    next: page.last === null ? null : Number(page.last.position),
  };
}

/** When evaluations were given up, in milliseconds, by ledger revision. */
async function exhaustedAt(log: EventLog, rows: readonly LetterRow[]): Promise<Map<number, number>> {
  const evaluations = rows.filter((row) => row.ledger_revision !== null);
  if (evaluations.length === 0) return new Map();
  // A merchant's purchases are all in its partition.
  const stream = ledgerStream(evaluations[0]!.partition!);
  const events = await log.readMany(
    stream,
    evaluations.map((row) => Number(row.ledger_revision)),
  );
  return new Map(events.map(({ revision, recordedAt }) => [revision, recordedAt]));
}

/** What requeueing a dead letter needs. */
export type DeadLetter = { kind: 'evaluation'; orderId: string } | { kind: 'fact'; factId: string; position: number };

/** A merchant's oldest `limit` dead letters, or the one with that id; `left` is how many more there are. */
export async function findDeadLetters(
  pool: Pool,
  merchantId: string,
  id: string | null,
  limit: number,
): Promise<{ letters: DeadLetter[]; left: number }> {
  const { rows } = await pool.query<LetterRow & { count: string }>({
    name: 'find-dead-letters',
    text: `select *, count(*) over () as count from (${LETTERS}) letters where $2::text is null or id = $2
      order by position limit $3`,
    values: [merchantId, id, limit],
  });
  const letters = rows.map((row): DeadLetter =>
    row.kind === 'evaluation'
      ? { kind: 'evaluation', orderId: row.order_id! }
      : { kind: 'fact', factId: row.id, position: Number(row.position) },
  );
  return { letters, left: Number(rows[0]?.count ?? 0) - letters.length };
}
