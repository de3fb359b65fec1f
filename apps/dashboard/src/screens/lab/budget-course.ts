/** How much of a budget was used up to each moment, as recorded and in the scenario. */
import type { components } from '../../api/schema';
import { windowOf } from '../money/budget-course';

type Use = components['schemas']['BudgetUseShown'];
export type Window = Use['budgets']['now'][number]['window'];

export interface UsedUntil {
  /** Milliseconds; UTC. */
  at: number;
  now: number;
  then: number;
}

const STEP_MS = { hour: 3_600_000, day: 86_400_000 };

/** Since the window last began anew. `points` has the ends of the hours or days with use, `line` what lies between too. */
export function usedUntil(
  { before, points, step }: Pick<Use, 'before' | 'points' | 'step'>,
  window: Window,
): { points: UsedUntil[]; line: UsedUntil[] } {
  const ends: UsedUntil[] = [];
  const line: UsedUntil[] = [];
  // What the first week or month used before the first point is not known if something is left out.
  const isCut = before.now !== 0 || before.then !== 0;
  let current: string | null = null;
  let isKnown = window === 'total' || !isCut;
  let used = window === 'total' ? { ...before } : { now: 0, then: 0 };
  for (const point of points) {
    const at = Date.parse(point.at);
    const of = windowOf(window, point.at.slice(0, 10));
    if (of !== current) {
      isKnown ||= current !== null;
      if (window !== 'total') {
        const begins = Date.parse(of);
        if (line.length > 0) line.push({ at: begins, ...used }, { at: begins, now: 0, then: 0 });
        used = { now: 0, then: 0 };
      }
      current = of;
    }
    const start = { at, ...used };
    used = { now: used.now + point.now, then: used.then + point.then };
    if (!isKnown) continue;
    const end = { at: at + STEP_MS[step], ...used };
    ends.push(end);
    line.push(start, end);
  }
  return { points: ends, line };
}
