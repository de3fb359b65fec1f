import type { VaultRow } from './event-log';

/** Remembers which vault rows are durable, up to a number of them; the longest unused are forgotten first. */
export class KnownVaultRows {
  private readonly known = new Set<string>();

  constructor(private readonly max: number) {}

  has(row: VaultRow): boolean {
    const key = keyOf(row);
    if (!this.known.delete(key)) return false;
    this.known.add(key);
    return true;
  }

  /** Only after the commit: a row that was rolled back must be sent again. */
  add(row: VaultRow): void {
    this.known.add(keyOf(row));
    if (this.known.size <= this.max) return;
    for (const oldest of this.known) {
      this.known.delete(oldest);
      return;
    }
  }
}

function keyOf(row: VaultRow): string {
  return `${row.pseudonym} ${row.merchantId}`;
}
