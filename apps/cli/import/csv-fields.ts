const NUMBERS = ['total', 'refunded', 'goods'];
const JSON_CELLS = ['items', 'visit'];
const IDENTIFIERS = ['referrer', 'a', 'b'];

/**
 * Turns the cells of a CSV line into the fields of a body: amounts become numbers, `items` and `visit` are parsed as
 * JSON, `codes` becomes a list, and `referrerType` and `referrerValue` (for assertions `aType`, `aValue`, `bType`,
 * `bValue`) become identifiers. A cell that cannot be converted stays text, and the check of bodies refuses it.
 */
export function csvFields(cells: Record<string, unknown>): Record<string, unknown> {
  const fields = { ...cells };
  for (const name of NUMBERS) if (isInteger(fields[name])) fields[name] = Number(fields[name]);
  if (isInteger(fields.sourceVersion)) fields.sourceVersion = Number(fields.sourceVersion);
  for (const name of JSON_CELLS) if (typeof fields[name] === 'string') fields[name] = parsed(fields[name]);
  if (typeof fields.codes === 'string') fields.codes = fields.codes.split(/[\s,;|]+/);
  if (typeof fields.renewal === 'string') fields.renewal = flagOf(fields.renewal);
  for (const name of IDENTIFIERS) {
    const { [`${name}Type`]: type, [`${name}Value`]: value } = fields;
    delete fields[`${name}Type`];
    delete fields[`${name}Value`];
    if (type !== undefined || value !== undefined) fields[name] = { type, value };
  }
  return fields;
}

const DECIMAL = /^-?\d[\d.,]*[.,]\d+$/;

/** Why an amount cannot be meant: ours are whole minor units. Shops and spreadsheets write 19.99. */
export function decimalFault(cells: Record<string, unknown>): string | undefined {
  const name = NUMBERS.find((name) => typeof cells[name] === 'string' && DECIMAL.test(cells[name]));
  if (name === undefined) return undefined;
  return `${name} ${String(cells[name])} has decimals; amounts are in minor units: 1999 for 19.99 EUR`;
}

function isInteger(cell: unknown): boolean {
  return typeof cell === 'string' && /^-?\d{1,16}$/.test(cell);
}

function flagOf(cell: string): unknown {
  const word = cell.toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : cell;
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
