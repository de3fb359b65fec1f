/** How rows become answers: bigints are safe integers, instants are RFC 3339 with milliseconds. */
import type { IdentifierType } from '../kernel/identity/identifier';
import { type Instant, toInstant } from '../kernel/time';

/** An identifier as clients know it; the value is null once it was erased. */
export interface PlainIdentifier {
  type: IdentifierType;
  value: string | null;
}

/** Of a timestamp column, or of one inside JSON that Postgres made. */
export function instant(at: Date | string): Instant {
  return toInstant(typeof at === 'string' ? Date.parse(at) : at.getTime());
}

export function instantOrNull(at: Date | string | null): Instant | null {
  return at === null ? null : instant(at);
}

/** A page of rows that were asked for one beyond `limit`: whether there are more shows in the last one. */
export function pageOf<Row>(rows: Row[], limit: number): { rows: Row[]; last: Row | null } {
  return rows.length > limit ? { rows: rows.slice(0, limit), last: rows[limit - 1]! } : { rows, last: null };
}
