/** Stores what callers append to one stream: finds out what is there already, and appends the rest behind the end. */
import type { PendingAppend } from './append-queue';
import { LogUnavailable, OutcomeUnknown, WrongExpectedRevision, type AppendOutcome } from './event-log';
import { chunksOf, type ChunkLimits, type EventStoreDbAppender } from './eventstoredb-append';
import { isUuid, propose, type Proposed } from './eventstoredb-events';
import { unavailable } from './eventstoredb-failures';
import type { EventStoreDbReader } from './eventstoredb-read';
import type { StreamTail } from './eventstoredb-tail';
import type { Vault } from './vault-store';

export interface StreamWriterOptions {
  reader: EventStoreDbReader;
  appender: EventStoreDbAppender;
  tail: StreamTail;
  vault: Vault;
  /** Milliseconds; it may go back. */
  clock: () => number;
  /** Names this log among all that append. */
  writer: string;
  chunks: ChunkLimits;
  /** So long others may be faster before an append fails. */
  racesMs: number;
}

interface Storable {
  append: PendingAppend;
  proposed: Proposed;
}

export class StreamWriter {
  constructor(
    private readonly stream: string,
    private readonly options: StreamWriterOptions,
  ) {}

  /** Settles each of the appends. Returns an error when the log cannot be reached. */
  async store(batch: readonly PendingAppend[]): Promise<LogUnavailable | undefined> {
    try {
      const giveUp = performance.now() + this.options.racesMs;
      for (let waiting = batch; waiting.length > 0;) {
        waiting = await this.storeNew(waiting);
        if (performance.now() > giveUp && waiting.length > 0) throw new LogUnavailable('others are always faster');
      }
      return undefined;
    } catch (error) {
      const away = unavailable(error);
      // Those that were settled before keep their answer.
      for (const append of batch) append.reject(away);
      return away;
    }
  }

  /**
   * Answers the appends whose ids are known, and appends the others, up to where somebody else was faster. Returns those
   * that are left: they have to be looked up again.
   */
  private async storeNew(waiting: readonly PendingAppend[]): Promise<PendingAppend[]> {
    const { tail, chunks } = this.options;
    const known = await tail.find(waiting.flatMap(({ event: { id } }) => (id !== null && isUuid(id) ? [id] : [])));
    const left = new Set(waiting);
    for (const append of waiting) {
      const revision = append.event.id === null ? undefined : known.get(append.event.id);
      if (revision === undefined) continue;
      append.resolve(await this.outcomeAt(revision, append.event.contentHash ?? null));
      left.delete(append);
    }
    const storable = this.storable(firstOfEachId(left), left);
    await this.options.vault.store(storable.flatMap(({ append }) => append.vault));
    for (const chunk of chunksOf(storable, ({ proposed }) => proposed.bytes, chunks)) {
      if (!(await this.appendChunk(chunk))) return [...left];
      for (const { append } of chunk) left.delete(append);
    }
    return [...left];
  }

  /** Refuses events that the store cannot hold, and takes them from `left`. */
  private storable(appends: readonly PendingAppend[], left: Set<PendingAppend>): Storable[] {
    const { tail, clock, writer } = this.options;
    const recordedAt = Math.max(tail.recordedAt, Math.trunc(clock()));
    return appends.flatMap((append) => {
      try {
        return [{ append, proposed: propose(append.event, recordedAt, writer) }];
      } catch (error) {
        append.reject(error as Error);
        left.delete(append);
        return [];
      }
    });
  }

  /** Returns false if somebody else appended first; then nothing was stored. */
  private async appendChunk(chunk: readonly Storable[]): Promise<boolean> {
    const { tail, appender } = this.options;
    try {
      const events = chunk.map(({ proposed }) => proposed);
      await appender.append(this.stream, tail.head!, events);
    } catch (error) {
      if (error instanceof WrongExpectedRevision) {
        await tail.readOn();
        return false;
      }
      // Only these may have been stored, not those behind them.
      if (error instanceof OutcomeUnknown) for (const { append } of chunk) append.reject(error);
      throw error;
    }
    for (const { append, proposed } of chunk) {
      const { recordedAt } = proposed;
      append.resolve({ kind: 'appended', revision: tail.advance(append.event.id, recordedAt), recordedAt });
    }
    return true;
  }

  private async outcomeAt(revision: number, contentHash: string | null): Promise<AppendOutcome> {
    const [found] = await this.options.reader.page(this.stream, revision, 1);
    if (found === undefined) throw new LogUnavailable(`${this.stream} has no event at revision ${revision}`);
    if (found.contentHash !== contentHash) return { kind: 'conflict', revision };
    return { kind: 'duplicate', revision, recordedAt: found.event.recordedAt };
  }
}

/** An id that comes again in the batch is looked up once the first one is stored. */
function firstOfEachId(appends: Iterable<PendingAppend>): PendingAppend[] {
  const ids = new Set<string>();
  return [...appends].filter(({ event: { id } }) => id === null || (!ids.has(id) && ids.add(id)));
}
