import type { Readable } from 'node:stream';
import { byteLines } from './byte-lines';
import { CsvRecord } from './csv-record';
import { type BadLine, isBad, type Line } from './line';
import { UnreadableFile } from './stopped';

export const CSV_LIMITS = {
  lineBytes: 262_144,
  /** Characters and lines within which the closing quote of a cell must come. */
  recordChars: 262_144,
  recordLines: 10_000,
} as const;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A line before the header by which Excel is told the delimiter. It may be padded with delimiters. */
const DECLARED = /^"?sep=([,;|\t])/i;
const DELIMITERS = [',', ';', '\t'];

/**
 * The records of a CSV file with a header: cells as text by column name, without empty ones. Cells are separated by what
 * the header has most of: commas, semicolons or tabs. A record may have fewer cells than the header, but not more. Line numbers are those of an editor, so line breaks in quotes count.
 * @throws UnreadableFile
 */
export async function* csvLines(bytes: Readable): AsyncGenerator<Line> {
  let header: string[] | undefined;
  for await (const record of records(textLines(bytes))) {
    if (header === undefined) {
      header = isBad(record) ? unreadableHeader(record.reason) : record.cells;
      const twice = header.find((name, i) => name !== '' && header!.indexOf(name) !== i);
      if (twice !== undefined) unreadableHeader(`names ${twice} twice`);
    } else yield isBad(record) ? record : named(record.line, header, record.cells);
  }
}

function unreadableHeader(reason: string): never {
  throw new UnreadableFile(`The header ${reason}.`, 'Nothing was imported; fix it and import the file again.');
}

function named(line: number, header: readonly string[], cells: readonly string[]): Line {
  if (cells.length > header.length) {
    return { line, reason: `has ${cells.length} cells, the header has ${header.length}` };
  }
  const pairs = cells.map((cell, i): [string, string] => [header[i]!, cell]);
  return { line, fields: Object.fromEntries(pairs.filter(([, cell]) => cell !== '')) };
}

type TextLine = { line: number; text: string } | BadLine;

/** A line whose quote is never closed is bad; reading goes on with the line after it. */
async function* records(
  lines: AsyncGenerator<TextLine, undefined>,
): AsyncGenerator<{ line: number; cells: string[] } | BadLine> {
  const again: TextLine[] = [];
  const next = async () => again.shift() ?? (await lines.next()).value;
  let delimiter: string | undefined;
  for (let first = await next(); first !== undefined; first = await next()) {
    if (isBad(first)) {
      yield first;
      continue;
    }
    const { line } = first;
    if (delimiter === undefined) {
      if (first.text.trim() === '') continue;
      const declared = DECLARED.exec(first.text)?.[1];
      delimiter = declared ?? delimiterOf(first.text);
      if (declared !== undefined) continue;
    }
    const record = new CsvRecord(delimiter);
    const rest: TextLine[] = [];
    let chars = first.text.length;
    let ended = record.add(first.text);
    while (!ended) {
      const more = await next();
      if (more !== undefined) rest.push(more);
      if (more === undefined || isBad(more) || rest.length > CSV_LIMITS.recordLines) break;
      chars += more.text.length;
      if (chars > CSV_LIMITS.recordChars) break;
      ended = record.add(more.text);
    }
    if (!ended) {
      yield { line, reason: 'has a quote that is never closed' };
      again.unshift(...rest);
    } else if (record.fault !== undefined) yield { line, reason: record.fault };
    else if (record.cells.some((cell) => cell !== '')) yield { line, cells: record.cells };
  }
}

function delimiterOf(header: string): string {
  const unquoted = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

async function* textLines(bytes: Readable): AsyncGenerator<TextLine, undefined> {
  let line = 0;
  for await (const content of byteLines(bytes, CSV_LIMITS.lineBytes)) {
    line++;
    if (content === undefined) yield { line, reason: `is longer than ${CSV_LIMITS.lineBytes} bytes` };
    else yield textLine(line, content);
  }
}

function textLine(line: number, content: Buffer): TextLine {
  try {
    // The decoder drops a byte order mark.
    return { line, text: utf8.decode(content) };
  } catch {
    return { line, reason: 'is not valid UTF-8' };
  }
}
