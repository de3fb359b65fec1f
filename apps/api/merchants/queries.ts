import { Query } from '@nestjs/cqrs';
import type { MerchantRateLimits } from '../../../libs/intake/merchant-rate-limits';
import { listMerchants, type MerchantView } from '../../../libs/queries/merchants';
import type { Listed } from '../../../libs/queries/rows';
import { queryHandler } from '../handling';
import { valueOf } from '../http/problem';
import type { PageRequest } from '../reading/page';
import type { Wait } from '../reading/reads';

export class GetRateLimits extends Query<MerchantRateLimits> {
  constructor(
    readonly merchantId: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

/** Merchants of all partitions. */
export class ListMerchants extends Query<Listed<MerchantView, string>> {
  constructor(readonly page: PageRequest<string>) {
    super();
  }
}

export const MERCHANT_QUERIES = [
  queryHandler(ListMerchants, async ({ page }, { reads, pool }) =>
    reads.inTurn(() => listMerchants(pool, page.limit, page.before)),
  ),
  queryHandler(GetRateLimits, async ({ merchantId, wait }, { intake, reads }) => {
    return valueOf(await reads.read(merchantId, wait, () => intake.merchants.rateLimits(merchantId)));
  }),
];
