import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { POLICY } from '../../../libs/intake/policy-input';
import { Allow, Merchant } from '../access/access';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { ChangePolicy } from './commands';
import { PolicyChangedShown, PolicyShown } from './policy.dto';
import { GetPolicy } from './queries';

@ApiTags('Policy')
@Controller('v1/policy')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'getPolicy', summary: 'The policy in force' })
  @ApiOkResponse({ type: PolicyShown })
  @ApiReads()
  async get(@Merchant() merchantId: string, @Query() parameters: ReadParameters): Promise<PolicyShown> {
    const { policyVersion, position, policy } = await this.queries.execute(new GetPolicy(merchantId, parameters));
    return { policyVersion, position, ...policy };
  }

  @Put()
  @Allow('merchant')
  @ApiOperation({ operationId: 'changePolicy', summary: 'Change the named fields' })
  @ApiTakes(POLICY)
  @ApiOkResponse({ type: PolicyChangedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('READ_MODEL_BEHIND')
  async change(@Merchant() merchantId: string, @Body() body: unknown): Promise<PolicyChangedShown> {
    return this.commands.execute(new ChangePolicy(merchantId, body));
  }
}
