/** Text of a CSV file (RFC 4180) that spreadsheets show as it is. */

/** A cell that begins so may be run as a formula by spreadsheets, also behind spaces and tabs. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;
const QUOTED = /[",\r\n]/;

function cellOf(value: string): string {
  // An apostrophe makes a text of it; a number stays a number.
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => cellOf(cell ?? '')).join(',')}\r\n`;
}
