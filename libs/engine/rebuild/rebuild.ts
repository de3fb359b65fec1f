/**
 * Makes the read models anew from the log, beside the live ones, and puts them in their place. See decision 22. The live
 * tables change in one transaction at the very end, or not at all.
 */
import { availableParallelism } from 'node:os';
import type { Client } from 'pg';
import { TABLES } from '../../../projections/registry';
import { newPool, withClient } from '../../database/connections';
import type { EventLog } from '../../event-log/event-log';
import { PostgresEventLog } from '../../event-log/postgres-event-log';
import { passedOver } from '../passed-over';
import { outdatedTables, recordVersions } from '../read-model-versions';
import { CanNotDecide, LedgerDiffers } from '../codec';
import { catchUp, liveCheckpoints } from './catch-up';
import { compareTable, type TableDifference } from './compare';
import { fillPartition, type PartitionFill } from './fill';
import { fillOnThreads } from './fill-threads';
import { addIndexes, dependentsOf, makeTables } from './scratch-tables';
import { endSessions, RebuildRunning, withRebuildLock, withScratchSession } from './sessions';
import { SwapHeldUp, swapTables } from './swap';

export type Stage = 'replaying' | 'indexing' | 'comparing' | 'swapping';

export interface RebuildOptions {
  url: string;
  /** Default: the log in the same database. One in memory is read by this thread alone. */
  log?: EventLog;
  /** Number of threads that fill tables; 0: this thread fills them. Default: by the log's length, at most two. */
  threads?: number;
  /** Mebibytes of old objects that each thread may hold. */
  heapMaxMb?: number;
  /** Tables to compare and swap; all tables are made, as each one's rows follow from the others'. */
  tables?: readonly string[];
  compares?: boolean;
  swaps?: boolean;
  /** Ends the rebuild, which then leaves nothing behind. */
  signal?: AbortSignal;
  /** `done` of `total` facts, or tables. */
  onProgress?(stage: Stage, done: number, total: number): void;
}

export interface Rebuilt {
  tables: string[];
  facts: number;
  rows: number;
  /** Where the live tables differ from what the log gives; empty if they were not compared. */
  differences: TableDifference[];
  /** Partitions that cannot get past a fact: their rows end before it. */
  stopped: { partition: number; position: number; because: string }[];
  seconds: Record<Stage, number>;
  /** How long the engines waited for the swap; null: there was none. */
  waitedMs: number | null;
}

/** Views and the like hang on a table that is to be replaced. */
export class HasDependents extends Error {
  override readonly name = 'HasDependents';
}

const DISK_FULL = '53100';

/** A sentence about a failure of a rebuild that is not the program's; null: it is. */
export function whyNotRebuilt(error: unknown): string | null {
  const { code, name, message } = error as { code?: string; name?: string; message: string };
  if (code === DISK_FULL) return `The database's disk is full: a rebuild needs room for a second copy. (${message})`;
  const known = [RebuildRunning, HasDependents, LedgerDiffers, CanNotDecide, SwapHeldUp].some(
    (kind) => kind.name === name,
  );
  return known ? message.replace(/\.?$/, '.') : null;
}

/** @throws RebuildRunning, HasDependents, LedgerDiffers, CanNotDecide, SwapHeldUp, and the signal's reason */
export function rebuild(options: RebuildOptions): Promise<Rebuilt> {
  const { url, signal } = options;
  return withRebuildLock(url, { signal }, (client, live) => new Rebuild(client, live, options).run());
}

/** Rebuilds the read models whose rows are older than this program. Null: there are none, or another process did it. */
export async function rebuildOutdated(options: RebuildOptions): Promise<Rebuilt | null> {
  const { url, signal } = options;
  if ((await withClient(url, outdatedTables)).length === 0) return null;
  return withRebuildLock(url, { waits: true, signal }, async (client, live) => {
    const tables = await outdatedTables(client);
    if (tables.length === 0) return null;
    if (await nothingIsDecided(client, live, tables)) return null;
    return new Rebuild(client, live, { ...options, tables, compares: false }).run();
  });
}

/** In a new database, empty tables are as new as any program. */
async function nothingIsDecided(client: Client, live: string, tables: readonly string[]): Promise<boolean> {
  await client.query('begin');
  const checkpoints = await liveCheckpoints(client, live, true);
  const nothing = [...checkpoints.values()].every(({ position }) => position < 0);
  if (nothing) await recordVersions(client, tables);
  await client.query('commit');
  return nothing;
}

const SESSIONS = 3;
/** Each has a partition in memory, and two keep the server busy. */
const THREADS_MAX = 2;
/** A thread takes a second to start. */
const THREADS_FROM_FACTS = 20_000;
const ALL = TABLES.map(({ table }) => table);

class Rebuild {
  private readonly signal: AbortSignal | undefined;
  private readonly tables: readonly string[];
  private readonly seconds: Record<Stage, number> = { replaying: 0, indexing: 0, comparing: 0, swapping: 0 };

  constructor(
    private readonly client: Client,
    private readonly live: string,
    private readonly options: RebuildOptions,
  ) {
    this.signal = options.signal;
    this.tables = options.tables ?? ALL;
  }

  async run(): Promise<Rebuilt> {
    const { client, signal, live, options } = this;
    const { url } = options;
    // Whatever a session is doing: it ends, and what waits for it fails.
    const abort = () => void endSessions(client).catch(() => undefined);
    signal?.addEventListener('abort', abort, { once: true });
    const pool = newPool({ connectionString: url, max: SESSIONS + 1 });
    const own = new PostgresEventLog(pool);
    const log = options.log ?? own;
    try {
      signal?.throwIfAborted();
      if (options.swaps ?? true) await this.refuseDependents();
      await makeTables(client, live, ALL);
      const { facts, rows } = await this.timed('replaying', () => this.fill(log));
      return await withSessions(url, live, SESSIONS, async (sessions) => {
        await this.timed('indexing', () => this.index(sessions));
        const differences = await this.timed('comparing', () => this.compare(sessions[0]!, log));
        const waitedMs = await this.timed('swapping', () => this.swap(sessions, log));
        const stopped = await this.stopped();
        return { tables: [...this.tables], facts, rows, differences, stopped, seconds: this.seconds, waitedMs };
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      await own.close();
      await pool.end();
    }
  }

  /** A view would lose its table. */
  private async refuseDependents(): Promise<void> {
    const dependents = await dependentsOf(this.client, this.live, this.tables);
    if (dependents.length === 0) return;
    throw new HasDependents(
      `These hang on tables that would be replaced: ${dependents.join(', ')}. Drop them, and make them again afterwards.`,
    );
  }

  private async fill(log: EventLog): Promise<{ facts: number; rows: number }> {
    const { client, live, options, signal } = this;
    const checkpoints = await liveCheckpoints(client, live);
    const total = [...checkpoints.values()].reduce((sum, { position }) => sum + position + 1, 0);
    let facts = 0;
    const onProgress = (more: number) => {
      facts += more;
      options.onProgress?.('replaying', facts, total);
    };
    const fillOf = async (partition: number): Promise<PartitionFill> => {
      const checkpoint = (await liveCheckpoints(client, live)).get(partition)!;
      // Read after the checkpoint: what is passed over before it is known by then.
      return { partition, checkpoint, passedOver: await passedOver(client, partition) };
    };
    const worthwhile = total < THREADS_FROM_FACTS ? 0 : Math.min(THREADS_MAX, availableParallelism());
    const { place } = log;
    const threads = place.kind === 'memory' ? 0 : (options.threads ?? worthwhile);
    const partitions = [...checkpoints.keys()];
    if (threads > 0 && place.kind !== 'memory') {
      const data = { url: options.url, live, place };
      const how = { threads, heapMaxMb: options.heapMaxMb, onProgress, signal };
      return { rows: await fillOnThreads(data, partitions, fillOf, how), facts };
    }
    const rows = await withScratchSession(options.url, live, async (session) => {
      let sum = 0;
      for (const partition of partitions) sum += await fillPartition(session, log, await fillOf(partition), onProgress);
      return sum;
    });
    return { facts, rows };
  }

  private async index(sessions: readonly Client[]): Promise<void> {
    const waiting = [...ALL];
    let done = 0;
    const work = async (session: Client) => {
      for (let table = waiting.shift(); table !== undefined; table = waiting.shift()) {
        await addIndexes(session, this.live, table);
        this.options.onProgress?.('indexing', ++done, ALL.length);
      }
    };
    await Promise.all(sessions.map(work));
  }

  /** In one transaction, which sees the live tables as they are at one moment, and brings the others to just there. */
  private async compare(session: Client, log: EventLog): Promise<TableDifference[]> {
    if (this.options.compares === false) return [];
    const differences: TableDifference[] = [];
    const compared = TABLES.filter(({ table }) => this.tables.includes(table));
    await session.query('begin isolation level repeatable read');
    await catchUp([session], log, await liveCheckpoints(session, this.live), 'transaction');
    for (const [done, table] of compared.entries()) {
      const difference = await compareTable(session, this.live, table);
      if (difference !== null) differences.push(difference);
      this.options.onProgress?.('comparing', done + 1, compared.length);
    }
    await session.query('commit');
    return differences;
  }

  private async swap(sessions: readonly Client[], log: EventLog): Promise<number | null> {
    if (this.options.swaps === false) return null;
    this.options.onProgress?.('swapping', 0, 1);
    const waitedMs = await swapTables(this.client, sessions, log, this.live, this.tables, this.signal);
    this.options.onProgress?.('swapping', 1, 1);
    return waitedMs;
  }

  private async stopped(): Promise<Rebuilt['stopped']> {
    const { rows } = await this.client.query<Rebuilt['stopped'][number]>(
      `select partition, position::float8 as position, stopped_because as because
       from ${this.client.escapeIdentifier(this.live)}.checkpoints where stopped_because is not null order by partition`,
    );
    return rows;
  }

  private async timed<Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> {
    this.signal?.throwIfAborted();
    const began = performance.now();
    const result = await work();
    this.seconds[stage] = (performance.now() - began) / 1_000;
    return result;
  }
}

async function withSessions<Result>(
  url: string,
  live: string,
  count: number,
  use: (sessions: Client[]) => Promise<Result>,
): Promise<Result> {
  if (count === 0) return use([]);
  return withScratchSession(url, live, (session) =>
    withSessions(url, live, count - 1, (others) => use([session, ...others])),
  );
}
