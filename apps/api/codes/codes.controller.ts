import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CODE } from '../../../libs/intake/codes';
import { Allow, Merchant } from '../access/access';
import { WriteAnswerShown } from '../http/write-answer';
import { ListParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByNumber } from '../reading/page';
import { CodesPage } from './codes.dto';
import { AssignCode, ReleaseCode } from './commands';
import { ListCodes } from './queries';

const PAGES = pagesByNumber('codes');

@ApiTags('Codes')
@Controller('v1/codes')
export class CodesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listCodes', summary: 'Codes that belong to somebody, the one assigned last first' })
  @ApiOkResponse({ type: CodesPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: ListParameters): Promise<CodesPage> {
    return PAGES.answer(await this.queries.execute(new ListCodes(merchantId, null, PAGES.request(parameters))));
  }

  @Put(':code')
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'assignCode',
    summary: 'Say whose a code is',
    description:
      'Whoever buys with the code was referred by its owner, without a link and a browser. It counts for orders first ' +
      'recorded from now on, and takes the place of an earlier assignment. Codes are trimmed and upper-cased.',
  })
  @ApiTakes(CODE)
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('INVALID_PARAMETER')
  async assign(
    @Merchant() merchantId: string,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<WriteAnswerShown> {
    return this.commands.execute(new AssignCode(merchantId, code, body));
  }

  @Delete(':code')
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'releaseCode',
    summary: 'Take a code from its owner',
    description: 'For orders first recorded from now on.',
  })
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async release(@Merchant() merchantId: string, @Param('code') code: string): Promise<WriteAnswerShown> {
    return this.commands.execute(new ReleaseCode(merchantId, code));
  }
}
