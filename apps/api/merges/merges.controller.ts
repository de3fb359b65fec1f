import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MERGE, PREVIEW, SEPARATION } from '../../../libs/intake/merges';
import { OPERATOR } from '../../../libs/intake/requests';
import { Allow, Merchant } from '../access/access';
import { WriteAnswerShown } from '../http/write-answer';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByDecision } from '../reading/page';
import { MergeShown } from '../shapes/merge';
import { LiftSeparation, RequestMerge, RevertMerge } from './commands';
import { MergeDecidedShown, MergesPage, MergesParameters, RevertedShown } from './merges.dto';
import { PreviewShown } from './preview.dto';
import { GetMerge, ListMerges, PreviewMerge } from './queries';

const PAGES = pagesByDecision('merges');

@ApiTags('Operators')
@Controller('v1')
export class MergesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('merges')
  @Allow('operator')
  @ApiOperation({ operationId: 'listMerges', summary: 'Merges, refused and reverted ones too, newest first' })
  @ApiOkResponse({ type: MergesPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: MergesParameters): Promise<MergesPage> {
    const { group, status, evidence, actor, from, to } = parameters;
    const filter = { group, status, evidence, actor, from, to };
    const query = new ListMerges(merchantId, filter, PAGES.request(parameters));
    return PAGES.answer(await this.queries.execute(query));
  }

  @Get('merges/:id')
  @Allow('operator')
  @ApiOperation({ operationId: 'getMerge', summary: 'A merge, or an edge, with its effects' })
  @ApiOkResponse({ type: MergeShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async get(
    @Merchant() merchantId: string,
    @Param('id') id: string,
    @Query() parameters: ReadParameters,
  ): Promise<MergeShown> {
    return this.queries.execute(new GetMerge(merchantId, id, parameters));
  }

  @Post('merges/preview')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'previewMerge',
    summary: 'What a merge, or taking one back, would change',
    description: 'The merge and its evaluations are decided as they would be now; nothing is stored.',
  })
  @ApiTakes(PREVIEW)
  @ApiOkResponse({ type: PreviewShown })
  @ApiJsonBody()
  @ApiProblems('NOT_FOUND', 'ALREADY_REVERTED', 'READ_MODEL_BEHIND', 'OVERLOADED')
  async preview(@Merchant() merchantId: string, @Body() body: unknown): Promise<PreviewShown> {
    return this.queries.execute(new PreviewMerge(merchantId, body));
  }

  @Post('merges')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ operationId: 'requestMerge', summary: 'Merge two identifiers, by the rules or by force' })
  @ApiTakes(MERGE)
  @ApiOkResponse({ type: MergeDecidedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('FACT_CONFLICT', 'READ_MODEL_BEHIND')
  async request(@Merchant() merchantId: string, @Body() body: unknown): Promise<MergeDecidedShown> {
    return this.commands.execute(new RequestMerge(merchantId, body));
  }

  @Post('merges/:id/revert')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'revertMerge',
    summary: 'Take a merge, or an edge, back',
    description: 'Its pair is separated until that is lifted. The group splits, unless other edges hold it together.',
  })
  @ApiTakes(OPERATOR)
  @ApiOkResponse({ type: RevertedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'ALREADY_REVERTED', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async revert(@Merchant() merchantId: string, @Param('id') id: string, @Body() body: unknown): Promise<RevertedShown> {
    return this.commands.execute(new RevertMerge(merchantId, id, body));
  }

  @Delete('separations')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ operationId: 'liftSeparation', summary: 'Let the pair of a reverted merge connect again' })
  @ApiTakes(SEPARATION)
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'READ_MODEL_BEHIND')
  async liftSeparation(@Merchant() merchantId: string, @Body() body: unknown): Promise<WriteAnswerShown> {
    return this.commands.execute(new LiftSeparation(merchantId, body));
  }
}
