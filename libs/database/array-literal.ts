const PLAIN = /^[a-zA-Z0-9_.:-]{1,64}$/;

/**
 * A one-dimensional array as Postgres reads it from text. Written here because the driver's own way copies every element
 * twice, and arrays of thousands are how everything is written.
 * @param get text, number, boolean or null of an item
 */
export function arrayLiteral<T>(items: readonly T[], get: (item: T) => unknown): string {
  // Joined at once: text that grows by small pieces is a tree of them, which the garbage collector walks again and again.
  const elements = new Array<string>(items.length);
  for (let i = 0; i < items.length; i++) elements[i] = element(get(items[i]!));
  return `{${elements.join(',')}}`;
}

/** As `arrayLiteral`, for texts and numbers that need no quotes, whatever they are: numbers, booleans, UUIDs, instants. */
export function plainArrayLiteral<T>(items: readonly T[], get: (item: T) => unknown): string {
  const elements = new Array<unknown>(items.length);
  for (let i = 0; i < items.length; i++) elements[i] = get(items[i]!) ?? 'NULL';
  return `{${elements.join(',')}}`;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value !== 'string') return String(value);
  // Of four letters it could be NULL.
  if (value.length !== 4 && PLAIN.test(value)) return value;
  if (!NEEDS_ESCAPE.test(value)) return `"${value}"`;
  // Of text without control characters and surrogates JSON escapes these two alone, and is much faster.
  return JSON_ESCAPES_MORE.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : JSON.stringify(value);
}

const NEEDS_ESCAPE = /["\\]/;
const JSON_ESCAPES_MORE = /[^ -\ud7ff\ue000-\uffff]/;
