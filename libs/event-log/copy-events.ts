import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { NewEventAt } from './event-log';

const COPY = `copy events (stream, revision, id, type, recorded_at, data, meta, content_hash) from stdin`;
const CHUNK_CHARS = 256 * 1024;

/** Writes events behind revision `after`, by COPY: the fastest way in there is. */
export async function copyEvents(
  client: PoolClient,
  stream: string,
  after: number,
  events: readonly NewEventAt[],
): Promise<void> {
  await pipeline(Readable.from(chunks(stream, after, events)), client.query(copyFrom(COPY)));
}

function* chunks(stream: string, after: number, events: readonly NewEventAt[]): Generator<Buffer> {
  const name = escape(stream);
  let chunk = '';
  for (let i = 0; i < events.length; i++) {
    const { id, type, recordedAt, data, meta, contentHash } = events[i]!;
    const hash = contentHash === undefined ? '\\N' : `\\\\x${contentHash}`;
    chunk +=
      `${name}\t${after + 1 + i}\t${id ?? '\\N'}\t${escape(type)}\t${new Date(recordedAt).toISOString()}\t` +
      `${escape(data)}\t${meta === undefined ? '\\N' : escape(meta)}\t${hash}\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk) yield Buffer.from(chunk);
}

const SPECIAL = /[\\\n\r\t]/;
const SPECIALS = /[\\\n\r\t]/g;
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Most texts hold nothing special: one look is cheaper than a replacement. */
function escape(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIALS, (char) => ESCAPED[char]!) : text;
}
