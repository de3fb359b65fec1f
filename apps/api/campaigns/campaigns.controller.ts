import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CampaignChange, STATE_AFTER } from '../../../libs/intake/campaigns';
import { Intake } from '../../../libs/intake/intake';
import { Allow, Merchant } from '../access/access';
import { ChangeCampaign, PublishCampaign } from '../commands';
import { Problem, valueOf } from '../http/problem';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { GetCampaign, GetCampaignNow, GetCampaignVersion, ListCampaigns } from '../queries';
import { decodeCursor, encodeCursor } from '../reading/cursor';
import { Reads } from '../reading/reads';
import {
  CampaignBody,
  CampaignChangedShown,
  CampaignPublishedShown,
  CampaignsPage,
  CampaignsParameters,
  CampaignStoryShown,
} from './campaigns.dto';

/** A version is known when the publication was decided; that is soon, or not now. */
const DECISION_WAIT_MS = 5_000;

const Changes = (change: CampaignChange, summary: string) =>
  applyDecorators(
    Post(`:campaignId/${change}`),
    HttpCode(200),
    Allow('merchant'),
    ApiOperation({ operationId: `${change}Campaign`, summary, description: 'Twice is as good as once.' }),
    ApiOkResponse({ type: CampaignChangedShown }),
    ApiAppends(),
    ApiProblems('NOT_FOUND', 'INVALID_PARAMETER', 'READ_MODEL_BEHIND'),
  );

@ApiTags('Campaigns')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: Reads,
    private readonly intake: Intake,
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listCampaigns', summary: 'Campaigns by their newest version, newest first' })
  @ApiOkResponse({ type: CampaignsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: CampaignsParameters): Promise<CampaignsPage> {
    const { cursor, limit, state } = parameters;
    const before = decodeCursor('campaigns', 'n', cursor) as [number] | null;
    await this.reads.waitFor(merchantId, parameters);
    const query = new ListCampaigns(merchantId, { state }, limit, before && before[0]);
    const { items, next } = await this.queries.execute(query);
    return { items, nextCursor: next === null ? null : encodeCursor('campaigns', [next]) };
  }

  @Get(':campaignId')
  @Allow('merchant')
  @ApiOperation({ operationId: 'getCampaign', summary: 'A campaign with every version' })
  @ApiOkResponse({ type: CampaignStoryShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async get(
    @Merchant() merchantId: string,
    @Param('campaignId') campaignId: string,
    @Query() parameters: ReadParameters,
  ): Promise<CampaignStoryShown> {
    await this.reads.waitFor(merchantId, parameters);
    const campaign = await this.queries.execute(new GetCampaign(merchantId, campaignId));
    if (campaign === null) throw new Problem('NOT_FOUND', 'There is no such campaign.');
    return campaign;
  }

  @Put(':campaignId')
  @Allow('merchant')
  @ApiOperation({ operationId: 'publishCampaign', summary: 'Publish the next version of a campaign' })
  @ApiBody({ type: CampaignBody })
  @ApiOkResponse({ type: CampaignPublishedShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('CONDITION_INVALID', 'CURRENCY_FIXED', 'CAMPAIGN_ARCHIVED', 'TOO_MANY_CAMPAIGNS')
  @ApiProblems('INVALID_PARAMETER', 'READ_MODEL_BEHIND')
  async publish(
    @Merchant() merchantId: string,
    @Param('campaignId') campaignId: string,
    @Body() body: unknown,
  ): Promise<CampaignPublishedShown> {
    const { position } = await this.commands.execute(new PublishCampaign(merchantId, campaignId, body));
    await this.reads.waitFor(merchantId, { after: position, waitMs: DECISION_WAIT_MS });
    const version = await this.queries.execute(new GetCampaignVersion(merchantId, campaignId, position));
    if (version !== null) return { campaignId, version, position };
    // Somebody else was quicker: the kernel refused it (CampaignRefused), and what it knew is in the read model now.
    valueOf(await this.intake.campaigns.checkPublication(merchantId, campaignId, body), { position });
    throw new Error(`the publication at position ${position} made no version`);
  }

  @Changes('pause', 'Give no rewards for purchases recorded from now on')
  @ApiProblems('CAMPAIGN_ARCHIVED')
  pause(@Merchant() merchantId: string, @Param('campaignId') campaignId: string): Promise<CampaignChangedShown> {
    return this.change(merchantId, campaignId, 'pause');
  }

  @Changes('resume', 'Give rewards again, for purchases recorded from now on')
  @ApiProblems('CAMPAIGN_ARCHIVED')
  resume(@Merchant() merchantId: string, @Param('campaignId') campaignId: string): Promise<CampaignChangedShown> {
    return this.change(merchantId, campaignId, 'resume');
  }

  @Changes('archive', 'End a campaign for good')
  archive(@Merchant() merchantId: string, @Param('campaignId') campaignId: string): Promise<CampaignChangedShown> {
    return this.change(merchantId, campaignId, 'archive');
  }

  private async change(merchantId: string, campaignId: string, change: CampaignChange): Promise<CampaignChangedShown> {
    // Whether there is anything to do depends on all that was asked before.
    await this.reads.waitForNewest(merchantId, DECISION_WAIT_MS);
    const { position } = await this.commands.execute(new ChangeCampaign(merchantId, campaignId, change));
    await this.reads.waitFor(merchantId, { after: position, waitMs: DECISION_WAIT_MS });
    const now = await this.queries.execute(new GetCampaignNow(merchantId, campaignId));
    const state = STATE_AFTER[change];
    if (now?.state === 'archived' && state !== 'archived' && now.statePosition < position) {
      throw new Problem('CAMPAIGN_ARCHIVED', undefined, { position });
    }
    return { campaignId, state, position };
  }
}
