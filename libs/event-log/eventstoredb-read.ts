/** Reads streams page by page. The server sends no faster than the pages are taken. */
import {
  BACKWARDS,
  END,
  FORWARDS,
  StreamNotFoundError,
  type EventStoreDBClient,
  type ReadStreamOptions,
} from '@eventstore/db-client';
import { LogUnavailable } from './event-log';
import { recordedEvent, type Recorded } from './eventstoredb-events';
import { unavailable } from './eventstoredb-failures';

export interface PageLimits {
  events: number;
  /** The page ends with the event whose data brings it to so many bytes. */
  bytes: number;
}

/** Events that the client holds ready while a page is being taken. */
const READ_AHEAD = 64;
const LOOK_EVERY_MS = 250;

export class EventStoreDbReader {
  /**
   * @param prefix goes before the names of streams
   * @param silenceMs a server that says nothing for so long, while a page is waited for, counts as away
   */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly prefix: string,
    private readonly silenceMs: number,
  ) {}

  nameOf(stream: string): string {
    return this.prefix + stream;
  }

  /**
   * Up to `count` events from revision `from` on, in pages. None for a stream that does not exist.
   * @throws LogUnavailable, after the pages before
   */
  pages(stream: string, from: number, count: number, limits: PageLimits): AsyncGenerator<Recorded[]> {
    return this.read(stream, { fromRevision: BigInt(from), direction: FORWARDS, maxCount: count }, limits);
  }

  /** The events from revision `from` on, at most `count` and at least one of them if there is any. */
  async page(stream: string, from: number, count: number, bytes = Infinity): Promise<Recorded[]> {
    for await (const page of this.pages(stream, from, count, { events: count, bytes })) return page;
    return [];
  }

  /** The last event of a stream; undefined when it is empty. */
  async last(stream: string): Promise<Recorded | undefined> {
    const options = { fromRevision: END, direction: BACKWARDS, maxCount: 1 } as const;
    for await (const [last] of this.read(stream, options, { events: 1, bytes: Infinity })) return last;
    return undefined;
  }

  private async *read(
    stream: string,
    options: ReadStreamOptions,
    { events, bytes }: PageLimits,
  ): AsyncGenerator<Recorded[]> {
    const ahead = { readableHighWaterMark: READ_AHEAD, writableHighWaterMark: READ_AHEAD };
    const reading = this.client.readStream(this.nameOf(stream), options, ahead as object);
    // At all times, as an error that comes when nobody reads any more would end the process.
    reading.on('error', () => undefined);
    let waitingSince = performance.now();
    const watch = setInterval(() => {
      if (performance.now() - waitingSince < this.silenceMs) return;
      reading.destroy(new LogUnavailable('the log does not answer'));
    }, LOOK_EVERY_MS);
    try {
      let page: Recorded[] = [];
      let size = 0;
      for await (const { event } of reading.iterator({ destroyOnReturn: false })) {
        waitingSince = performance.now();
        if (event === undefined) continue;
        const recorded = recordedEvent(stream, event);
        page.push(recorded);
        if (bytes < Infinity) size += Buffer.byteLength(recorded.event.data);
        if (page.length < events && size < bytes) continue;
        waitingSince = Infinity;
        yield page;
        waitingSince = performance.now();
        page = [];
        size = 0;
      }
      if (page.length > 0) yield page;
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw unavailable(error);
    } finally {
      clearInterval(watch);
      // The client keeps a call until everything that came was taken, even of one that is cancelled.
      reading.resume();
      reading.cancel().catch(() => undefined);
    }
  }
}
