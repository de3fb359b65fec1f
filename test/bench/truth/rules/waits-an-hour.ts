/**
 * Order and pixel wait an hour for each other, by the number of the order. A customer who is known by an earlier pixel is
 * processed at once, with the visits that are known of him then. Friends come before the others, the last one wins.
 */
import type { Message } from '../messages';
import { HOUR } from '../shop';
import { LOOKBACK_DAYS, rankOf } from '../truths';
import { commissions, credited, firstDeliveries, nobody, type Outcome } from './rule';

const LOOKBACK_MS = LOOKBACK_DAYS * 24 * HOUR;

export function waitsAnHour(messages: readonly Message[]): Map<string, Outcome> {
  const paid = commissions(messages);
  const pixels = new Map<string, Extract<Message, { kind: 'claim' }>>();
  for (const message of messages) {
    if (message.kind !== 'claim' || message.orderId === null || pixels.has(message.orderId)) continue;
    pixels.set(message.orderId, message);
  }
  const lastVisit = (devices: ReadonlySet<string>, until: number, at: number, customerId: string | null) =>
    messages
      .filter((message) => message.kind === 'touchpoint')
      .filter(({ device, arrives }) => devices.has(device) && arrives <= until)
      .filter((visit) => visit.at <= at && visit.at > at - LOOKBACK_MS && visit.friend !== (customerId ?? ''))
      .toSorted((a, b) => rankOf(a.source) - rankOf(b.source) || b.at - a.at)[0];

  /** Customer → devices, and since when. */
  const known = new Map<string, { devices: Set<string>; since: number }>();
  const outcomes = new Map<string, Outcome>();
  for (const { order, arrives } of firstDeliveries(messages)) {
    const { orderId, customerId, at } = order;
    const pixel = pixels.get(orderId);
    const isMet = pixel !== undefined && Math.abs(pixel.arrives - arrives) <= HOUR;
    const metAt = Math.max(arrives, pixel?.arrives ?? 0);
    const customer = customerId === null ? undefined : known.get(customerId);
    if (customer !== undefined && customer.since <= arrives) {
      outcomes.set(
        orderId,
        credited(lastVisit(customer.devices, arrives, at, customerId), paid.get(orderId)!, 'customer'),
      );
    } else if (isMet) {
      const visit = lastVisit(new Set([pixel.device]), metAt, at, customerId);
      outcomes.set(orderId, credited(visit, paid.get(orderId)!, 'pixel'));
    } else {
      outcomes.set(orderId, nobody(pixel === undefined ? 'no pixel' : 'pixel too late'));
    }
    if (customerId === null || !isMet) continue;
    if (customer === undefined) known.set(customerId, { devices: new Set([pixel.device]), since: metAt });
    else customer.devices.add(pixel.device);
  }
  return outcomes;
}
