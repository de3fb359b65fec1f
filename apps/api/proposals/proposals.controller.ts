import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ProposalDecided } from '../../../libs/kernel/facts';
import { Allow, Merchant } from '../access/access';
import { DecideProposal } from '../commands';
import { Problem } from '../http/problem';
import { WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { GetProposalState, ListProposals } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { ReasonBody } from '../shapes/reason';
import { ProposalsPage, ProposalsParameters } from './proposals.dto';

/** An operator waits for what is decided; that is soon, or not now. */
const DECISION_WAIT_MS = 5_000;

const Decides = (verb: string, summary: string) =>
  applyDecorators(
    Post(`:id/${verb}`),
    HttpCode(202),
    Allow('operator'),
    ApiOperation({ operationId: `${verb}Proposal`, summary }),
    ApiBody({ type: ReasonBody }),
    ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' }),
    ApiJsonBody(),
    ApiAppends(),
    ApiProblems('NOT_FOUND', 'PROPOSAL_CLOSED', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND'),
  );

/** Where the policy says so, what a merge or unmerge would change of purchases is proposed first. */
@ApiTags('Operators')
@Controller('v1/proposals')
export class ProposalsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Allow('operator')
  @ApiOperation({
    operationId: 'listProposals',
    summary: 'Evaluations that wait for approval, and others, newest first',
  })
  @ApiOkResponse({ type: ProposalsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: ProposalsParameters): Promise<ProposalsPage> {
    const { cursor, limit, status, orderId } = parameters;
    const before = decodeCursor('proposals', 'nn', cursor) as [number, number] | null;
    await this.reads.waitFor(merchantId, parameters);
    const place = before && { position: before[0], ordinal: before[1] };
    const { items, next } = await this.queries.execute(
      new ListProposals(merchantId, { status, orderId }, limit, place),
    );
    return { items, nextCursor: next && encodeCursor('proposals', [next.position, next.ordinal]) };
  }

  @Decides('approve', 'Evaluate the purchase, at once')
  approve(@Merchant() merchantId: string, @Param('id') id: string, @Body() body: unknown): Promise<WriteAnswerShown> {
    return this.decide(merchantId, id, 'approved', body);
  }

  @Decides('reject', 'Leave the purchase as it is')
  reject(@Merchant() merchantId: string, @Param('id') id: string, @Body() body: unknown): Promise<WriteAnswerShown> {
    return this.decide(merchantId, id, 'rejected', body);
  }

  private async decide(
    merchantId: string,
    id: string,
    decision: ProposalDecided['decision'],
    body: unknown,
  ): Promise<WriteAnswerShown> {
    // Whether it is open depends on all that was asked before.
    await this.reads.waitForNewest(merchantId, DECISION_WAIT_MS);
    const answer = await this.commands.execute(new DecideProposal(merchantId, id, decision, body));
    await this.reads.waitFor(merchantId, { after: answer.position, waitMs: DECISION_WAIT_MS });
    const proposal = await this.queries.execute(new GetProposalState(merchantId, id));
    // Of two who decide at the same moment the first in the log counts; so does an evaluation that came before both.
    if (proposal?.decidedPosition !== answer.position) {
      throw new Problem('PROPOSAL_CLOSED', `The proposal is ${proposal?.status}.`, { position: answer.position });
    }
    return answer;
  }
}
