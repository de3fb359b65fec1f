import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EXCHANGE_RATES } from '../../../libs/intake/payouts';
import { Allow, Merchant } from '../access/access';
import { WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { RecordExchangeRates } from './commands';

@ApiTags('Rewards')
@Controller('v1/exchange-rates')
export class ExchangeRatesController {
  constructor(private readonly commands: CommandBus) {}

  @Put()
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'recordExchangeRates',
    summary: 'What currencies are worth',
    description: 'Evaluations that failed for want of a rate (`RATE_MISSING`) are tried again at once.',
  })
  @ApiTakes(EXCHANGE_RATES)
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiJsonBody()
  @ApiAppends()
  async record(@Merchant() merchantId: string, @Body() body: unknown): Promise<WriteAnswerShown> {
    return this.commands.execute(new RecordExchangeRates(merchantId, body));
  }
}
