import type { CustomTypesConfig } from 'pg';
import { DATA_HASH, type ScannedEvent, type StoredEvent } from './event-log';

const INT8 = 20;

/** For queries that return only text, uuid and bigint within 2^53. */
export const asNumbers: CustomTypesConfig = {
  getTypeParser: ((oid: number) => (oid === INT8 ? Number : identity)) as CustomTypesConfig['getTypeParser'],
};

function identity(value: string): string {
  return value;
}

export const EVENT_COLUMNS =
  `revision, id, type, data, meta, (date_part('epoch', recorded_at) * 1000)::bigint as recorded_ms` as const;

export type EventRow = [
  revision: number,
  id: string | null,
  type: string,
  data: string,
  meta: string | null,
  recordedMs: number,
];

export function storedEvent(stream: string, [revision, id, type, data, meta, recordedAt]: EventRow): StoredEvent {
  return { stream, revision, id, type, data, meta, recordedAt };
}

/** The server compares, as it hashes faster than the reader, and most hashes need not travel then. */
export const SCAN_COLUMNS = `${EVENT_COLUMNS},
  case when content_hash is null then null when content_hash = sha256(convert_to(data, 'UTF8')) then '${DATA_HASH}' else encode(content_hash, 'hex') end` as const;

export type ScanRow = [...EventRow, contentHash: string | null];

export function scannedEvent(
  stream: string,
  [revision, id, type, data, meta, recordedAt, contentHash]: ScanRow,
): ScannedEvent {
  return { stream, revision, id, type, data, meta, recordedAt, contentHash };
}
