import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { LiftSeparation, RequestMerge, RevertMerge } from '../commands';
import { Problem } from '../http/problem';
import { WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { GetMergeRequest, GetReversal, ListMerges } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { ReasonBody } from '../shapes/reason';
import { Imagination } from './imagination';
import {
  MergeBody,
  MergeDecidedShown,
  MergesPage,
  MergesParameters,
  RevertedShown,
  SeparationBody,
} from './merges.dto';
import { PREVIEW_BODY, PreviewBodies, PreviewShown } from './preview.dto';

/** An operator waits for what is decided; that is soon, or not now. */
const DECISION_WAIT_MS = 5_000;

@ApiTags('Operators')
@Controller('v1')
export class MergesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: Reads,
    private readonly imagination: Imagination,
  ) {}

  @Get('merges')
  @Allow('operator')
  @ApiOperation({ operationId: 'listMerges', summary: 'Merges, refused and reverted ones too, newest first' })
  @ApiOkResponse({ type: MergesPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: MergesParameters): Promise<MergesPage> {
    const { cursor, limit, group, status, from, to } = parameters;
    const before = decodeCursor('merges', 'nn', cursor) as [number, number] | null;
    await this.reads.waitFor(merchantId, parameters);
    const place = before && { position: before[0], ordinal: before[1] };
    const { items, next } = await this.queries.execute(
      new ListMerges(merchantId, { group, status, from, to }, limit, place),
    );
    return { items, nextCursor: next && encodeCursor('merges', [next.position, next.ordinal]) };
  }

  @Post('merges/preview')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'previewMerge',
    summary: 'What a merge, or taking one back, would change',
    description: 'Decided as it would be now, evaluations and all, and not stored.',
  })
  @ApiExtraModels(...PreviewBodies)
  @ApiBody({ schema: PREVIEW_BODY })
  @ApiOkResponse({ type: PreviewShown })
  @ApiJsonBody()
  @ApiProblems('NOT_FOUND', 'ALREADY_REVERTED', 'READ_MODEL_BEHIND', 'OVERLOADED')
  async preview(@Merchant() merchantId: string, @Body() body: unknown): Promise<PreviewShown> {
    await this.reads.waitForNewest(merchantId, DECISION_WAIT_MS);
    return this.imagination.preview(merchantId, this.reads.partitionOf(merchantId), body);
  }

  @Post('merges')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ operationId: 'requestMerge', summary: 'Merge two identifiers, by the rules or by force' })
  @ApiBody({ type: MergeBody })
  @ApiOkResponse({ type: MergeDecidedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('FACT_CONFLICT', 'READ_MODEL_BEHIND')
  async request(@Merchant() merchantId: string, @Body() body: unknown): Promise<MergeDecidedShown> {
    const { position, requestId } = await this.commands.execute(new RequestMerge(merchantId, body));
    await this.reads.waitFor(merchantId, { after: position, waitMs: DECISION_WAIT_MS });
    const decided = await this.queries.execute(new GetMergeRequest(merchantId, requestId));
    if (decided === null) throw new Error(`the merge request at position ${position} was not decided`);
    const { mergeId, edgeId, refused } = decided;
    return { position, mergeId, edgeId, refused };
  }

  @Post('merges/:id/revert')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'revertMerge',
    summary: 'Take a merge, or an edge, back',
    description: 'Its pair is separated until that is lifted; what other edges do not hold together comes apart.',
  })
  @ApiBody({ type: ReasonBody })
  @ApiOkResponse({ type: RevertedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'ALREADY_REVERTED', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async revert(@Merchant() merchantId: string, @Param('id') id: string, @Body() body: unknown): Promise<RevertedShown> {
    // Whether it holds depends on all that was asked before.
    await this.reads.waitForNewest(merchantId, DECISION_WAIT_MS);
    const { position } = await this.commands.execute(new RevertMerge(merchantId, id, body));
    await this.reads.waitFor(merchantId, { after: position, waitMs: DECISION_WAIT_MS });
    const reversal = await this.queries.execute(new GetReversal(merchantId, id, position));
    if (reversal === null) throw new Problem('ALREADY_REVERTED', 'Somebody else was quicker.', { position });
    return { position, ...reversal };
  }

  @Delete('separations')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ operationId: 'liftSeparation', summary: 'Let the pair of a reverted merge connect again' })
  @ApiBody({ type: SeparationBody })
  @ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'READ_MODEL_BEHIND')
  async liftSeparation(@Merchant() merchantId: string, @Body() body: unknown): Promise<WriteAnswerShown> {
    await this.reads.waitForNewest(merchantId, DECISION_WAIT_MS);
    return this.commands.execute(new LiftSeparation(merchantId, body));
  }
}
