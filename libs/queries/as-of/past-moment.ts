/** A moment of the past, named by a position of the log or by a time. */
import type { EventLog } from '../../event-log/event-log';
import { intakeStream } from '../../event-log/streams';
import type { Millis } from '../../kernel/time';
import { lastNotAbove } from './search-log';

/** What a caller names: a position, or milliseconds. */
export type AsOf = { position: number } | { time: Millis };

/** What was known and decided then: every fact up to and including `position`, and its decisions. */
export interface PastMoment {
  /** -1: nothing was recorded yet. */
  position: number;
  /** When that fact was recorded. */
  recordedAt: Millis;
  /** The clock of that moment; null: it is now, as nothing was recorded since. */
  clock: Millis | null;
}

/** The position is beyond the end of the log, or the time has not come. */
export class NotYetRecorded extends Error {
  override readonly name = 'NotYetRecorded';
}

/**
 * A time means the last position that was recorded at or before it.
 * @param now milliseconds
 * @throws NotYetRecorded
 */
export async function findMoment(log: EventLog, partition: number, asOf: AsOf, now: Millis): Promise<PastMoment> {
  const stream = intakeStream(partition);
  const head = await log.head(stream);
  if ('time' in asOf) {
    const { time } = asOf;
    if (time > now) throw new NotYetRecorded('That time has not come yet.');
    const [position] = await lastNotAbove(log, stream, head, [time], ({ recordedAt }) => recordedAt);
    return { position: position!, recordedAt: await recordedAtOf(log, stream, position!), clock: time };
  }
  const { position } = asOf;
  if (position > head) {
    throw new NotYetRecorded(head < 0 ? 'The log is empty.' : `The log ends at position ${head}.`);
  }
  const recordedAt = await recordedAtOf(log, stream, position);
  return { position, recordedAt, clock: position === head ? null : recordedAt };
}

async function recordedAtOf(log: EventLog, stream: string, position: number): Promise<Millis> {
  if (position < 0) return -Infinity;
  const [event] = await log.readMany(stream, [position]);
  return event!.recordedAt;
}
