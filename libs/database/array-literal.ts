const PLAIN = /^[a-zA-Z0-9_.:-]{1,64}$/;

/**
 * A one-dimensional array as Postgres reads it from text. Written here because the driver's own way copies every element
 * twice, and arrays of thousands are how everything is written.
 * @param get text, number, boolean or null of an item
 */
export function arrayLiteral<T>(items: readonly T[], get: (item: T) => unknown): string {
  let literal = '{';
  for (let i = 0; i < items.length; i++) literal += (i > 0 ? ',' : '') + element(get(items[i]!));
  return literal + '}';
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value !== 'string') return String(value);
  // Of four letters it could be NULL.
  if (value.length !== 4 && PLAIN.test(value)) return value;
  return NEEDS_ESCAPE.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}

const NEEDS_ESCAPE = /["\\]/;
