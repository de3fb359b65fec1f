import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Sender } from '../../../libs/intake/sender';
import { TOUCHPOINT, CLAIM, BATCH } from '../../../libs/intake/sdk-facts';
import { Allow, Merchant, SentBy } from '../access/access';
import { Problem } from '../http/problem';
import { ApiStored, answerStored, type WriteAnswerShown } from '../http/write-answer';
import { ApiAppends, ApiJsonBody, ApiProblems } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { RecordBatch, RecordClaim, RecordTouchpoint } from './commands';
import { BatchAnswerShown } from './tracking.dto';

/** Routes for the SDK in browsers. Any origin may call; JSON may be sent as text, and the publishable key in the URL. */
@ApiTags('SDK')
@Controller('v1/track')
export class TrackingController {
  constructor(private readonly commands: CommandBus) {}

  @Post('touchpoint')
  @HttpCode(202)
  @Allow('sdk')
  @ApiOperation({ operationId: 'recordTouchpoint', summary: 'Somebody arrived' })
  @ApiConsumes('application/json', 'text/plain')
  @ApiTakes(TOUCHPOINT)
  @ApiStored()
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('FACT_CONFLICT')
  async touchpoint(
    @Merchant() merchantId: string,
    @SentBy() sender: Sender,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswerShown> {
    return answerStored(reply, await this.commands.execute(new RecordTouchpoint(merchantId, body, sender)));
  }

  @Post('purchase')
  @HttpCode(202)
  @Allow('sdk')
  @ApiOperation({ operationId: 'claimPurchase', summary: "A browser saw an order's confirmation" })
  @ApiConsumes('application/json', 'text/plain')
  @ApiTakes(CLAIM)
  @ApiStored()
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('FACT_CONFLICT')
  async purchase(
    @Merchant() merchantId: string,
    @SentBy() sender: Sender,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswerShown> {
    return answerStored(reply, await this.commands.execute(new RecordClaim(merchantId, body, sender)));
  }

  @Post('batch')
  @HttpCode(200)
  @Allow('sdk')
  @ApiOperation({ operationId: 'recordBatch', summary: 'Many touchpoints and claims, each with a result of its own' })
  @ApiConsumes('application/json', 'text/plain')
  @ApiTakes(BATCH)
  @ApiOkResponse({ type: BatchAnswerShown })
  @ApiJsonBody()
  @ApiAppends()
  async batch(
    @Merchant() merchantId: string,
    @SentBy() sender: Sender,
    @Body() body: unknown,
  ): Promise<BatchAnswerShown> {
    const outcomes = await this.commands.execute(new RecordBatch(merchantId, body, sender));
    const results = outcomes.map((outcome) => {
      if (outcome.ok) return { status: outcome.value.duplicate ? 200 : 202, ...outcome.value };
      const { code, detail, errors } = outcome.problem;
      return new Problem(code, detail, { errors }).document;
    });
    return { results };
  }
}
