/** Of a number in a path. Nothing has the id 0, for which any text stands that is no id. */
export function numberId(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}
