import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class RecordExchangeRates extends BodyCommand<WriteAnswer> {}

export const EXCHANGE_RATE_COMMANDS = [
  commandHandler(RecordExchangeRates, async ({ merchantId, body }, { intake }) =>
    valueOf(await intake.campaigns.recordExchangeRates(merchantId, body)),
  ),
];
