/**
 * A cursor is the place at which a page of a list ended, opaque to clients. It names its list, so that no other list takes
 * it; a cursor that was not made here is refused.
 */
import { isUuid } from '../../../libs/intake/uuid';
import { IdText } from '../input/id-text';
import { Problem } from '../http/problem';

export type CursorPart = string | number;

export function encodeCursor(list: string, parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([list, ...parts])).toString('base64url');
}

/**
 * @param kinds a character for each part: `n` a safe integer from 0, `u` a UUID, `t` an instant, `i` an id
 * @throws Problem INVALID_PARAMETER
 */
export function decodeCursor(list: string, kinds: string, cursor: string | undefined): CursorPart[] | null {
  if (cursor === undefined) return null;
  const parts = parse(cursor);
  const holds =
    parts !== null &&
    parts[0] === list &&
    parts.length === kinds.length + 1 &&
    [...kinds].every((kind, i) => PART[kind as keyof typeof PART](parts[i + 1])) &&
    encodeCursor(list, parts.slice(1) as CursorPart[]) === cursor;
  if (!holds) {
    const message = 'is not a cursor of this list';
    throw new Problem('INVALID_PARAMETER', `cursor ${message}.`, { errors: [{ path: 'cursor', message }] });
  }
  return parts.slice(1) as CursorPart[];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const PART = {
  n: (part: unknown) => Number.isSafeInteger(part) && (part as number) >= 0,
  i: (part: unknown) => IdText.holds(part),
  u: (part: unknown) => typeof part === 'string' && isUuid(part),
  t: (part: unknown) => typeof part === 'string' && INSTANT.test(part) && !Number.isNaN(Date.parse(part)),
};

function parse(cursor: string): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}
