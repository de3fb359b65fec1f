import { Query } from '@nestjs/cqrs';
import { listMerges, type MergeFilter, type MergePlace, type MergeView } from '../../../libs/queries/merges';
import { queryHandler } from '../handling';
import { ListQuery } from '../reading/page';
import { previewMerge } from './preview';
import type { PreviewShown } from './preview.dto';

export class ListMerges extends ListQuery<MergeView, MergeFilter, MergePlace> {}

/** What a merge, or taking one back, would change; nothing is stored. */
export class PreviewMerge extends Query<PreviewShown> {
  constructor(
    readonly merchantId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export const MERGE_QUERIES = [
  queryHandler(ListMerges, async ({ merchantId, filter, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listMerges(pool, merchantId, filter, page.limit, page.before));
  }),
  queryHandler(PreviewMerge, async ({ merchantId, body }, services) => {
    await services.reads.waitForNewest(merchantId);
    return services.reads.inTurn(() => previewMerge(merchantId, body, services));
  }),
];
