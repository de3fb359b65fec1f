import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Intake } from '../../../libs/intake/intake';
import { Allow } from '../access/access';
import { Problem } from '../http/problem';
import { ApiProblems, ApiReads } from '../openapi/problems';
import { ListAlerts } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { AlertsPage, AlertsParameters } from './alerts.dto';

/** What an operator has to see to, of all merchants. */
@ApiTags('Operators')
@Controller('v1/alerts')
export class AlertsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reads: Reads,
    private readonly intake: Intake,
  ) {}

  @Get()
  @Allow('admin')
  @ApiOperation({ operationId: 'listAlerts', summary: 'Alerts, open and closed, newest first' })
  @ApiOkResponse({ type: AlertsPage })
  @ApiReads()
  @ApiProblems('MERCHANT_REQUIRED', 'MERCHANT_UNKNOWN')
  async list(@Query() parameters: AlertsParameters): Promise<AlertsPage> {
    const { cursor, limit, merchantId, state, kind, after } = parameters;
    const before = decodeCursor('alerts', 'n', cursor) as [number] | null;
    if (merchantId !== undefined) {
      if (!(await this.intake.merchants.isKnown(merchantId))) throw new Problem('MERCHANT_UNKNOWN');
      await this.reads.waitFor(merchantId, parameters);
    } else if (after !== undefined) {
      throw new Problem('MERCHANT_REQUIRED', '`after` is a position of a merchant: say which one.');
    }
    const filter = { merchantId, state, kind };
    const { items, next } = await this.queries.execute(new ListAlerts(filter, limit, before && before[0]));
    return { items, nextCursor: next === null ? null : encodeCursor('alerts', [next]) };
  }
}
