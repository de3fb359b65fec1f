/**
 * What a writer knows of a stream: where it ends, the time of its last event, and the ids of the events that the kept
 * ids (`SeenIds`) do not reach yet. Together with those it knows every id up to the end that it appends behind; if
 * another process appended meanwhile, the append fails, and the writer reads on first.
 */
import type { Recorded } from './eventstoredb-events';
import type { EventStoreDbReader } from './eventstoredb-read';
import type { SeenIds } from './seen-ids';

const PAGE = { events: 1_000, bytes: Infinity };

export class StreamTail {
  /** Revision of the last event, -1 in an empty stream; null before it was read. */
  head: number | null = null;
  recordedAt = 0;
  /** Revisions by id, the oldest first. */
  private readonly ids = new Map<string, number>();

  /**
   * @param idsMax more ids are not remembered. An id beyond them that comes again, before the engine saw the first, is
   * appended twice, and the engine acts on the first alone
   */
  constructor(
    private readonly stream: string,
    private readonly reader: EventStoreDbReader,
    private readonly seen: SeenIds,
    private readonly idsMax: number,
  ) {}

  /** Where those of `ids` stand that the stream has, as far as it was read. */
  async find(ids: readonly string[]): Promise<Map<string, number>> {
    const { through, revisions } = await this.seen.find(this.stream, ids);
    if (this.head === null) await this.begin(through);
    this.forget(through);
    const found = new Map<string, number>();
    for (const id of ids) {
      // The kept ids name the first of several events.
      const revision = revisions.get(id) ?? this.ids.get(id);
      if (revision !== undefined) found.set(id, revision);
    }
    return found;
  }

  /** Reads what others appended. */
  async readOn(): Promise<void> {
    for await (const page of this.reader.pages(this.stream, this.head! + 1, Number.MAX_SAFE_INTEGER, PAGE)) {
      for (const recorded of page) this.add(recorded);
    }
  }

  /** An event of our own was appended. */
  advance(id: string | null, recordedAt: number): number {
    this.head!++;
    this.recordedAt = Math.max(this.recordedAt, recordedAt);
    if (id !== null) this.remember(id, this.head!);
    return this.head!;
  }

  private async begin(through: number): Promise<void> {
    const last = await this.reader.last(this.stream);
    const end = last?.event.revision ?? -1;
    const from = Math.min(Math.max(through + 1, end + 1 - this.idsMax), end + 1);
    this.recordedAt = last?.event.recordedAt ?? 0;
    this.head = from - 1;
    try {
      await this.readOn();
    } catch (error) {
      this.head = null;
      this.ids.clear();
      throw error;
    }
  }

  private add({ event }: Recorded): void {
    this.head = event.revision;
    this.recordedAt = Math.max(this.recordedAt, event.recordedAt);
    if (event.id !== null) this.remember(event.id, event.revision);
  }

  private remember(id: string, revision: number): void {
    if (this.ids.has(id)) return;
    this.ids.set(id, revision);
    if (this.ids.size > this.idsMax) this.ids.delete(this.ids.keys().next().value!);
  }

  private forget(through: number): void {
    for (const [id, revision] of this.ids) {
      if (revision > through) return;
      this.ids.delete(id);
    }
  }
}
