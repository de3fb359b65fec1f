/**
 * The log: streams of events, each with a dense revision from 0. A partition has two, `intake-07` and `ledger-07`. The
 * log knows nothing of what the events mean. Three stores fulfil this port and pass one contract suite.
 */
export interface NewEvent {
  /** UUID; unique in the log where the store can see to that. Null: the event is never asked for by id. */
  id: string | null;
  type: string;
  /** JSON text, kept byte for byte. */
  data: string;
  /** JSON text beside the data, kept byte for byte. */
  meta?: string;
  /** Hash (hex) of what the caller sent: decides whether the same id came with the same content. */
  contentHash?: string;
}

export interface StoredEvent {
  stream: string;
  revision: number;
  id: string | null;
  type: string;
  data: string;
  meta: string | null;
  /** Milliseconds, given by the log, never decreasing in a stream. */
  recordedAt: number;
}

/** A row of the vault that must be durable no later than the event that mentions its pseudonym. */
export interface VaultRow {
  merchantId: string;
  pseudonym: string;
  type: string;
  value: string;
}

export type AppendOutcome =
  /** Stored at this revision. */
  | { kind: 'appended'; revision: number; recordedAt: number }
  /** Stored before, with the same content, at this revision. */
  | { kind: 'duplicate'; revision: number; recordedAt: number }
  /** The id was stored before with other content; nothing was stored now. */
  | { kind: 'conflict'; revision: number };

export const READ_MAX = 10_000;
/** Of the data of one read, unless told otherwise. */
export const READ_MAX_BYTES = 8 * 1024 * 1024;
export const READ_MANY_MAX = 1_000;

export interface EventLog {
  /**
   * Appends at the end of a stream; answered when durable. Appends of one caller to one stream that are made in order
   * are stored in that order. Throws LogUnavailable (nothing was stored), OutcomeUnknown, LogOverloaded or EventRefused.
   */
  append(stream: string, event: NewEvent, vault?: readonly VaultRow[]): Promise<AppendOutcome>;

  /**
   * Appends a batch as one atom behind `expectedRevision` (-1: the stream is empty). Throws WrongExpectedRevision, and
   * EventRefused for data that is no JSON.
   * With a store that `sharesTransactions`, `transaction` is its client and the append commits with it.
   */
  appendExpected(
    stream: string,
    expectedRevision: number,
    events: readonly NewEventAt[],
    transaction?: unknown,
  ): Promise<void>;

  /** True: `appendExpected` can be part of a transaction on the read models' database. */
  readonly sharesTransactions: boolean;

  /** True: the store never holds the same id twice in a stream. */
  readonly hasUniqueIds: boolean;

  /**
   * Up to `limit` events (at most 10,000) from revision `from`, in order. Ends with the event by which the data reaches
   * `maxBytes` (UTF-8; 8 MiB), so that a page of few, large events is no more than memory can hold: only an empty page
   * is the end of the stream.
   */
  read(stream: string, from: number, limit: number, maxBytes?: number): Promise<StoredEvent[]>;

  /** Single events by their revisions, in order; for stories told from a handful of pointers. At most 1,000. */
  readMany(stream: string, revisions: readonly number[]): Promise<StoredEvent[]>;

  /** The last revision of a stream, -1 when it is empty. */
  head(stream: string): Promise<number>;

  /**
   * Calls `ring` with a stream's name soon after somebody, in whatever process, appended to it. A doorbell, not a
   * delivery: rings may come late, twice or never; reading from the checkpoint is the truth.
   */
  subscribe(ring: (stream: string) => void): () => void;

  close(): Promise<void>;
}

/** Decisions carry the time of their cause, so the caller says it. */
export type NewEventAt = NewEvent & { recordedAt: number };

export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}
/** The append may or may not have been stored; the same append again tells. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
/** More appends wait than the log takes; nothing was stored. */
export class LogOverloaded extends Error {
  override readonly name = 'LogOverloaded';
}
/** The store cannot hold this event (text with a NUL, an id that is no UUID); nothing was stored. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
}
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(stream: string, expected: number, actual: number) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
  }
}
