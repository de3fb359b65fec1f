/**
 * How an event lies in EventStoreDB. Its data is JSON, its id the caller's, its metadata an object with the names that
 * other users of EventStoreDB know ($correlationId, $causationId), and what the server does not keep by itself:
 *
 * - `recordedAt`: the event's time. The server's own (`created`) follows a clock that may go back, is not known when the
 *   append is answered, and would change when a log is copied. The writer gives it: never less than that of the event
 *   before, which it knows, since it says where the append has to go.
 * - `writer`: who appended it, so that a writer recognises its own when the same id was appended by somebody else.
 * - `contentHash`, `meta`: as in the log's port. `unnamed`: the id is only the server's.
 *
 * What JSON cannot give back byte for byte, and what is too large for an append, is kept as gzipped bytes.
 */
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { EventData, JSONType, RecordedEvent } from '@eventstore/db-client';
import { EventRefused, EventTooLarge, type NewEvent, type StoredEvent } from './event-log';

/** The server takes 1 MiB in one append, all of its events together. Some of it is left for what it adds. */
export const APPEND_BYTES_MAX = 1_048_576 - 16_384;
/** Larger events are compressed. */
const COMPRESSED_FROM_BYTES = 524_288;

interface Metadata {
  $correlationId: string;
  $causationId?: string;
  recordedAt: number;
  writer: string;
  contentHash?: string;
  /** What `meta` of the port says; as text if JSON does not give it back byte for byte. */
  meta?: unknown;
  metaText?: string;
  unnamed?: true;
  gzip?: true;
}

/** An event that is ready to be appended. */
export interface Proposed {
  event: NewEvent;
  recordedAt: number;
  writer: string;
  /** As the client takes it. */
  data: EventData;
  /** Of everything that counts for the server's limit. */
  bytes: number;
}

/** An event as it was read. */
export interface Recorded {
  event: StoredEvent;
  /** The server's; the event's own, unless that is null. */
  eventId: string;
  contentHash: string | null;
  writer: string | null;
}

/** @throws EventRefused when the server cannot hold it */
export function propose(event: NewEvent, recordedAt: number, writer: string): Proposed {
  const { type, meta, contentHash, causeId } = event;
  if (event.id !== null && !isUuid(event.id)) throw new EventRefused('the id is not a UUID in lower case');
  const id = event.id ?? randomUUID();
  const { value, bytes } = jsonOf(event.data);
  const packed = value === undefined || bytes > COMPRESSED_FROM_BYTES ? asBytes(gzipSync(event.data)) : null;
  const metadata: Metadata = { $correlationId: causeId ?? id, recordedAt, writer };
  if (causeId !== undefined) metadata.$causationId = causeId;
  if (contentHash !== undefined) metadata.contentHash = contentHash;
  if (meta !== undefined) Object.assign(metadata, metaOf(meta));
  if (event.id === null) metadata.unnamed = true;
  if (packed !== null) metadata.gzip = true;
  const common = { id, type, metadata: asBytes(Buffer.from(JSON.stringify(metadata))) };
  const size = (packed?.length ?? bytes) + common.metadata.length + 2 * type.length;
  if (size > APPEND_BYTES_MAX) throw new EventTooLarge(`the event has ${size} bytes, more than EventStoreDB takes`);
  const data: EventData =
    packed === null
      ? { ...common, contentType: 'application/json', data: value as JSONType }
      : { ...common, contentType: 'application/octet-stream', data: packed };
  return { event, recordedAt, writer, data, bytes: size };
}

export function recordedEvent(stream: string, found: RecordedEvent): Recorded {
  const metadata = metadataIn(found);
  const { recordedAt, writer, contentHash, meta, metaText, unnamed } = metadata;
  const event: StoredEvent = {
    stream,
    revision: Number(found.revision),
    id: unnamed === true ? null : found.id,
    type: found.type,
    data: textIn(found, metadata),
    meta: metaText ?? (meta === undefined ? null : JSON.stringify(meta)),
    // Somebody else's event has the server's time.
    recordedAt: recordedAt ?? found.created.getTime(),
  };
  return { event, eventId: found.id, contentHash: contentHash ?? null, writer: writer ?? null };
}

/** Whether the event that stands in the stream is the proposed one, by its id and all of its content. */
export function isSame({ event, eventId, contentHash, writer }: Recorded, proposed: Proposed): boolean {
  return (
    eventId === proposed.data.id &&
    writer === proposed.writer &&
    event.recordedAt === proposed.recordedAt &&
    event.type === proposed.event.type &&
    event.data === proposed.event.data &&
    event.meta === (proposed.event.meta ?? null) &&
    contentHash === (proposed.event.contentHash ?? null)
  );
}

/** The value of a JSON text, or undefined if writing it gives another text (1.0, escapes, the order of numeric keys). */
function jsonOf(text: string): { value: unknown; bytes: number } {
  const bytes = Buffer.byteLength(text);
  try {
    const value: unknown = JSON.parse(text);
    return { value: JSON.stringify(value) === text ? value : undefined, bytes };
  } catch (error) {
    throw new EventRefused('the data is not JSON', { cause: error });
  }
}

function metaOf(meta: string): Pick<Metadata, 'meta' | 'metaText'> {
  const { value } = jsonOf(meta);
  return value === undefined ? { metaText: meta } : { meta: value };
}

function metadataIn({ metadata }: RecordedEvent): Partial<Metadata> {
  const isObject = typeof metadata === 'object' && !(metadata instanceof Uint8Array);
  return isObject ? (metadata as Partial<Metadata>) : {};
}

function textIn(event: RecordedEvent, { gzip }: Partial<Metadata>): string {
  if (event.isJson) return JSON.stringify(event.data);
  return (gzip === true ? gunzipSync(event.data) : Buffer.from(event.data)).toString();
}

/** The client takes metadata as bytes only from an array of exactly this class. */
function asBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** As the server gives them back. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
