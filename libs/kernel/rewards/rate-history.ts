/** The exchange rates recorded for a merchant, found by their currencies and time. */
import type { Millis } from '../time';
import type { PinnedRate, RecordedRates } from './conversion';

interface Rate {
  base: string;
  rate: string;
  asOf: Millis;
}

export class RateHistory {
  /** By both currencies in alphabetical order. Oldest rate first; of two equally old, the one recorded first. */
  readonly pairs = new Map<string, Rate[]>();

  /** Called in log order. Returns a function that undoes the change. */
  record({ base, rates, asOf }: RecordedRates): () => void {
    const undo: (() => void)[] = [];
    for (const [currency, rate] of Object.entries(rates)) {
      const key = pairOf(base, currency);
      const known = this.pairs.get(key);
      if (known === undefined) {
        this.pairs.set(key, [{ base, rate, asOf }]);
        undo.push(() => this.pairs.delete(key));
      } else {
        const at = countUpTo(known, asOf);
        known.splice(at, 0, { base, rate, asOf });
        undo.push(() => known.splice(at, 1));
      }
    }
    return () => undo.reverse().forEach((step) => step());
  }

  /** The newest rate not after `at`, in either direction; of two equally new, the one recorded later. */
  find(from: string, to: string, at: Millis): PinnedRate | null {
    const known = this.pairs.get(pairOf(from, to)) ?? [];
    const newest = known[countUpTo(known, at) - 1];
    return newest === undefined ? null : { from, to, ...newest };
  }
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** How many rates are not after `at`. */
function countUpTo(rates: readonly Rate[], at: Millis): number {
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rates[middle]!.asOf <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
