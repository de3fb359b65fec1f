import { Query } from '@nestjs/cqrs';
import type { Page, QuarantinedDelivery } from '../../../libs/intake/quarantine';
import { queryHandler } from '../handling';
import { valueOf } from '../http/problem';
import type { Wait } from '../reading/reads';

export class ListQuarantine extends Query<Page<QuarantinedDelivery>> {
  constructor(
    readonly merchantId: string,
    readonly page: { limit: number; cursor?: string } & Wait,
  ) {
    super();
  }
}

export const QUARANTINE_QUERIES = [
  queryHandler(ListQuarantine, async ({ merchantId, page }, { intake, reads }) => {
    const { limit, cursor } = page;
    return valueOf(
      await reads.read(merchantId, page, () => intake.shops.listQuarantine({ merchantId, limit, cursor })),
    );
  }),
];
