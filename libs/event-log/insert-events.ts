import type { PoolClient } from 'pg';
import { DIVIDER, DIVIDER_SQL } from '../database/array-literal';
import { EventRefused, type NewEventAt } from './event-log';

/**
 * Each column travels as one divided text, which is as fast as COPY. A COPY whose client freezes would hold its locks
 * forever, because none of the server's time limits interrupts it.
 */
const CHUNK_CHARS = 4 * 1024 * 1024;

const INSERT = `
  insert into events (stream, revision, id, type, recorded_at, data, meta, content_hash)
  select $1, $2::bigint + ordinal, id, type, to_timestamp(recorded_ms / 1000.0), data, meta, decode(hash, 'hex')
  from unnest(
    string_to_array($3, ${DIVIDER_SQL}, '')::uuid[], string_to_array($4, ${DIVIDER_SQL}), string_to_array($5, ${DIVIDER_SQL})::bigint[],
    string_to_array($6, ${DIVIDER_SQL}), string_to_array($7, ${DIVIDER_SQL}, ''), string_to_array($8, ${DIVIDER_SQL}, '')
  ) with ordinality as event (id, type, recorded_ms, data, meta, hash, ordinal)`;

/** Writes events after revision `after`. */
export async function insertEvents(
  client: PoolClient,
  stream: string,
  after: number,
  events: readonly NewEventAt[],
): Promise<void> {
  let chunk: NewEventAt[] = [];
  let chars = 0;
  for (const event of events) {
    chunk.push(event);
    chars += event.data.length;
    if (chars < CHUNK_CHARS) continue;
    await insert(client, stream, after, chunk);
    after += chunk.length;
    chunk = [];
    chars = 0;
  }
  if (chunk.length > 0) await insert(client, stream, after, chunk);
}

async function insert(client: PoolClient, stream: string, after: number, events: readonly NewEventAt[]): Promise<void> {
  const column = (of: (event: NewEventAt) => string): string => {
    const texts = events.map(of);
    if (texts.some((text) => text.includes(DIVIDER))) throw new EventRefused('the event contains a control character');
    return texts.join(DIVIDER);
  };
  const values = [
    column(({ id }) => id ?? ''),
    column(({ type }) => type),
    column(({ recordedAt }) => String(recordedAt)),
    column(({ data }) => data),
    column(({ meta }) => meta ?? ''),
    column(({ contentHash }) => contentHash ?? ''),
  ];
  await client.query({ name: 'tributary_insert', text: INSERT, values: [stream, after, ...values] });
}
