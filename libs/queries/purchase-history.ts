/** Ledger events as recorded, read through the pointers that the read models keep. */
import type { EventLog, StoredEvent } from '../event-log/event-log';
import type { LedgerMeta } from '../kernel/decisions';
import { type Instant, toInstant } from '../kernel/time';

/** At most this many events per read. */
const READ_MAX = 1_000;

export interface HistoryEvent {
  type: string;
  /** Position of the fact that caused the event. */
  position: number;
  /** Index among the decisions of that fact. */
  ordinal: number;
  recordedAt: Instant;
  kernelVersion: number;
  data: Record<string, unknown>;
}

/** Reads the events of several histories, each a list of revisions of one ledger stream in order. */
export async function readHistory(
  log: EventLog,
  stream: string,
  stories: readonly (readonly number[])[],
): Promise<HistoryEvent[][]> {
  const wanted = [...new Set(stories.flat())].sort((a, b) => a - b);
  const events = new Map<number, HistoryEvent>();
  for (let i = 0; i < wanted.length; i += READ_MAX) {
    for (const event of await log.readMany(stream, wanted.slice(i, i + READ_MAX))) {
      events.set(event.revision, toHistoryEvent(event));
    }
  }
  return stories.map((revisions) => revisions.flatMap((revision) => events.get(revision) ?? []));
}

function toHistoryEvent(event: StoredEvent): HistoryEvent {
  const { position, ordinal, kernelVersion } = JSON.parse(event.meta ?? '{}') as LedgerMeta;
  return {
    type: event.type,
    position,
    ordinal,
    recordedAt: toInstant(event.recordedAt),
    kernelVersion,
    data: JSON.parse(event.data) as Record<string, unknown>,
  };
}
