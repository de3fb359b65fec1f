const NUMBERS = ['total', 'refunded'];
const IDENTIFIERS = ['referrer', 'a', 'b'];

/**
 * The cells of a CSV line as the fields of a body: amounts as numbers, `items` as the list that its JSON says,
 * `referrerType` and `referrerValue` (for assertions `aType`, `aValue`, `bType`, `bValue`) as identifiers. A cell that
 * cannot be converted stays text, and is refused where bodies are checked.
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
