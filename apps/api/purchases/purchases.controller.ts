import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Code } from '../../../libs/kernel/codes';
import { Allow, Merchant } from '../access/access';
import { RequestEvaluation } from '../commands';
import { Problem } from '../http/problem';
import { answerStored, ApiStored, type WriteAnswerShown } from '../http/write-answer';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { GetPurchase, ListPurchases } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { ReasonBody } from '../shapes/reason';
import { PurchaseShown, PurchasesPage, PurchasesParameters } from './purchases.dto';

const NEWEST_WAIT_MS = 2_000;
const MAY_CHANGE: ReadonlySet<Code> = new Set(['NOT_FOUND', 'NOT_EVALUABLE_YET']);

@ApiTags('Purchases')
@Controller('v1/purchases')
export class PurchasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listPurchases', summary: 'Purchases, newest first' })
  @ApiOkResponse({ type: PurchasesPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: PurchasesParameters): Promise<PurchasesPage> {
    const { cursor, limit, status, linked, group } = parameters;
    const before = decodeCursor('purchases', 'n', cursor) as [number] | null;
    await this.reads.waitFor(merchantId, parameters);
    const { items, next } = await this.queries.execute(
      new ListPurchases(merchantId, { status, linked, group }, limit, before && before[0]),
    );
    return { items, nextCursor: next === null ? null : encodeCursor('purchases', [next]) };
  }

  @Get(':orderId')
  @Allow('merchant')
  @ApiOperation({ operationId: 'getPurchase', summary: 'The story of a purchase' })
  @ApiOkResponse({ type: PurchaseShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async get(
    @Merchant() merchantId: string,
    @Param('orderId') orderId: string,
    @Query() parameters: ReadParameters,
  ): Promise<PurchaseShown> {
    await this.reads.waitFor(merchantId, parameters);
    const purchase = await this.queries.execute(new GetPurchase(merchantId, orderId));
    if (purchase === null) throw new Problem('NOT_FOUND', 'There is no such purchase.');
    return purchase;
  }

  @Post(':orderId/evaluate')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ operationId: 'evaluatePurchase', summary: 'Evaluate a purchase again, at once' })
  @ApiBody({ type: ReasonBody })
  @ApiStored()
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'NOT_EVALUABLE_YET', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async evaluate(
    @Merchant() merchantId: string,
    @Param('orderId') orderId: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswerShown> {
    const command = new RequestEvaluation(merchantId, orderId, body);
    const answer = await this.commands.execute(command).catch(async (error: unknown) => {
      if (!(error instanceof Problem) || !MAY_CHANGE.has(error.code)) throw error;
      // What makes it evaluable may have come just now, and not be in the read model yet.
      await this.reads.waitForNewest(merchantId, NEWEST_WAIT_MS);
      return this.commands.execute(command);
    });
    return answerStored(reply, answer);
  }
}
