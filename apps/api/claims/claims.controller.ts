import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ApiReads } from '../openapi/problems';
import { ListClaims } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { ClaimsPage, ClaimsParameters } from './claims.dto';

@ApiTags('Purchases')
@Controller('v1/claims')
export class ClaimsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listClaims', summary: 'Claims of the SDK, newest first' })
  @ApiOkResponse({ type: ClaimsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: ClaimsParameters): Promise<ClaimsPage> {
    const { cursor, limit, orderId, status } = parameters;
    const before = decodeCursor('claims', 'n', cursor) as [number] | null;
    await this.reads.waitFor(merchantId, parameters);
    const { items, next } = await this.queries.execute(
      new ListClaims(merchantId, { orderId, status }, limit, before && before[0]),
    );
    return { items, nextCursor: next === null ? null : encodeCursor('claims', [next]) };
  }
}
