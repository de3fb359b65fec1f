import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PAYMENT } from '../../../libs/intake/payouts';
import { Allow, Merchant } from '../access/access';
import { Problem } from '../http/problem';
import { answerStored, ApiStored, type WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import type { RecipientPlace } from '../../../libs/queries/rewards-by-recipient';
import { Pages, pagesByDecision } from '../reading/page';
import { RecordPayment } from './commands';
import { ListRecipients, ListRewards, ListWithheld, SumRewards } from './queries';
import {
  OfCampaignParameters,
  RecipientsPage,
  RewardsPage,
  RewardsParameters,
  RewardTotalsParameters,
  RewardTotalsShown,
  WithheldPage,
} from './rewards.dto';

const PAGES = pagesByDecision('rewards');
const WITHHELD = pagesByDecision('withheld');
const RECIPIENTS = new Pages<RecipientPlace>(
  'recipients',
  'nui',
  ([unpaid, recipientId, currency]) => ({
    unpaid: unpaid as number,
    recipientId: recipientId as string,
    currency: currency as string,
  }),
  ({ unpaid, recipientId, currency }) => [unpaid, recipientId, currency],
);

@ApiTags('Rewards')
@Controller('v1/rewards')
export class RewardsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listRewards', summary: 'Rewards and clawbacks, newest first' })
  @ApiOkResponse({ type: RewardsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: RewardsParameters): Promise<RewardsPage> {
    const { orderId, campaignId, state } = parameters;
    const filter = { orderId, campaignId, state, recipient: recipientOf(parameters) };
    const query = new ListRewards(merchantId, filter, PAGES.request(parameters));
    return PAGES.answer(await this.queries.execute(query));
  }

  @Get('totals')
  @Allow('merchant')
  @ApiOperation({ operationId: 'sumRewards', summary: 'Count and sum of rewards in each state' })
  @ApiOkResponse({ type: RewardTotalsShown })
  @ApiReads()
  async totals(
    @Merchant() merchantId: string,
    @Query() parameters: RewardTotalsParameters,
  ): Promise<RewardTotalsShown> {
    return { totals: await this.queries.execute(new SumRewards(merchantId, parameters.campaignId, parameters)) };
  }

  @Get('recipients')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'listRecipients',
    summary: 'What each recipient has, whoever is to be paid most first',
    description: 'Ordered by the sum of `held` and `available`. A payment between two pages can move a recipient.',
  })
  @ApiOkResponse({ type: RecipientsPage })
  @ApiReads()
  async recipients(@Merchant() merchantId: string, @Query() parameters: OfCampaignParameters): Promise<RecipientsPage> {
    const { campaignId } = parameters;
    const query = new ListRecipients(merchantId, { campaignId }, RECIPIENTS.request(parameters));
    return RECIPIENTS.answer(await this.queries.execute(query));
  }

  @Get('withheld')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'listWithheld',
    summary: 'Rewards that wait for room in a budget or cap, newest first',
  })
  @ApiOkResponse({ type: WithheldPage })
  @ApiReads()
  async withheld(@Merchant() merchantId: string, @Query() parameters: OfCampaignParameters): Promise<WithheldPage> {
    const { campaignId } = parameters;
    const query = new ListWithheld(merchantId, { campaignId }, WITHHELD.request(parameters));
    return WITHHELD.answer(await this.queries.execute(query));
  }

  @Post(':rewardId/payments')
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'recordPayment',
    summary: 'The payout system paid a reward',
    description:
      'The same reference again is a duplicate. The payment of a reward that was reversed meanwhile is accepted, since the ' +
      'money has moved, and is clawed back at once.',
  })
  @ApiTakes(PAYMENT)
  @ApiStored()
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'NOT_AVAILABLE', 'NOT_PAYABLE', 'ALREADY_PAID', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async pay(
    @Merchant() merchantId: string,
    @Param('rewardId') rewardId: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswerShown> {
    return answerStored(reply, await this.commands.execute(new RecordPayment(merchantId, rewardId, body)));
  }
}

/** Both parameters or none: a recipient is a type and a value. */
function recipientOf({ recipientType: type, recipientValue: value }: RewardsParameters) {
  if (type === undefined && value === undefined) return undefined;
  if (type !== undefined && value !== undefined) return { type, value };
  const path = type === undefined ? 'recipientType' : 'recipientValue';
  const message = 'is needed too: a recipient is a type and a value';
  throw new Problem('INVALID_PARAMETER', `${path} ${message}.`, { errors: [{ path, message }] });
}
