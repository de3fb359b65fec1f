import { Query } from '@nestjs/cqrs';
import {
  listRewards,
  type RewardFilter,
  type RewardPlace,
  type RewardTotal,
  rewardTotals,
  type RewardView,
} from '../../../libs/queries/rewards';
import { listRecipients, type RecipientPlace, type RecipientView } from '../../../libs/queries/rewards-by-recipient';
import { listWithheld, type WaitingRewardView } from '../../../libs/queries/withheld-rewards';
import { queryHandler, type Services } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery } from '../reading/page';
import type { Wait } from '../reading/reads';

type Filter = Omit<RewardFilter, 'recipient'> & { recipient?: Recipient };
type Recipient = { type: string; value: string };

export class ListRewards extends ListQuery<RewardView, Filter, RewardPlace> {}

type OfCampaign = { campaignId?: string };

export class ListRecipients extends ListQuery<RecipientView, OfCampaign, RecipientPlace> {}

export class ListWithheld extends ListQuery<WaitingRewardView, OfCampaign, RewardPlace> {}

export class SumRewards extends Query<RewardTotal[]> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string | undefined,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const REWARD_QUERIES = [
  queryHandler(ListRecipients, async ({ merchantId, filter, page }, { reads, pool }) =>
    reads.read(merchantId, page, () => listRecipients(pool, merchantId, filter, page.limit, page.before)),
  ),
  queryHandler(ListWithheld, async ({ merchantId, filter, page }, { reads, pool }) =>
    reads.read(merchantId, page, () => listWithheld(pool, merchantId, filter, page.limit, page.before)),
  ),
  queryHandler(SumRewards, async ({ merchantId, campaignId, wait }, { reads, pool }) =>
    reads.read(merchantId, wait, () => rewardTotals(pool, merchantId, campaignId)),
  ),
  queryHandler(ListRewards, async ({ merchantId, filter, page }, services) => {
    const { recipient: plain, ...others } = filter;
    const recipient = plain && (await pseudonymOf(merchantId, plain, services));
    return services.reads.read(merchantId, page, () =>
      listRewards(services.pool, merchantId, { ...others, recipient }, page.limit, page.before),
    );
  }),
];

async function pseudonymOf(merchantId: string, recipient: Recipient, { intake }: Services): Promise<string> {
  const identified = await intake.tracking.identify(merchantId, recipient);
  if (identified.ok) return identified.value.id;
  const { detail } = identified.problem;
  throw new Problem('INVALID_PARAMETER', detail, { errors: [{ path: 'recipientValue', message: detail }] });
}
