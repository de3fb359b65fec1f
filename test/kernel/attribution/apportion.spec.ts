import fc from 'fast-check';
import { apportion, apportionMillion, apportionNumbers, MILLION } from '../../../libs/kernel/attribution/apportion';

describe('largest remainder apportionment', () => {
  it.each([
    // [total, weights, parts]
    [1_000_000, [1], [1_000_000]],
    [1_000_000, [1, 1, 1], [333_334, 333_333, 333_333]],
    [1_000_000, [1, 2], [333_333, 666_667]],
    [100, [1, 1, 1, 1, 1, 1], [17, 17, 17, 17, 16, 16]],
    [7, [0, 3, 0, 3], [0, 4, 0, 3]],
    [3, [5, 0], [3, 0]],
    // The parliament by which the method is usually explained: 100,000 votes, 10 seats.
    [10, [47_000, 16_000, 15_800, 12_000, 6_100, 3_100], [5, 2, 1, 1, 1, 0]],
    [0, [1, 2], [0, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ])('splits %d by %j into %j', (total, weights, parts) => {
    expect(apportionNumbers(total, weights)).toEqual(parts);
    expect(apportion(BigInt(total), weights.map(BigInt))).toEqual(parts.map(BigInt));
  });

  it('splits sums of money that no double holds exactly', () => {
    const total = 2n ** 80n + 1n;
    expect(apportion(total, [1n, 1n])).toEqual([2n ** 79n + 1n, 2n ** 79n]);
  });

  it.each([
    ['a negative total', -1, [1]],
    ['a negative weight', 1, [2, -1]],
    ['nobody', 1, []],
    ['weights of 0 alone', 1, [0, 0]],
  ])('refuses %s', (_what, total, weights) => {
    expect(() => apportionNumbers(total, weights)).toThrow(RangeError);
    expect(() => apportion(BigInt(total), weights.map(BigInt))).toThrow(RangeError);
  });

  it.each([[1.5], [2 ** 53], [NaN], [Infinity]])('refuses the number %d', (value) => {
    expect(() => apportionNumbers(1, [value])).toThrow(RangeError);
    expect(() => apportionNumbers(value, [1])).toThrow(RangeError);
  });

  const weight = fc.oneof(fc.bigInt(0n, 10n), fc.bigInt(0n, 2n ** 140n));
  const weights = fc.array(weight, { minLength: 1, maxLength: 40 }).filter((list) => list.some((w) => w > 0n));
  const total = fc.oneof(fc.constant(1_000_000n), fc.bigInt(0n, 2n ** 60n));

  it('gives parts that sum to exactly the total', () => {
    fc.assert(
      fc.property(total, weights, (t, w) => {
        expect(apportion(t, w).reduce((sum, part) => sum + part, 0n)).toBe(t);
        expect(apportionMillion(w).reduce((sum, part) => sum + part, 0)).toBe(MILLION);
      }),
    );
  });

  it('gives no part that is a whole unit away from its exact quota', () => {
    fc.assert(
      fc.property(total, weights, (t, w) => {
        const sum = w.reduce((a, b) => a + b, 0n);
        apportion(t, w).forEach((part, i) => {
          const distance = part * sum - t * w[i]!;
          expect(distance < sum && distance > -sum).toBe(true);
        });
      }),
    );
  });

  it('never gives less for more weight, and never less to the earlier of equal weights', () => {
    fc.assert(
      fc.property(total, weights, (t, w) => {
        const parts = apportion(t, w);
        for (let i = 0; i < w.length; i++) {
          for (let j = i + 1; j < w.length; j++) {
            if (w[i]! >= w[j]!) expect(parts[i]! >= parts[j]!).toBe(true);
            else expect(parts[i]! <= parts[j]!).toBe(true);
          }
        }
      }),
    );
  });

  it('depends on the proportions of the weights alone', () => {
    fc.assert(
      fc.property(total, weights, fc.bigInt(1n, 1_000n), (t, w, factor) => {
        expect(
          apportion(
            t,
            w.map((x) => x * factor),
          ),
        ).toEqual(apportion(t, w));
      }),
    );
  });

  it('gives the same for numbers as for big integers, where doubles are exact and where not', () => {
    const number = fc.oneof(fc.nat(10), fc.maxSafeNat());
    const numbers = fc.array(number, { minLength: 1, maxLength: 12 }).filter((list) => list.some((w) => w > 0));
    fc.assert(
      fc.property(fc.oneof(fc.nat(2_000_000), fc.maxSafeNat()), numbers, (t, w) => {
        expect(apportionNumbers(t, w).map(BigInt)).toEqual(apportion(BigInt(t), w.map(BigInt)));
      }),
      { numRuns: 500 },
    );
  });
});
