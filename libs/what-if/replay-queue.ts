/**
 * The worker's side of the replays: one process at a time runs a replay and says that it lives. A replay whose process
 * ended is begun again by another, a few times.
 */
import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction';
import type { PurchaseChange } from './purchase-changes';
import type { ReplayError } from './replays';
import type { ScenarioReport } from './report';
import type { Scenario } from './scenario';

export const REPLAY_QUEUE_LIMITS = {
  /** After so long without a sign of life another process takes over. */
  silentSeconds: 30,
  startsMax: 3,
} as const;
const SLICE = 1_000;

export interface TakenReplay {
  replayId: number;
  merchantId: string;
  scenarios: Scenario[];
}

/** Takes the oldest replay that waits, or whose process ended; null if there is none. `runner` names this process. */
export async function takeReplay(pool: Pool, runner: string): Promise<TakenReplay | null> {
  await pool.query(
    `update replays set state = 'failed', error = 'INTERNAL', ended_at = now()
     where state = 'running' and starts >= $1 and heartbeat_at < now() - make_interval(secs => $2)`,
    [REPLAY_QUEUE_LIMITS.startsMax, REPLAY_QUEUE_LIMITS.silentSeconds],
  );
  const { rows } = await pool.query<{ id: string; merchant_id: string; scenarios: Scenario[] }>(
    `update replays set state = 'running', runner = $1, heartbeat_at = now(), starts = starts + 1, facts_done = 0
     where id = (
       select id from replays
       where state = 'queued'
         or (state = 'running' and starts < $3 and heartbeat_at < now() - make_interval(secs => $2))
       order by id limit 1 for update skip locked)
     returning id, merchant_id, scenarios`,
    [runner, REPLAY_QUEUE_LIMITS.silentSeconds, REPLAY_QUEUE_LIMITS.startsMax],
  );
  const [row] = rows;
  return row === undefined ? null : { replayId: Number(row.id), merchantId: row.merchant_id, scenarios: row.scenarios };
}

/** Says that this process still runs it. Returns false if it was cancelled, or another process took it. */
export async function reportProgress(
  pool: Pool,
  { replayId }: TakenReplay,
  runner: string,
  done: number,
  total: number,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update replays set heartbeat_at = now(), facts_done = $3, facts_total = $4
     where id = $1 and runner = $2 and state = 'running'`,
    [replayId, runner, done, total],
  );
  return rowCount === 1;
}

/** Stores the result, unless the replay was cancelled meanwhile or another process took it. */
export async function finishReplay(
  pool: Pool,
  { replayId }: TakenReplay,
  runner: string,
  facts: number,
  scenarios: readonly (ScenarioReport & { changes: readonly PurchaseChange[] })[],
): Promise<void> {
  const reports = scenarios.map(({ changes: _, ...report }) => report);
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update replays set state = 'done', reports = $3, facts_done = $4, facts_total = $4, ended_at = now()
       where id = $1 and runner = $2 and state = 'running'`,
      [replayId, runner, JSON.stringify(reports), facts],
    );
    if (rowCount === 0) return;
    for (const [scenario, { changes }] of scenarios.entries()) {
      for (let at = 0; at < changes.length; at += SLICE) {
        const slice = JSON.stringify(changes.slice(at, at + SLICE));
        await client.query(
          `insert into replay_changes (replay_id, scenario, number, change)
           select $1, $2, $3 + place - 1, change from jsonb_array_elements($4::jsonb) with ordinality as t (change, place)`,
          [replayId, scenario, at, slice],
        );
      }
    }
  });
}

export async function failReplay(
  pool: Pool,
  { replayId }: TakenReplay,
  runner: string,
  error: ReplayError,
): Promise<void> {
  await pool.query(
    `update replays set state = 'failed', error = $3, ended_at = now()
     where id = $1 and runner = $2 and state = 'running'`,
    [replayId, runner, error],
  );
}

/** Gives it back, because this process stops. */
export async function returnReplay(pool: Pool, { replayId }: TakenReplay, runner: string): Promise<void> {
  await pool.query(
    `update replays set state = 'queued', starts = starts - 1 where id = $1 and runner = $2 and state = 'running'`,
    [replayId, runner],
  );
}
