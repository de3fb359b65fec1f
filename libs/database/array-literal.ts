const PLAIN = /^[a-zA-Z0-9_.:-]{1,64}$/;

/**
 * A one-dimensional array in the text form that Postgres reads. The driver's own way copies each element twice, which
 * is too slow here: every write sends arrays of thousands.
 * @param get returns an item's text, number, boolean or null
 */
export function arrayLiteral<T>(items: readonly T[], get: (item: T) => unknown): string {
  // Joined at once: text that grows piece by piece becomes a tree, which the garbage collector walks again and again.
  const elements = new Array<string>(items.length);
  for (let i = 0; i < items.length; i++) elements[i] = element(get(items[i]!));
  return `{${elements.join(',')}}`;
}

/** Like `arrayLiteral`, for types whose values never need quotes: numbers, booleans, UUIDs, instants. */
export function plainArrayLiteral<T>(items: readonly T[], get: (item: T) => unknown): string {
  const elements = new Array<unknown>(items.length);
  for (let i = 0; i < items.length; i++) elements[i] = get(items[i]!) ?? 'NULL';
  return `{${elements.join(',')}}`;
}

/** A control character, which JSON cannot contain. */
export const DIVIDER = '\x1f';
export const DIVIDER_SQL = String.raw`E'\x1f'`;

/**
 * An array as one text, for `string_to_array($1, DIVIDER_SQL, '')`: the fastest way for long texts, because nothing is
 * escaped. Null becomes the empty text, so no item may be empty, nor contain the divider.
 */
export function dividedText<T>(items: readonly T[], get: (item: T) => unknown): string {
  const elements = new Array<unknown>(items.length);
  for (let i = 0; i < items.length; i++) elements[i] = get(items[i]!) ?? '';
  return elements.join(DIVIDER);
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value !== 'string') return String(value);
  // Text of four characters could be NULL.
  if (value.length !== 4 && PLAIN.test(value)) return value;
  if (!NEEDS_ESCAPE.test(value)) return `"${value}"`;
  // Without control characters and surrogates, JSON escapes just these two, and does it much faster.
  return JSON_ESCAPES_MORE.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : JSON.stringify(value);
}

const NEEDS_ESCAPE = /["\\]/;
const JSON_ESCAPES_MORE = /[^ -\ud7ff\ue000-\uffff]/;
