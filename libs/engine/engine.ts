/**
 * The engine: for each partition that this process holds, a loop that reads facts behind the checkpoint, loads what they
 * can touch, lets the kernel decide, and writes the decisions with everything derived from them in one transaction. The
 * whole flow of a batch stands in `partition.ts`.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { partitionOfStream } from '../event-log/streams';
import { createCheckpoints } from './checkpoints';
import { Leases } from './leases';
import { Partition, type PartitionEvents } from './partition';
import { Turns } from './turns';

const RENEW_MS = 3_000;
/** Held leases are given up here when they could not be renewed for so long: somebody else has them by now. */
const LEASE_LOST_MS = 10_000;

export interface EngineOptions {
  pool: Pool;
  log: EventLog;
  partitions: number;
  /** Facts of one batch at most. */
  batchMax?: number;
  /** Partitions that work at the same time at most; each takes a connection while it does. */
  concurrency?: number;
  events?: Partial<PartitionEvents> & {
    /** Partitions held by this process, whenever that changes. */
    onPartitions?(held: readonly number[]): void;
  };
}

export class Engine {
  private readonly partitions = new Map<number, Partition>();
  private readonly leases: Leases;
  private readonly turns: Turns;
  private readonly events: PartitionEvents & { onPartitions(held: readonly number[]): void };
  private renewal: NodeJS.Timeout | null = null;
  private renewing: Promise<void> = Promise.resolve();
  private unsubscribe: (() => void) | null = null;
  private renewedAt = 0;
  private stopped = false;

  constructor(private readonly options: EngineOptions) {
    const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
    this.leases = new Leases(options.pool, owner, options.partitions);
    this.turns = new Turns(options.concurrency ?? 4);
    const nothing = () => undefined;
    this.events = { onBatch: nothing, onTrouble: nothing, onPartitions: nothing, ...options.events };
  }

  /** Partitions that this process decides at the moment. */
  get held(): number[] {
    return [...this.partitions.keys()];
  }

  /** Begins to take partitions; the first are at work when it returns. */
  async start(): Promise<void> {
    await createCheckpoints(this.options.pool, this.options.partitions);
    this.unsubscribe = this.options.log.subscribe((stream) => {
      this.partitions.get(partitionOfStream(stream))?.doorbell.ring();
    });
    await this.renew();
    this.renewal = setInterval(() => {
      this.renewing = this.renewing.then(() => this.renew());
    }, RENEW_MS);
  }

  /** Ends the batches in flight and gives the partitions back. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.renewal) clearInterval(this.renewal);
    this.unsubscribe?.();
    await this.renewing;
    await this.hold([]);
    await this.leases.release().catch(() => undefined);
  }

  private async renew(): Promise<void> {
    if (this.stopped) return;
    try {
      const held = await this.leases.renew();
      this.renewedAt = performance.now();
      await this.hold(held);
    } catch (error) {
      this.events.onTrouble(-1, error, false);
      if (performance.now() - this.renewedAt > LEASE_LOST_MS) await this.hold([]);
    }
  }

  private async hold(ids: readonly number[]): Promise<void> {
    const before = this.held;
    const leaving = [...this.partitions.values()].filter(({ id }) => !ids.includes(id));
    for (const { id } of leaving) this.partitions.delete(id);
    await Promise.all(leaving.map((partition) => partition.stop()));
    const { pool, log, batchMax } = this.options;
    for (const id of ids) {
      if (this.partitions.has(id)) continue;
      this.partitions.set(id, new Partition(id, pool, log, this.turns, batchMax ?? 2_000, this.events));
    }
    if (before.length !== this.partitions.size || leaving.length > 0) this.events.onPartitions(this.held);
  }
}
