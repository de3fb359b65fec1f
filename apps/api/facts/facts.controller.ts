import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ApiProblems } from '../openapi/problems';
import { FactShown } from './facts.dto';
import { GetFact } from './queries';

@ApiTags('Operators')
@Controller('v1/facts')
export class FactsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':position')
  @Allow('merchant')
  @ApiOperation({ operationId: 'getFact', summary: 'A fact as the log holds it' })
  @ApiOkResponse({ type: FactShown })
  @ApiProblems('NOT_FOUND', 'INVALID_PARAMETER', 'OVERLOADED')
  async get(@Merchant() merchantId: string, @Param('position') position: string): Promise<FactShown> {
    return this.queries.execute(new GetFact(merchantId, position));
  }
}
