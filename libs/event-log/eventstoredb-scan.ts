/** Reads long parts of a stream, and scattered events of it. */
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATA_HASH, LogUnavailable, type ScannedEvent } from './event-log';
import type { Recorded } from './eventstoredb-events';
import type { EventStoreDbReader } from './eventstoredb-read';

const PAGE = { events: 1_000, bytes: 2 * 1_048_576 };
/** A read that breaks goes on behind what it gave; so often in a row it may give nothing. */
const BREAKS_MAX = 3;
const AGAIN_MS = 500;

/** @throws LogUnavailable */
export async function* scanned(
  reader: EventStoreDbReader,
  stream: string,
  from: number,
  through: number,
): AsyncGenerator<ScannedEvent[]> {
  let next = from;
  for (let breaks = 0; next <= through;) {
    try {
      for await (const page of reader.pages(stream, next, through - next + 1, PAGE)) {
        next = page.at(-1)!.event.revision + 1;
        breaks = 0;
        yield page.map(scannedEvent);
      }
      return;
    } catch (error) {
      if (!(error instanceof LogUnavailable) || ++breaks > BREAKS_MAX) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

function scannedEvent({ event, contentHash }: Recorded): ScannedEvent {
  const { stream, revision, id, type, data, meta, recordedAt } = event;
  const isOfData = contentHash !== null && contentHash === hash('sha256', data);
  return { stream, revision, id, type, data, meta, recordedAt, contentHash: isOfData ? DATA_HASH : contentHash };
}

/** Events that lie closer together than this are read together with those between them. */
const GAP_MAX = 20;

export function* runsOf(revisions: Iterable<number>): Generator<{ from: number; count: number }> {
  let from: number | null = null;
  let last = -1;
  for (const revision of [...revisions].toSorted((a, b) => a - b)) {
    if (from !== null && revision - last > GAP_MAX) {
      yield { from, count: last - from + 1 };
      from = null;
    }
    from ??= revision;
    last = revision;
  }
  if (from !== null) yield { from, count: last - from + 1 };
}
