/**
 * The log holds streams of events; revisions count up from 0 without gaps. A partition has two streams, `intake-07` and
 * `ledger-07`. The log does not know what events mean. Three stores implement this port and pass one contract suite.
 */
export interface NewEvent {
  /** UUID; unique in the log if the store can ensure it. Null: nobody looks the event up by id. */
  id: string | null;
  type: string;
  /** JSON text, kept byte for byte. */
  data: string;
  /** JSON text beside the data, kept byte for byte. */
  meta?: string;
  /** Hash (hex) of what the caller sent; tells whether an id came again with the same content. */
  contentHash?: string;
  /** Id of the event because of which there is this one; for readers who use the store without this program. */
  causeId?: string;
}

export interface StoredEvent {
  stream: string;
  revision: number;
  id: string | null;
  type: string;
  data: string;
  meta: string | null;
  /**
   * Milliseconds, given by the log, never decreasing in a stream: the greater of a clock and the time of the event
   * before. It is stored with the event, so that a reader who begins anywhere sees the same.
   */
  recordedAt: number;
}

/** An event as a scan gives it. */
export interface ScannedEvent extends StoredEvent {
  /** Hex; `DATA_HASH` if it is the SHA-256 of the data; null without one, and in a log that does not give it back. */
  contentHash: string | null;
}
export const DATA_HASH = 'data';

/** Where a log lies, in words that another thread can be told. */
export type LogPlace =
  | { kind: 'postgres' }
  | {
      kind: 'eventstoredb';
      url: string;
      /** Goes before the names of the streams. */
      prefix: string;
    }
  | { kind: 'memory' };

/** A vault row; it must be durable no later than the event that mentions its pseudonym. */
export interface VaultRow {
  merchantId: string;
  pseudonym: string;
  type: string;
  value: string;
}

export type AppendOutcome =
  /** Stored at this revision. */
  | { kind: 'appended'; revision: number; recordedAt: number }
  /** Already stored with the same content, at this revision. */
  | { kind: 'duplicate'; revision: number; recordedAt: number }
  /** The id is already stored with other content; nothing was stored now. */
  | { kind: 'conflict'; revision: number };

export const READ_MAX = 10_000;
/** Default bound on the data that one read returns. */
export const READ_MAX_BYTES = 8 * 1024 * 1024;
export const READ_MANY_MAX = 1_000;

export interface EventLog {
  /**
   * Appends at the end of a stream; answers once the event is durable. A caller's appends to a stream are stored in the
   * order of its calls. Throws LogUnavailable (nothing was stored), OutcomeUnknown, LogOverloaded or EventRefused.
   */
  append(stream: string, event: NewEvent, vault?: readonly VaultRow[]): Promise<AppendOutcome>;

  /**
   * Appends a batch after `expectedRevision` (-1: the stream is empty), with the given times. Throws
   * WrongExpectedRevision, LogUnavailable, OutcomeUnknown, and EventRefused for data that is not JSON.
   * A store that takes only so much at once appends a larger batch in parts, in order: then the last two errors, and
   * WrongExpectedRevision if somebody else appended behind the first part, may leave some first parts stored.
   * If the store `sharesTransactions`, the append commits with the transaction of the client `transaction`.
   */
  appendExpected(
    stream: string,
    expectedRevision: number,
    events: readonly NewEventAt[],
    transaction?: unknown,
  ): Promise<void>;

  readonly place: LogPlace;

  /** True: `appendExpected` can be part of a transaction on the read models' database. */
  readonly sharesTransactions: boolean;

  /** True: the store never holds the same id twice in a stream. */
  readonly hasUniqueIds: boolean;

  /**
   * Up to `limit` events (at most 10,000) from revision `from`, in order. The page ends with the event whose data
   * brings it to `maxBytes` (UTF-8; default 8 MiB), so that large events cannot exhaust memory. Only an empty page means
   * the end of the stream.
   */
  read(stream: string, from: number, limit: number, maxBytes?: number): Promise<StoredEvent[]>;

  /** All events from revision `from` up to `through`, page by page, in order. Pages are bounded as those of `read`. */
  scan(stream: string, from: number, through: number): AsyncIterable<ScannedEvent[]>;

  /** Single events by their revisions, in order, at most 1,000; for histories kept as a handful of pointers. */
  readMany(stream: string, revisions: readonly number[]): Promise<StoredEvent[]>;

  /** The last revision of a stream, -1 when it is empty. */
  head(stream: string): Promise<number>;

  /**
   * Calls `ring` with a stream's name soon after any process appended to it. This is a doorbell, not a delivery: a ring
   * may come late, twice or never, so readers must still read from their checkpoint.
   */
  subscribe(ring: (stream: string) => void): () => void;

  close(): Promise<void>;
}

/** Decisions carry the time of their cause, so the caller gives it. */
export type NewEventAt = NewEvent & { recordedAt: number };

export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}
/** The event may or may not have been stored; repeating the append tells which. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
/** Too many appends wait already; nothing was stored. */
export class LogOverloaded extends Error {
  override readonly name = 'LogOverloaded';
}
/** The store cannot hold this event (text with a NUL, an id that is not a UUID); nothing was stored. */
export class EventRefused extends Error {
  override readonly name: string = 'EventRefused';
}
/** The event is larger than the store takes, even compressed. */
export class EventTooLarge extends EventRefused {
  override readonly name = 'EventTooLarge';
}
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(stream: string, expected: number, actual: number) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
  }
}
