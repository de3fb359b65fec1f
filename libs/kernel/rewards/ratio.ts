/** Money as an exact ratio of minor units, rounded once, at the end. */
import { divideHalfEven } from '../money';

/** `numerator / denominator`; the denominator is above 0. */
export interface Ratio {
  numerator: bigint;
  denominator: bigint;
}

const BASIS = 10_000n;

export function isAtLeast({ numerator, denominator }: Ratio, amount: number): boolean {
  return numerator >= BigInt(amount) * denominator;
}

/** A part of the money in basis points, rounded half-even. */
export function partOf({ numerator, denominator }: Ratio, basisPoints: number): bigint {
  return divideHalfEven(numerator * BigInt(basisPoints), denominator * BASIS);
}
