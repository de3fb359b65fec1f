/** `4.51E+12`, as spreadsheets write a long number; its last digits are gone. */
const EXPONENT = /^-?\d(?:[.,]\d+)?E\+\d+$/i;

/** Why an id is not the one that was meant; undefined when each of the values can be one. */
export function exponentFault(ids: Readonly<Record<string, unknown>>): string | undefined {
  const found = Object.entries(ids).find(([, value]) => typeof value === 'string' && EXPONENT.test(value.trim()));
  if (found === undefined) return undefined;
  return `${found[0]} ${String(found[1])} is in exponent notation, so a spreadsheet has cut its digits; export the file anew`;
}
