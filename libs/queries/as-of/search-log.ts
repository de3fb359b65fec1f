/** Finds places in a stream by what its events say, in a handful of reads. */
import { READ_MANY_MAX, type EventLog, type StoredEvent } from '../../event-log/event-log';

/** Each round of reads divides the range of every target by so much, or more. */
const PROBES_MIN = 7;

/**
 * For each target, the last revision whose key is not above it; -1: there is none.
 * @param keyOf never falls from one event to the next
 */
export async function lastNotAbove(
  log: EventLog,
  stream: string,
  head: number,
  targets: readonly number[],
  keyOf: (event: StoredEvent) => number,
): Promise<number[]> {
  const ranges = targets.map((target) => ({ target, low: -1, high: head }));
  for (;;) {
    const open = ranges.filter(({ low, high }) => low < high);
    if (open.length === 0) return ranges.map(({ low }) => low);
    const each = Math.max(PROBES_MIN, Math.floor(READ_MANY_MAX / 20 / open.length));
    const probes = new Set(open.flatMap(({ low, high }) => between(low, high, each)));
    const keys = await keysAt(log, stream, [...probes], keyOf);
    for (const range of open) {
      for (const revision of between(range.low, range.high, each)) {
        if (keys.get(revision)! <= range.target) range.low = Math.max(range.low, revision);
        else range.high = Math.min(range.high, revision - 1);
      }
    }
  }
}

/** At most `count` revisions above `low` and up to `high`, evenly spaced; at least one. */
function between(low: number, high: number, count: number): number[] {
  const step = Math.ceil((high - low) / (count + 1));
  const revisions: number[] = [];
  for (let revision = low + step; revision <= high; revision += step) revisions.push(revision);
  return revisions;
}

async function keysAt(
  log: EventLog,
  stream: string,
  revisions: readonly number[],
  keyOf: (event: StoredEvent) => number,
): Promise<Map<number, number>> {
  const keys = new Map<number, number>();
  for (let at = 0; at < revisions.length; at += READ_MANY_MAX) {
    for (const event of await log.readMany(stream, revisions.slice(at, at + READ_MANY_MAX))) {
      keys.set(event.revision, keyOf(event));
    }
  }
  return keys;
}
