import { type DeadLetterView, listDeadLetters } from '../../../libs/queries/dead-letters';
import { queryHandler } from '../handling';
import { ListQuery } from '../reading/page';

export class ListDeadLetters extends ListQuery<DeadLetterView, object, number> {}

export const DEAD_LETTER_QUERIES = [
  queryHandler(ListDeadLetters, async ({ merchantId, page }, { reads, pool, log }) => {
    return reads.read(merchantId, page, () => listDeadLetters(pool, log, merchantId, page.limit, page.before));
  }),
];
