/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, numbers and strings as ECMAScript prints them, no white
 * space. Equal values give equal bytes, whatever the order in which their keys were set. Undefined fields are left out.
 */
export function canonicalJson(value: unknown): string {
  // Most of what there is; what needs no escape is written out here, which is faster.
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i > 0 ? ',' : '') + canonicalJson(value[i] ?? null);
    return text + ']';
  }
  const record = value as Record<string, unknown>;
  let text = '{';
  for (const key of sortedKeys(record)) {
    const field = record[key];
    if (field === undefined) continue;
    text += (text.length > 1 ? ',' : '') + keyText(key) + canonicalJson(field);
  }
  return text + '}';
}

/** By insertion as long as there are few, which is nearly always: `sort` makes a copy of them to work on. */
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
/** Printable ASCII but quotes and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** Keys are few and come again: `"key":`, remembered up to a limit, as senders may choose keys of their own. */
const keyTexts = new Map<string, string>();
const KEY_TEXTS_MAX = 1_000;

function keyText(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (keyTexts.size < KEY_TEXTS_MAX) keyTexts.set(key, text);
  }
  return text;
}
