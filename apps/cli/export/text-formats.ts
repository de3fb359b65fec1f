import type { Field, Row, Value } from '../../../libs/queries/exports/export-table';
import { toInstant } from '../../../libs/kernel/time';
import type { Destination } from './destination';

/** Writes rows in one format. */
export interface RowWriter {
  write(rows: readonly Row[]): Promise<void>;
  /** Writes what is left; the destination is still to be finished. */
  end(): Promise<void>;
}

/**
 * RFC 4180. Spreadsheets run a cell that begins like a formula, and anybody may send texts, so such a text gets an
 * apostrophe in front, as does a text that begins with one: who takes one away from texts that have it gets all back.
 */
export function csvWriter(columns: readonly Field[], to: Destination): RowWriter {
  let head = `${columns.map(({ name }) => name).join(',')}\r\n`;
  const write = async (rows: readonly Row[]) => {
    let text = head;
    head = '';
    for (const row of rows) text += `${row.map((value, i) => cell(columns[i]!, value)).join(',')}\r\n`;
    if (text !== '') await to.write(text);
  };
  return { write, end: () => write([]) };
}

function cell({ type }: Field, value: Value): string {
  if (value === null) return '';
  switch (type) {
    case 'integer':
    case 'boolean':
      return String(value);
    case 'instant':
      return toInstant(value as number);
    case 'text':
    case 'json':
      return quoted(RISKY.test(value as string) ? `'${value as string}` : (value as string));
    default:
      return quoted(JSON.stringify(value));
  }
}

/** Full-width signs count as signs in some spreadsheets. */
const RISKY = /^(?:['\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** An empty text has quotes, so that it is not taken for a missing value. */
function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One JSON object a line, with every column. */
export function jsonlWriter(columns: readonly Field[], to: Destination): RowWriter {
  const names = columns.map(({ name }, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return {
    write: async (rows) => {
      let text = '';
      for (const row of rows) {
        row.forEach((value, i) => (text += names[i]! + jsonOf(columns[i]!, value)));
        text += '}\n';
      }
      if (text !== '') await to.write(text);
    },
    end: async () => undefined,
  };
}

function jsonOf({ type }: Field, value: Value): string {
  if (value === null) return 'null';
  if (type === 'json') return value as string;
  return JSON.stringify(type === 'instant' ? toInstant(value as number) : value);
}
