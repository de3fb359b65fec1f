import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ReadParameters } from '../input/common-parameters';
import { ApiReads } from '../openapi/problems';
import { ConnectionShown } from './connection.dto';
import { GetConnection } from './queries';

@ApiTags('Shops')
@Controller('v1/connection')
export class ConnectionController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({
    operationId: 'getConnection',
    summary: 'Whether the shop is connected: what was seen of each part, and what is missing or wrong',
  })
  @ApiOkResponse({ type: ConnectionShown })
  @ApiReads()
  async get(@Merchant() merchantId: string, @Query() parameters: ReadParameters): Promise<ConnectionShown> {
    return this.queries.execute(new GetConnection(merchantId, parameters));
  }
}
