import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SCENARIOS } from '../../../libs/what-if/scenario-body';
import { Allow, Merchant } from '../access/access';
import { ListParameters, ReadParameters } from '../input/common-parameters';
import { numberId } from '../input/number-id';
import { ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByNumber } from '../reading/page';
import { CancelReplay, StartReplay } from './commands';
import { GetReplay, ListReplayChanges, ListReplays } from './queries';
import { ChangesPage, ChangesParameters, ReplayQueuedShown, ReplayShown, ReplaysPage } from './replays.dto';

const PAGES = pagesByNumber('replays');
const CHANGES = pagesByNumber('replay-changes');

/** Runs the merchant's history again under other rules. Nothing of it has an effect. */
@ApiTags('Replays')
@Controller('v1/replays')
export class ReplaysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'startReplay',
    summary: 'Run the history again under other rules',
    description: 'A worker runs it; one replay of a merchant at a time. The newest 20 are kept.',
  })
  @ApiTakes(SCENARIOS)
  @ApiAcceptedResponse({ type: ReplayQueuedShown, description: 'Queued.' })
  @ApiJsonBody()
  @ApiProblems('CONDITION_INVALID', 'REPLAY_RUNNING', 'READ_MODEL_BEHIND', 'OVERLOADED')
  async start(@Merchant() merchantId: string, @Body() body: unknown): Promise<ReplayQueuedShown> {
    return this.commands.execute(new StartReplay(merchantId, body));
  }

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listReplays', summary: 'Replays, newest first' })
  @ApiOkResponse({ type: ReplaysPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: ListParameters): Promise<ReplaysPage> {
    return PAGES.answer(await this.queries.execute(new ListReplays(merchantId, {}, PAGES.request(parameters))));
  }

  @Get(':replayId')
  @Allow('merchant')
  @ApiOperation({ operationId: 'getReplay', summary: 'A replay: how far it is, and what it found' })
  @ApiOkResponse({ type: ReplayShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async get(
    @Merchant() merchantId: string,
    @Param('replayId') id: string,
    @Query() parameters: ReadParameters,
  ): Promise<ReplayShown> {
    return this.queries.execute(new GetReplay(merchantId, numberId(id), parameters));
  }

  @Get(':replayId/changes')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'listReplayChanges',
    summary: 'The purchases that a scenario changes, first recorded first',
    description: 'The first 10,000 of each scenario are kept; the report counts all.',
  })
  @ApiOkResponse({ type: ChangesPage })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async changes(
    @Merchant() merchantId: string,
    @Param('replayId') id: string,
    @Query() parameters: ChangesParameters,
  ): Promise<ChangesPage> {
    const page = CHANGES.request(parameters);
    const query = new ListReplayChanges(merchantId, numberId(id), parameters.scenario, page);
    return CHANGES.answer(await this.queries.execute(query));
  }

  @Post(':replayId/cancel')
  @HttpCode(200)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'cancelReplay',
    summary: 'End a replay that is not finished',
    description: 'A replay that has ended stays as it is.',
  })
  @ApiOkResponse({ type: ReplayShown })
  @ApiProblems('NOT_FOUND')
  async cancel(@Merchant() merchantId: string, @Param('replayId') id: string): Promise<ReplayShown> {
    return this.commands.execute(new CancelReplay(merchantId, numberId(id)));
  }
}
