/** Verifications and rebuilds that were asked for over REST: kept in a table until a worker has run them, and afterwards. */
import type { Pool } from 'pg';
import { RunQueue, type RunState } from '../database/run-queue';
import { ok, refused, type Outcome } from '../intake/outcomes';
import type { Code } from '../kernel/codes';
import type { Instant } from '../kernel/time';
import { instant, instantOrNull, pageOf, type Listed } from '../queries/rows';
import type { CheckKind } from './check-body';
import type { CheckOutcome } from './check-outcome';
import type { CheckStage } from './run-check';

/** Why a check could not end. */
export const CHECK_ERRORS = ['CHECK_TOO_LARGE', 'CHECK_IMPOSSIBLE', 'INTERNAL'] as const satisfies readonly Code[];
export type CheckError = (typeof CHECK_ERRORS)[number];

/** The newest. */
export const CHECKS_KEPT = 50;

export interface CheckView {
  checkId: number;
  kind: CheckKind;
  state: RunState;
  /** Null until a worker has begun. */
  stage: CheckStage | null;
  facts: { done: number; total: number };
  createdAt: Instant;
  startedAt: Instant | null;
  endedAt: Instant | null;
  error: CheckError | null;
  /** Of CHECK_IMPOSSIBLE: why. */
  errorDetail: string | null;
  /** Null until it is done. */
  outcome: CheckOutcome | null;
}

export interface TakenCheck {
  id: string;
  kind: CheckKind;
}

export const CHECK_QUEUE = new RunQueue<TakenCheck>({
  name: 'checks',
  taken: ['kind'],
  onTake: 'started_at = now(), stage = null, facts_total = 0',
});

interface CheckRow {
  id: string;
  kind: CheckKind;
  state: RunState;
  stage: CheckStage | null;
  outcome: CheckOutcome | null;
  error: CheckError | null;
  error_detail: string | null;
  facts_done: string;
  facts_total: string;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

const COLUMNS = `id, kind, state, stage, outcome, error, error_detail, facts_done, facts_total, created_at, started_at,
  ended_at`;

/** Queues a check, and deletes the oldest. CHECK_RUNNING while another one is not finished. */
export async function queueCheck(pool: Pool, kind: CheckKind): Promise<Outcome<{ checkId: number }>> {
  const { rows } = await pool.query<{ id: string }>(
    `with old as (
       delete from checks where state not in ('queued', 'running') and id < (
         select coalesce(min(id), 0) from (select id from checks order by id desc limit $2) as newest)
     )
     insert into checks (kind, state) values ($1, 'queued')
     on conflict ((true)) where state in ('queued', 'running') do nothing
     returning id`,
    [kind, CHECKS_KEPT - 1],
  );
  const [row] = rows;
  return row === undefined
    ? refused('CHECK_RUNNING', 'Another check is not finished yet.')
    : ok({ checkId: Number(row.id) });
}

/** A check that has ended stays as it is. */
export async function cancelCheck(pool: Pool, checkId: number): Promise<void> {
  await pool.query(
    `update checks set state = 'cancelled', ended_at = now() where id = $1 and state in ('queued', 'running')`,
    [checkId],
  );
}

/** Newest first; `before` is the `next` of the previous page. */
export async function listChecks(pool: Pool, limit: number, before: number | null): Promise<Listed<CheckView, number>> {
  const { rows } = await pool.query<CheckRow>({
    name: 'list-checks',
    text: `select ${COLUMNS} from checks where $1::bigint is null or id < $1 order by id desc limit $2`,
    values: [before, limit + 1],
  });
  const page = pageOf(rows, limit);
  return { items: page.rows.map(toView), next: page.last === null ? null : Number(page.last.id) };
}

export async function findCheck(pool: Pool, checkId: number): Promise<CheckView | null> {
  const { rows } = await pool.query<CheckRow>({
    name: 'find-check',
    text: `select ${COLUMNS} from checks where id = $1`,
    values: [checkId],
  });
  return rows[0] === undefined ? null : toView(rows[0]);
}

function toView(row: CheckRow): CheckView {
  return {
    checkId: Number(row.id),
    kind: row.kind,
    state: row.state,
    stage: row.stage,
    facts: { done: Number(row.facts_done), total: Number(row.facts_total) },
    createdAt: instant(row.created_at),
    startedAt: instantOrNull(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    error: row.error,
    errorDetail: row.error_detail,
    outcome: row.outcome,
  };
}
