/**
 * Learns of appends by one subscription to all streams of the log, which is a doorbell alone: readers page from where
 * they are. A subscription that ended may say nothing of it, so one that is silent for a while is opened again, too,
 * behind the last event that it told of.
 */
import {
  END,
  streamNameFilter,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position,
} from '@eventstore/db-client';

export interface DoorbellLimits {
  /** A subscription that says nothing for so long is opened again. */
  silenceMs: number;
  reopenMs: number;
}

export class EventStoreDbDoorbell {
  private readonly listeners = new Set<(stream: string) => void>();
  private subscription: AllStreamSubscription | null = null;
  private last: Position | typeof END = END;
  private timer: NodeJS.Timeout | undefined;

  /** @param prefix of the names of the log's streams; "" for a log that has the server for itself */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly prefix: string,
    private readonly limits: DoorbellLimits,
  ) {}

  subscribe(ring: (stream: string) => void): () => void {
    // The wrapper lets the same function subscribe twice.
    const listener = (stream: string) => ring(stream);
    this.listeners.add(listener);
    if (this.subscription === null) this.open();
    return () => {
      if (this.listeners.delete(listener) && this.listeners.size === 0) this.close();
    };
  }

  close(): void {
    this.listeners.clear();
    this.last = END;
    this.leave();
  }

  private open(): void {
    this.leave();
    const prefixes = this.prefix === '' ? OWN_NAMES : [this.prefix];
    const subscription = this.client.subscribeToAll({
      fromPosition: this.last,
      filter: streamNameFilter({ prefixes }),
    });
    this.subscription = subscription;
    // Calls may still come after the subscription was left. That of an error needs a listener for ever.
    const isCurrent = () => this.subscription === subscription;
    const again = () => void (isCurrent() && this.reopenIn(this.limits.reopenMs));
    subscription.on('error', again).on('end', again).on('close', again);
    subscription.on('data', ({ event }) => {
      if (!isCurrent() || event === undefined) return;
      this.last = event.position;
      this.reopenIn(this.limits.silenceMs);
      for (const listener of this.listeners) listener(event.streamId.slice(this.prefix.length));
    });
    this.reopenIn(this.limits.silenceMs);
  }

  private reopenIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), ms).unref();
  }

  private leave(): void {
    clearTimeout(this.timer);
    const left = this.subscription;
    this.subscription = null;
    left?.unsubscribe().catch(() => undefined);
  }
}

const OWN_NAMES = ['intake-', 'ledger-'];
