import { Query } from '@nestjs/cqrs';
import { type AlertFilter, type AlertView, listAlerts } from '../../../libs/alerts/list-alerts';
import type { Listed } from '../../../libs/queries/rows';
import { queryHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';
import type { PageRequest } from '../reading/page';

/** Alerts of all merchants, unless the filter names one. */
export class ListAlerts extends Query<Listed<AlertView, number>> {
  constructor(
    readonly filter: AlertFilter,
    readonly page: PageRequest<number>,
  ) {
    super();
  }
}

export const ALERT_QUERIES = [
  queryHandler(ListAlerts, async ({ filter, page }, { intake, reads, pool }) => {
    const { merchantId } = filter;
    if (merchantId !== undefined) {
      valueOf(await intake.merchants.check(merchantId));
      await reads.waitFor(merchantId, page);
    } else if (page.after !== undefined) {
      throw new Problem('MERCHANT_REQUIRED', '`after` is a position of a merchant: say which one.');
    }
    return reads.inTurn(() => listAlerts(pool, filter, page.limit, page.before));
  }),
];
