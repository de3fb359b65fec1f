import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ApiReads } from '../openapi/problems';
import { CLAIM_PAGES } from '../shapes/claim';
import { ClaimsPage, ClaimsParameters } from './claims.dto';
import { ListClaims } from './queries';

@ApiTags('Purchases')
@Controller('v1/claims')
export class ClaimsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listClaims', summary: 'Claims of the SDK, newest first' })
  @ApiOkResponse({ type: ClaimsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: ClaimsParameters): Promise<ClaimsPage> {
    const { orderId, status } = parameters;
    const query = new ListClaims(merchantId, { orderId, status }, CLAIM_PAGES.request(parameters));
    return CLAIM_PAGES.answer(await this.queries.execute(query));
  }
}
