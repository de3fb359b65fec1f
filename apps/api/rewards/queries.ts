import { listRewards, type RewardFilter, type RewardPlace, type RewardView } from '../../../libs/queries/rewards';
import { queryHandler, type Services } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery } from '../reading/page';

type Filter = Omit<RewardFilter, 'recipient'> & { recipient?: Recipient };
type Recipient = { type: string; value: string };

export class ListRewards extends ListQuery<RewardView, Filter, RewardPlace> {}

export const REWARD_QUERIES = [
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
