const NUMBERS = ['total', 'refunded'];
const IDENTIFIERS = ['referrer', 'a', 'b'];

/**
 * Turns the cells of a CSV line into the fields of a body: amounts become numbers, `items` is parsed as JSON, and
 * `referrerType` and `referrerValue` (for assertions `aType`, `aValue`, `bType`, `bValue`) become identifiers. A cell
 * that cannot be converted stays text, and the check of bodies refuses it.
 */
export function csvFields(cells: Record<string, unknown>): Record<string, unknown> {
  const fields = { ...cells };
  for (const name of NUMBERS) if (isInteger(fields[name])) fields[name] = Number(fields[name]);
  if (isInteger(fields.sourceVersion)) fields.sourceVersion = Number(fields.sourceVersion);
  if (typeof fields.items === 'string') fields.items = listOf(fields.items);
  for (const name of IDENTIFIERS) {
    const { [`${name}Type`]: type, [`${name}Value`]: value } = fields;
    delete fields[`${name}Type`];
    delete fields[`${name}Value`];
    if (type !== undefined || value !== undefined) fields[name] = { type, value };
  }
  return fields;
}

function isInteger(cell: unknown): boolean {
  return typeof cell === 'string' && /^-?\d{1,16}$/.test(cell);
}

function listOf(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
