/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, numbers and strings as ECMAScript prints them, no white
 * space. Equal values give equal bytes, whatever the order in which their keys were set. Undefined fields are left out.
 */
export function canonicalJson(value: unknown): string {
  const copy = inOrder(value);
  return copy === UNORDERED ? written(value) : JSON.stringify(copy);
}

const UNORDERED = Symbol('has keys that no object keeps in order');

/** A copy with its keys set in order, because `JSON.stringify` is much faster than code written here. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    if (value.every((item) => item === null || typeof item !== 'object')) return value;
    const items = value.map(inOrder);
    return items.includes(UNORDERED) ? UNORDERED : items;
  }
  const record = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(record)) {
    if (isNumeral(key) || key === '__proto__') return UNORDERED;
    const field = inOrder(record[key]);
    if (field === UNORDERED) return UNORDERED;
    copy[key] = field;
  }
  return copy;
}

/** JavaScript puts integer keys first in every object, in numeric order. */
function isNumeral(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= DIGIT_0 && first <= DIGIT_9;
}

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

function written(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item ?? null)).join(',')}]`;
  const record = value as Record<string, unknown>;
  const fields = sortedKeys(record).filter((key) => record[key] !== undefined);
  return `{${fields.map((key) => `${JSON.stringify(key)}:${written(record[key])}`).join(',')}}`;
}

/** Sorts by insertion while there are few keys, which is nearly always: `sort` works on a copy. */
function sortedKeys(record: Record<string, unknown>): string[] {
  const keys = Object.keys(record);
  if (keys.length > INSERTION_MAX) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let at = i;
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}

const INSERTION_MAX = 32;
