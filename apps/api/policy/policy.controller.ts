import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { ChangePolicy } from '../commands';
import { Problem } from '../http/problem';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { GetPolicy, GetPolicyVersion } from '../queries';
import { Reads } from '../reading/reads';
import { PolicyBody } from '../shapes/policy';
import { PolicyChangedShown, PolicyShown } from './policy.dto';

/** A version is known when the change was decided; that is soon, or not now. */
const DECISION_WAIT_MS = 5_000;

@ApiTags('Policy')
@Controller('v1/policy')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'getPolicy', summary: 'The policy in force' })
  @ApiOkResponse({ type: PolicyShown })
  @ApiReads()
  async get(@Merchant() merchantId: string, @Query() parameters: ReadParameters): Promise<PolicyShown> {
    await this.reads.waitFor(merchantId, parameters);
    const query = new GetPolicy(merchantId, this.reads.partitionOf(merchantId));
    let view = await this.queries.execute(query);
    if (view === null) {
      // Every merchant has a policy; the engine has just not come to this one's registration.
      await this.reads.waitForNewest(merchantId, parameters.waitMs);
      view = await this.queries.execute(query);
    }
    if (view === null) throw new Problem('READ_MODEL_BEHIND');
    const { policyVersion, position, policy } = view;
    return { policyVersion, position, ...policy };
  }

  @Put()
  @Allow('merchant')
  @ApiOperation({ operationId: 'changePolicy', summary: 'Change the named fields' })
  @ApiBody({ type: PolicyBody })
  @ApiOkResponse({ type: PolicyChangedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('READ_MODEL_BEHIND')
  async change(@Merchant() merchantId: string, @Body() body: unknown): Promise<PolicyChangedShown> {
    const { position } = await this.commands.execute(new ChangePolicy(merchantId, body));
    await this.reads.waitFor(merchantId, { after: position, waitMs: DECISION_WAIT_MS });
    const policyVersion = await this.queries.execute(new GetPolicyVersion(merchantId, position));
    if (policyVersion === null) throw new Error(`the policy change at position ${position} made no version`);
    return { policyVersion, position };
  }
}
