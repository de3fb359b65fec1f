import { Query } from '@nestjs/cqrs';
import { findMerge, listMerges, type MergeFilter, type MergePlace, type MergeView } from '../../../libs/queries/merges';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery } from '../reading/page';
import type { Wait } from '../reading/reads';
import { previewMerge } from './preview';
import type { PreviewShown } from './preview.dto';

export class ListMerges extends ListQuery<MergeView, MergeFilter, MergePlace> {}

export class GetMerge extends Query<MergeView> {
  constructor(
    readonly merchantId: string,
    /** Of a merge, or of an edge. */
    readonly id: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

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
  queryHandler(GetMerge, async ({ merchantId, id, wait }, { reads, pool }) => {
    const merge = await reads.read(merchantId, wait, () => findMerge(pool, merchantId, id));
    if (merge === null) throw new Problem('NOT_FOUND', 'There is no such merge.');
    return merge;
  }),
  queryHandler(PreviewMerge, async ({ merchantId, body }, services) => {
    await services.reads.waitForNewest(merchantId);
    return services.reads.inTurn(() => previewMerge(merchantId, body, services));
  }),
];
