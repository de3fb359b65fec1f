import { LogOverloaded, LogUnavailable, type AppendOutcome, type NewEvent, type VaultRow } from './event-log';

/** One call of append(), waiting for its answer. */
export interface PendingAppend {
  stream: string;
  event: NewEvent;
  vault: readonly VaultRow[];
  resolve(outcome: AppendOutcome): void;
  reject(error: Error): void;
}

export interface AppendLimits {
  /** Events of one statement at most. */
  batchMax: number;
  /** Characters of data in one statement at most; a single event may be larger. */
  batchMaxChars: number;
  /** Appends that may wait. */
  queueMax: number;
  /** Characters of data that may wait. */
  queueMaxChars: number;
}

/**
 * Stores a batch and settles every append of it. Comes back with an error when the store can not be reached: what waits
 * behind the batch would only wait for the same.
 */
export type StoreBatch = (batch: PendingAppend[]) => Promise<LogUnavailable | undefined>;

/**
 * Group commit: while one batch is being stored, the appends that arrive gather into the next. A stream belongs to one
 * lane and a lane stores one batch at a time, so a caller's appends to a stream keep their order.
 */
export class AppendQueue {
  private readonly lanes: Lane[];
  private waiting = 0;
  private waitingChars = 0;
  private closed = false;

  /** @param stores one function per lane */
  constructor(
    private readonly limits: AppendLimits,
    stores: readonly StoreBatch[],
  ) {
    this.lanes = stores.map((store) => new Lane(limits, store));
  }

  append(stream: string, event: NewEvent, vault: readonly VaultRow[]): Promise<AppendOutcome> {
    if (this.closed) return Promise.reject(new LogUnavailable('the log is closed'));
    const chars = charsOf(event);
    if (this.waiting >= this.limits.queueMax || this.waitingChars + chars > this.limits.queueMaxChars) {
      return Promise.reject(new LogOverloaded(`${this.waiting} appends wait already`));
    }
    this.waiting++;
    this.waitingChars += chars;
    return new Promise((resolve, reject) => {
      let isSettled = false;
      const settled = () => {
        if (isSettled) return;
        isSettled = true;
        this.waiting--;
        this.waitingChars -= chars;
      };
      this.laneOf(stream).push({
        stream,
        event,
        vault,
        resolve: (outcome) => (settled(), resolve(outcome)),
        reject: (error) => (settled(), reject(error)),
      });
    });
  }

  /** Takes nothing more, and comes back when everything that waited has its answer. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.lanes.map((lane) => lane.drained()));
  }

  private laneOf(stream: string): Lane {
    let hash = 0;
    for (let i = 0; i < stream.length; i++) hash = (hash * 31 + stream.charCodeAt(i)) >>> 0;
    return this.lanes[hash % this.lanes.length]!;
  }
}

class Lane {
  private queue: PendingAppend[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly limits: AppendLimits,
    private readonly store: StoreBatch,
  ) {}

  push(append: PendingAppend): void {
    this.queue.push(append);
    this.running ??= this.run();
  }

  async drained(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      // Callers answered a moment ago get their turn, so that their next appends still join this batch.
      await new Promise(setImmediate);
      const batch = this.takeBatch();
      const away = await this.store(batch).catch((error: Error) => {
        for (const append of batch) append.reject(error);
      });
      if (away) for (const append of this.queue.splice(0)) append.reject(away);
    }
    this.running = undefined;
  }

  private takeBatch(): PendingAppend[] {
    let count = 0;
    let chars = 0;
    while (count < this.queue.length && count < this.limits.batchMax) {
      chars += charsOf(this.queue[count]!.event);
      if (count > 0 && chars > this.limits.batchMaxChars) break;
      count++;
    }
    const batch = this.queue;
    this.queue = batch.splice(count);
    return batch;
  }
}

function charsOf(event: NewEvent): number {
  return event.data.length + (event.meta?.length ?? 0);
}
