/**
 * Appends events at a known place of a stream, and finds out what became of them when the answer is lost.
 *
 * Every append says after which revision it goes. So of two writers one fails; and an append that may still be on its
 * way can be sent again: whichever copy comes first is stored, and the server takes the other for the same. Only reading
 * back tells what was stored: the ids and the content are compared here, since the server acknowledges old ids whatever
 * their data are.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_STREAM, WrongExpectedVersionError, type Credentials, type EventStoreDBClient } from '@eventstore/db-client';
import { EventTooLarge, OutcomeUnknown, WrongExpectedRevision } from './event-log';
import { isSame, type Proposed } from './eventstoredb-events';
import { failureOf, messageOf, unavailable } from './eventstoredb-failures';
import type { EventStoreDbReader } from './eventstoredb-read';

export interface AppendCallLimits {
  /** Time for the server to answer a call. */
  timeoutMs: number;
  /** So long it is tried to find out what became of an append. */
  settleMs: number;
}

/** Short, as a node may acknowledge an event a moment before it can be read. */
const AGAIN_FIRST_MS = 5;
const AGAIN_MAX_MS = 1_000;

export class EventStoreDbAppender {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly credentials: Credentials,
    private readonly reader: EventStoreDbReader,
    private readonly limits: AppendCallLimits,
  ) {}

  /**
   * Appends all events or none.
   * @param events at least one, and no more than `chunksOf` leaves together
   * @throws WrongExpectedRevision, LogUnavailable, EventRefused: nothing was stored; OutcomeUnknown
   */
  async append(stream: string, expectedRevision: number, events: readonly Proposed[]): Promise<void> {
    const giveUp = performance.now() + this.limits.settleMs;
    let doubt: unknown = null;
    for (let againMs = AGAIN_FIRST_MS; ; againMs = Math.min(againMs * 2, AGAIN_MAX_MS)) {
      const error = await this.send(stream, expectedRevision, events);
      if (error === null && isProof(events)) return;
      const failure = error === null ? 'unproven' : failureOf(error);
      if (doubt === null) {
        if (failure === 'wrong') throw wrong(stream, expectedRevision, error);
        if (failure === 'too large') throw new EventTooLarge(messageOf(error), { cause: error });
        if (failure === 'unsent' || failure === 'refused') throw unavailable(error);
      }
      if (failure !== 'elsewhere') {
        doubt ??= error ?? new Error('it was acknowledged, and cannot be read back');
        // What was acknowledged was stored as a whole, so one event tells whose it is.
        const found = await this.whoIsAt(stream, expectedRevision, error === null ? events.slice(0, 1) : events);
        if (found === 'we') return;
        if (found === 'others') throw wrong(stream, expectedRevision, error);
      }
      if (performance.now() < giveUp) await sleep(againMs);
      else throw doubt === null ? unavailable(error) : unknownOutcome(doubt);
    }
  }

  private async send(stream: string, expectedRevision: number, events: readonly Proposed[]): Promise<unknown> {
    try {
      await this.client.appendToStream(
        this.reader.nameOf(stream),
        events.map(({ data }) => data),
        {
          expectedRevision: expectedRevision < 0 ? NO_STREAM : BigInt(expectedRevision),
          credentials: this.credentials,
          requiresLeader: true,
          deadline: this.limits.timeoutMs,
        },
      );
      return null;
    } catch (error) {
      return error;
    }
  }

  /** Whose events stand behind the revision. `nothing`: none, or the server does not say. */
  private async whoIsAt(
    stream: string,
    revision: number,
    events: readonly Proposed[],
  ): Promise<'we' | 'others' | 'nothing'> {
    try {
      const found = await this.reader.page(stream, revision + 1, events.length);
      if (found.length === 0) return 'nothing';
      return events.every((event, at) => found[at] !== undefined && isSame(found[at], event)) ? 'we' : 'others';
    } catch {
      return 'nothing';
    }
  }
}

export interface ChunkLimits {
  eventsMax: number;
  /** A single event may be larger. */
  bytesMax: number;
}

/** The events that go into one append. */
export function* chunksOf<Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  { eventsMax, bytesMax }: ChunkLimits,
): Generator<Item[]> {
  let chunk: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (chunk.length === eventsMax || (chunk.length > 0 && bytes + size > bytesMax)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(item);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * Whether the server's answer proves that these events were stored. Ids of callers prove nothing: another process may
 * have appended the same ones at the same place, with other content.
 */
function isProof(events: readonly Proposed[]): boolean {
  return events.some(({ event }) => event.id === null);
}

function wrong(stream: string, expected: number, error: unknown): WrongExpectedRevision {
  const actual = error instanceof WrongExpectedVersionError ? error.actualVersion : null;
  return new WrongExpectedRevision(stream, expected, typeof actual === 'bigint' ? Number(actual) : -1);
}

function unknownOutcome(cause: unknown): OutcomeUnknown {
  return new OutcomeUnknown(`the log does not say what became of an append: ${messageOf(cause)}`, { cause });
}
