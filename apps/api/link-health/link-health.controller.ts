import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HOUR, toMillis } from '../../../libs/kernel/time';
import { Allow, Merchant } from '../access/access';
import { Problem } from '../http/problem';
import { ApiReads } from '../openapi/problems';
import { GetDatabaseNow, GetLinkHealth } from '../queries';
import { Reads } from '../reading/reads';
import { LinkHealthParameters, LinkHealthShown, RANGE_DEFAULT_HOURS, RANGE_MAX_HOURS } from './link-health.dto';

@ApiTags('Purchases')
@Controller('v1/link-health')
export class LinkHealthController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({
    operationId: 'getLinkHealth',
    summary: 'How well claims and purchases find each other, by hour, with examples of those that do not',
  })
  @ApiOkResponse({ type: LinkHealthShown })
  @ApiReads()
  async get(@Merchant() merchantId: string, @Query() parameters: LinkHealthParameters): Promise<LinkHealthShown> {
    await this.reads.waitFor(merchantId, parameters);
    const to = parameters.to === undefined ? await this.queries.execute(new GetDatabaseNow()) : toMillis(parameters.to);
    const from = parameters.from === undefined ? to - RANGE_DEFAULT_HOURS * HOUR : toMillis(parameters.from);
    if (from >= to) throw badRange('from', 'must be before `to`, or before now');
    if (to - from > RANGE_MAX_HOURS * HOUR)
      throw badRange('from', `must be at most ${RANGE_MAX_HOURS} hours before \`to\``);
    const range = { from, to, isOpen: parameters.to === undefined };
    return this.queries.execute(new GetLinkHealth(merchantId, this.reads.partitionOf(merchantId), range));
  }
}

function badRange(path: string, message: string): Problem {
  return new Problem('INVALID_PARAMETER', `${path} ${message}.`, { errors: [{ path, message }] });
}
