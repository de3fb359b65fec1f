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
import { pagesByDecision } from '../reading/page';
import { RecordPayment } from './commands';
import { ListRewards } from './queries';
import { RewardsPage, RewardsParameters } from './rewards.dto';

const PAGES = pagesByDecision('rewards');

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

  @Post(':rewardId/payments')
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'recordPayment',
    summary: 'The payout system paid a reward',
    description:
      'Told again under the same reference it is a duplicate. A reward that was reversed meanwhile is taken, since the ' +
      'money has moved, and clawed back at once.',
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
