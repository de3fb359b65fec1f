import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Environment } from '../../environment';
import { Allow } from '../access/access';
import { ApiProblems } from '../openapi/problems';
import { PartitionsShown } from './partitions.dto';
import { ListPartitions } from './queries';

/** The parts into which merchants are divided, each decided by one process at a time. */
@ApiTags('Operators')
@Controller('v1/partitions')
export class PartitionsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly environment: Environment,
  ) {}

  @Get()
  @Allow('admin')
  @ApiOperation({ operationId: 'listPartitions', summary: 'Who decides each partition, and how far it is' })
  @ApiOkResponse({ type: PartitionsShown })
  @ApiProblems('OVERLOADED')
  async list(): Promise<PartitionsShown> {
    return { items: await this.queries.execute(new ListPartitions(this.environment.PARTITIONS)) };
  }
}
