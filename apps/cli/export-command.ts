import { extname } from 'node:path';
import type { Writable } from 'node:stream';
import { partitionOf } from '../../libs/intake/partition';
import type { ExportTable } from '../../libs/queries/exports/export-table';
import { NotDecided, withMoment } from '../../libs/queries/exports/moment';
import { EXPORTS } from '../../libs/queries/exports/tables';
import { type Destination, ReaderGone, toFile, toStream } from './export/destination';
import { parquetWriter } from './export/parquet-format';
import { readSince, writeSince } from './export/since';
import { csvWriter, jsonlWriter } from './export/text-formats';
import { EXIT, WrongUse } from './exit';
import { count, type Output } from './output';
import type { Session } from './session';

const WRITERS = { csv: csvWriter, jsonl: jsonlWriter, parquet: parquetWriter } as const;
type Format = keyof typeof WRITERS;
export const EXPORT_FORMATS = Object.keys(WRITERS) as Format[];

export interface ExportOptions {
  format?: string;
  merchant?: string;
  out?: string;
  since?: string;
}

/**
 * Writes rows to a file, or to `stream`. What there is to say goes to `output`, which must not write to the same stream.
 */
export async function exportRows(
  session: Session,
  what: string,
  options: ExportOptions,
  output: Output,
  stream: Writable = process.stdout,
): Promise<number> {
  const table = EXPORTS.find(({ name }) => name === what);
  if (table === undefined) throw new WrongUse(`Export one of ${EXPORTS.map(({ name }) => name).join(', ')}.`);
  const format = checkedFormat(options);
  const moment = await momentOf(session, options);
  const to = options.out === undefined ? toStream(stream) : await toFile(options.out);
  try {
    const { rows, decided } = await withMoment(moment, async (at) => ({
      rows: await writeAll(table, table.pages(at), format, to, output),
      decided: at.partitions,
    }));
    await to.finish();
    const next = writeSince(decided, options.merchant !== undefined);
    output.say(`${count(rows)} ${what}${options.out === undefined ? '' : ` in ${options.out}`}.`);
    if (next !== undefined) output.say(`To export what changes from now on: --since ${next}`);
    const positions = decided.map(({ partition, position }) => ({ partition, position }));
    output.result({ exported: what, format, file: options.out ?? null, rows, next: next ?? null, positions });
    return EXIT.held;
  } catch (error) {
    await to.abandon();
    if (error instanceof ReaderGone) return EXIT.held;
    if (error instanceof NotDecided) throw new WrongUse(`--since: ${error.message}.`);
    throw error;
  }
}

function checkedFormat({ format, out }: ExportOptions): Format {
  const named = format ?? (out === undefined ? undefined : extname(out).slice(1).toLowerCase());
  const known = EXPORT_FORMATS.find((one) => one === named);
  if (known === undefined) throw new WrongUse(`Give the format with --format: ${EXPORT_FORMATS.join(', ')}.`);
  if (known === 'parquet' && out === undefined) throw new WrongUse('Parquet needs a file: name it with --out.');
  return known;
}

async function momentOf({ intake, url, log, partitions: number }: Session, { merchant, since }: ExportOptions) {
  if (merchant !== undefined && !(await intake.merchants.isKnown(merchant))) {
    throw new WrongUse(`There is no merchant ${merchant}.`);
  }
  const partition = merchant === undefined ? undefined : partitionOf(merchant, number);
  const partitions = partition === undefined ? Array.from({ length: number }, (_, i) => i) : [partition];
  const after = since === undefined ? undefined : readSince(since, partition, number);
  return { url, log, merchantId: merchant, partitions, since: after };
}

/** Asks for the next page when the page before is written, so that no more than one is in memory. */
async function writeAll(
  { columns }: ExportTable,
  pages: ReturnType<ExportTable['pages']>,
  format: Format,
  to: Destination,
  output: Output,
): Promise<number> {
  const writer = WRITERS[format](columns, to);
  const progress = output.progress('exporting', 0);
  let rows = 0;
  try {
    for await (const page of pages) {
      await writer.write(page);
      progress.to((rows += page.length));
    }
    await writer.end();
    return rows;
  } finally {
    progress.done();
  }
}
