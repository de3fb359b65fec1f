import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CAMPAIGN, type CampaignChange } from '../../../libs/intake/campaigns';
import { Allow, Merchant } from '../access/access';
import { ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { pagesByNumber } from '../reading/page';
import {
  CampaignChangedShown,
  CampaignCheckShown,
  CampaignPublishedShown,
  CampaignsPage,
  CampaignsParameters,
  CampaignStoryShown,
  CampaignUsageParameters,
  CampaignUsageShown,
} from './campaigns.dto';
import { ChangeCampaign, PublishCampaign } from './commands';
import { CheckCampaign, GetCampaign, GetCampaignUsage, ListCampaigns } from './queries';

const PAGES = pagesByNumber('campaigns');

const Changes = (change: CampaignChange, summary: string) =>
  applyDecorators(
    Post(`:campaignId/${change}`),
    HttpCode(200),
    Allow('merchant'),
    ApiOperation({ operationId: `${change}Campaign`, summary, description: 'A repetition changes nothing.' }),
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
  ) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({ operationId: 'listCampaigns', summary: 'Campaigns by their newest version, newest first' })
  @ApiOkResponse({ type: CampaignsPage })
  @ApiReads()
  async list(@Merchant() merchantId: string, @Query() parameters: CampaignsParameters): Promise<CampaignsPage> {
    const { state } = parameters;
    return PAGES.answer(
      await this.queries.execute(new ListCampaigns(merchantId, { state }, PAGES.request(parameters))),
    );
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
    return this.queries.execute(new GetCampaign(merchantId, campaignId, parameters));
  }

  @Put(':campaignId')
  @Allow('merchant')
  @ApiOperation({ operationId: 'publishCampaign', summary: 'Publish the next version of a campaign' })
  @ApiTakes(CAMPAIGN)
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
    return this.commands.execute(new PublishCampaign(merchantId, campaignId, body));
  }

  @Post(':campaignId/check')
  @HttpCode(200)
  @Allow('merchant')
  @ApiOperation({
    operationId: 'checkCampaign',
    summary: 'Whether a version could be published',
    description: 'Every mistake is named, those of the condition with their place in its text. Nothing is stored.',
  })
  @ApiTakes(CAMPAIGN)
  @ApiOkResponse({ type: CampaignCheckShown })
  @ApiJsonBody()
  @ApiProblems('INVALID_PARAMETER', 'OVERLOADED')
  async check(
    @Merchant() merchantId: string,
    @Param('campaignId') campaignId: string,
    @Body() body: unknown,
  ): Promise<CampaignCheckShown> {
    return this.queries.execute(new CheckCampaign(merchantId, campaignId, body));
  }

  @Get(':campaignId/usage')
  @Allow('merchant')
  @ApiOperation({
    operationId: 'getCampaignUsage',
    summary: 'What live rewards use of the budgets, day by day',
    description: 'Rewards that are taken back give back to the day from which they took.',
  })
  @ApiOkResponse({ type: CampaignUsageShown })
  @ApiReads()
  @ApiProblems('NOT_FOUND')
  async usage(
    @Merchant() merchantId: string,
    @Param('campaignId') campaignId: string,
    @Query() parameters: CampaignUsageParameters,
  ): Promise<CampaignUsageShown> {
    return this.queries.execute(new GetCampaignUsage(merchantId, campaignId, parameters.days, parameters));
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
    return this.commands.execute(new ChangeCampaign(merchantId, campaignId, change));
  }
}
