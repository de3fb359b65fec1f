import { Query } from '@nestjs/cqrs';
import { HOUR, type Instant, toMillis } from '../../../libs/kernel/time';
import { databaseNow, findLinkHealth, type LinkHealthView } from '../../../libs/queries/link-health';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import type { Wait } from '../reading/reads';

export const RANGE_DEFAULT_HOURS = 24;
export const RANGE_MAX_HOURS = 7 * 24;

export class GetLinkHealth extends Query<LinkHealthView> {
  constructor(
    readonly merchantId: string,
    /** Without `to` it ends now, by the clock of the database. */
    readonly range: { from?: Instant; to?: Instant },
    readonly wait: Wait,
  ) {
    super();
  }
}

export const LINK_HEALTH_QUERIES = [
  queryHandler(GetLinkHealth, async ({ merchantId, range, wait }, { reads, pool }) => {
    await reads.waitFor(merchantId, wait);
    const to = range.to === undefined ? await databaseNow(pool) : toMillis(range.to);
    const from = range.from === undefined ? to - RANGE_DEFAULT_HOURS * HOUR : toMillis(range.from);
    if (from >= to) throw badFrom('must be before `to`, or before now');
    if (to - from > RANGE_MAX_HOURS * HOUR) throw badFrom(`must be at most ${RANGE_MAX_HOURS} hours before \`to\``);
    const isOpen = range.to === undefined;
    const partition = reads.partitionOf(merchantId);
    return reads.inTurn(() => findLinkHealth(pool, merchantId, partition, { from, to, isOpen }));
  }),
];

function badFrom(message: string): Problem {
  return new Problem('INVALID_PARAMETER', `from ${message}.`, { errors: [{ path: 'from', message }] });
}
