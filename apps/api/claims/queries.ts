import { type ClaimFilter, type ClaimPlace, type ClaimView, listClaims } from '../../../libs/queries/claims';
import { queryHandler } from '../handling';
import { ListQuery } from '../reading/page';

export class ListClaims extends ListQuery<ClaimView, ClaimFilter, ClaimPlace> {}

export const CLAIM_QUERIES = [
  queryHandler(ListClaims, async ({ merchantId, filter, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listClaims(pool, merchantId, filter, page.limit, page.before));
  }),
];
