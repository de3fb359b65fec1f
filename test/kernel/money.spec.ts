import fc from 'fast-check';
import {
  addDecimals,
  convert,
  divideHalfEven,
  exponentOf,
  parseAnyDecimal,
  parseDecimal,
  toMinorUnits,
  toSafeAmount,
} from '../../libs/kernel/money';

const minor = (text: string, exponent: number, rounding: 'exact' | 'half-even' = 'exact') => {
  const decimal = parseDecimal(text);
  return decimal && toMinorUnits(decimal, exponent, rounding);
};

/** ISO 4217 as published: list one, then codes withdrawn from 2016 on. A digit gives decimal places other than 2. */
const PUBLISHED = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD3 BIF0 BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF ' +
  'CHE CHF CHW CLF4 CLP0 CNY COP COU CRC CUP CVE CZK DJF0 DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP ' +
  'GMD GNF0 GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD3 IRR ISK0 JMD JOD3 JPY0 KES KGS KHR KMF0 KPW KRW0 KWD3 KYD ' +
  'KZT LAK LBP LKR LRD LSL LYD3 MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR ' +
  'NZD OMR3 PAB PEN PGK PHP PKR PLN PYG0 QAR RON RSD RUB RWF0 SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN ' +
  'SVC SYP SZL THB TJS TMT TND3 TOP TRY TTD TWD TZS UAH UGX0 USD USN UYI0 UYU UYW4 UZS VED VES VND0 VUV0 WST ' +
  'XAD XAF0 XCD XCG XOF0 XPF0 YER ZAR ZMW ZWG ' +
  'ANG BGN BYR0 CUC HRK MRO SLL STD VEF ZWL'
).split(' ');
const BEYOND_ISO = new Map(Object.entries({ GGP: 2, IMP: 2, JEP: 2, PRB: 2, IRT: 0, BTC: 8 }));
/** Unicode's tables follow use: no decimal places for currencies whose smallest coins are no longer struck. */
const COINS_GIVEN_UP = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK MRO PKR RSD SLL SOS STD SYP YER'.split(' ');

/** Every three-letter code that counts as a currency here. */
function codes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const words = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
  return words.filter((word) => exponentOf(word) !== undefined);
}

function unicodePlaces(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!;
}

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('%s has %i decimal places', (currency, exponent) => {
    expect(exponentOf(currency)).toBe(exponent);
  });

  it.each(['eur', 'EURO', '', 'XXX', 'XAU', 'XDR', '__proto__', 'constructor'])('%p is not a currency', (text) => {
    expect(exponentOf(text)).toBeUndefined();
  });

  it('have the decimal places of ISO 4217', () => {
    const published = PUBLISHED.map((entry): [string, number] => [entry.slice(0, 3), Number(entry.slice(3) || 2)]);
    expect(new Map(codes().map((code) => [code, exponentOf(code)]))).toEqual(new Map([...published, ...BEYOND_ISO]));
  });

  it('have the decimal places that shops use, if ISO 4217 does not list them', () => {
    expect(exponentOf('USDC')).toBe(2);
    for (const [code, places] of BEYOND_ISO) expect(exponentOf(code)).toBe(places);
  });

  it('have the decimal places of Unicode, which counts none if coins are no longer used', () => {
    const differing = codes().filter((code) => !BEYOND_ISO.has(code) && unicodePlaces(code) !== exponentOf(code));
    expect(differing.filter((code) => !COINS_GIVEN_UP.includes(code) || unicodePlaces(code) !== 0)).toEqual([]);
  });
});

describe('decimal text', () => {
  it.each([
    ['19.99', 2, 1999n],
    ['19.9', 2, 1990n],
    ['19', 2, 1900n],
    ['19.99000', 2, 1999n],
    ['1000.00', 0, 1000n],
    ['1.234', 3, 1234n],
    ['-5.00', 2, -500n],
    ['007.50', 2, 750n],
    ['90071992547409.91', 2, 9007199254740991n],
  ])('%s at %i places is %s', (text, exponent, amount) => {
    expect(minor(text, exponent)).toBe(amount);
  });

  it.each(['19.991', '0.001', '1000.50'])('%s has more decimal places than the currency', (text) => {
    expect(minor(text, text === '1000.50' ? 0 : 2)).toBeNull();
  });

  it.each([
    '',
    '1e2',
    '1E2',
    '+1',
    '.5',
    '5.',
    '1,5',
    ' 1',
    '0x10',
    'NaN',
    'Infinity',
    '١',
    '1_000',
    `1.${'0'.repeat(200)}`,
  ])('%p is not an amount', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it.each([
    ['10.799999999999999', 1080n],
    ['0.005', 0n],
    ['0.015', 2n],
    ['0.025', 2n],
    ['0.0250001', 3n],
    ['-0.015', -2n],
    ['-0.025', -2n],
  ])('%s is rounded half-even to %s', (text, amount) => {
    expect(minor(text, 2, 'half-even')).toBe(amount);
  });

  it('may use exponent notation only if it is not an exact amount', () => {
    expect(parseAnyDecimal('1.08e1')).toEqual({ units: 108n, scale: 1 });
    expect(parseAnyDecimal('12e2')).toEqual({ units: 1200n, scale: 0 });
    expect(parseAnyDecimal('1e-7')).toEqual({ units: 1n, scale: 7 });
    expect(parseAnyDecimal('1e999')).toBeNull();
  });

  it('round-trips: printed minor units are read as the same number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 4 }), (amount, exponent) => {
        const digits = String(amount < 0n ? -amount : amount).padStart(exponent + 1, '0');
        const whole = digits.slice(0, digits.length - exponent);
        const fraction = exponent > 0 ? `.${digits.slice(-exponent)}` : '';
        expect(minor(`${amount < 0n ? '-' : ''}${whole}${fraction}`, exponent)).toBe(amount);
      }),
    );
  });

  it('adds up exactly, whatever the decimal places', () => {
    const decimal = fc.record({ units: fc.bigInt(-(10n ** 20n), 10n ** 20n), scale: fc.nat({ max: 12 }) });
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const sum = addDecimals(a, b);
        const at12 = (d: { units: bigint; scale: number }) => d.units * 10n ** BigInt(12 - d.scale);
        expect(at12(sum)).toBe(at12(a) + at12(b));
      }),
    );
  });
});

describe('rounding half-even', () => {
  it('is at most a half away from the exact value, and even on a tie', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.bigInt(1n, 10n ** 12n), (numerator, denominator) => {
        const rounded = divideHalfEven(numerator, denominator);
        const off = 2n * (numerator - rounded * denominator);
        const distance = off < 0n ? -off : off;
        expect(distance <= denominator).toBe(true);
        if (distance === denominator) expect(rounded % 2n).toBe(0n);
      }),
    );
  });

  it('happens once for a ratio, at the end', () => {
    expect(convert(10000n, 19999n, 21649n)).toBe(9238n);
    expect(convert(1n, 1n, 2n)).toBe(0n);
    expect(convert(3n, 1n, 2n)).toBe(2n);
    expect(convert(21649n, 19999n, 21649n)).toBe(19999n);
  });
});

describe('amounts for the log', () => {
  it('are integers from 0 to 2^53 - 1', () => {
    expect(toSafeAmount(0n)).toBe(0);
    expect(toSafeAmount(9007199254740991n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(toSafeAmount(9007199254740992n)).toBeNull();
    expect(toSafeAmount(-1n)).toBeNull();
  });
});
