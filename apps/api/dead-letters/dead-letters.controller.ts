import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OPERATOR } from '../../../libs/intake/requests';
import { Allow, Merchant } from '../access/access';
import { WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByNumber } from '../reading/page';
import { RequeueDeadLetter, RequeueDeadLetters } from './commands';
import { DeadLettersPage, DeadLettersParameters, RequeuedShown } from './dead-letters.dto';
import { ListDeadLetters } from './queries';

const PAGES = pagesByNumber('dead-letters');

/** What could not be decided: evaluations that failed too often, and facts on which the kernel threw. */
@ApiTags('Operators')
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('operator')
  @ApiOperation({ operationId: 'listDeadLetters', summary: 'What could not be decided, newest first' })
  @ApiOkResponse({ type: DeadLettersPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: DeadLettersParameters): Promise<DeadLettersPage> {
    const query = new ListDeadLetters(merchantId, {}, PAGES.request(parameters));
    return PAGES.answer(await this.queries.execute(query));
  }

  @Post('requeue')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ operationId: 'requeueDeadLetters', summary: 'Try all of them again, the oldest 500 at once' })
  @ApiTakes(OPERATOR)
  @ApiOkResponse({ type: RequeuedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('READ_MODEL_BEHIND')
  async requeueAll(@Merchant() merchantId: string, @Body() body: unknown): Promise<RequeuedShown> {
    return this.commands.execute(new RequeueDeadLetters(merchantId, body));
  }

  @Post(':id/requeue')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ operationId: 'requeueDeadLetter', summary: 'Try one of them again, at once' })
  @ApiTakes(OPERATOR)
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async requeue(
    @Merchant() merchantId: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<WriteAnswerShown> {
    return this.commands.execute(new RequeueDeadLetter(merchantId, id, body));
  }
}
