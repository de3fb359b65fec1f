import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { AppendQueue, type AppendLimits, type StoreBatch } from './append-queue';
import {
  LogUnavailable,
  OutcomeUnknown,
  READ_MANY_MAX,
  READ_MAX,
  READ_MAX_BYTES,
  type AppendOutcome,
  type EventLog,
  type LogPlace,
  type NewEvent,
  type NewEventAt,
  type ScannedEvent,
  type StoredEvent,
  type VaultRow,
} from './event-log';
import { chunksOf, EventStoreDbAppender, type AppendCallLimits, type ChunkLimits } from './eventstoredb-append';
import { connectEventStoreDb, type EventStoreDbAddress, type EventStoreDbConnection } from './eventstoredb-client';
import { EventStoreDbDoorbell, type DoorbellLimits } from './eventstoredb-doorbell';
import { propose } from './eventstoredb-events';
import { EventStoreDbReader } from './eventstoredb-read';
import { runsOf, scanned } from './eventstoredb-scan';
import { StreamTail } from './eventstoredb-tail';
import { StreamWriter } from './eventstoredb-writer';
import type { SeenIds } from './seen-ids';
import type { Vault } from './vault-store';

export interface EventStoreDbLimits extends AppendLimits, AppendCallLimits, DoorbellLimits {
  /** Bytes of the events in one append; a single event may be larger. */
  appendMaxBytes: number;
  /** Ids that are remembered of a stream because the engine has not seen them yet. */
  undecidedIdsMax: number;
  /** Vault rows that are remembered as stored. */
  knownVaultRowsMax: number;
}

export const EVENTSTOREDB_LOG_LIMITS: EventStoreDbLimits = {
  batchMax: 500,
  batchMaxChars: 524_288,
  appendMaxBytes: 524_288,
  queueMax: 20_000,
  queueMaxChars: 128 * 1024 * 1024,
  timeoutMs: 5_000,
  settleMs: 10_000,
  undecidedIdsMax: 100_000,
  knownVaultRowsMax: 200_000,
  silenceMs: 30_000,
  reopenMs: 1_000,
};

export interface EventStoreDbLogOptions extends Partial<EventStoreDbLimits> {
  address: EventStoreDbAddress;
  vault: Vault;
  seen: SeenIds;
  /** Milliseconds; it may go back, but recordedAt does not. */
  clock?: () => number;
}

/**
 * The log in EventStoreDB or KurrentDB. Every append says after which revision it goes, so a stream holds an id once,
 * and its times never decrease, whatever the clocks of the machines say.
 */
export class EventStoreDbEventLog implements EventLog {
  readonly place: LogPlace;
  readonly sharesTransactions = false;
  /** Tools of others, and writers that lost track of what is undecided, may append an id again. */
  readonly hasUniqueIds = false;
  private readonly limits: EventStoreDbLimits;
  private readonly connection: EventStoreDbConnection;
  private readonly reader: EventStoreDbReader;
  private readonly appender: EventStoreDbAppender;
  private readonly doorbell: EventStoreDbDoorbell;
  private readonly queue: AppendQueue;
  private readonly writer = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`;

  /** @throws UnusableEventStoreDbUrl */
  constructor(private readonly options: EventStoreDbLogOptions) {
    this.limits = { ...EVENTSTOREDB_LOG_LIMITS, ...options };
    const { url, prefix } = options.address;
    this.place = { kind: 'eventstoredb', url, prefix };
    this.connection = connectEventStoreDb(url);
    const { client, credentials } = this.connection;
    this.reader = new EventStoreDbReader(client, prefix, this.limits.timeoutMs);
    this.appender = new EventStoreDbAppender(client, credentials, this.reader, this.limits);
    this.doorbell = new EventStoreDbDoorbell(client, prefix, this.limits);
    this.queue = new AppendQueue(this.limits, (stream) => this.storeOf(stream));
  }

  append(stream: string, event: NewEvent, vault: readonly VaultRow[] = []): Promise<AppendOutcome> {
    return this.queue.append(stream, event, vault);
  }

  /** What exceeds one append goes into several: a failure behind the first of them leaves a part of the batch stored. */
  async appendExpected(stream: string, expectedRevision: number, events: readonly NewEventAt[]): Promise<void> {
    const proposed = events.map((event) => propose(event, event.recordedAt, this.writer));
    let after = expectedRevision;
    for (const chunk of chunksOf(proposed, ({ bytes }) => bytes, this.chunks)) {
      await this.appender.append(stream, after, chunk).catch((error: unknown) => {
        if (after === expectedRevision || !(error instanceof LogUnavailable)) throw error;
        throw new OutcomeUnknown(`only a part of the batch was stored: ${error.message}`, { cause: error });
      });
      after += chunk.length;
    }
  }

  async read(stream: string, from: number, limit: number, maxBytes = READ_MAX_BYTES): Promise<StoredEvent[]> {
    const page = await this.reader.page(stream, from, Math.min(limit, READ_MAX), maxBytes);
    return page.map(({ event }) => event);
  }

  scan(stream: string, from: number, through: number): AsyncGenerator<ScannedEvent[]> {
    return scanned(this.reader, stream, from, through);
  }

  async readMany(stream: string, revisions: readonly number[]): Promise<StoredEvent[]> {
    if (revisions.length > READ_MANY_MAX) throw new RangeError(`readMany of more than ${READ_MANY_MAX} revisions`);
    const wanted = new Set(revisions);
    const found: StoredEvent[] = [];
    for (const { from, count } of runsOf(wanted)) {
      for (const { event } of await this.reader.page(stream, from, count)) {
        if (wanted.has(event.revision)) found.push(event);
      }
    }
    return found;
  }

  async head(stream: string): Promise<number> {
    const last = await this.reader.last(stream);
    return last?.event.revision ?? -1;
  }

  subscribe(ring: (stream: string) => void): () => void {
    return this.doorbell.subscribe(ring);
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.doorbell.close();
    this.connection.release();
  }

  private get chunks(): ChunkLimits {
    return { eventsMax: this.limits.batchMax, bytesMax: this.limits.appendMaxBytes };
  }

  private storeOf(stream: string): StoreBatch {
    const { reader, appender, writer, chunks, options } = this;
    const { vault, seen, clock = Date.now } = options;
    const tail = new StreamTail(stream, reader, seen, this.limits.undecidedIdsMax);
    const racesMs = this.limits.settleMs;
    const streamWriter = new StreamWriter(stream, { reader, appender, tail, vault, clock, writer, chunks, racesMs });
    return (batch) => streamWriter.store(batch);
  }
}
