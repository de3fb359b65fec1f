/**
 * Money is an integer of minor units and an ISO 4217 currency. Parsing and conversion use integer arithmetic only: no
 * float touches an amount.
 */

/**
 * Decimal places by currency. The source is ISO 4217 as its maintenance agency publishes it (list one, and currencies
 * withdrawn since 2016, because old orders still use them), then codes that shops use although ISO does not list them.
 */
const EXPONENTS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BYR IRT',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
    'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS ' +
    'INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
    'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ' +
    'ANG BGN CUC HRK MRO SLL STD VEF ZWL ' +
    'GGP IMP JEP PRB USDC',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
  8: 'BTC',
};

const EXPONENT_OF: ReadonlyMap<string, number> = new Map(
  Object.entries(EXPONENTS).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, Number(exponent)])),
);

/** Decimal places of a currency; undefined for a code that is not a currency in which shops sell. */
export function exponentOf(currency: string): number | undefined {
  return EXPONENT_OF.get(currency);
}

/** Minor units in decimal notation, without the currency: 1999 with 2 places is `19.99`. */
export function decimalText(minorUnits: number, places: number): string {
  const digits = String(Math.abs(minorUnits)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${minorUnits < 0 ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`;
}

/** `units / 10^scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

/** Longer texts are never amounts. */
const DECIMAL_LENGTH_MAX = 128;
const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const SCIENTIFIC = /^(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})$/;

/** Reads plain notation: `12`, `-12.50`. Returns null for anything else, exponents (`1e2`) included. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > DECIMAL_LENGTH_MAX) return null;
  const match = PLAIN.exec(text);
  if (match === null) return null;
  const fraction = match[3] ?? '';
  return { units: BigInt(`${match[1]}${match[2]}${fraction}`), scale: fraction.length };
}

/** Reads plain or exponent notation (`1.08e1`), for numbers that are not amounts and need not be exact. */
export function parseAnyDecimal(text: string): Decimal | null {
  const match = SCIENTIFIC.exec(text);
  if (match === null) return parseDecimal(text);
  const mantissa = parseDecimal(match[1]!);
  if (mantissa === null) return null;
  const scale = mantissa.scale - Number(match[2]);
  if (scale >= 0) return { units: mantissa.units, scale };
  return { units: mantissa.units * 10n ** BigInt(-scale), scale: 0 };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: rescale(a, scale) + rescale(b, scale), scale };
}

/**
 * The value in units of `10^-exponent`. Zeros beyond that place are dropped. Other digits beyond it are rounded
 * half-even, or give null with `exact`.
 */
export function toMinorUnits(value: Decimal, exponent: number, rounding: 'exact' | 'half-even'): bigint | null {
  if (value.scale <= exponent) return rescale(value, exponent);
  const divisor = 10n ** BigInt(value.scale - exponent);
  if (rounding === 'exact' && value.units % divisor !== 0n) return null;
  return divideHalfEven(value.units, divisor);
}

/** The integer nearest to `numerator / denominator`; of two equally near, the even one. `denominator` is above 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = (magnitude % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}

/** `amount * to / from`, rounded once, half-even. `to` and `from` are amounts of equal worth. */
export function convert(amount: bigint, to: bigint, from: bigint): bigint {
  return divideHalfEven(amount * to, from);
}

const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** The amount as a number from 0 to 2^53 - 1; null outside that range. */
export function toSafeAmount(amount: bigint): number | null {
  return amount >= 0n && amount <= SAFE_MAX ? Number(amount) : null;
}

function rescale(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}
