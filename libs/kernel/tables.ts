/**
 * The parts of a store: rows by key, lists by key, and the rows that a flush has to write. Each makes a change first
 * and then tells the journal how to undo it, so that a fact on which the kernel throws leaves no trace.
 */

import { PLAIN, type HotRows, type Packing, type RowMap } from './cold-rows';

export class NotPrefetched extends Error {
  override readonly name = 'NotPrefetched';
}

/** How to undo the changes of the current fact. The journal is closed between facts, when a world is loaded. */
export class Journal {
  private readonly undo: ((() => void) | Restoring)[] = [];
  private open = false;

  get isOpen(): boolean {
    return this.open;
  }

  begin(): void {
    this.undo.length = 0;
    this.open = true;
  }

  end(): void {
    this.open = false;
  }

  add(undo: (() => void) | Restoring): void {
    if (this.open) this.undo.push(undo);
  }

  rollBack(): void {
    this.open = false;
    for (const undo of this.undo.reverse()) {
      if (typeof undo === 'function') undo();
      else undo.restore();
    }
  }
}

/** As a function without arguments, for changes of which there are many: it takes much less memory. */
export interface Restoring {
  restore(): void;
}

class RowBefore<V> implements Restoring {
  constructor(
    private readonly rows: RowMap<V | undefined>,
    private readonly key: string,
    private readonly before: V | undefined,
    private readonly existed: boolean,
    /** The changed keys, if this is the first change of the key. */
    private readonly changed: Set<string> | null,
  ) {}

  restore(): void {
    if (this.existed) this.rows.set(this.key, this.before);
    else this.rows.delete(this.key);
    this.changed?.delete(this.key);
  }
}

/** What all stores of one world share. */
export interface Keeping {
  /** True in a replay: a row that is not in the world does not exist. False in the live engine: it may be unloaded. */
  readonly complete: boolean;
  /** Whether changes are kept for a flush. */
  readonly keepsChanges: boolean;
  readonly journal: Journal;
  /** Null: all rows stay in memory. */
  readonly hot: HotRows | null;
}

/** Loading is not undone, so it must not happen while a fact is decided. */
function mustBeClosed({ journal }: Keeping, name: string): void {
  if (journal.isOpen) throw new Error(`${name} is loaded while a fact is decided`);
}

/** Rows by key. In a prefetched world, a loaded `undefined` means that the row does not exist. */
export class Table<V> {
  /** Keys of the rows that changed since a prefetched world was made. */
  private readonly changed = new Set<string>();
  private readonly rows: RowMap<V | undefined>;

  constructor(
    private readonly name: string,
    private readonly keeping: Keeping,
    packing: Packing<V> = PLAIN,
  ) {
    this.rows = keeping.hot?.newMap(packing) ?? new Map<string, V | undefined>();
  }

  get(key: string): V | undefined {
    const row = this.rows.get(key);
    if (row === undefined && !this.keeping.complete && !this.rows.has(key)) {
      throw new NotPrefetched(`${this.name} ${key}`);
    }
    return row;
  }

  set(key: string, row: V): void {
    const { keepsChanges, journal } = this.keeping;
    const before = this.rows.get(key);
    const existed = before !== undefined || this.rows.has(key);
    const isFirstChange = keepsChanges && !this.changed.has(key);
    this.rows.set(key, row);
    if (isFirstChange) this.changed.add(key);
    if (journal.isOpen)
      journal.add(new RowBefore(this.rows, key, before, existed, isFirstChange ? this.changed : null));
  }

  delete(key: string): void {
    const before = this.rows.get(key);
    this.rows.set(key, undefined);
    this.keeping.journal.add(() => this.rows.set(key, before));
  }

  load(key: string, row: V | undefined): void {
    mustBeClosed(this.keeping, this.name);
    this.rows.set(key, row);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  keys(): Iterable<string> {
    return this.rows.keys();
  }

  /** The rows that a flush has to write. */
  *changedRows(): Iterable<V> {
    for (const key of this.changed) yield this.rows.get(key)!;
  }

  /** The same rows with their keys. */
  *changedEntries(): Iterable<[string, V]> {
    for (const key of this.changed) yield [key, this.rows.get(key)!];
  }

  *values(): Iterable<V> {
    for (const row of this.rows.values()) if (row !== undefined) yield row;
  }
}

/** An empty list is as good as none. */
const LIST: Packing<unknown[]> = {
  pack: (list) => (list.length === 0 ? undefined : list),
  unpack: (packed) => packed as unknown[],
};

/** Lists by key. */
export class Index<V> {
  private readonly lists: RowMap<V[]>;

  constructor(
    private readonly name: string,
    private readonly keeping: Keeping,
  ) {
    this.lists = keeping.hot?.newMap(LIST as Packing<V[]>) ?? new Map<string, V[]>();
  }

  get(key: string): readonly V[] {
    const list = this.lists.get(key);
    if (list === undefined) {
      if (!this.keeping.complete) throw new NotPrefetched(`${this.name} of ${key}`);
      return [];
    }
    return list;
  }

  /** In a prefetched world, a list that was not loaded stays unknown, and reading it throws. */
  add(key: string, value: V): void {
    const list = this.lists.get(key);
    const { complete, journal } = this.keeping;
    if (list !== undefined) {
      list.push(value);
      journal.add(() => list.pop());
    } else if (complete) {
      this.lists.set(key, [value]);
      journal.add(() => this.lists.delete(key));
    }
  }

  /** @param isIt finds the value: it may have been in a file meanwhile, and is then another object */
  remove(key: string, value: V, isIt: (other: V) => boolean = (other) => other === value): void {
    const list = this.lists.get(key);
    const at = list === undefined ? -1 : list.findIndex(isIt);
    if (at < 0) return;
    const [removed] = list!.splice(at, 1);
    this.keeping.journal.add(() => list!.splice(at, 0, removed!));
  }

  /** Replaces the whole list. */
  replace(key: string, values: V[]): void {
    const before = this.lists.get(key);
    this.lists.set(key, values);
    this.keeping.journal.add(() => (before === undefined ? this.lists.delete(key) : this.lists.set(key, before)));
  }

  load(key: string, values: V[]): void {
    mustBeClosed(this.keeping, this.name);
    this.lists.set(key, values);
  }

  has(key: string): boolean {
    return this.lists.has(key);
  }

  values(): Iterable<readonly V[]> {
    return this.lists.values();
  }
}

/** Rows that a flush has to write and that no decision reads by key. */
export class Changes<V> {
  private readonly rows = new Map<unknown, V>();

  constructor(private readonly keeping: Keeping) {}

  /** @param key of the row: a later change of the same row replaces this one */
  add(row: V, key: unknown = row): void {
    if (!this.keeping.keepsChanges) return;
    const before = this.rows.get(key);
    if (before === row) return;
    this.rows.set(key, row);
    this.keeping.journal.add(() => (before === undefined ? this.rows.delete(key) : this.rows.set(key, before)));
  }

  [Symbol.iterator](): Iterator<V> {
    return this.rows.values();
  }
}
