import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CHECK } from '../../../libs/checks/check-body';
import { CHECKS_KEPT } from '../../../libs/checks/checks';
import { Allow } from '../access/access';
import { PageParameters } from '../input/common-parameters';
import { numberId } from '../input/number-id';
import { ApiJsonBody, ApiProblems } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByNumber } from '../reading/page';
import { CheckQueuedShown, CheckShown, ChecksPage } from './checks.dto';
import { CancelCheck, StartCheck } from './commands';
import { GetCheck, ListChecks } from './queries';

const PAGES = pagesByNumber('checks');

/** Verifies the ledger and the read models, and makes the read models anew. */
@ApiTags('Operators')
@Controller('v1/checks')
export class ChecksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('admin')
  @ApiOperation({
    operationId: 'startCheck',
    summary: 'Verify, or rebuild the read models',
    description: `A worker runs it, one check at a time. The newest ${CHECKS_KEPT} are kept.`,
  })
  @ApiTakes(CHECK)
  @ApiAcceptedResponse({
    type: CheckQueuedShown,
    description: 'Queued.',
    headers: { location: { description: 'Where to read how far it is.', schema: { type: 'string' } } },
  })
  @ApiJsonBody()
  @ApiProblems('CHECK_RUNNING')
  async start(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<CheckQueuedShown> {
    const queued = await this.commands.execute(new StartCheck(body));
    void reply.header('location', `/v1/checks/${queued.checkId}`);
    return queued;
  }

  @Get()
  @Allow('admin')
  @ApiOperation({ operationId: 'listChecks', summary: 'Checks, newest first' })
  @ApiOkResponse({ type: ChecksPage })
  @ApiProblems('INVALID_PARAMETER', 'OVERLOADED')
  async list(@Query() parameters: PageParameters): Promise<ChecksPage> {
    return PAGES.answer(await this.queries.execute(new ListChecks(PAGES.request({ ...parameters, waitMs: 0 }))));
  }

  @Get(':checkId')
  @Allow('admin')
  @ApiOperation({ operationId: 'getCheck', summary: 'A check: how far it is, and what it found' })
  @ApiOkResponse({ type: CheckShown })
  @ApiProblems('NOT_FOUND', 'OVERLOADED')
  async get(@Param('checkId') id: string): Promise<CheckShown> {
    return this.queries.execute(new GetCheck(numberId(id)));
  }

  @Post(':checkId/cancel')
  @HttpCode(200)
  @Allow('admin')
  @ApiOperation({
    operationId: 'cancelCheck',
    summary: 'End a check that is not finished',
    description: 'A rebuild that is ended leaves the read models as they were. A check that has ended stays as it is.',
  })
  @ApiOkResponse({ type: CheckShown })
  @ApiProblems('NOT_FOUND')
  async cancel(@Param('checkId') id: string): Promise<CheckShown> {
    return this.commands.execute(new CancelCheck(numberId(id)));
  }
}
