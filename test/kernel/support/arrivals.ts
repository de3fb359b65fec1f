/** The ways in which facts may arrive: in any order, fast or slowly, on both sides of every settling period. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import type { Fact, RecordedFact } from '../../../libs/kernel/facts';
import { HOUR, SECOND, type Millis } from '../../../libs/kernel/time';
import { HISTORY_END } from './universe';

/** A fact as the log will take it, but for its position: timers that fire in between take positions too. */
export type Arrival = Omit<RecordedFact, 'position'>;

/** `facts` in any order from `HISTORY_END` on; up to 500 of them stay within claimTtlDays and finalityDays. */
export function arrivals(facts: readonly Fact[]): fc.Arbitrary<Arrival[]> {
  const order = fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length });
  const gap = fc.constantFrom(0, 1, SECOND, 60 * SECOND, 61 * SECOND, HOUR);
  const gaps = fc.array(gap, { minLength: facts.length, maxLength: facts.length });
  return fc.tuple(order, gaps).map(([list, between]) => {
    let recordedAt: Millis = HISTORY_END;
    return list.map((fact, i) => {
      recordedAt += between[i]!;
      return { id: factIdOf(fact), recordedAt, fact };
    });
  });
}

/** The same facts arriving twice, each time in another order and at another pace. */
export function arrivingTwice(facts: fc.Arbitrary<Fact[]>): fc.Arbitrary<[Arrival[], Arrival[]]> {
  return facts.chain((list) => fc.tuple(arrivals(list), arrivals(list)));
}

/** The facts, some of them repeated at any later moment, as a log without unique ids may hold them. */
export function repeated(list: readonly Arrival[]): fc.Arbitrary<Arrival[]> {
  if (list.length === 0) return fc.constant([]);
  const repeats = fc.array(fc.tuple(fc.nat(list.length - 1), fc.nat(list.length - 1)), { maxLength: 4 });
  return repeats.map((pairs) =>
    list.flatMap((arrival, at) => {
      const again = pairs.filter(([a, b]) => Math.max(a, b) === at).map(([a, b]) => list[Math.min(a, b)]!);
      return [arrival, ...again.map((earlier) => ({ ...earlier, recordedAt: arrival.recordedAt }))];
    }),
  );
}

/** Adds positions from `from` on, if no timers fire in between. */
export function inLog(list: readonly Arrival[], from = 0): RecordedFact[] {
  return list.map((arrival, i) => ({ ...arrival, position: from + i }));
}

/** A UUID of the fact's content: the same fact has the same id, however it arrives. */
export function factIdOf(fact: Fact): string {
  const hash = createHash('sha256').update(canonicalJson(fact)).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
