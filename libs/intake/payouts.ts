/** What payout systems and treasuries tell: rewards that were paid, and what currencies are worth. */
import { randomUUID } from 'node:crypto';
import { exponentOf, parseDecimal } from '../kernel/money';
import { isRecord } from './bodies';
import type { Place } from './body-report';
import { object, type Shape, type ValueOf } from './body-shape';
import { currency, CURRENCY_SCHEMA, id, instant } from './body-values';
import { factDraft, type FactDraft } from './fact-draft';

export const RATES_MAX = 300;
const RATE_LENGTH_MAX = 40;

export const PAYMENT = object(
  { reference: id({ description: 'By which the payout system knows the payment.' }) },
  { name: 'PaymentBody' },
);

/** Builds RewardPaymentRecorded: told twice under the same reference it is one payment. */
export function paymentDraft(merchantId: string, rewardId: string, reference: string): FactDraft {
  const data = { merchantId, rewardId, reference };
  return factDraft({ type: 'RewardPaymentRecorded', data }, JSON.stringify([rewardId, reference]), data, []);
}

/** By currency, as decimal texts above 0. */
const RATES: Shape<Record<string, string>> = {
  schema: {
    type: 'object',
    minProperties: 1,
    maxProperties: RATES_MAX,
    propertyNames: CURRENCY_SCHEMA,
    additionalProperties: { type: 'string', maxLength: RATE_LENGTH_MAX, pattern: '^(?=.*[1-9])\\d+(\\.\\d+)?$' },
    description: 'What one unit of `base` is worth in other currencies.',
  },
  read(value, place) {
    if (!isRecord(value)) return place.fail('must be an object');
    // Null counts as left out.
    const given = Object.entries(value).filter(([, rate]) => rate !== undefined && rate !== null);
    if (given.length === 0 || given.length > RATES_MAX) return place.fail(`must have 1 to ${RATES_MAX} currencies`);
    for (const [name, rate] of given) checkRate(name, rate, place.field(name));
    return Object.fromEntries(given) as Record<string, string>;
  },
};

function checkRate(name: string, rate: unknown, place: Place): void {
  if (exponentOf(name) === undefined) place.fail('is not an ISO 4217 code');
  if (typeof rate !== 'string') return place.fail('must be a string');
  const decimal = rate.length > RATE_LENGTH_MAX ? null : parseDecimal(rate);
  if (decimal === null || decimal.units <= 0n) {
    place.fail(`must be a decimal number above 0, of at most ${RATE_LENGTH_MAX} characters`);
  }
}

export const EXCHANGE_RATES = object(
  {
    base: currency(),
    rates: RATES,
    asOf: instant({
      description: 'Purchases from then on are converted at these rates, until there are newer ones.',
    }),
  },
  {
    name: 'ExchangeRatesBody',
    rule({ base, rates }, place) {
      if (base !== undefined && rates !== undefined && Object.hasOwn(rates, base)) {
        place.field('rates').field(base).fail('is the base itself');
      }
    },
  },
);

/** Builds ExchangeRatesRecorded: each call is a recording of its own. */
export function exchangeRatesDraft(merchantId: string, rates: ValueOf<typeof EXCHANGE_RATES>): FactDraft {
  const data = { merchantId, ...rates };
  return factDraft({ type: 'ExchangeRatesRecorded', data }, randomUUID(), data, []);
}
