import { Query } from '@nestjs/cqrs';
import { databaseNow } from '../../../libs/queries/link-health';
import { findConnection, type ConnectionView } from '../../../libs/queries/connection/connection';
import { queryHandler } from '../handling';
import type { Wait } from '../reading/reads';

export class GetConnection extends Query<ConnectionView> {
  constructor(
    readonly merchantId: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const CONNECTION_QUERIES = [
  queryHandler(GetConnection, async ({ merchantId, wait }, { reads, pool, intake }) => {
    await reads.waitFor(merchantId, wait);
    // What another process counted is there a second later.
    await intake.tallies.write();
    return reads.inTurn(async () =>
      findConnection(pool, merchantId, reads.partitionOf(merchantId), await databaseNow(pool)),
    );
  }),
];
