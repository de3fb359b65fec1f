/**
 * Rows that a long replay has not used for a while leave its memory. A fact mostly touches the rows of few people, so
 * nearly all that it needs is hot. Rows move only between facts: all of one fact see the same objects.
 */

/** Where rows go that are not used; outside of the kernel, e.g. a file. Rows are plain data that JSON can hold. */
export interface ColdRows {
  /** So many rows a world keeps in memory. */
  readonly hotMax: number;
  /** The key has no row in this store yet. */
  put(store: number, key: string, row: unknown): void;
  /** Returns the row and forgets it; undefined if there is none. */
  take(store: number, key: string): unknown;
  /** Returns the row without forgetting it. */
  peek(store: number, key: string): unknown;
  /** All rows of a store, in no order that means anything. */
  entries(store: number): Iterable<[string, unknown]>;
}

/** Cold rows could not be kept or read: nothing can be decided without them, and no fact is to blame. */
export class ColdRowsFailed extends Error {
  override readonly name = 'ColdRowsFailed';
  constructor(cause: unknown) {
    super(`rows of the replay could not be kept in a file: ${String(cause)}`, { cause });
  }
}

/** What a store needs of a Map. */
export interface RowMap<V> {
  get(key: string): V | undefined;
  set(key: string, row: V): unknown;
  delete(key: string): boolean;
  has(key: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<V>;
}

/** How a row becomes plain data and back. Undefined: the row is as good as none. */
export interface Packing<V> {
  pack(row: V): unknown;
  unpack(packed: unknown): V;
}

/** For rows that are plain data. A field that is undefined comes back absent, which means the same everywhere. */
export const PLAIN: Packing<never> = { pack: (row) => row, unpack: (packed) => packed as never };

/** The hot rows of one world. */
export class HotRows {
  private readonly maps = new Set<HotMap<unknown>>();
  private stores = 0;
  /** Rows that were used since the last sweep. */
  private young = 0;

  constructor(
    readonly cold: ColdRows,
    /** Rows move only while it is closed. */
    readonly journal: { readonly isOpen: boolean },
  ) {}

  newMap<V>(packing: Packing<V>): RowMap<V> {
    return new HotMap(this, this.stores++, packing);
  }

  /** Called between facts: if there are too many hot rows, those go that were not used since the last sweep. */
  sweep(): void {
    // What was used since the last sweep, and what was used before, count half each.
    if (this.young <= this.cold.hotMax / 2) return;
    this.young = 0;
    for (const map of this.maps) if (!map.sweep()) this.maps.delete(map);
  }

  used<V>(map: HotMap<V>): void {
    this.young++;
    this.maps.add(map);
  }
}

/** A key is in one place at most: among the young rows, the old ones, or the cold ones. */
class HotMap<V> implements RowMap<V> {
  /** Used since the last sweep. */
  private young = new Map<string, V>();
  /** Used before, but not since. */
  private old = new Map<string, V>();
  private coldCount = 0;
  /** A key that was looked for and has no row: often it gets one next. */
  private missed: string | null = null;

  constructor(
    private readonly hot: HotRows,
    private readonly id: number,
    private readonly packing: Packing<V>,
  ) {}

  get(key: string): V | undefined {
    return this.young.get(key) ?? this.older(key);
  }

  set(key: string, row: V): void {
    if (!this.young.has(key)) {
      if (key !== this.missed) this.forget(key);
      this.hot.used(this);
    }
    this.missed = null;
    this.young.set(key, row);
  }

  delete(key: string): boolean {
    return this.young.delete(key) || this.forget(key);
  }

  has(key: string): boolean {
    if (key === this.missed) return false;
    return this.young.has(key) || this.old.has(key) || this.peek(key) !== undefined;
  }

  *keys(): Iterable<string> {
    yield* this.young.keys();
    yield* this.old.keys();
    if (this.coldCount > 0) for (const [key] of this.hot.cold.entries(this.id)) yield key;
  }

  *values(): Iterable<V> {
    yield* this.young.values();
    yield* this.old.values();
    if (this.coldCount === 0) return;
    for (const [, packed] of this.hot.cold.entries(this.id)) yield this.packing.unpack(packed);
  }

  /** Returns whether any row is still hot. */
  sweep(): boolean {
    for (const [key, row] of this.old) {
      const packed = row === undefined ? undefined : this.packing.pack(row);
      if (packed === undefined) continue;
      this.hot.cold.put(this.id, key, packed);
      this.coldCount++;
    }
    this.old = this.young;
    this.young = new Map();
    this.missed = null;
    return this.old.size > 0;
  }

  private older(key: string): V | undefined {
    let row = this.old.get(key);
    if (row === undefined) {
      // Whoever reads between facts, e.g. to compare two worlds, reads everything, and must not make all of it hot.
      if (!this.hot.journal.isOpen) return this.peek(key);
      row = this.take(key);
      if (row === undefined) {
        this.missed = this.old.has(key) ? null : key;
        return undefined;
      }
    } else {
      this.old.delete(key);
    }
    this.young.set(key, row);
    this.hot.used(this);
    return row;
  }

  private forget(key: string): boolean {
    return this.old.delete(key) || this.take(key) !== undefined;
  }

  private take(key: string): V | undefined {
    const packed = this.coldCount === 0 ? undefined : this.hot.cold.take(this.id, key);
    if (packed === undefined) return undefined;
    this.coldCount--;
    return this.packing.unpack(packed);
  }

  private peek(key: string): V | undefined {
    const packed = this.coldCount === 0 ? undefined : this.hot.cold.peek(this.id, key);
    return packed === undefined ? undefined : this.packing.unpack(packed);
  }
}
