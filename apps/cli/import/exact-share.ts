import { type Decimal, divideHalfEven } from '../../../libs/kernel/money';

/** Decimal places that an amount may have. */
export const SCALE_MAX = 40;

/**
 * Cuts a running sum of decimal amounts into whole minor units. Each cut is the growth of the rounded sum, so all cuts
 * add up to the rounded total.
 */
export class ExactShare {
  private sum = 0n;
  private cut = 0n;
  private readonly unit: bigint;

  /** @param exponent decimal places of the currency */
  constructor(exponent: number) {
    this.unit = 10n ** BigInt(SCALE_MAX - exponent);
  }

  /** Yields the minor units (not negative) of each of `parts` equal parts of the amount. */
  *take(amount: Decimal, parts: number): Generator<number, undefined> {
    const whole = amount.units * 10n ** BigInt(SCALE_MAX - amount.scale);
    const before = this.sum;
    this.sum += whole;
    for (let i = 1; i <= parts; i++) {
      const grown = divideHalfEven(before + (whole * BigInt(i)) / BigInt(parts), this.unit);
      const part = grown - this.cut;
      this.cut = grown;
      yield Number(part);
    }
  }

  /** Minor units cut so far, which is the rounded sum. */
  get total(): number {
    return Number(this.cut);
  }
}
