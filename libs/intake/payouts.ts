/** What payout systems and treasuries tell: rewards that were paid, and what currencies are worth. */
import { randomUUID } from 'node:crypto';
import type { ExchangeRatesRecorded } from '../kernel/facts';
import { exponentOf, parseDecimal } from '../kernel/money';
import { isRecord } from './bodies';
import { factDraft, type FactDraft } from './fact-draft';
import { FieldReport, Fields, judged } from './fields';
import type { Outcome } from './outcomes';

export const RATES_MAX = 300;
export const RATE_LENGTH_MAX = 40;

/** `{ reference }`: under which the payout system knows the payment. */
export function readPayment(input: unknown): Outcome<{ reference: string }> {
  return judged(() => {
    const report = new FieldReport();
    const reference = new Fields(input, '', report, ['reference']).id('reference');
    report.throwIfAny();
    return { reference };
  });
}

/** Builds RewardPaymentRecorded: told twice under the same reference it is one payment. */
export function paymentDraft(merchantId: string, rewardId: string, reference: string): FactDraft {
  const data = { merchantId, rewardId, reference };
  return factDraft({ type: 'RewardPaymentRecorded', data }, JSON.stringify([rewardId, reference]), data, []);
}

type Rates = Omit<ExchangeRatesRecorded, 'merchantId'>;

/** `{ base, rates, asOf }`: what one unit of `base` is worth, as decimal strings above 0. */
export function readExchangeRates(input: unknown): Outcome<Rates> {
  return judged(() => {
    const report = new FieldReport();
    const fields = new Fields(input, '', report, ['base', 'rates', 'asOf']);
    const base = fields.currency('base');
    const rates = ratesOf(fields, base);
    const asOf = fields.instant('asOf');
    report.throwIfAny();
    return { base, rates, asOf };
  });
}

/** Builds ExchangeRatesRecorded: each call is a recording of its own. */
export function exchangeRatesDraft(merchantId: string, rates: Rates): FactDraft {
  const data = { merchantId, ...rates };
  return factDraft({ type: 'ExchangeRatesRecorded', data }, randomUUID(), data, []);
}

function ratesOf(fields: Fields, base: string): Rates['rates'] {
  const value = fields.value('rates');
  const names = isRecord(value) ? Object.keys(value) : [];
  const given = fields.object('rates', names);
  // Null counts as left out.
  const told = names.filter((name) => given.value(name) !== undefined);
  if (isRecord(value) && (told.length === 0 || told.length > RATES_MAX)) {
    fields.fail('rates', `must have 1 to ${RATES_MAX} currencies`);
    return {};
  }
  return Object.fromEntries(told.map((name) => [name, rateOf(given, name, base)]));
}

function rateOf(given: Fields, name: string, base: string): string {
  if (exponentOf(name) === undefined) given.fail(name, 'is not an ISO 4217 code');
  else if (name === base) given.fail(name, 'is the base itself');
  const rate = given.string(name);
  const decimal = rate === undefined || rate.length > RATE_LENGTH_MAX ? null : parseDecimal(rate);
  if (rate !== undefined && (decimal === null || decimal.units <= 0n)) {
    given.fail(name, `must be a decimal number above 0, of at most ${RATE_LENGTH_MAX} characters`);
  }
  return rate ?? '';
}
