import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ProposalDecided } from '../../../libs/kernel/facts';
import { OPERATOR } from '../../../libs/intake/requests';
import { Allow, Merchant } from '../access/access';
import { WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByDecision } from '../reading/page';
import { DecideProposal } from './commands';
import { ProposalsPage, ProposalsParameters } from './proposals.dto';
import { ListProposals } from './queries';

const PAGES = pagesByDecision('proposals');

const Decides = (verb: string, summary: string) =>
  applyDecorators(
    Post(`:id/${verb}`),
    HttpCode(202),
    Allow('operator'),
    ApiOperation({ operationId: `${verb}Proposal`, summary }),
    ApiTakes(OPERATOR),
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
    const { status, orderId } = parameters;
    const query = new ListProposals(merchantId, { status, orderId }, PAGES.request(parameters));
    return PAGES.answer(await this.queries.execute(query));
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
    return this.commands.execute(new DecideProposal(merchantId, id, decision, body));
  }
}
