/** Ledger events as recorded, read through the pointers that the read models keep. */
import type { Pool } from 'pg';
import type { EventLog, StoredEvent } from '../event-log/event-log';
import { ledgerStream } from '../event-log/streams';
import type { LedgerMeta } from '../kernel/decisions';
import { type Instant, toInstant } from '../kernel/time';
import type { Listed } from './rows';

/** A page ends with the event whose data brings it to this, because an attribution can list a thousand credits. */
export const HISTORY_BYTES_MAX = 1024 * 1024;
/** Events are read in slices, so that no more than a slice of large events is in memory beyond the page. */
const SLICE_MAX = 20;

export interface HistoryEvent {
  type: string;
  /** Position of the fact that caused the event. */
  position: number;
  /** Index among the decisions of that fact. */
  ordinal: number;
  recordedAt: Instant;
  kernelVersion: number;
  data: Record<string, unknown>;
  /** More than 1 for the first of the claims that were rejected of one order, with one code, within one hour. */
  count: number;
}

/** Where an event of a purchase is in the ledger, and how many it stands for. */
export interface EventPointer {
  revision: number;
  count: number;
}

/** An SQL expression: pointers to the events of purchase `p`, newest first; `before` and `limit` are SQL. */
export function eventsOfPurchase(before: string, limit: string): string {
  return `array(select json_build_object('revision', h.ledger_revision, 'count',
      case when h.counted_as is null then 1 else (select r.nth from claim_rejections r
        where r.merchant_id = h.merchant_id and r.order_id = h.order_id and r.counted_as = h.counted_as
        order by r.position desc, r.nth desc limit 1) end)
    from purchase_history h
    where h.merchant_id = p.merchant_id and h.order_id = p.order_id
      and (${before}::bigint is null or h.ledger_revision < ${before})
    order by h.ledger_revision desc limit ${limit})`;
}

/**
 * The newest events of a purchase, in log order; `before` is the `next` of the previous page. A page of large events is
 * shorter than `limit`. Returns null when there is no such purchase.
 */
export async function listHistory(
  pool: Pool,
  log: EventLog,
  merchantId: string,
  orderId: string,
  limit: number,
  before: number | null,
): Promise<Listed<HistoryEvent, number> | null> {
  const { rows } = await pool.query<{ partition: number; events: EventPointer[] }>({
    name: 'list-history',
    text: `select p.partition, ${eventsOfPurchase('$3', '$4')} as events from purchases p
      where p.merchant_id = $1 and p.order_id = $2`,
    values: [merchantId, orderId, before, limit + 1],
  });
  const [row] = rows;
  return row === undefined ? null : readHistory(log, row.partition, row.events, limit);
}

/** @param pointers newest first, `limit + 1` of them when there are more than a page */
export async function readHistory(
  log: EventLog,
  partition: number,
  pointers: readonly EventPointer[],
  limit: number,
): Promise<Listed<HistoryEvent, number>> {
  const counts = new Map(pointers.map(({ revision, count }) => [revision, count]));
  const wanted = [...counts.keys()];
  const items: HistoryEvent[] = [];
  let bytes = 0;
  let last: number | undefined;
  for await (const event of newestFirst(log, ledgerStream(partition), wanted.slice(0, limit))) {
    items.unshift(toHistoryEvent(event, counts.get(event.revision)!));
    last = event.revision;
    bytes += Buffer.byteLength(event.data);
    if (bytes >= HISTORY_BYTES_MAX) break;
  }
  return { items, next: last === undefined || last === wanted.at(-1) ? null : last };
}

async function* newestFirst(log: EventLog, stream: string, revisions: readonly number[]): AsyncGenerator<StoredEvent> {
  for (let i = 0; i < revisions.length; i += SLICE_MAX) {
    yield* (await log.readMany(stream, revisions.slice(i, i + SLICE_MAX))).toReversed();
  }
}

function toHistoryEvent(event: StoredEvent, count: number): HistoryEvent {
  const { position, ordinal, kernelVersion } = JSON.parse(event.meta ?? '{}') as LedgerMeta;
  return {
    type: event.type,
    position,
    ordinal,
    recordedAt: toInstant(event.recordedAt),
    kernelVersion,
    data: JSON.parse(event.data) as Record<string, unknown>,
    count,
  };
}
