/**
 * Asks the queries of the present about the past. A common table expression with the name of a table takes its place
 * in the statement: so the SQL that answers the live read answers this one too, and the two cannot drift apart.
 */
import type { Pool, QueryResultRow } from 'pg';
import { toInstant, type Millis } from '../../kernel/time';
import type { Question, Reader } from '../reader';

/** What stands in the place of a table: its rows of then as JSON, or SQL that selects them. */
export type Stand = { name: string } & ({ json: string } | { sql: string; values: unknown[] });

/** How the queries read the clock. */
const NOW = 'clock_timestamp()';

export class TablesAsOf implements Reader {
  /** @param clock milliseconds; null: the present time */
  constructor(
    private readonly pool: Pool,
    private readonly stands: readonly Stand[],
    private readonly clock: Millis | null,
  ) {}

  query<Row extends QueryResultRow>({ name, text, values }: Question): Promise<{ rows: Row[] }> {
    const all = [...values];
    const parameter = (value: unknown) => `$${all.push(value)}`;
    const tables = this.stands.map((stand) => {
      if ('json' in stand) {
        const rows = `jsonb_populate_recordset(null::${stand.name}, ${parameter(stand.json)}::jsonb)`;
        return `${stand.name} as (select * from ${rows})`;
      }
      const own = stand.values.map(parameter);
      const sql = stand.sql.replace(/\$(\d+)/g, (_, number) => own[Number(number) - 1]!);
      // Not materialized: the statement's conditions reach the table's indexes.
      return `${stand.name} as not materialized (${sql})`;
    });
    const readsClock = this.clock !== null && text.includes(NOW);
    const asked = readsClock ? text.replaceAll(NOW, `${parameter(toInstant(this.clock))}::timestamptz`) : text;
    return this.pool.query<Row>({
      name: `${name}-as-of${readsClock ? '-then' : ''}`,
      text: `with ${tables.join(', ')} select * from (${asked}) as_of`,
      values: all,
    });
  }
}

/** The rows up to a position of a table to which rows are only added. */
export function rowsUntil(table: string, merchantId: string, position: number): Stand {
  const sql = `select * from ${table} where merchant_id = $1::text and position <= $2::bigint`;
  return { name: table, sql, values: [merchantId, position] };
}
