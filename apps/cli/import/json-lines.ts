import type { Readable } from 'node:stream';
import { Problem } from '../../api/http/problem';
import { parseJson } from '../../api/input/json-body';
import { byteLines } from './byte-lines';
import type { Line } from './line';

const LINE_BYTES_MAX = 1_048_576;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The objects of a JSON Lines file, one a line, under the rules of request bodies; empty lines are skipped. */
export async function* jsonLines(text: Readable): AsyncGenerator<Line> {
  let line = 0;
  for await (const bytes of byteLines(text, LINE_BYTES_MAX)) {
    line++;
    if (bytes === undefined) yield { line, reason: `is longer than ${LINE_BYTES_MAX} bytes` };
    else if (!isBlank(bytes)) yield read(line, line === 1 && bytes.indexOf(BOM) === 0 ? bytes.subarray(3) : bytes);
  }
}

function read(line: number, bytes: Buffer): Line {
  try {
    const value = parseJson(bytes);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { line, reason: 'is no JSON object' };
    return { line, fields: value as Record<string, unknown> };
  } catch (error) {
    if (error instanceof Problem) return { line, reason: error.detail.replace('The body', 'The line') };
    throw error;
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
