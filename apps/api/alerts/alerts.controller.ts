import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access';
import { ApiProblems, ApiReads } from '../openapi/problems';
import { pagesByNumber } from '../reading/page';
import { AlertsPage, AlertsParameters } from './alerts.dto';
import { ListAlerts } from './queries';

const PAGES = pagesByNumber('alerts');

/** Alerts for operators, of all merchants. */
@ApiTags('Operators')
@Controller('v1/alerts')
export class AlertsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow('admin')
  @ApiOperation({ operationId: 'listAlerts', summary: 'Alerts, open and closed, newest first' })
  @ApiOkResponse({ type: AlertsPage })
  @ApiReads()
  @ApiProblems('MERCHANT_REQUIRED', 'MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN')
  async list(@Query() parameters: AlertsParameters): Promise<AlertsPage> {
    const { merchantId, state, kind } = parameters;
    const query = new ListAlerts({ merchantId, state, kind }, PAGES.request(parameters));
    return PAGES.answer(await this.queries.execute(query));
  }
}
