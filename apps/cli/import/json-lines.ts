import type { Readable } from 'node:stream';
import { isRecord, readOwnBody } from '../../../libs/intake/bodies';
import { OWN_BODY_BYTES_MAX } from '../../../libs/intake/limits';
import { byteLines } from './byte-lines';
import type { Line } from './line';

/**
 * The objects of a JSON Lines file, one per line, by the rules of request bodies; empty lines are skipped.
 * @throws UnreadableFile
 */
export async function* jsonLines(text: Readable): AsyncGenerator<Line> {
  let line = 0;
  for await (const bytes of byteLines(text, OWN_BODY_BYTES_MAX)) {
    line++;
    if (bytes === undefined) yield { line, reason: `is longer than ${OWN_BODY_BYTES_MAX} bytes` };
    else if (!isBlank(bytes)) yield read(line, bytes);
  }
}

function read(line: number, bytes: Buffer): Line {
  const body = readOwnBody(bytes);
  if (!body.ok) return { line, reason: body.problem.detail };
  return isRecord(body.value) ? { line, fields: body.value } : { line, reason: 'is no JSON object' };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09);
}
