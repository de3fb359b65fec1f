import { Query } from '@nestjs/cqrs';
import type { CampaignState } from '../../../libs/kernel/rewards/campaign';
import { type CampaignStory, type CampaignView, findCampaign, listCampaigns } from '../../../libs/queries/campaigns';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery } from '../reading/page';
import type { Wait } from '../reading/reads';

export class ListCampaigns extends ListQuery<CampaignView, { state?: CampaignState }, number> {}

export class GetCampaign extends Query<CampaignStory> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const CAMPAIGN_QUERIES = [
  queryHandler(ListCampaigns, async ({ merchantId, filter, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listCampaigns(pool, merchantId, filter, page.limit, page.before));
  }),
  queryHandler(GetCampaign, async ({ merchantId, campaignId, wait }, { reads, pool }) => {
    const find = () => findCampaign(pool, merchantId, campaignId, Date.now());
    const campaign = await reads.read(merchantId, wait, find);
    if (campaign === null) throw new Problem('NOT_FOUND', 'There is no such campaign.');
    return campaign;
  }),
];
