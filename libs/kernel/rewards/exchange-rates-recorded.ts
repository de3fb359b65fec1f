/** Rates were recorded: evaluations that failed for lack of a rate, and may have one now, are tried again at once. */
import { evaluateAtOnce } from '../evaluation/settling';
import { factRule } from '../fact-rule';
import type { ExchangeRatesRecorded } from '../facts';
import { mayConvert, recordedRates } from './conversion';

export const exchangeRatesRecorded = factRule<ExchangeRatesRecorded>({
  evolve: ({ settings }, data, moment) => settings.recordRates(recordedRates(data, moment)),

  decide(deciding, data) {
    const { purchases } = deciding.merchant;
    const rates = recordedRates(data, deciding);
    for (const { orderId, currency, occurredAt, evaluation } of purchases.inOrder(
      purchases.failed.get('RATE_MISSING'),
    )) {
      if (mayConvert(rates, currency, occurredAt)) evaluateAtOnce(deciding, orderId, evaluation.reasons);
    }
  },
});
