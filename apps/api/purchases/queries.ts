import { Query } from '@nestjs/cqrs';
import { type HistoryEvent, listHistory } from '../../../libs/queries/purchase-history';
import {
  findPurchase,
  listPurchases,
  type PurchaseFilter,
  type PurchaseSummary,
  type PurchaseView,
} from '../../../libs/queries/purchases';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery } from '../reading/page';
import type { Wait } from '../reading/reads';

export class ListPurchases extends ListQuery<PurchaseSummary, PurchaseFilter, number> {}

export class ListHistory extends ListQuery<HistoryEvent, { orderId: string }, number> {}

export class GetPurchase extends Query<PurchaseView> {
  constructor(
    readonly merchantId: string,
    readonly orderId: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const PURCHASE_QUERIES = [
  queryHandler(ListPurchases, async ({ merchantId, filter, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listPurchases(pool, merchantId, filter, page.limit, page.before));
  }),
  queryHandler(GetPurchase, async ({ merchantId, orderId, wait }, { reads, pool, log }) => {
    const purchase = await reads.read(merchantId, wait, () => findPurchase(pool, log, merchantId, orderId));
    if (purchase === null) throw notFound();
    return purchase;
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
