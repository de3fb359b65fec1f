import { Query } from '@nestjs/cqrs';
import { IDENTIFIER_TYPES } from '../../../libs/kernel/identity/identifier';
import { type FoundPurchase, searchPurchases } from '../../../libs/queries/search-purchases';
import { queryHandler } from '../handling';
import type { Wait } from '../reading/reads';

export class SearchPurchases extends Query<FoundPurchase[]> {
  constructor(
    readonly merchantId: string,
    readonly text: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const SEARCH_QUERIES = [
  queryHandler(SearchPurchases, async ({ merchantId, text, wait }, { intake, reads, pool }) => {
    // A text that is no value of a type, or one that identifies nobody, names nobody of that type.
    const named = await Promise.all(
      IDENTIFIER_TYPES.map((type) => intake.tracking.identify(merchantId, { type, value: text })),
    );
    const persons = named.flatMap((one) => (one.ok ? [one.value] : []));
    return reads.read(merchantId, wait, () => searchPurchases(pool, merchantId, text, persons));
  }),
];
