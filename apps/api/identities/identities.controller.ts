import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IDENTIFIER_TYPES } from '../../../libs/kernel/identity/identifier';
import { ASSERTION } from '../../../libs/intake/sdk-facts';
import { Allow, Merchant } from '../access/access';
import { answerStored, ApiStored, type WriteAnswerShown } from '../http/write-answer';
import { AsOfParameters } from '../input/as-of-parameter';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { AssertIdentities } from './commands';
import { IdentityGroupShown } from './identities.dto';
import { FindIdentityGroup, GetIdentityGroup } from './queries';

@ApiTags('Identities')
@Controller('v1')
export class IdentitiesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('identities/assert')
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({ operationId: 'assertIdentities', summary: 'Two identifiers are one person' })
  @ApiTakes(ASSERTION)
  @ApiStored()
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('FACT_CONFLICT')
  async assert(
    @Merchant() merchantId: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswerShown> {
    return answerStored(reply, await this.commands.execute(new AssertIdentities(merchantId, body)));
  }

  @Get('identity-groups/by/:type/:value')
  @Allow('merchant')
  @ApiOperation({ operationId: 'findIdentityGroup', summary: 'The group of an identifier' })
  @ApiParam({ name: 'type', enum: [...IDENTIFIER_TYPES] })
  @ApiOkResponse({ type: IdentityGroupShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND', 'NOT_YET_RECORDED', 'TOO_MUCH_HISTORY')
  async findGroup(
    @Merchant() merchantId: string,
    @Param('type') type: string,
    @Param('value') value: string,
    @Query() parameters: AsOfParameters,
  ): Promise<IdentityGroupShown> {
    return this.queries.execute(new FindIdentityGroup(merchantId, { type, value }, parameters));
  }

  @Get('identity-groups/:id')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'getIdentityGroup',
    summary: 'A group by its id',
    description: 'The id of a group that was merged into another leads to that one.',
  })
  @ApiOkResponse({ type: IdentityGroupShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND', 'NOT_YET_RECORDED', 'TOO_MUCH_HISTORY')
  async getGroup(
    @Merchant() merchantId: string,
    @Param('id') id: string,
    @Query() parameters: AsOfParameters,
  ): Promise<IdentityGroupShown> {
    return this.queries.execute(new GetIdentityGroup(merchantId, id, parameters));
  }
}
