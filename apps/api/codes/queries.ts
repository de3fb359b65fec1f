import { type CodeView, listCodes } from '../../../libs/queries/codes';
import { queryHandler } from '../handling';
import { ListQuery } from '../reading/page';

export class ListCodes extends ListQuery<CodeView, null, number> {}

export const CODE_QUERIES = [
  queryHandler(ListCodes, async ({ merchantId, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listCodes(pool, merchantId, page.limit, page.before));
  }),
];
