import fc from 'fast-check';
import { MILLION } from '../../../libs/kernel/attribution/apportion';
import { sharesOf } from '../../../libs/kernel/attribution/models';
import { ATTRIBUTION_MODELS, type AttributionModel } from '../../../libs/kernel/policy';
import { DAY } from '../../../libs/kernel/time';

const NOW = Date.UTC(2026, 0, 31);

/** Touches at the given numbers of days before now, oldest first. */
const daysAgo = (...days: number[]) => days.map((d) => ({ occurredAt: NOW - d * DAY }));
const touches = (count: number) => daysAgo(...Array.from({ length: count }, (_, i) => count - i));

describe('shares', () => {
  it.each<[AttributionModel, number, number[]]>([
    ['last-touch', 1, [1_000_000]],
    ['last-touch', 3, [0, 0, 1_000_000]],
    ['first-touch', 1, [1_000_000]],
    ['first-touch', 3, [1_000_000, 0, 0]],
    ['linear', 1, [1_000_000]],
    ['linear', 2, [500_000, 500_000]],
    ['linear', 3, [333_334, 333_333, 333_333]],
    ['linear', 6, [166_667, 166_667, 166_667, 166_667, 166_666, 166_666]],
    ['linear', 7, [142_858, 142_857, 142_857, 142_857, 142_857, 142_857, 142_857]],
    ['position-based', 1, [1_000_000]],
    ['position-based', 2, [500_000, 500_000]],
    ['position-based', 3, [400_000, 200_000, 400_000]],
    ['position-based', 4, [400_000, 100_000, 100_000, 400_000]],
    ['position-based', 5, [400_000, 66_667, 66_667, 66_666, 400_000]],
    ['time-decay', 1, [1_000_000]],
  ])('%s over %d', (model, count, shares) => {
    expect(sharesOf(model, touches(count))).toEqual(shares);
  });

  it.each([
    // [days before now, shares]
    [
      [7, 0],
      [333_333, 666_667],
    ],
    [
      [14, 7],
      [333_333, 666_667],
    ],
    [
      [14, 7, 0],
      [142_857, 285_714, 571_429],
    ],
    [
      [0, 0],
      [500_000, 500_000],
    ],
    [
      [5, 5, 5],
      [333_334, 333_333, 333_333],
    ],
    [
      [3.5, 0],
      [414_214, 585_786],
    ],
    [
      [10, 3, 1, 0],
      [123_004, 246_007, 299_887, 331_102],
    ],
    [
      [140, 0],
      [1, 999_999],
    ],
    [
      [147, 0],
      [0, 1_000_000],
    ],
  ])('time-decay over touches %j days ago', (days, shares) => {
    expect(sharesOf('time-decay', daysAgo(...days))).toEqual(shares);
  });

  const models = fc.constantFrom(...ATTRIBUTION_MODELS);
  const moments = fc
    .array(fc.oneof(fc.nat(10), fc.nat(400 * DAY)), { minLength: 1, maxLength: 60 })
    .map((ages) => ages.sort((a, b) => b - a).map((age) => ({ occurredAt: NOW - age })));

  it('are whole, not negative, one per touch, and sum to exactly one million', () => {
    fc.assert(
      fc.property(models, moments, (model, list) => {
        const shares = sharesOf(model, list);
        expect(shares).toHaveLength(list.length);
        expect(shares.every((share) => Number.isSafeInteger(share) && share >= 0)).toBe(true);
        expect(sum(shares)).toBe(MILLION);
      }),
    );
  });

  it('are as even as a million allows in the linear model', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (count) => {
        const shares = sharesOf('linear', touches(count));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      }),
    );
  });

  it('are 40 % for each end in the position-based model, and the middle shares a fifth evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 1_000 }), (count) => {
        const [first, ...rest] = sharesOf('position-based', touches(count));
        const last = rest.pop();
        expect([first, last]).toEqual([400_000, 400_000]);
        expect(sum(rest)).toBe(200_000);
        expect(Math.max(...rest) - Math.min(...rest)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are never less for a newer touch in the time-decay model', () => {
    fc.assert(
      fc.property(moments, (list) => {
        const shares = sharesOf('time-decay', list);
        for (let i = 1; i < shares.length; i++) {
          const isNewer = list[i]!.occurredAt > list[i - 1]!.occurredAt;
          // At the same moment, the earlier touch in the list may have the odd millionth.
          expect(shares[i]!).toBeGreaterThanOrEqual(shares[i - 1]! - (isNewer ? 0 : 1));
        }
      }),
    );
  });

  it('do not depend on the age of the newest touch in the time-decay model', () => {
    fc.assert(
      fc.property(moments, fc.nat(1_000 * DAY), (list, shift) => {
        const shifted = list.map(({ occurredAt }) => ({ occurredAt: occurredAt - shift }));
        expect(sharesOf('time-decay', shifted)).toEqual(sharesOf('time-decay', list));
      }),
    );
  });
});

function sum(shares: readonly number[]): number {
  return shares.reduce((total, share) => total + share, 0);
}
