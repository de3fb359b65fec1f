import { DAY, type Millis } from '../time';

/**
 * Weights that halve every seven days, as fixed-point integers: `2^(-age / half-life) * 2^DECAY_FRACTION_BITS`. The
 * error is below 2^-100 of the newest touch's weight. Integer arithmetic gives the same result on every machine.
 *
 * The age within a half-life, in milliseconds, is below 2^30: three digits of ten bits. One table per digit holds the
 * weight of each value, and a weight is the product of three entries, shifted by the number of whole half-lives.
 */
export const HALF_LIFE: Millis = 7 * DAY;
export const DECAY_FRACTION_BITS = 128n;

const ONE = 1n << DECAY_FRACTION_BITS;
const DIGIT_BITS = 10;
const DIGIT_VALUES = 1 << DIGIT_BITS;

const FINE = powersOf(halvedOver(1));
const MIDDLE = powersOf(halvedOver(DIGIT_VALUES));
const COARSE = powersOf(halvedOver(DIGIT_VALUES * DIGIT_VALUES));

/** The weight at `age` milliseconds (an integer from 0); 2^DECAY_FRACTION_BITS at 0, never more for a greater age. */
export function decayWeight(age: Millis): bigint {
  const rest = age % HALF_LIFE;
  const halvings = (age - rest) / HALF_LIFE;
  const fine = FINE[rest & (DIGIT_VALUES - 1)]!;
  const middle = MIDDLE[(rest >> DIGIT_BITS) & (DIGIT_VALUES - 1)]!;
  const coarse = COARSE[rest >> (2 * DIGIT_BITS)]!;
  return times(times(fine, middle), coarse) >> BigInt(halvings);
}

/**
 * 2^(-age / HALF_LIFE) for an age below one half-life: the exponent in binary says which of the roots 2^(-1/2),
 * 2^(-1/4), 2^(-1/8), ... to multiply, each the square root of the one before it.
 */
function halvedOver(age: Millis): bigint {
  const halfLife = BigInt(HALF_LIFE);
  let weight = ONE;
  let root = ONE >> 1n;
  let exponent = BigInt(age);
  for (let bit = 0n; bit < DECAY_FRACTION_BITS; bit++) {
    root = squareRoot(root << DECAY_FRACTION_BITS);
    exponent *= 2n;
    if (exponent < halfLife) continue;
    exponent -= halfLife;
    weight = times(weight, root);
  }
  return weight;
}

function powersOf(base: bigint): bigint[] {
  const powers = [ONE];
  while (powers.length < DIGIT_VALUES) powers.push(times(powers.at(-1)!, base));
  return powers;
}

function times(a: bigint, b: bigint): bigint {
  return (a * b) >> DECAY_FRACTION_BITS;
}

/** The integer part of the square root, by Newton's method from above. `n` is above 0. */
function squareRoot(n: bigint): bigint {
  let root = ONE;
  while (root * root <= n) root <<= 1n;
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
