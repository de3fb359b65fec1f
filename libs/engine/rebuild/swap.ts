/**
 * Puts rebuilt tables in the place of the live ones. The engines of all processes wait only while the checkpoints are
 * locked: for the last facts, and for the swap itself. Readers wait for the swap alone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { EventLog } from '../../event-log/event-log';
import { recordVersions } from '../read-model-versions';
import { catchUp, factsBehind, liveCheckpoints } from './catch-up';
import { SCRATCH } from './sessions';

/** Facts that may be left to decide while the engines wait; an engine that is hard to catch is waited for longer. */
const LEFT_AT_MOST = [200, 200, 500, 1_000, 2_000, 5_000];
export const ATTEMPTS_MAX = 60;
/** A request reads for milliseconds. One that holds a table for longer must not make all that come after it wait. */
const READERS_MS = 400;
const PAUSE_MS = 200;
/** An engine's transaction takes milliseconds too. */
const ENGINES_MS = 2_000;
/** Ends the transaction of a frozen process, which everybody waits for. */
const IDLE_MS = 8_000;

/** Table locks were not to be had, or a lock cycle was broken. */
const HELD_UP = new Set(['57014', '55P03', '40P01']);

export class SwapHeldUp extends Error {
  override readonly name = 'SwapHeldUp';
}

/**
 * @param client holds the lock of the rebuild
 * @param others sessions that help to catch up
 * @returns how long the engines waited, in milliseconds
 * @throws SwapHeldUp
 */
export async function swapTables(
  client: Client,
  others: readonly Client[],
  log: EventLog,
  live: string,
  tables: readonly string[],
  signal?: AbortSignal,
): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const limit = LEFT_AT_MOST[Math.min(attempt, LEFT_AT_MOST.length - 1)]!;
    await catchUp(others, log, await liveCheckpoints(client, live));
    signal?.throwIfAborted();
    const waited = await trySwap(client, log, live, tables, limit);
    if (waited !== null) return waited;
    await sleep(PAUSE_MS, undefined, { signal });
  }
  throw new SwapHeldUp(
    'The tables could not be swapped: somebody reads them for long, or more facts come than can be caught up with. ' +
      'Nothing was changed; try again at a quieter time.',
  );
}

/** Null: too much is left to do, or somebody holds a table. */
async function trySwap(
  client: Client,
  log: EventLog,
  live: string,
  tables: readonly string[],
  limit: number,
): Promise<number | null> {
  const liveName = (table: string) => `${client.escapeIdentifier(live)}.${table}`;
  await client.query(
    `begin; set local idle_in_transaction_session_timeout = ${IDLE_MS}; set local lock_timeout = ${ENGINES_MS}`,
  );
  try {
    const locked = await liveCheckpoints(client, live, true);
    const began = performance.now();
    if ((await factsBehind(client, locked)) > limit) {
      await client.query('rollback');
      return null;
    }
    await catchUp([client], log, locked, 'transaction');
    await client.query(`set local statement_timeout = ${READERS_MS}`);
    await client.query(`lock table ${tables.map(liveName).join(', ')} in access exclusive mode`);
    await client.query('set local statement_timeout = 0');
    await client.query(
      tables.map((t) => `drop table ${liveName(t)}; alter table ${SCRATCH}.${t} set schema ${live}`).join(';'),
    );
    // What engines have loaded from the old tables must not be written into the new ones.
    await client.query(`update ${liveName('checkpoints')} set rebuilds = rebuilds + 1`);
    await recordVersions(client, tables);
    await client.query('set local synchronous_commit = on; commit');
    return performance.now() - began;
  } catch (error) {
    if (!HELD_UP.has((error as { code?: string }).code ?? '')) throw error;
    await client.query('rollback');
    return null;
  }
}
