import { Query } from '@nestjs/cqrs';
import type { MerchantRateLimits } from '../../../libs/intake/merchant-rate-limits';
import { queryHandler } from '../handling';
import { valueOf } from '../http/problem';
import type { Wait } from '../reading/reads';

export class GetRateLimits extends Query<MerchantRateLimits> {
  constructor(
    readonly merchantId: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const MERCHANT_QUERIES = [
  queryHandler(GetRateLimits, async ({ merchantId, wait }, { intake, reads }) => {
    return valueOf(await reads.read(merchantId, wait, () => intake.merchants.rateLimits(merchantId)));
  }),
];
