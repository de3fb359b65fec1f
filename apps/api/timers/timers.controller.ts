import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ListParameters } from '../input/common-parameters';
import { ApiReads } from '../openapi/problems';
import { Pages } from '../reading/page';
import { ListTimers } from './queries';
import { TimersPage } from './timers.dto';

const PAGES = new Pages(
  'timers',
  'ti',
  ([dueAt, orderId]) => ({ dueAt: dueAt as string, orderId: orderId as string }),
  ({ dueAt, orderId }) => [dueAt, orderId],
);

@ApiTags('Operators')
@Controller('v1/timers')
export class TimersController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow('operator')
  @ApiOperation({ operationId: 'listTimers', summary: 'Evaluations that wait for their time, the next one first' })
  @ApiOkResponse({ type: TimersPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: ListParameters): Promise<TimersPage> {
    return PAGES.answer(await this.queries.execute(new ListTimers(merchantId, {}, PAGES.request(parameters))));
  }
}
