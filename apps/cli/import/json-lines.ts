import type { Readable } from 'node:stream';
import { isRecord, readOwnBody } from '../../../libs/intake/bodies';
import type { Outcome } from '../../../libs/intake/outcomes';
import { OWN_BODY_BYTES_MAX } from '../../../libs/intake/limits';
import { byteLines } from './byte-lines';
import type { Line } from './line';

/**
 * The objects of a JSON Lines file, one per line; empty lines are skipped.
 * @param readBody by default, by the rules of request bodies
 * @throws UnreadableFile
 */
export async function* jsonLines(
  text: Readable,
  readBody: (bytes: Buffer) => Outcome<unknown> = readOwnBody,
): AsyncGenerator<Line> {
  let line = 0;
  for await (const bytes of byteLines(text, OWN_BODY_BYTES_MAX)) {
    line++;
    if (bytes === undefined) yield { line, reason: `is longer than ${OWN_BODY_BYTES_MAX} bytes` };
    else if (!isBlank(bytes)) yield lineOf(line, readBody(bytes));
  }
}

function lineOf(line: number, body: Outcome<unknown>): Line {
  if (!body.ok) return { line, reason: body.problem.detail };
  return isRecord(body.value) ? { line, fields: body.value } : { line, reason: 'is no JSON object' };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09);
}
