import type { Ref } from '../decisions';
import type { Pseudonym } from '../identity/identifier';
import type { CreditSource } from '../policy';
import type { Millis } from '../time';

/** A recorded touchpoint as evaluations see it. */
export interface Touchpoint {
  /** The sender's id, unique only within the device. */
  touchpointId: string;
  /** Position of its fact in the intake stream, which identifies a touchpoint that was recorded. */
  position: number;
  /** The device that it was seen on. */
  identifierId: Pseudonym;
  source: CreditSource;
  channel?: string;
  campaign?: string;
  /** Absent if the sender named none, or a value that never identifies anybody. */
  referrer?: Ref;
  url?: string;
  /** Never after `recordedAt` of its fact. */
  occurredAt: Millis;
}

/** The order of touchpoints everywhere: by time, then by id (UTF-16 code units), then by device. Never by arrival. */
export function oldestFirst(a: Touchpoint, b: Touchpoint): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  if (a.touchpointId !== b.touchpointId) return a.touchpointId < b.touchpointId ? -1 : 1;
  return a.identifierId < b.identifierId ? -1 : a.identifierId > b.identifierId ? 1 : 0;
}

export function newestFirst(a: Touchpoint, b: Touchpoint): number {
  return oldestFirst(b, a);
}

/** Keeps the first touchpoint of each position. Rising positions, the usual case, have no repeats. */
export function withoutRepeats(touchpoints: readonly Touchpoint[]): readonly Touchpoint[] {
  if (touchpoints.every((touchpoint, i) => i === 0 || touchpoint.position > touchpoints[i - 1]!.position)) {
    return touchpoints;
  }
  const seen = new Set<number>();
  return touchpoints.filter(({ position }) => {
    if (seen.has(position)) return false;
    seen.add(position);
    return true;
  });
}

/**
 * The newest `limit` touchpoints, newest first. Reads from the end, since touchpoints mostly come oldest first, and
 * cuts the list back to `limit` whenever it holds twice as many.
 */
export function newest(touchpoints: readonly Touchpoint[], limit: number): Touchpoint[] {
  const kept: Touchpoint[] = [];
  let oldestKept: Touchpoint | undefined;
  for (let i = touchpoints.length - 1; i >= 0; i--) {
    const touchpoint = touchpoints[i]!;
    if (oldestKept && oldestFirst(touchpoint, oldestKept) < 0) continue;
    kept.push(touchpoint);
    if (kept.length < 2 * limit) continue;
    sortAndCut(kept, limit);
    oldestKept = kept.at(-1);
  }
  sortAndCut(kept, limit);
  return kept;
}

function sortAndCut(touchpoints: Touchpoint[], limit: number): void {
  if (touchpoints.length > 1) touchpoints.sort(newestFirst);
  if (touchpoints.length > limit) touchpoints.length = limit;
}
