/** Copies a log to another store, stream by stream, with ids, times and hashes: what is replayed from it is the same. */
import { hash } from 'node:crypto';
import { DATA_HASH, type EventLog, type NewEventAt, type ScannedEvent } from '../event-log/event-log';
import { ledgerMeta } from './codec';

/** The target holds something else than a first part of the source. */
export class LogsDiffer extends Error {
  override readonly name = 'LogsDiffer';
}

/**
 * Appends what the target lacks of a stream. What it has already is compared first, so a copy that ended early goes on
 * where it was.
 * @param through copies events up to this revision
 * @param onProgress called with how many more events are the same in both
 * @throws LogsDiffer, and what the logs throw
 */
export async function copyStream(
  from: EventLog,
  to: EventLog,
  stream: string,
  through: number,
  onProgress: (events: number) => void,
): Promise<void> {
  const there = await to.head(stream);
  if (there > through) throw new LogsDiffer(`${stream} has more events in the target than in the source`);
  await compare(from, to, stream, there, onProgress);
  let last = there;
  for await (const page of from.scan(stream, there + 1, through)) {
    await to.appendExpected(stream, last, page.map(asNew));
    last = page.at(-1)!.revision;
    onProgress(page.length);
  }
  const end = await to.head(stream);
  if (end !== through) throw new LogsDiffer(`${stream} ends at ${end} in the target, and at ${through} in the source`);
}

async function compare(
  from: EventLog,
  to: EventLog,
  stream: string,
  through: number,
  onProgress: (events: number) => void,
): Promise<void> {
  const theirs = eventsOf(to.scan(stream, 0, through));
  try {
    for await (const page of from.scan(stream, 0, through)) {
      for (const event of page) {
        const { value } = await theirs.next();
        if (value !== undefined && isSame(event, value)) continue;
        throw new LogsDiffer(`${stream} has another event at revision ${event.revision} in the target`);
      }
      onProgress(page.length);
    }
  } finally {
    await theirs.return(undefined);
  }
}

async function* eventsOf(pages: AsyncIterable<ScannedEvent[]>): AsyncGenerator<ScannedEvent, undefined, undefined> {
  for await (const page of pages) yield* page;
}

function isSame(a: ScannedEvent, b: ScannedEvent): boolean {
  return (
    a.revision === b.revision &&
    a.id === b.id &&
    a.type === b.type &&
    a.data === b.data &&
    a.meta === b.meta &&
    a.recordedAt === b.recordedAt &&
    a.contentHash === b.contentHash
  );
}

function asNew({ id, type, data, meta, recordedAt, contentHash }: ScannedEvent): NewEventAt {
  const event: NewEventAt = { id, type, data, recordedAt };
  if (meta !== null) event.meta = meta;
  if (contentHash !== null) event.contentHash = contentHash === DATA_HASH ? hash('sha256', data) : contentHash;
  // Of facts, the notes name no cause.
  const causeId = meta === null ? undefined : ledgerMeta(meta)?.causeId;
  if (causeId !== undefined) event.causeId = causeId;
  return event;
}
