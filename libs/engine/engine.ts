/**
 * The engine: for each partition that this process holds, a loop that reads facts behind the checkpoint, loads what
 * they can touch, lets the kernel decide, and writes the decisions with everything derived from them in one
 * transaction. The whole flow of a batch stands in `partition.ts`.
 */
import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { partitionOfStream } from '../event-log/streams';
import { createCheckpoints } from './checkpoints';
import { Leases } from './leases';
import { newOwner, processName } from './owner';
import { BATCH_LIMITS, Partition, type PartitionEvents } from './partition';
import type { ReadModelsNewer } from './read-model-versions';
import { Turns } from './turns';

/** Short enough for a takeover within 15 seconds, even on a busy machine. */
export const LEASE_MS = 8_000;
/** Also the time in which a partition that was given back, or is due to a new process, changes hands. */
const RENEWALS_PER_LEASE = 8;

/** While one partition is decided in memory, Postgres works for the others; more of them would only take memory. */
export const CONCURRENCY = 3;

export interface EngineOptions {
  pool: Pool;
  log: EventLog;
  partitions: number;
  /** Maximum number of facts in one batch; default `BATCH_LIMITS.facts`. */
  batchMax?: number;
  /** Maximum number of partitions that work at once; each uses a connection while it works. */
  concurrency?: number;
  /** A process that is silent for this long counts as dead. */
  leaseMs?: number;
  events?: Partial<PartitionEvents> & {
    /** Called with the partitions held by this process, whenever they change. */
    onPartitions?(held: readonly number[]): void;
  };
}

export class Engine {
  private readonly partitions = new Map<number, Partition>();
  private readonly leases: Leases;
  private readonly leaseMs: number;
  private readonly turns: Turns;
  private readonly events: PartitionEvents & { onPartitions(held: readonly number[]): void };
  /** Partitions that were given up and are still finishing their batch. */
  private readonly leaving = new Set<Promise<void>>();
  private renewal: NodeJS.Timeout | null = null;
  private renewing: Promise<void> | null = null;
  private unsubscribe: (() => void) | null = null;
  private renewedAt = 0;
  private stopped = false;
  private ending: Promise<void> | null = null;

  constructor(private readonly options: EngineOptions) {
    this.leaseMs = options.leaseMs ?? LEASE_MS;
    this.leases = new Leases(options.pool, newOwner(), options.partitions, this.leaseMs, processName());
    this.turns = new Turns(options.concurrency ?? CONCURRENCY);
    const nothing = () => undefined;
    const onOutdated = (error: ReadModelsNewer) => {
      if (this.stopped) return;
      options.events?.onOutdated?.(error);
      // Others take the partitions. The rest of the process goes on.
      void this.stop();
    };
    const onLost = (partition: number) => {
      options.events?.onLost?.(partition);
      // The owner may be another process by now: ask at once, instead of with the next renewal.
      this.renewNow();
    };
    this.events = {
      onBatch: nothing,
      onTrouble: nothing,
      onPartitions: nothing,
      ...options.events,
      onOutdated,
      onLost,
    };
  }

  /** Partitions that this process decides at the moment. */
  get held(): number[] {
    return [...this.partitions.keys()];
  }

  /** Begins to take partitions; the first ones run when it returns. */
  async start(): Promise<void> {
    await createCheckpoints(this.options.pool, this.options.partitions);
    this.unsubscribe = this.options.log.subscribe((stream) => {
      this.partitions.get(partitionOfStream(stream))?.doorbell.ring();
    });
    await this.renew();
    if (this.stopped) return;
    this.renewal = setInterval(() => this.renewNow(), this.leaseMs / RENEWALS_PER_LEASE);
  }

  /** Ends the batches in flight and gives the partitions back. */
  stop(): Promise<void> {
    return (this.ending ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopped = true;
    if (this.renewal) clearInterval(this.renewal);
    this.unsubscribe?.();
    await this.renewing;
    this.hold([]);
    await Promise.all(this.leaving);
    await this.leases.release().catch(() => undefined);
  }

  private renewNow(): void {
    this.renewing ??= this.renew().finally(() => (this.renewing = null));
  }

  private async renew(): Promise<void> {
    if (this.stopped) return;
    const asked = performance.now();
    try {
      const held = await this.leases.renew();
      if (this.stopped) return;
      this.renewedAt = asked;
      this.hold(held);
    } catch (error) {
      this.events.onTrouble(-1, error, false);
      // The leases ran out, so another process may have taken the partitions.
      if (performance.now() - this.renewedAt > this.leaseMs) this.hold([]);
    }
  }

  /**
   * Starts and stops partitions. A partition may take long to end its batch if the database does not answer. If
   * this process gets it back meanwhile, the two act like two processes, and the checkpoint lets one of them win.
   */
  private hold(ids: readonly number[]): void {
    const leaving = [...this.partitions.values()].filter(({ id }) => !ids.includes(id));
    for (const partition of leaving) {
      this.partitions.delete(partition.id);
      const left: Promise<void> = partition.stop().finally(() => this.leaving.delete(left));
      this.leaving.add(left);
    }
    const { pool, log, batchMax } = this.options;
    const joining = ids.filter((id) => !this.partitions.has(id));
    for (const id of joining) {
      this.partitions.set(id, new Partition(id, pool, log, this.turns, batchMax ?? BATCH_LIMITS.facts, this.events));
    }
    if (leaving.length + joining.length > 0) this.events.onPartitions(this.held);
  }
}
