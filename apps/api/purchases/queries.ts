import { Query } from '@nestjs/cqrs';
import { findPurchase, listPurchases, type PurchaseFilter, type PurchaseView } from '../../../libs/queries/purchases';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery } from '../reading/page';
import type { Wait } from '../reading/reads';

export class ListPurchases extends ListQuery<PurchaseView, PurchaseFilter, number> {}

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
  queryHandler(ListPurchases, async ({ merchantId, filter, page }, { reads, pool, log }) => {
    await reads.waitFor(merchantId, page);
    return listPurchases(pool, log, merchantId, filter, page.limit, page.before);
  }),
  queryHandler(GetPurchase, async ({ merchantId, orderId, wait }, { reads, pool, log }) => {
    await reads.waitFor(merchantId, wait);
    const purchase = await findPurchase(pool, log, merchantId, orderId);
    if (purchase === null) throw new Problem('NOT_FOUND', 'There is no such purchase.');
    return purchase;
  }),
];
