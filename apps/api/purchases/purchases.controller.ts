import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OPERATOR } from '../../../libs/intake/requests';
import { Allow, Merchant } from '../access/access';
import { answerStored, ApiStored, type WriteAnswerShown } from '../http/write-answer';
import { AsOfParameters } from '../input/as-of-parameter';
import { ListParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByNumber } from '../reading/page';
import { RequestEvaluation } from './commands';
import {
  HISTORY_PAGES,
  HistoryPage,
  PurchaseShown,
  PurchasesPage,
  PurchasesParameters,
  showPurchase,
  showSummary,
} from './purchases.dto';
import { ExplainPurchase, GetPurchase, ListHistory, ListPurchases } from './queries';
import { PurchaseStoryShown, showStory, STORY_PAGES } from './story.dto';

const PAGES = pagesByNumber('purchases');

@ApiTags('Purchases')
@Controller('v1/purchases')
export class PurchasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listPurchases', summary: 'Purchases, newest first' })
  @ApiOkResponse({ type: PurchasesPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: PurchasesParameters): Promise<PurchasesPage> {
    const { status, linked, group } = parameters;
    const query = new ListPurchases(merchantId, { status, linked, group }, PAGES.request(parameters));
    const { items, next } = await this.queries.execute(query);
    return PAGES.answer({ items: items.map(showSummary), next });
  }

  @Get(':orderId')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'getPurchase',
    summary: 'A purchase with its claims, attribution, rewards and decisions',
  })
  @ApiOkResponse({ type: PurchaseShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND', 'NOT_YET_RECORDED', 'TOO_MUCH_HISTORY')
  async get(
    @Merchant() merchantId: string,
    @Param('orderId') orderId: string,
    @Query() parameters: AsOfParameters,
  ): Promise<PurchaseShown> {
    return showPurchase(await this.queries.execute(new GetPurchase(merchantId, orderId, parameters)));
  }

  @Get(':orderId/explain')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'explainPurchase',
    summary: 'The story of a purchase in plain words',
    description:
      'What was reported and decided, in the order of the log, newest page first; for each visit that got nothing, what ' +
      'would have had to be different; and for each campaign, what it gave or why it gave nothing.',
  })
  @ApiOkResponse({ type: PurchaseStoryShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND', 'TOO_MUCH_HISTORY')
  async explain(
    @Merchant() merchantId: string,
    @Param('orderId') orderId: string,
    @Query() parameters: ListParameters,
  ): Promise<PurchaseStoryShown> {
    return showStory(
      await this.queries.execute(new ExplainPurchase(merchantId, orderId, STORY_PAGES.request(parameters))),
    );
  }

  @Get(':orderId/history')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'listHistory',
    summary: 'The decisions about a purchase, newest page first',
    description: 'Pages go back in the log; within a page, decisions are in the order of the log.',
  })
  @ApiOkResponse({ type: HistoryPage })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async history(
    @Merchant() merchantId: string,
    @Param('orderId') orderId: string,
    @Query() parameters: ListParameters,
  ): Promise<HistoryPage> {
    const query = new ListHistory(merchantId, { orderId }, HISTORY_PAGES.request(parameters));
    return HISTORY_PAGES.answer(await this.queries.execute(query));
  }

  @Post(':orderId/evaluate')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ operationId: 'evaluatePurchase', summary: 'Evaluate a purchase again, at once' })
  @ApiTakes(OPERATOR)
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
    return answerStored(reply, await this.commands.execute(new RequestEvaluation(merchantId, orderId, body)));
  }
}
