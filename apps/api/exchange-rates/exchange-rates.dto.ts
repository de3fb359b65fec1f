import { RATE_LENGTH_MAX, RATES_MAX } from '../../../libs/intake/payouts';
import { CURRENCY_SCHEMA, Takes, TakesInstant } from '../openapi/taken';

export class ExchangeRatesBody {
  @Takes(CURRENCY_SCHEMA)
  base: string;

  @Takes(
    {
      type: 'object',
      minProperties: 1,
      maxProperties: RATES_MAX,
      propertyNames: CURRENCY_SCHEMA,
      additionalProperties: {
        type: 'string',
        maxLength: RATE_LENGTH_MAX,
        pattern: '^(?=.*[1-9])\\d+(\\.\\d+)?$',
      },
    },
    { description: 'What one unit of `base` is worth in other currencies.' },
  )
  rates: Record<string, string>;

  @TakesInstant({ description: 'Purchases from then on are converted at these rates, until there are newer ones.' })
  asOf: string;
}
