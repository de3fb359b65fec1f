import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Intake } from '../../../libs/intake/intake';
import { Allow, Merchant } from '../access/access';
import { RecordPayment } from '../commands';
import { Problem, valueOf } from '../http/problem';
import { answerStored, ApiStored, type WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ListRewards } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { PaymentBody, RewardsPage, RewardsParameters } from './rewards.dto';

const NEWEST_WAIT_MS = 2_000;
const DECISION_WAIT_MS = 5_000;

@ApiTags('Rewards')
@Controller('v1/rewards')
export class RewardsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: Reads,
    private readonly intake: Intake,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listRewards', summary: 'Rewards and clawbacks, newest first' })
  @ApiOkResponse({ type: RewardsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: RewardsParameters): Promise<RewardsPage> {
    const { cursor, limit, orderId, campaignId, state } = parameters;
    const before = decodeCursor('rewards', 'nn', cursor) as [number, number] | null;
    const recipient = await this.recipientOf(merchantId, parameters);
    await this.reads.waitFor(merchantId, parameters);
    const place = before && { position: before[0], ordinal: before[1] };
    const { items, next } = await this.queries.execute(
      new ListRewards(merchantId, { orderId, campaignId, recipient, state }, limit, place),
    );
    return { items, nextCursor: next && encodeCursor('rewards', [next.position, next.ordinal]) };
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
  @ApiBody({ type: PaymentBody })
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
    const command = new RecordPayment(merchantId, rewardId, body);
    const answer = await this.commands.execute(command).catch(async (error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'NOT_FOUND') throw error;
      // It may have been granted just now, and not be in the read model yet.
      await this.reads.waitForNewest(merchantId, NEWEST_WAIT_MS);
      return this.commands.execute(command);
    });
    await this.reads.waitFor(merchantId, { after: answer.position, waitMs: DECISION_WAIT_MS });
    // Of two payments at the same moment the first in the log is the one.
    const { position } = answer;
    valueOf(await this.intake.campaigns.checkPayment(merchantId, rewardId, body), { position });
    return answerStored(reply, answer);
  }

  private async recipientOf(
    merchantId: string,
    { recipientType: type, recipientValue: value }: RewardsParameters,
  ): Promise<string | undefined> {
    if (type === undefined && value === undefined) return undefined;
    if (type === undefined || value === undefined) {
      const path = type === undefined ? 'recipientType' : 'recipientValue';
      const message = 'is needed too: a recipient is a type and a value';
      throw new Problem('INVALID_PARAMETER', `${path} ${message}.`, { errors: [{ path, message }] });
    }
    const identified = await this.intake.tracking.identify(merchantId, { type, value });
    if (identified.ok) return identified.value.id;
    const { detail } = identified.problem;
    throw new Problem('INVALID_PARAMETER', detail, { errors: [{ path: 'recipientValue', message: detail }] });
  }
}
