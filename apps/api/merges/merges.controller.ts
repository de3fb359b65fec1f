import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ApiReads } from '../openapi/problems';
import { ListMerges } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import { MergesPage, MergesParameters } from './merges.dto';

@ApiTags('Operators')
@Controller('v1/merges')
export class MergesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Allow('operator')
  @ApiOperation({ operationId: 'listMerges', summary: 'Merges and refused ones, newest first' })
  @ApiOkResponse({ type: MergesPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: MergesParameters): Promise<MergesPage> {
    const { cursor, limit, group, status, from, to } = parameters;
    const before = decodeCursor('merges', 'nn', cursor) as [number, number] | null;
    await this.reads.waitFor(merchantId, parameters);
    const place = before && { position: before[0], ordinal: before[1] };
    const { items, next } = await this.queries.execute(
      new ListMerges(merchantId, { group, status, from, to }, limit, place),
    );
    return { items, nextCursor: next && encodeCursor('merges', [next.position, next.ordinal]) };
  }
}
