/** Reads of a stream, and subscriptions to a stream or to all streams. */
import { randomUUID } from 'node:crypto';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { EventStore, KeptEvent } from './event-store';
import type { Faults } from './faults';
import { caughtUpMessage, confirmationMessage, eventMessage, failure, notFoundMessage, streamName } from './wire';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Filter = (event: KeptEvent) => boolean;

export class ReadCalls {
  /** Events that reads of streams gave out. */
  given = 0;
  /** Subscriptions that were ever opened, and those that were refused. */
  opened = 0;
  refused = 0;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly store: EventStore,
    private readonly faults: Faults,
  ) {}

  async read(call: Call): Promise<void> {
    call.on('error', () => undefined);
    await this.faults.passed();
    const options = call.request.getOptions()!;
    if (options.hasAll() && !this.faults.mayReadAll) {
      this.refused++;
      call.emit('error', failure(status.PERMISSION_DENIED, 'access-denied'));
      return;
    }
    if (options.hasSubscription()) this.subscribe(call, options);
    else await this.readStream(call, options);
  }

  appended(events: readonly KeptEvent[]): void {
    if (this.faults.subscriptionsAreMute) return;
    for (const subscription of this.subscriptions) for (const event of events) subscription.send(event);
  }

  /** The calls end as if all were well. */
  endSubscriptions(): void {
    for (const { call } of this.subscriptions) call.end();
    this.subscriptions.clear();
  }

  get open(): number {
    return this.subscriptions.size;
  }

  /** From a revision on, including it; only the reads of a single stream exist here. */
  private async readStream(call: Call, options: ReadReq.Options): Promise<void> {
    const from = options.getStream()!;
    const name = streamName(from.getStreamIdentifier());
    const events = this.store.stream(name);
    if (events.length === 0) {
      call.write(notFoundMessage(name));
      call.end();
      return;
    }
    const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
    const last = events.length - 1;
    let at = from.hasStart() ? 0 : from.hasEnd() ? last : Number(from.getRevision());
    if (backwards) at = Math.min(at, last);
    let left = Number(options.getCount());
    for (; left > 0 && at >= 0 && at < events.length; left--, at += backwards ? -1 : 1) {
      if (call.cancelled) return;
      this.given++;
      if (!call.write(eventMessage(events[at]!))) await drained(call);
      await this.faults.passed();
    }
    call.end();
  }

  /** Behind a revision or a position, without it. */
  private subscribe(call: Call, options: ReadReq.Options): void {
    const [source, after, filter] = options.hasAll() ? this.ofAll(options) : this.ofStream(options);
    const subscription = new Subscription(call, filter);
    this.opened++;
    this.subscriptions.add(subscription);
    call.on('cancelled', () => this.subscriptions.delete(subscription));
    call.write(confirmationMessage(randomUUID()));
    for (const event of source.slice(after + 1)) subscription.send(event);
    call.write(caughtUpMessage());
  }

  private ofAll(options: ReadReq.Options): [readonly KeptEvent[], number, Filter] {
    const { all } = this.store;
    const from = options.getAll()!;
    const after = from.hasStart()
      ? -1
      : from.hasEnd()
        ? all.length - 1
        : Number(from.getPosition()!.getCommitPosition());
    const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
    return [all, after, ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix))];
  }

  private ofStream(options: ReadReq.Options): [readonly KeptEvent[], number, Filter] {
    const from = options.getStream()!;
    const name = streamName(from.getStreamIdentifier());
    const events = this.store.stream(name);
    const after = from.hasStart() ? -1 : from.hasEnd() ? events.length - 1 : Number(from.getRevision());
    return [events, after, ({ stream }) => stream === name];
  }
}

class Subscription {
  constructor(
    readonly call: Call,
    private readonly filter: Filter,
  ) {}

  send(event: KeptEvent): void {
    if (!this.call.cancelled && this.filter(event)) this.call.write(eventMessage(event));
  }
}

/** Resolves when the reader has room again, or is gone. */
function drained(call: Call): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      call.off('drain', go).off('cancelled', go);
      resolve();
    };
    call.on('drain', go).on('cancelled', go);
  });
}
