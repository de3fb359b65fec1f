import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody } from '../openapi/problems';
import { RecordExchangeRates } from './commands';
import { ExchangeRatesBody } from './exchange-rates.dto';

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
  @ApiBody({ type: ExchangeRatesBody })
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiJsonBody()
  @ApiAppends()
  async record(@Merchant() merchantId: string, @Body() body: unknown): Promise<WriteAnswerShown> {
    return this.commands.execute(new RecordExchangeRates(merchantId, body));
  }
}
