/** COPY, the fastest way into a table. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value or null as a field of COPY's text format. */
export function copyField(value: unknown): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return NEEDS_ESCAPE.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : value;
}

/** @param sql of the form `copy … from stdin` @param texts whole lines; the next is asked for when the last was sent */
export async function copyIn(
  client: Client | PoolClient,
  sql: string,
  texts: Iterable<string | Buffer>,
): Promise<void> {
  await pipeline(Readable.from(texts), client.query(copyFrom(sql)));
}
