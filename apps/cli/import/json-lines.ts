import type { Readable } from 'node:stream';
import { isRecord, readOwnBody } from '../../../libs/intake/bodies';
import { byteLines } from './byte-lines';
import type { Line } from './line';

const LINE_BYTES_MAX = 1_048_576;

/** The objects of a JSON Lines file, one a line, under the rules of request bodies; empty lines are skipped. */
export async function* jsonLines(text: Readable): AsyncGenerator<Line> {
  let line = 0;
  for await (const bytes of byteLines(text, LINE_BYTES_MAX)) {
    line++;
    if (bytes === undefined) yield { line, reason: `is longer than ${LINE_BYTES_MAX} bytes` };
    else if (!isBlank(bytes)) yield read(line, bytes);
  }
}

function read(line: number, bytes: Buffer): Line {
  const body = readOwnBody(bytes);
  if (!body.ok) return { line, reason: body.problem.detail };
  return isRecord(body.value) ? { line, fields: body.value } : { line, reason: 'is no JSON object' };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
