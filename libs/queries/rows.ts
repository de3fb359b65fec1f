/** How rows become answers: bigints are safe integers, instants are RFC 3339 with milliseconds. */
import type { IdentifierType } from '../kernel/identity/identifier';
import { type Instant, toInstant } from '../kernel/time';

/** An identifier as clients know it; a null value was erased. */
export interface PlainIdentifier {
  type: IdentifierType;
  value: string | null;
}

/** Takes a timestamp column, or a timestamp inside JSON that Postgres made. */
export function instant(at: Date | string): Instant {
  return toInstant(typeof at === 'string' ? Date.parse(at) : at.getTime());
}

export function instantOrNull(at: Date | string | null): Instant | null {
  return at === null ? null : instant(at);
}

/** Cuts rows that were selected with `limit + 1` to a page; the extra row shows that there are more. */
export function pageOf<Row>(rows: Row[], limit: number): { rows: Row[]; last: Row | null } {
  return rows.length > limit ? { rows: rows.slice(0, limit), last: rows[limit - 1]! } : { rows, last: null };
}
