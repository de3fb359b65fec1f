/** What EventStoreDB keeps, and by which rules it takes an append. Tried against servers 23.10 and 24.6. */
import { randomUUID } from 'node:crypto';

export interface ProposedEvent {
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
}

export interface KeptEvent extends ProposedEvent {
  stream: string;
  revision: number;
  /** In the log of all streams, from 0. */
  position: number;
  /** Milliseconds since 1970, by the server's clock, which may go back. */
  created: number;
}

export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

export type Appended =
  | { kind: 'appended'; events: KeptEvent[]; revision: number; position: number | null }
  /** The same ids stand there already; nobody looks at the data. */
  | { kind: 'idempotent'; revision: number; position: number }
  | { kind: 'wrong'; current: number }
  | { kind: 'too-large' };

/** All events of one append together. */
export const APPEND_BYTES_MAX = 1_048_576;

export class EventStore {
  readonly all: KeptEvent[] = [];
  private readonly streams = new Map<string, KeptEvent[]>();
  /** The ids that the server remembers for appends that expect nothing; it forgets the oldest. */
  private remembered = new Map<string, KeptEvent>();

  stream(name: string): readonly KeptEvent[] {
    return this.streams.get(name) ?? [];
  }

  append(stream: string, expected: Expected, proposed: readonly ProposedEvent[], now: number): Appended {
    const kept = this.streams.get(stream) ?? [];
    const current = kept.length - 1;
    // An append without events succeeds, whatever it expects.
    if (proposed.length === 0) return { kind: 'appended', events: [], revision: current, position: null };
    if (proposed.reduce((sum, event) => sum + sizeOf(event), 0) > APPEND_BYTES_MAX) return { kind: 'too-large' };
    const first = this.firstOf(stream, proposed, kept.length - 1, expected);
    if (first === 'wrong') return { kind: 'wrong', current };
    if (first !== null) {
      const isSame = proposed.every(({ id }, at) => kept[first + at]?.id === id);
      const last = kept[first + proposed.length - 1];
      return isSame
        ? { kind: 'idempotent', revision: last!.revision, position: last!.position }
        : { kind: 'wrong', current };
    }
    const events = proposed.map((event, at): KeptEvent => {
      return { ...event, stream, revision: kept.length + at, position: this.all.length + at, created: now };
    });
    kept.push(...events);
    this.all.push(...events);
    this.streams.set(stream, kept);
    for (const event of events) this.remembered.set(`${stream} ${event.id}`, event);
    const last = events.at(-1)!;
    return { kind: 'appended', events, revision: last.revision, position: last.position };
  }

  /** As after a restart or after many other events. */
  forgetIds(): void {
    this.remembered = new Map();
  }

  /** A tool of somebody else's writes into a stream. */
  appendForeign(stream: string, type: string, data: unknown, now: number): void {
    const bytes = Buffer.from(JSON.stringify(data));
    const event = { id: randomUUID(), type, contentType: 'application/json', data: bytes, metadata: Buffer.alloc(0) };
    this.append(stream, 'any', [event], now);
  }

  /**
   * Where the events may stand already. Null: they are new, even if the stream has their ids elsewhere.
   * An append that expects a revision is compared with the events behind it, one that expects nothing with those that
   * are remembered.
   */
  private firstOf(
    stream: string,
    proposed: readonly ProposedEvent[],
    current: number,
    expected: Expected,
  ): number | null | 'wrong' {
    if (expected === 'stream_exists' && current < 0) return 'wrong';
    if (expected === 'any' || expected === 'stream_exists') {
      return this.remembered.get(`${stream} ${proposed[0]!.id}`)?.revision ?? null;
    }
    const after = expected === 'no_stream' ? -1 : expected;
    if (after > current) return 'wrong';
    return after === current ? null : after + 1;
  }
}

function sizeOf({ type, data, metadata }: ProposedEvent): number {
  return data.length + metadata.length + type.length * 2;
}
