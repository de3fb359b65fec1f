/**
 * Largest remainder apportionment (Hamilton): each part is the whole part of its exact quota, and the units left go,
 * one each, to the largest remainders; of equal remainders, to the earlier. Integer arithmetic is exact: every part is
 * less than one unit away from its quota, and a greater weight never gets less.
 */

/** Shares are counted in millionths. */
export const MILLION = 1_000_000;

/**
 * Splits `total` by `weights`; the parts sum to `total`.
 * Throws RangeError when a number is negative, or when there is something to split and no weight is above 0.
 */
export function apportion(total: bigint, weights: readonly bigint[]): bigint[] {
  let sum = 0n;
  for (const weight of weights) {
    if (weight < 0n) throw new RangeError('a weight is negative');
    sum += weight;
  }
  checkSplittable(total >= 0n, total > 0n && sum === 0n);
  if (sum === 0n) return weights.map(() => 0n);

  let left = total;
  const parts: bigint[] = [];
  const remainders: bigint[] = [];
  for (const weight of weights) {
    const product = total * weight;
    const part = product / sum;
    parts.push(part);
    remainders.push(product - part * sum);
    left -= part;
  }
  for (const index of largest(remainders, Number(left))) parts[index]! += 1n;
  return parts;
}

/** Rounds millionths of units to units without losing any: the parts sum to the whole units of all. */
export function wholeUnits(millionths: readonly bigint[]): number[] {
  const whole = millionths.reduce((sum, part) => sum + part, 0n) / BigInt(MILLION);
  return apportion(whole, millionths).map(Number);
}

/**
 * Like `apportion`, for safe integers (an amount in minor units, shares in millionths). Uses plain numbers as long as
 * every product is a safe integer. Also throws RangeError for a number that is not a safe integer.
 */
export function apportionNumbers(total: number, weights: readonly number[]): number[] {
  let sum = 0;
  let greatest = 0;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError('a weight is negative or not a safe integer');
    if (weight > greatest) greatest = weight;
    sum += weight;
  }
  checkSplittable(Number.isSafeInteger(total) && total >= 0, total > 0 && sum === 0);
  if (sum === 0) return weights.map(() => 0);
  if (!Number.isSafeInteger(sum) || !Number.isSafeInteger(total * greatest)) {
    return apportion(BigInt(total), weights.map(BigInt)).map(Number);
  }

  let left = total;
  const parts: number[] = [];
  const remainders: number[] = [];
  for (const weight of weights) {
    // The remainder of two integers is exact, and so is the division without it; a rounded quotient might not be.
    const product = total * weight;
    const remainder = product % sum;
    const part = (product - remainder) / sum;
    parts.push(part);
    remainders.push(remainder);
    left -= part;
  }
  for (const index of largest(remainders, left)) parts[index]! += 1;
  return parts;
}

/** Millionths that sum to exactly one million. Throws RangeError like `apportion`. */
export function apportionMillion(weights: readonly bigint[]): number[] {
  return apportion(BigInt(MILLION), weights).map(Number);
}

/** Indices of the `count` largest; of equal ones, the earlier. */
function largest(remainders: readonly (number | bigint)[], count: number): number[] {
  if (count === 0) return [];
  const indices = Array.from(remainders.keys());
  indices.sort((i, j) => {
    const a = remainders[i]!;
    const b = remainders[j]!;
    return a > b ? -1 : a < b ? 1 : i - j;
  });
  indices.length = count;
  return indices;
}

function checkSplittable(isTotalValid: boolean, isWeightless: boolean): void {
  if (!isTotalValid) throw new RangeError('the total is negative or not a safe integer');
  if (isWeightless) throw new RangeError('there is something to split, but no weight is above 0');
}
