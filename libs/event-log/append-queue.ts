import { LogOverloaded, LogUnavailable, type AppendOutcome, type NewEvent, type VaultRow } from './event-log';

/** A call of append() that waits for its answer. */
export interface PendingAppend {
  stream: string;
  event: NewEvent;
  vault: readonly VaultRow[];
  resolve(outcome: AppendOutcome): void;
  reject(error: Error): void;
}

export interface AppendLimits {
  /** Events in one statement at most. */
  batchMax: number;
  /** Characters of data in one statement at most; a single event may be larger. */
  batchMaxChars: number;
  /** Appends that may wait at once. */
  queueMax: number;
  /** Characters of data that may wait at once. */
  queueMaxChars: number;
}

/**
 * Stores a batch and settles each of its appends. Returns an error when the store cannot be reached: the appends behind
 * the batch then fail with it too, instead of waiting for the same failure.
 */
export type StoreBatch = (batch: PendingAppend[]) => Promise<LogUnavailable | undefined>;

/**
 * Group commit: while one batch is being stored, the appends that arrive gather into the next. A stream belongs to one
 * lane and a lane stores one batch at a time, so a caller's appends to a stream keep their order.
 */
export class AppendQueue {
  private readonly lanes = new Map<StoreBatch, Lane>();
  private readonly laneOfStream = new Map<string, Lane>();
  private waiting = 0;
  private waitingChars = 0;
  private closed = false;

  /** @param storeOf asked once for each stream; streams for which it answers the same share a lane */
  constructor(
    private readonly limits: AppendLimits,
    private readonly storeOf: (stream: string) => StoreBatch,
  ) {}

  append(stream: string, event: NewEvent, vault: readonly VaultRow[]): Promise<AppendOutcome> {
    if (this.closed) return Promise.reject(new LogUnavailable('the log is closed'));
    const chars = charsOf(event);
    if (this.waiting >= this.limits.queueMax || this.waitingChars + chars > this.limits.queueMaxChars) {
      return Promise.reject(new LogOverloaded(`${this.waiting} appends are waiting already`));
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

  /** Takes no more appends; resolves when every waiting append has its answer. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.lanes.values()].map((lane) => lane.drained()));
  }

  private laneOf(stream: string): Lane {
    let lane = this.laneOfStream.get(stream);
    if (lane !== undefined) return lane;
    const store = this.storeOf(stream);
    lane = this.lanes.get(store);
    if (lane === undefined) this.lanes.set(store, (lane = new Lane(this.limits, store)));
    this.laneOfStream.set(stream, lane);
    return lane;
  }
}

/** Which of `lanes` a stream belongs to. */
export function laneNumber(stream: string, lanes: number): number {
  let hash = 0;
  for (let i = 0; i < stream.length; i++) hash = (hash * 31 + stream.charCodeAt(i)) >>> 0;
  return hash % lanes;
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
      // Callers that were just answered run first, so that their next appends still join this batch.
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
