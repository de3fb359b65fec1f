import { type CsvError, type Info, parse } from 'csv-parse';
import type { Readable } from 'node:stream';
import type { Line } from './line';

const RECORD_BYTES_MAX = 1_048_576;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The file can not be read as CSV from here on; `line` is where. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The records of a CSV file with a header: cells as text under the names of their columns, empty ones left out. A
 * record may have fewer cells than the header, not more. Lines count as an editor does, quoted line breaks included.
 * @throws UnreadableCsv when quotes are out of order, for then nobody knows where the next line begins
 */
export async function* csvLines(bytes: Readable): AsyncGenerator<Line> {
  const records = parse({
    encoding: null,
    bom: true,
    info: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    ltrim: true,
    recordDelimiter: ['\r\n', '\n'],
    maxRecordSize: RECORD_BYTES_MAX,
  });
  bytes.on('error', (error) => records.destroy(error));
  let header: string[] | undefined;
  let before = { lines: 0, empty_lines: 0 };
  try {
    for await (const { record, info } of bytes.pipe(records) as AsyncIterable<{ record: Buffer[]; info: Info }>) {
      const line = before.lines + 1 + info.empty_lines - before.empty_lines;
      before = info;
      if (header === undefined) header = record.map(text);
      else yield read(line, header, record);
    }
  } catch (error) {
    const { code, message } = error as CsvError;
    if (typeof code === 'string' && code.startsWith('CSV_')) throw new UnreadableCsv(before.lines + 1, message);
    if (header === undefined && error instanceof TypeError) throw new UnreadableCsv(1, 'The header is not valid UTF-8');
    throw error;
  }
}

function read(line: number, header: readonly string[], record: readonly Buffer[]): Line {
  if (record.length > header.length) {
    return { line, reason: `has ${record.length} cells, the header has ${header.length}` };
  }
  try {
    const cells = record.map((cell, i): [string, string] => [header[i]!, text(cell)]);
    return { line, fields: Object.fromEntries(cells.filter(([, cell]) => cell !== '')) };
  } catch {
    return { line, reason: 'is not valid UTF-8' };
  }
}

function text(cell: Buffer): string {
  return utf8.decode(cell).trimEnd();
}
