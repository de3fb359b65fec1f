/** How rows become answers: bigints are safe integers, instants are RFC 3339 with milliseconds. */
import type { IdentifierType } from '../kernel/identity/identifier';
import { type Instant, toInstant } from '../kernel/time';

/** An identifier as clients know it; a null value was erased. */
export interface PlainIdentifier {
  type: IdentifierType;
  value: string | null;
}

/** A page of a list; `next` is the place after which the next page begins, null on the last. */
export interface Listed<Item, Place> {
  items: Item[];
  next: Place | null;
}

/** Takes a timestamp column, or a timestamp inside JSON that Postgres made. */
export function instant(at: Date | string): Instant {
  return toInstant(typeof at === 'string' ? Date.parse(at) : at.getTime());
}

export function instantOrNull(at: Date | string | null): Instant | null {
  return at === null ? null : instant(at);
}

/** A page ends early when its items come to this as JSON. */
export const PAGE_BYTES_MAX = 2 * 1024 * 1024;
const SLICE_MAX = 25;

/** Fills a page of items that may be large, in slices: beyond the page, no more than one slice is in memory. */
export async function inSlices<Item, Place>(
  limit: number,
  before: Place | null,
  list: (limit: number, before: Place | null) => Promise<Listed<Item, Place>>,
): Promise<Listed<Item, Place>> {
  const items: Item[] = [];
  let next = before;
  let bytes = 0;
  do {
    const slice = await list(Math.min(SLICE_MAX, limit - items.length), next);
    items.push(...slice.items);
    next = slice.next;
    bytes += Buffer.byteLength(JSON.stringify(slice.items));
  } while (next !== null && items.length < limit && bytes < PAGE_BYTES_MAX);
  return { items, next };
}

/** An SQL expression: the first elements of the jsonb array `list`. */
export function firstOf(list: string, limit: number): string {
  return `jsonb_path_query_array(${list}, '$[0 to ${limit - 1}]')`;
}

/** Cuts rows that were selected with `limit + 1` to a page; the extra row shows that there are more. */
export function pageOf<Row>(rows: Row[], limit: number): { rows: Row[]; last: Row | null } {
  return rows.length > limit ? { rows: rows.slice(0, limit), last: rows[limit - 1]! } : { rows, last: null };
}
