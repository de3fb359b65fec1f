/**
 * Runs that somebody asked for over REST and a worker performs, in a table for each kind. One process at a time has a run,
 * and says that it lives. A run whose process ended is begun again by another, a few times.
 */
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from './in-transaction';

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_QUEUE_LIMITS = {
  /** After so long without a sign of life another process takes over. */
  silentSeconds: 30,
  startsMax: 3,
} as const;

/** Columns of the table, and what is written into them. */
export type RunColumns = Readonly<Record<string, unknown>>;

interface RunTable {
  name: string;
  /** What `take` returns beside the id. */
  taken: readonly string[];
  /** Set when a process takes the run; SQL. */
  onTake?: string;
}

/** @typeParam Run the columns that `take` returns */
export class RunQueue<Run extends { id: string }> {
  constructor(private readonly table: RunTable) {}

  /** Takes the oldest run that waits, or whose process ended; null if there is none. `runner` names this process. */
  async take(pool: Pool, runner: string): Promise<Run | null> {
    const { name, taken, onTake } = this.table;
    await pool.query(
      `update ${name} set state = 'failed', error = 'INTERNAL', ended_at = now()
       where state = 'running' and starts >= $1 and heartbeat_at < now() - make_interval(secs => $2)`,
      [RUN_QUEUE_LIMITS.startsMax, RUN_QUEUE_LIMITS.silentSeconds],
    );
    const { rows } = await pool.query<Run>(
      `update ${name} set state = 'running', runner = $1, heartbeat_at = now(), starts = starts + 1, facts_done = 0
         ${onTake === undefined ? '' : `, ${onTake}`}
       where id = (
         select id from ${name}
         where state = 'queued'
           or (state = 'running' and starts < $3 and heartbeat_at < now() - make_interval(secs => $2))
         order by id limit 1 for update skip locked)
       returning id, ${taken.join(', ')}`,
      [runner, RUN_QUEUE_LIMITS.silentSeconds, RUN_QUEUE_LIMITS.startsMax],
    );
    return rows[0] ?? null;
  }

  /** Says that this process still has it. Returns false if it was cancelled, or another process took it. */
  report(pool: Pool, id: string, runner: string, columns: RunColumns): Promise<boolean> {
    return this.update(pool, id, runner, columns, 'heartbeat_at = now()');
  }

  /**
   * Stores the result, unless the run was cancelled meanwhile or another process took it.
   * @param more what is stored in the same transaction
   */
  async finish(
    pool: Pool,
    id: string,
    runner: string,
    columns: RunColumns,
    more: (client: PoolClient) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await inTransaction(pool, async (client) => {
      if (await this.update(client, id, runner, columns, `state = 'done', ended_at = now()`)) await more(client);
    });
  }

  async fail(pool: Pool, id: string, runner: string, columns: RunColumns): Promise<void> {
    await this.update(pool, id, runner, columns, `state = 'failed', ended_at = now()`);
  }

  /** Gives it back, because this process stops. */
  async giveBack(pool: Pool, id: string, runner: string): Promise<void> {
    await this.update(pool, id, runner, {}, `state = 'queued', starts = starts - 1`);
  }

  private async update(
    on: Pool | PoolClient,
    id: string,
    runner: string,
    columns: RunColumns,
    also: string,
  ): Promise<boolean> {
    const set = Object.keys(columns).map((column, i) => `${column} = $${i + 3}`);
    const { rowCount } = await on.query(
      `update ${this.table.name} set ${[also, ...set].join(', ')} where id = $1 and runner = $2 and state = 'running'`,
      [id, runner, ...Object.values(columns)],
    );
    return rowCount === 1;
  }
}
