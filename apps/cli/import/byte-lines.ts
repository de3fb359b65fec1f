import type { Readable } from 'node:stream';
import { UnreadableFile } from './stopped';

const LF = 0x0a;
const CR = 0x0d;

/**
 * Splits bytes into lines that end with CRLF, LF or CR, without these endings. A line longer than `maxBytes` becomes
 * undefined and is never held in memory as a whole.
 * @throws UnreadableFile
 */
export async function* byteLines(bytes: Readable, maxBytes: number): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  let isFirst = true;
  const take = (): Buffer | undefined => {
    const line = length > maxBytes ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    if (isFirst && line !== undefined) refuseUtf16(line);
    isFirst = false;
    return line;
  };
  const add = (part: Buffer) => {
    length += part.length;
    if (length > maxBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  let endedByCr = false;
  for await (const chunk of chunksOf(bytes)) {
    if (chunk.length === 0) continue;
    // When two chunks share a CRLF, its CR has already ended the line.
    let from = endedByCr && chunk[0] === LF ? 1 : 0;
    let lf = chunk.indexOf(LF, from);
    let cr = chunk.indexOf(CR, from);
    endedByCr = chunk.at(-1) === CR;
    while (lf >= 0 || cr >= 0) {
      const end = lf < 0 || (cr >= 0 && cr < lf) ? cr : lf;
      add(chunk.subarray(from, end));
      yield take();
      from = end === cr && lf === end + 1 ? end + 2 : end + 1;
      if (lf >= 0 && lf < from) lf = chunk.indexOf(LF, from);
      if (cr >= 0 && cr < from) cr = chunk.indexOf(CR, from);
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

async function* chunksOf(bytes: Readable): AsyncGenerator<Buffer> {
  try {
    yield* bytes as AsyncIterable<Buffer>;
  } catch (error) {
    throw new UnreadableFile(
      `The file cannot be read to its end (${(error as Error).message}).`,
      'What was read is imported; import a complete copy to add the rest.',
    );
  }
}

/** UTF-16 begins with a byte order mark, or with an ASCII character, one byte of which is 0. */
function refuseUtf16([first, second]: Buffer): void {
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!hasMark && first !== 0 && second !== 0) return;
  throw new UnreadableFile('The file is UTF-16, not UTF-8.', 'Nothing was imported; save it as UTF-8 and import that.');
}
