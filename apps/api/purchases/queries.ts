import { Query } from '@nestjs/cqrs';
import { type HistoryEvent, listHistory } from '../../../libs/queries/purchase-history';
import {
  findPurchase,
  listPurchases,
  type PurchaseFilter,
  type PurchaseSummary,
  type PurchaseView,
} from '../../../libs/queries/purchases';
import { purchaseAsOf } from '../../../libs/queries/as-of/as-of';
import type { AsOf } from '../../../libs/queries/as-of/past-moment';
import { explainPurchase, type PurchaseStory } from '../../../libs/queries/story/explain';
import type { StoryPlace } from '../../../libs/queries/story/story-page';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import { readAsOf, whoseOf, withinBounds } from '../reading/as-of';
import { ListQuery, type PageRequest } from '../reading/page';
import type { Wait } from '../reading/reads';

export class ListPurchases extends ListQuery<PurchaseSummary, PurchaseFilter, number> {}

export class ListHistory extends ListQuery<HistoryEvent, { orderId: string }, number> {}

export class GetPurchase extends Query<PurchaseView> {
  constructor(
    readonly merchantId: string,
    readonly orderId: string,
    readonly wait: Wait & { asOf?: AsOf },
  ) {
    super();
  }
}

export class ExplainPurchase extends Query<PurchaseStory> {
  constructor(
    readonly merchantId: string,
    readonly orderId: string,
    readonly page: PageRequest<StoryPlace>,
  ) {
    super();
  }
}

export const PURCHASE_QUERIES = [
  queryHandler(ListPurchases, async ({ merchantId, filter, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listPurchases(pool, merchantId, filter, page.limit, page.before));
  }),
  queryHandler(GetPurchase, async ({ merchantId, orderId, wait }, services) => {
    const { reads, pool, log } = services;
    const purchase =
      wait.asOf === undefined
        ? await reads.read(merchantId, wait, () => findPurchase(pool, log, merchantId, orderId))
        : await readAsOf(services, merchantId, wait.asOf, wait, (whose, moment) =>
            purchaseAsOf(whose, orderId, moment),
          );
    if (purchase === null) throw notFound();
    return purchase;
  }),
  queryHandler(ExplainPurchase, async ({ merchantId, orderId, page }, services) => {
    const { limit, before } = page;
    const explain = () => explainPurchase(whoseOf(services, merchantId), orderId, limit, before);
    const story = await services.reads.read(merchantId, page, () => withinBounds(explain));
    if (story === null) throw notFound();
    return story;
  }),
  queryHandler(ListHistory, async ({ merchantId, filter, page }, { reads, pool, log }) => {
    const history = await reads.read(merchantId, page, () =>
      listHistory(pool, log, merchantId, filter.orderId, page.limit, page.before),
    );
    if (history === null) throw notFound();
    return history;
  }),
];

function notFound(): Problem {
  return new Problem('NOT_FOUND', 'There is no such purchase.');
}
