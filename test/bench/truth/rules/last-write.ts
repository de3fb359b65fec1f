/**
 * The cart's id joins. The device has one row with where it came from, which each new visit overwrites when it arrives; a
 * direct visit writes nothing. The order takes what the row says when it arrives. Codes are no matter of this rule.
 */
import type { Message } from '../messages';
import { commissions, credited, firstDeliveries, type Outcome } from './rule';

export function lastWrite(messages: readonly Message[]): Map<string, Outcome> {
  const paid = commissions(messages);
  const deliveries = new Map(firstDeliveries(messages).map((arrived) => [arrived.order, arrived.order.orderId]));
  const rows = new Map<string, Extract<Message, { kind: 'touchpoint' }>>();
  const outcomes = new Map<string, Outcome>();
  for (const message of messages) {
    if (message.kind === 'touchpoint' && message.source !== 'direct') rows.set(message.device, message);
    if (message.kind !== 'order' || message.forged) continue;
    const orderId = deliveries.get(message.order);
    if (orderId === undefined || outcomes.has(orderId)) continue;
    const { device } = message.order;
    const row = device === null ? undefined : rows.get(device);
    outcomes.set(orderId, credited(row, paid.get(orderId)!, device === null ? 'no id in the cart' : 'cart'));
  }
  return outcomes;
}
