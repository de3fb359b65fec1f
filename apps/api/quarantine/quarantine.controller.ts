import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OPERATOR } from '../../../libs/intake/requests';
import { Allow, Merchant } from '../access/access';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { deliveryAnswer, DeliveryAnswers, REQUEUED_ANSWER } from '../shapes/delivery';
import { RequeueDelivery } from './commands';
import { QuarantinePage, QuarantineParameters } from './quarantine.dto';
import { ListQuarantine } from './queries';

/** Deliveries that were signed and could not be understood. */
@ApiTags('Operators')
@Controller('v1/quarantine')
export class QuarantineController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('operator')
  @ApiOperation({ operationId: 'listQuarantine', summary: 'Deliveries in quarantine, newest first' })
  @ApiOkResponse({ type: QuarantinePage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: QuarantineParameters): Promise<QuarantinePage> {
    const page = await this.queries.execute(new ListQuarantine(merchantId, parameters));
    const items = page.items.map(({ id, platform, topic, code, detail, firstSeenAt, count }) => {
      return { id, platform, topic, code, detail, firstSeenAt, count };
    });
    return { items, nextCursor: page.nextCursor };
  }

  @Post(':id/requeue')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ operationId: 'requeueDelivery', summary: 'Read a delivery again, after its fault was mended' })
  @ApiTakes(OPERATOR)
  @ApiExtraModels(...DeliveryAnswers)
  @ApiOkResponse({ schema: REQUEUED_ANSWER })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('NOT_FOUND', 'STILL_UNREADABLE', 'INVALID_PARAMETER')
  async requeue(@Merchant() merchantId: string, @Param('id') id: string, @Body() body: unknown) {
    return deliveryAnswer(await this.commands.execute(new RequeueDelivery(merchantId, id, body)));
  }
}
