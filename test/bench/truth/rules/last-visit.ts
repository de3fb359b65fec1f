/** The shop's own last visit alone: the first page of the visit in which the order was placed, as the order says it. */
import { classifyVisit } from '../../../../libs/sdk/visit-source';
import type { Message } from '../messages';
import { partyOf } from '../truths';
import { commissions, firstDeliveries, nobody, type Outcome, paymentsOf } from './rule';

export function lastVisit(messages: readonly Message[]): Map<string, Outcome> {
  const paid = commissions(messages);
  return new Map(
    firstDeliveries(messages).map(({ order: { orderId, visit } }): [string, Outcome] => {
      if (visit === null) return [orderId, nobody('no visit')];
      const query = new URL(visit.url).searchParams;
      const { source, channel, campaign } = classifyVisit(query, visit.referrer, (host) => host === 'shop.example');
      const friend = query.get('ref') ?? undefined;
      const party = partyOf({ source, channel, campaign, friend });
      return [orderId, { party, touchpointId: null, payments: paymentsOf(friend, paid.get(orderId)!), by: 'visit' }];
    }),
  );
}
