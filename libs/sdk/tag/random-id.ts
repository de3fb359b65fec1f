/** A random UUID. `crypto.randomUUID` is missing on pages without TLS. */
export function randomId(): string {
  const random = crypto.getRandomValues(new Uint8Array(31));
  let at = 0;
  const digit = (of: number) => (of ^ (random[at++]! & (15 >> (of / 4)))).toString(16);
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (of) => digit(+of));
}
