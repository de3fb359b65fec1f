/** Where something recorded is not what follows from the intake. */
export interface Difference {
  /** Position of the cause; of a table's row, the position that it speaks of. */
  position: number;
  ordinal: number;
  /**
   * Of a ledger event: `count`, `type`, `data`, `meta`, a field of it (`causeId`, `position`, `ordinal`,
   * `kernelVersion`), `recordedAt`, `revision`, `id`, `contentHash`; `chain`: intake or ledger were changed at the
   * position or before it. Of a fact: `fact` (it cannot be decided), `revision`, `contentHash`. Of a partition:
   * `stopped`, `undecided`. Else a table and its column.
   */
  field: string;
  recorded: string | null;
  /** What follows from the intake. For `fact`: why it cannot be decided. */
  recomputed: string | null;
}

/** Null if both are the same. */
export function differenceOf(
  { position, ordinal = 0 }: { position: number; ordinal?: number },
  field: string,
  recorded: unknown,
  recomputed: unknown,
): Difference | null {
  return recorded === recomputed
    ? null
    : { position, ordinal, field, recorded: textOf(recorded), recomputed: textOf(recomputed) };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
