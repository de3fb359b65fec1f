import type { VaultRow } from './event-log';

/**
 * Remembers up to `max` vault rows that are durable, in two generations: a row that is looked up moves to the young
 * one, and once that holds half of `max` the old one is forgotten whole. Evicting entries one by one would be slow.
 */
export class KnownVaultRows {
  private young = new Set<string>();
  private old = new Set<string>();

  constructor(private readonly max: number) {}

  has(row: VaultRow): boolean {
    const key = keyOf(row);
    if (this.young.has(key)) return true;
    if (!this.old.has(key)) return false;
    this.remember(key);
    return true;
  }

  /** Call this only after the commit: a row that was rolled back must be sent again. */
  add(row: VaultRow): void {
    this.remember(keyOf(row));
  }

  private remember(key: string): void {
    this.young.add(key);
    if (this.young.size < this.max / 2) return;
    this.old = this.young;
    this.young = new Set();
  }
}

function keyOf(row: VaultRow): string {
  return `${row.pseudonym} ${row.merchantId}`;
}
