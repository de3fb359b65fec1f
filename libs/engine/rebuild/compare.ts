/** Compares rebuilt tables with the live ones, row by row. The server does it, with both in one snapshot. */
import type { Client } from 'pg';
import type { TableAccess } from '../../../projections/read-model';
import { SCRATCH } from './sessions';

export interface TableDifference {
  table: string;
  /** How many rows differ, are missing or should not be there. */
  rows: number;
  /** Of the first such row. */
  key: Record<string, string>;
  /** Its first column that differs; null: the row is on one side alone. */
  column: string | null;
  /** As text; null for SQL's null, and for a row that is not there. */
  live: string | null;
  rebuilt: string | null;
}

/** Null: every row of the one table is a row of the other, byte for byte. */
export async function compareTable(
  client: Client,
  live: string,
  { table, keys, columnNames }: TableAccess<object>,
): Promise<TableDifference | null> {
  const texts = (alias: string) => `array[${columnNames.map((name) => `${alias}.${name}::text`).join(', ')}]`;
  const order = keys.map((key) => `coalesce(l.${key}, r.${key})`).join(', ');
  const { rows } = await client.query<Found>(
    // *<> compares the stored bytes: 1.0 is no other number than 1 in a document, but it is another text.
    `select count(*) over ()::integer as rows, l.${keys[0]} is not null as "isLive", r.${keys[0]} is not null as "isRebuilt",
       ${texts('l')} as live, ${texts('r')} as rebuilt
     from ${client.escapeIdentifier(live)}.${table} l
     full join ${SCRATCH}.${table} r on ${keys.map((key) => `l.${key} = r.${key}`).join(' and ')}
     where l.${keys[0]} is null or r.${keys[0]} is null or l *<> r
     order by ${order} limit 1`,
  );
  const found = rows[0];
  return found === undefined ? null : differenceOf(table, keys, columnNames, found);
}

interface Found {
  rows: number;
  isLive: boolean;
  isRebuilt: boolean;
  live: (string | null)[];
  rebuilt: (string | null)[];
}

function differenceOf(
  table: string,
  keys: readonly string[],
  columns: readonly string[],
  { rows, isLive, isRebuilt, live, rebuilt }: Found,
): TableDifference {
  const side = isLive ? live : rebuilt;
  const key = Object.fromEntries(keys.map((name) => [name, side[columns.indexOf(name)]!]));
  const at = isLive && isRebuilt ? columns.findIndex((_, i) => live[i] !== rebuilt[i]) : -1;
  const whole = (present: boolean, texts: (string | null)[]) => (present ? `(${texts.join(', ')})` : null);
  return at < 0
    ? { table, rows, key, column: null, live: whole(isLive, live), rebuilt: whole(isRebuilt, rebuilt) }
    : { table, rows, key, column: columns[at]!, live: live[at]!, rebuilt: rebuilt[at]! };
}
