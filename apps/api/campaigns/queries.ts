import { Query } from '@nestjs/cqrs';
import type { FieldError } from '../../../libs/intake/outcomes';
import type { Code } from '../../../libs/kernel/codes';
import type { CampaignState } from '../../../libs/kernel/rewards/campaign';
import {
  type CampaignStory,
  type CampaignView,
  findCampaign,
  findCampaignNow,
  listCampaigns,
} from '../../../libs/queries/campaigns';
import { type CampaignUsage, campaignUsage } from '../../../libs/queries/campaign-usage';
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

export class GetCampaignUsage extends Query<CampaignUsage> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly days: number,
    readonly wait: Wait,
  ) {
    super();
  }
}

/** Whether a version could be published, and if not why; nothing is stored. */
export class CheckCampaign extends Query<CampaignCheck> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export interface CampaignCheck {
  publishable: boolean;
  code: Code | null;
  detail: string | null;
  errors: FieldError[];
}

export const CAMPAIGN_QUERIES = [
  queryHandler(CheckCampaign, async ({ merchantId, campaignId, body }, { intake, reads }) => {
    const checked = await reads.inTurn(() => intake.campaigns.checkPublication(merchantId, campaignId, body));
    if (checked.ok) return { publishable: true, code: null, detail: null, errors: [] };
    const { code, detail, errors = [] } = checked.problem;
    return { publishable: false, code, detail, errors };
  }),
  queryHandler(GetCampaignUsage, async ({ merchantId, campaignId, days, wait }, { reads, pool }) =>
    reads.read(merchantId, wait, async () => {
      const campaign = await findCampaignNow(pool, merchantId, campaignId);
      if (campaign === null) throw new Problem('NOT_FOUND', 'There is no such campaign.');
      return campaignUsage(pool, merchantId, campaignId, days, Date.now());
    }),
  ),
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
