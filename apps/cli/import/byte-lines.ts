import type { Readable } from 'node:stream';

const NEWLINE = 0x0a;

/**
 * Splits bytes into lines, without their line ends. Of a line above `maxBytes` only undefined is handed out: it is never
 * held in memory as a whole.
 */
export async function* byteLines(bytes: Readable, maxBytes: number): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | undefined => {
    const line = length > maxBytes ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      length += end - from;
      if (length <= maxBytes) parts.push(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    length += chunk.length - from;
    if (length <= maxBytes && from < chunk.length) parts.push(chunk.subarray(from));
    else if (length > maxBytes) parts = [];
  }
  if (length > 0) yield take();
}
