import fc from 'fast-check';
import { DECAY_FRACTION_BITS, decayWeight, HALF_LIFE } from '../../../libs/kernel/attribution/decay';
import { DAY } from '../../../libs/kernel/time';

const ONE = 1n << DECAY_FRACTION_BITS;
const ages = fc.oneof(fc.nat(2_000), fc.nat(HALF_LIFE), fc.nat(365 * DAY));

describe('the weight of a touch by its age', () => {
  it('is one for the newest touch and halves every seven days', () => {
    for (let halvings = 0; halvings <= 53; halvings++) {
      expect(decayWeight(halvings * 7 * DAY)).toBe(ONE >> BigInt(halvings));
    }
  });

  it('is one over the square root of two after half of a half-life', () => {
    // 0.70710678118654752440084436210484903928483593768847 (OEIS A010503)
    const expected = (70710678118654752440084436210484903928n * ONE) / 10n ** 38n;
    expect(distance(decayWeight(HALF_LIFE / 2), expected)).toBeLessThan(2n ** 20n);
  });

  it('is zero at a very great age', () => {
    expect(decayWeight(200 * HALF_LIFE)).toBe(0n);
    expect(decayWeight(253_402_300_799_999)).toBe(0n);
  });

  it('is within 2^-100 of the exponential series computed with more digits', () => {
    fc.assert(
      fc.property(ages, (age) => {
        expect(distance(decayWeight(age), referenceWeight(age))).toBeLessThan(1n << (DECAY_FRACTION_BITS - 100n));
      }),
      { numRuns: 300, examples: [[0], [1], [1023], [1024], [1_048_575], [1_048_576], [HALF_LIFE - 1], [365 * DAY]] },
    );
  });

  it('falls with every millisecond, over the longest possible window', () => {
    fc.assert(
      fc.property(ages, (age) => {
        expect(decayWeight(age + 1)).toBeLessThan(decayWeight(age));
      }),
      { numRuns: 500 },
    );
  });
});

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

/** exp(-age / HALF_LIFE * ln 2) by Taylor series with 256 fractional bits, ln 2 by its own series: no square roots. */
function referenceWeight(age: number): bigint {
  const bits = 256n;
  const one = 1n << bits;
  let ln2 = 0n;
  for (let k = 1n; k <= bits; k++) ln2 += (one >> k) / k;
  const whole = BigInt(Math.floor(age / HALF_LIFE));
  const x = (ln2 * BigInt(age % HALF_LIFE)) / BigInt(HALF_LIFE);
  let term = one;
  let sum = 0n;
  for (let k = 1n; term !== 0n; k++) {
    sum += term;
    term = (-term * x) / one / k;
  }
  return sum >> (bits - DECAY_FRACTION_BITS + whole);
}
