/** Converts a purchase's net, or the goods' part of it, to the currency of a campaign, exactly; the only rounding comes at the end. */
import type { ExchangeRatesRecorded } from '../facts';
import { exponentOf, parseDecimal } from '../money';
import { toMillis, type Millis, type Moment } from '../time';
import type { Ratio } from './ratio';

export interface PinnedRate {
  from: string;
  to: string;
  base: string;
  rate: string;
  asOf: Millis;
}

export interface RecordedRates {
  position: number;
  base: string;
  rates: ExchangeRatesRecorded['rates'];
  asOf: Millis;
}

/** Whether a purchase may be converted at one of these rates. */
export function mayConvert({ base, rates, asOf }: RecordedRates, currency: string, at: Millis): boolean {
  return asOf <= at && (base === currency || rates[currency] !== undefined);
}

/** `amount` minor units of `from` in minor units of `to`, exactly. */
export function converted(amount: Ratio, from: string, to: string, rate: PinnedRate | null): Ratio {
  if (from === to) return amount;
  const { units, scale } = parseDecimal(rate!.rate)!;
  const decimal = 10n ** BigInt(scale);
  const exponents = exponentOf(to)! - exponentOf(from)!;
  const up = exponents > 0 ? 10n ** BigInt(exponents) : 1n;
  const down = exponents < 0 ? 10n ** BigInt(-exponents) : 1n;
  const [times, by] = rate!.base === from ? [units, decimal] : [decimal, units];
  return { numerator: amount.numerator * times * up, denominator: amount.denominator * by * down };
}

export function recordedRates(data: ExchangeRatesRecorded, { position, recordedAt }: Moment): RecordedRates {
  return { position, base: data.base, rates: data.rates, asOf: Math.min(toMillis(data.asOf), recordedAt) };
}
