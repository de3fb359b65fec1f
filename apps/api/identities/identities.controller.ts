import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IDENTIFIER_TYPES } from '../../../libs/kernel/identity/identifier';
import { OPERATOR } from '../../../libs/intake/requests';
import { ASSERTION } from '../../../libs/intake/sdk-facts';
import { Allow, Merchant } from '../access/access';
import { answerStored, ApiStored, type WriteAnswerShown } from '../http/write-answer';
import { AsOfParameters } from '../input/as-of-parameter';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { ErasedShown } from '../shapes/erased';
import { AssertIdentities, ForgetIdentity } from './commands';
import { IdentityExportShown, IdentityGroupShown } from './identities.dto';
import { BY_PSEUDONYM, ExportIdentity, FindIdentityGroup, GetIdentityGroup } from './queries';

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

  @Delete('identities/:type/:value')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'forgetIdentity',
    summary: 'Erase an identifier',
    description:
      'Its plain value is deleted; facts and decisions keep a pseudonym that nobody can turn back. Whoever comes back ' +
      'with the value is somebody new.',
  })
  @ApiParam({ name: 'type', enum: [...IDENTIFIER_TYPES] })
  @ApiTakes(OPERATOR)
  @ApiOkResponse({ type: ErasedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'FACT_CONFLICT')
  async forget(
    @Merchant() merchantId: string,
    @Param('type') type: string,
    @Param('value') value: string,
    @Body() body: unknown,
  ): Promise<ErasedShown> {
    return this.commands.execute(new ForgetIdentity(merchantId, { type, value }, body));
  }

  @Get('identities/:type/:value/export')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'exportIdentity',
    summary: 'Everything that is held about an identifier and its group',
    description: 'What a person may ask for. The newest thousand of each list.',
  })
  @ApiParam({ name: 'type', enum: [...IDENTIFIER_TYPES, BY_PSEUDONYM] })
  @ApiOkResponse({ type: IdentityExportShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async export(
    @Merchant() merchantId: string,
    @Param('type') type: string,
    @Param('value') value: string,
    @Query() parameters: ReadParameters,
  ): Promise<IdentityExportShown> {
    return this.queries.execute(new ExportIdentity(merchantId, { type, value }, parameters));
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
