/** A decimal number, exactly: `digits` × 10^-`places`. */
export interface Decimal {
  digits: bigint;
  places: number;
}

const PLACES_MAX = 40;
/** Leaves room for minor units as safe integers. */
const LIMIT = 10n ** 12n;

/** Reads `0.244`, `12`, `1e-05`; undefined for anything else, a sign included, and from 10^12 on. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^(\d{1,20})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  const places = fraction.length - Number(match[3] ?? 0);
  if (places > PLACES_MAX) return undefined;
  const digits = BigInt(match[1]! + fraction);
  const read = places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
  return read.digits < LIMIT * 10n ** BigInt(read.places) ? read : undefined;
}

/**
 * Cuts a running sum of decimal amounts into whole minor units: each cut is what the rounded sum has grown by, so all
 * cuts together are the rounded total, whatever was lost or won on the way.
 */
export class ExactShare {
  private sum = 0n;
  private cut = 0n;
  private readonly unit: bigint;

  /** @param exponent decimal places of the currency */
  constructor(exponent: number) {
    this.unit = 10n ** BigInt(PLACES_MAX - exponent);
  }

  /** Minor units of each of `parts` equal parts of the amount, one after the other. */
  *take(amount: Decimal, parts: number): Generator<number, undefined> {
    const whole = amount.digits * 10n ** BigInt(PLACES_MAX - amount.places);
    const before = this.sum;
    this.sum += whole;
    for (let i = 1; i <= parts; i++) {
      const grown = this.round(before + (whole * BigInt(i)) / BigInt(parts));
      const part = grown - this.cut;
      this.cut = grown;
      yield Number(part);
    }
  }

  /** All minor units cut so far: the sum, rounded half up. */
  get total(): number {
    return Number(this.cut);
  }

  private round(sum: bigint): bigint {
    return (sum + this.unit / 2n) / this.unit;
  }
}
