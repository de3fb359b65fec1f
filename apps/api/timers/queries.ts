import { listTimers, type TimerPlace, type TimerView } from '../../../libs/queries/timers';
import { queryHandler } from '../handling';
import { ListQuery } from '../reading/page';

export class ListTimers extends ListQuery<TimerView, object, TimerPlace> {}

export const TIMER_QUERIES = [
  queryHandler(ListTimers, async ({ merchantId, page }, { reads, pool }) => {
    const partition = reads.partitionOf(merchantId);
    return reads.read(merchantId, page, () => listTimers(pool, partition, merchantId, page.limit, page.before));
  }),
];
