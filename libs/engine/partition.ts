/** Runs one partition: read, prefetch, execute, flush, repeat, until it is told to stop. */
import type { Pool } from 'pg';
import { isTroubleOfTheDatabase } from '../database/away';
import { LogUnavailable, OutcomeUnknown, type EventLog, type StoredEvent } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import { PartitionLost, readCheckpoint, recordStop, type Checkpoint } from './checkpoints';
import type { DecidedFact } from './codec';
import { execute } from './execute';
import { flush } from './flush';
import { ledgerOf, type Ledger } from './ledger';
import { loadBatch } from './load-batch';
import { Starts } from './passed-over';
import { SettingsCache } from './settings-cache';
import { ReadModelsNewer, refuseNewerTables } from './read-model-versions';
import { Doorbell, type Turns } from './turns';

const IDLE_POLL_MS = 1_000;
/** After a small batch the next facts gather for a moment, since deciding them one by one costs many times as much. */
const GATHER_BELOW = 200;
const GATHER_MS = 20;
const BACKOFF_FIRST_MS = 100;
export const BACKOFF_MAX_MS = 5_000;
export const BATCH_LIMITS = {
  facts: 2_000,
  /** Of the facts' data, and so of the memory it takes; a single fact may be larger. */
  bytes: 8 * 1_048_576,
  /** An evaluation loads its buyer's whole group, a hundred times the size of its request. */
  evaluations: 1_000,
} as const;
const LIMIT_SHRINKS_BY = 8;

export interface Phases {
  read: number;
  prefetch: number;
  execute: number;
  flush: number;
}

export interface PartitionEvents {
  /** Called after each flush, with the seconds of each phase and the number of decided facts. */
  onBatch(partition: number, checkpoint: Checkpoint, decided: readonly DecidedFact[], seconds: Phases): void;
  /** Called before a retry of the batch; `stopped` means that a single fact fails, not database or log. */
  onTrouble(partition: number, error: unknown, stopped: boolean): void;
  /** Called when another process moved the partition, which therefore seems to own it. */
  onLost?(partition: number): void;
  /** Called when this program is too old for the read models; the partition has stopped. */
  onOutdated?(error: ReadModelsNewer): void;
}

export class Partition {
  readonly doorbell = new Doorbell();
  private readonly cache: SettingsCache;
  private readonly starts: Starts;
  private readonly ledger: Ledger;
  private readonly stream: string;
  /** Maximum number of facts in the next batch. */
  private limit: number;
  /** Whether the last batch was cut because it would have loaded too much, so that more facts are there already. */
  private wasCut = false;
  private stopping = false;
  private readonly done: Promise<void>;

  constructor(
    readonly id: number,
    private readonly pool: Pool,
    private readonly log: EventLog,
    /** Limits how many partitions work at once. */
    private readonly turns: Turns,
    private readonly batchMax: number,
    private readonly events: PartitionEvents,
  ) {
    this.limit = batchMax;
    this.cache = new SettingsCache(id, log.hasUniqueIds);
    this.starts = new Starts(pool, log, id);
    this.ledger = ledgerOf(log, id);
    this.stream = intakeStream(id);
    this.done = this.run();
  }

  /** Resolves when the batch in flight has ended. */
  stop(): Promise<void> {
    this.stopping = true;
    this.doorbell.ring();
    return this.done;
  }

  private async run(): Promise<void> {
    let checkpoint: Checkpoint | null = null;
    let backoffMs = BACKOFF_FIRST_MS;
    while (!this.stopping) {
      try {
        checkpoint ??= await this.begin();
        const moved: Checkpoint = await this.turns.take(() => this.work(checkpoint!));
        backoffMs = BACKOFF_FIRST_MS;
        this.limit = Math.min(this.limit * 2, this.batchMax);
        const facts = moved.position - checkpoint.position;
        checkpoint = moved;
        if (facts === 0) await this.doorbell.wait(IDLE_POLL_MS);
        else if (facts < GATHER_BELOW && !this.wasCut && !this.starts.suspects(checkpoint.position))
          await this.doorbell.pause(GATHER_MS, () => this.stopping);
      } catch (error) {
        const lost = error instanceof PartitionLost || (await this.wasMoved(checkpoint, error));
        checkpoint = null;
        this.cache.clear();
        if (error instanceof ReadModelsNewer) return this.events.onOutdated?.(error);
        if (lost) this.events.onLost?.(this.id);
        else await this.report(error);
        await this.doorbell.pause(backoffMs, () => this.stopping);
        backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
      }
    }
  }

  private async begin(): Promise<Checkpoint> {
    const checkpoint = await readCheckpoint(this.pool, this.id);
    // Asked after the checkpoint was read: tables that are replaced from now on make its next move fail.
    await refuseNewerTables(this.pool);
    await this.ledger.begin(checkpoint);
    return checkpoint;
  }

  /** Runs one batch. Returns the same checkpoint if there was nothing to do. */
  private async work(from: Checkpoint): Promise<Checkpoint> {
    const started = performance.now();
    const next = await this.log.read(this.stream, from.position + 1, this.limit, BATCH_LIMITS.bytes);
    const read = withoutSurplus(next);
    if (read.length === 0) return from;
    if (await this.starts.begin(from.position, read)) this.cache.clear();
    const begun = performance.now();

    const client = await this.pool.connect();
    try {
      const { world, facts, events } = await loadBatch(client, this.cache, read);
      this.wasCut = events.length < read.length;
      if (this.wasCut) this.limit = events.length;
      const prefetched = performance.now();

      const decided = await execute(world, facts, events, from.chain);
      await this.starts.outlived();
      const executed = performance.now();

      const to = await flush(client, this.ledger, world, from, decided);
      client.release();
      this.events.onBatch(this.id, to, decided, {
        read: (begun - started) / 1_000,
        prefetch: (prefetched - begun) / 1_000,
        execute: (executed - prefetched) / 1_000,
        flush: (performance.now() - executed) / 1_000,
      });
      return to;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /**
   * Whether another process moved the partition while this one loaded what it needs: it may have loaded a part as it was
   * before and a part as it was after, on which nothing can be decided.
   */
  private async wasMoved(from: Checkpoint | null, error: unknown): Promise<boolean> {
    if (from === null || isTroubleOfTheMachine(error)) return false;
    const now = await readCheckpoint(this.pool, this.id).catch(() => from);
    return now.position !== from.position || now.rebuilds !== from.rebuilds;
  }

  /** Retries with fewer facts, until the one fact is found that the partition cannot get past. */
  private async report(error: unknown): Promise<void> {
    const stopped = this.limit === 1 && !isTroubleOfTheMachine(error);
    this.limit = Math.ceil(this.limit / LIMIT_SHRINKS_BY);
    this.events.onTrouble(this.id, error, stopped);
    if (stopped) await recordStop(this.pool, this.id, String(error)).catch(() => undefined);
  }
}

/** Leaves the evaluations beyond the limit, and all facts after them, to the next batch. */
export function withoutSurplus(events: StoredEvent[]): StoredEvent[] {
  let evaluations = 0;
  const end = events.findIndex(
    ({ type }) => type === 'RewardEvaluationRequested' && ++evaluations > BATCH_LIMITS.evaluations,
  );
  return end === -1 ? events : events.slice(0, end);
}

/** Whether database or log are unavailable; any other error is a bug or a damaged log. */
export function isTroubleOfTheMachine(error: unknown): boolean {
  return error instanceof LogUnavailable || error instanceof OutcomeUnknown || isTroubleOfTheDatabase(error);
}
