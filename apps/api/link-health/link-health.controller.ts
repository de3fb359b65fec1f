import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ApiReads } from '../openapi/problems';
import { LinkHealthParameters, LinkHealthShown } from './link-health.dto';
import { GetLinkHealth } from './queries';

@ApiTags('Purchases')
@Controller('v1/link-health')
export class LinkHealthController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({
    operationId: 'getLinkHealth',
    summary: 'How well claims and purchases find each other, by hour, with examples of those that do not',
  })
  @ApiOkResponse({ type: LinkHealthShown })
  @ApiReads()
  async get(@Merchant() merchantId: string, @Query() parameters: LinkHealthParameters): Promise<LinkHealthShown> {
    const { from, to } = parameters;
    return this.queries.execute(new GetLinkHealth(merchantId, { from, to }, parameters));
  }
}
