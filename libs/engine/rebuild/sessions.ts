/** The database sessions of a rebuild: one that holds the lock and swaps the tables, and those that fill them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { withClient } from '../../database/connections';

/** The schema in which tables are made; only the process that holds the lock may touch it. */
export const SCRATCH = 'rebuilding';

/** An arbitrary number that every process uses. */
const REBUILD_LOCK = 7_420_611_805;
const ASK_AGAIN_MS = 200;
/** So long the server may take to notice that the process before was killed. */
const LOCK_PATIENCE_MS = 5_000;

/** By this name the next rebuild finds sessions that a killed one left on the server. */
const WORKS_FOR_REBUILD = 'tributary rebuild';

/** There is one scratch schema, so only one process rebuilds at a time. */
export class RebuildRunning extends Error {
  override readonly name = 'RebuildRunning';
}

/**
 * Lends the session that holds the lock, with a scratch schema that is empty, and drops the schema afterwards. A process
 * that is killed leaves the schema to the next one.
 * @param live the schema of the live tables
 * @param waits false: throws RebuildRunning while another process rebuilds
 */
export async function withRebuildLock<Result>(
  url: string,
  { waits = false, signal }: { waits?: boolean; signal?: AbortSignal },
  use: (client: Client, live: string) => Promise<Result>,
): Promise<Result> {
  return withClient(url, async (client) => {
    const live = (await client.query<{ live: string }>('select current_schema() as live')).rows[0]!.live;
    await takeLock(client, waits, signal);
    await endSessions(client);
    await client.query(`drop schema if exists ${SCRATCH} cascade; create schema ${SCRATCH}`);
    await prepare(client, live);
    try {
      return await use(client, live);
    } finally {
      await endSessions(client).catch(() => undefined);
      await client.query(`rollback; drop schema if exists ${SCRATCH} cascade`).catch(() => undefined);
      // The session ends soon after, but not before the next process may ask.
      await client.query('select pg_advisory_unlock($1)', [REBUILD_LOCK]).catch(() => undefined);
    }
  });
}

async function takeLock(client: Client, waits: boolean, signal?: AbortSignal): Promise<void> {
  for (const asked = performance.now(); ;) {
    signal?.throwIfAborted();
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [REBUILD_LOCK]);
    if (rows[0]!.got) return;
    if (!waits && performance.now() - asked > LOCK_PATIENCE_MS)
      throw new RebuildRunning('Another process rebuilds or compares read models at this moment.');
    await sleep(ASK_AGAIN_MS, undefined, { signal });
  }
}

/** Lends a session whose unqualified names mean the tables that are rebuilt, and, for all others, the live ones. */
export async function withScratchSession<Result>(
  url: string,
  live: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  return withClient(url, async (client) => {
    await client.query(`set application_name = '${WORKS_FOR_REBUILD}'`);
    await prepare(client, live);
    return use(client);
  });
}

/** Nothing that is written before the swap has to survive a crash, and the swap's commit waits for all of it. */
async function prepare(client: Client, live: string): Promise<void> {
  await client.query(
    `set search_path to ${SCRATCH}, ${client.escapeIdentifier(live)}; set statement_timeout = 0; set lock_timeout = 0;
     set synchronous_commit = off; set maintenance_work_mem = '128MB'`,
  );
}

/** Ends the scratch sessions of this rebuild, whatever they are doing, or those that a killed one left. */
export async function endSessions(client: Client): Promise<void> {
  const ended = `
    select pg_terminate_backend(pid, 10000) from pg_stat_activity
    where datname = current_database() and application_name = '${WORKS_FOR_REBUILD}' and pid <> pg_backend_pid()`;
  await client.query(ended);
}
