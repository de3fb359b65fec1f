import {
  LogUnavailable,
  READ_MANY_MAX,
  READ_MAX,
  READ_MAX_BYTES,
  WrongExpectedRevision,
  type AppendOutcome,
  type EventLog,
  type NewEvent,
  type NewEventAt,
  type ScannedEvent,
  type StoredEvent,
  type VaultRow,
} from './event-log';

interface Stream {
  events: StoredEvent[];
  recordedAt: number;
}

interface Known {
  event: StoredEvent;
  contentHash: string | undefined;
}

/** The log in memory, for tests and for histories that are replayed once and discarded. */
export class MemoryEventLog implements EventLog {
  readonly place = { kind: 'memory' } as const;
  readonly sharesTransactions = false;
  private readonly streams = new Map<string, Stream>();
  private readonly ids = new Map<string, Known>();
  private readonly vault = new Map<string, VaultRow>();
  private readonly listeners = new Set<(stream: string) => void>();
  private closed = false;

  /**
   * @param clock milliseconds; it may go back, but recordedAt does not
   * @param hasUniqueIds false: stores repeated ids, as a log whose server forgets ids may
   */
  constructor(
    private readonly clock: () => number = Date.now,
    readonly hasUniqueIds: boolean = true,
  ) {}

  async append(stream: string, event: NewEvent, vault: readonly VaultRow[] = []): Promise<AppendOutcome> {
    if (this.closed) throw new LogUnavailable('the log is closed');
    const known = event.id === null || !this.hasUniqueIds ? undefined : this.ids.get(event.id);
    if (known) {
      const { revision, recordedAt } = known.event;
      const same = known.event.stream === stream && known.contentHash === event.contentHash;
      return same ? { kind: 'duplicate', revision, recordedAt } : { kind: 'conflict', revision };
    }
    const recordedAt = Math.max(this.stream(stream).recordedAt, this.clock());
    const { revision } = this.push(stream, event, recordedAt);
    for (const row of vault) this.vault.set(`${row.pseudonym} ${row.merchantId}`, row);
    this.ring(stream);
    return { kind: 'appended', revision, recordedAt };
  }

  async appendExpected(stream: string, expectedRevision: number, events: readonly NewEventAt[]): Promise<void> {
    if (this.closed) throw new LogUnavailable('the log is closed');
    if (events.length === 0) return;
    const actual = this.stream(stream).events.length - 1;
    if (actual !== expectedRevision) throw new WrongExpectedRevision(stream, expectedRevision, actual);
    for (const event of events) this.push(stream, event, event.recordedAt);
    this.ring(stream);
  }

  async read(stream: string, from: number, limit: number, maxBytes = READ_MAX_BYTES): Promise<StoredEvent[]> {
    const page = this.stream(stream).events.slice(from, from + Math.min(limit, READ_MAX));
    let bytes = 0;
    const last = page.findIndex(({ data }) => (bytes += Buffer.byteLength(data)) >= maxBytes);
    return last === -1 ? page : page.slice(0, last + 1);
  }

  async *scan(stream: string, from: number, through: number): AsyncGenerator<ScannedEvent[]> {
    for (let at = from; at <= through;) {
      const page = await this.read(stream, at, Math.min(READ_MAX, through - at + 1));
      if (page.length === 0) return;
      yield page.map((event) => ({ ...event, contentHash: null }));
      at += page.length;
    }
  }

  async readMany(stream: string, revisions: readonly number[]): Promise<StoredEvent[]> {
    if (revisions.length > READ_MANY_MAX) throw new RangeError(`readMany of more than ${READ_MANY_MAX} revisions`);
    const { events } = this.stream(stream);
    return [...new Set(revisions)]
      .toSorted((a, b) => a - b)
      .map((revision) => events[revision])
      .filter((event) => event !== undefined);
  }

  async head(stream: string): Promise<number> {
    return this.stream(stream).events.length - 1;
  }

  subscribe(ring: (stream: string) => void): () => void {
    const listener = (stream: string) => ring(stream);
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.listeners.clear();
  }

  /** The vault rows that were stored with the events. */
  vaultRows(): VaultRow[] {
    return [...this.vault.values()];
  }

  private push(name: string, event: NewEvent, recordedAt: number): StoredEvent {
    const stream = this.stream(name);
    const { id, type, data, meta = null, contentHash } = event;
    const stored = { stream: name, revision: stream.events.length, id, type, data, meta, recordedAt };
    stream.events.push(stored);
    stream.recordedAt = Math.max(stream.recordedAt, recordedAt);
    if (id !== null) this.ids.set(id, { event: stored, contentHash });
    return stored;
  }

  private stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (!stream) this.streams.set(name, (stream = { events: [], recordedAt: 0 }));
    return stream;
  }

  private ring(stream: string): void {
    for (const listener of this.listeners) setImmediate(listener, stream);
  }
}
