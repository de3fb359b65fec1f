import type { CustomTypesConfig } from 'pg';
import { kernelTypes } from '../../database/kernel-types';
import type { ExportTable, Field, Moment, Row, Value } from './export-table';

export const PAGE_LIMITS = {
  /** Rows that are read at once, at most. */
  rowsMax: 2_000,
  /** Rows are read in pages of about this size, by the size of the rows before. */
  bytes: 2 * 1024 * 1024,
} as const;
/** The size of rows is unknown before the first page. */
const FIRST_ROWS = 100;
/** For the columns whose size has a small bound. */
const ROW_BYTES = 200;

export interface SqlColumn {
  field: Field;
  sql: string;
  /** Makes the value from parsed JSON, if the column is a list of records. */
  from?: (value: unknown) => Value;
}

export interface SqlTable {
  name: string;
  says: string;
  key: readonly string[];
  columns: readonly SqlColumn[];
  /** `from …`; the table has an alias that `merchant`, `changed` and `order` use. */
  from: string;
  /** The merchant's column. */
  merchant: string;
  /** A condition: the row changed after the increment's position. */
  changed: string;
  order: string;
}

const CURSOR = 'export_rows';

/** An export whose rows a cursor reads from the read models. */
export function sqlTable(table: SqlTable): ExportTable {
  const { name, says, key, columns } = table;
  return {
    name,
    says,
    key,
    columns: columns.map(({ field }) => field),
    async *pages(moment) {
      const { client } = moment;
      await client.query(`declare ${CURSOR} no scroll cursor for ${statement(table, moment)}`);
      for (let limit = FIRST_ROWS; ;) {
        const text = `fetch ${limit} from ${CURSOR}`;
        const { rows } = await client.query<unknown[]>({ text, rowMode: 'array', types: TYPES });
        if (rows.length === 0) break;
        let bytes = 0;
        const page = rows.map((values): Row => {
          bytes += ROW_BYTES;
          return columns.map(({ field, from }, i) => {
            const value = values[i] as Value;
            if (typeof value === 'string') bytes += value.length;
            if (value === null || !isDocument(field)) return value;
            const parsed: unknown = JSON.parse(value as string);
            return from === undefined ? (parsed as Value) : from(parsed);
          });
        });
        yield page;
        limit = Math.max(1, Math.min(PAGE_LIMITS.rowsMax, Math.floor((PAGE_LIMITS.bytes * rows.length) / bytes)));
      }
      await client.query(`close ${CURSOR}`);
    },
  };
}

function statement({ columns, from, merchant, changed, order }: SqlTable, moment: Moment): string {
  const { client, merchantId, isIncrement } = moment;
  const conditions = [
    // A cursor's statement takes no parameters.
    ...(merchantId === undefined ? [] : [`${merchant} = ${client.escapeLiteral(merchantId)}`]),
    ...(isIncrement ? [`(${changed})`] : []),
  ];
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  return `select ${columns.map(({ sql }) => sql).join(', ')} ${from} ${where} order by ${order}`;
}

function isDocument({ type }: Field): boolean {
  return type === 'texts' || typeof type === 'object';
}

const JSONB = 3802;

/** Documents come as text, which tells their size. */
const TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === JSONB
      ? (value: string) => value
      : kernelTypes.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
};
