import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OPERATOR } from '../../../libs/intake/requests';
import { Allow, Merchant } from '../access/access';
import { numberId } from '../input/number-id';
import { ApiJsonBody, ApiProblems } from '../openapi/problems';
import { ShownInstant, ShownInteger } from '../openapi/shown';
import { ApiTakes } from '../openapi/taken';
import { CloseRequest } from './commands';

class RequestDoneShown {
  @ShownInteger()
  requestId: number;

  @ShownInstant()
  doneAt: string;
}

/** What shops ask for on behalf of people; alerts list what is open. */
@ApiTags('Operators')
@Controller('v1/privacy-requests')
export class PrivacyRequestsController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':requestId/done')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'closeRequest',
    summary: 'A request of privacy was seen to',
    description: 'Its alert closes. A shop whose request is closed is not erased.',
  })
  @ApiTakes(OPERATOR)
  @ApiOkResponse({ type: RequestDoneShown })
  @ApiJsonBody()
  @ApiProblems('NOT_FOUND')
  async done(
    @Merchant() merchantId: string,
    @Param('requestId') id: string,
    @Body() body: unknown,
  ): Promise<RequestDoneShown> {
    return this.commands.execute(new CloseRequest(merchantId, numberId(id), body));
  }
}
