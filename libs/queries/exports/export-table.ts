/** What an export is made of: named columns with a type and a meaning, and the rows of one consistent moment. */
import type { ClientBase } from 'pg';
import type { EventLog } from '../../event-log/event-log';

/**
 * `integer` is a safe integer, `instant` milliseconds since 1970, `json` a JSON text, `texts` a list of texts. A list of
 * records is an array of objects that have the names of its fields.
 */
export type ColumnType = 'text' | 'integer' | 'boolean' | 'instant' | 'json' | 'texts' | { list: readonly Field[] };

export interface Field {
  name: string;
  type: ColumnType;
  nullable: boolean;
  /** A sentence for the reference. */
  says: string;
}

export type Value = string | number | boolean | readonly string[] | readonly Record<string, Value>[] | null;

/** The values of a row, in the order of the columns. */
export type Row = Value[];

export interface ExportTable {
  name: string;
  says: string;
  /** Columns that tell a row from all others: a row that comes again takes the place of the earlier one. */
  key: readonly string[];
  columns: readonly Field[];
  /** The rows, in log order within a merchant; a page is asked for when the previous one was taken. */
  pages(moment: Moment): AsyncIterable<Row[]>;
}

/** The moment that an export shows: what was decided when its transaction began. */
export interface Moment {
  /** In a repeatable-read transaction. */
  client: ClientBase;
  log: EventLog;
  /** Only this merchant. */
  merchantId: string | undefined;
  /** True: only what changed after `since`; the keys of these rows are in the table of `changed.ts`. */
  isIncrement: boolean;
  partitions: readonly PartitionMoment[];
}

export interface PartitionMoment {
  partition: number;
  /** The last decided fact, -1 before the first. */
  position: number;
  ledgerRevision: number;
  /** Rows that changed after this position; -1: all. */
  since: number;
}

export function text(name: string, says: string): Field {
  return { name, type: 'text', nullable: false, says };
}

export function integer(name: string, says: string): Field {
  return { name, type: 'integer', nullable: false, says };
}

export function boolean(name: string, says: string): Field {
  return { name, type: 'boolean', nullable: false, says };
}

export function instant(name: string, says: string): Field {
  return { name, type: 'instant', nullable: false, says };
}

export function texts(name: string, says: string): Field {
  return { name, type: 'texts', nullable: false, says };
}

export function json(name: string, says: string): Field {
  return { name, type: 'json', nullable: false, says };
}

export function list(name: string, says: string, fields: readonly Field[]): Field {
  return { name, type: { list: fields }, nullable: false, says };
}

export function optional(field: Field): Field {
  return { ...field, nullable: true };
}
