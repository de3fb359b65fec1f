/** What the rules of others have in common: they get the messages in the order of arrival, and see no other truth. */
import type { Message, SignedOrder } from '../messages';
import { commissionOf, partyOf } from '../truths';

type Visit = Extract<Message, { kind: 'touchpoint' }>;

/** What a rule, or Tributary, said of an order. */
export interface Outcome {
  party: string | null;
  /** Null: a code, a visit that the shop saw, or nobody. */
  touchpointId: string | null;
  /** Friend → what he gets. */
  payments: Record<string, number>;
  /** By what the order was joined, or why not. */
  by: string;
}

/** From the messages, in the order of their arrival, to what it says of each order. */
export type Rule = (messages: readonly Message[]) => Map<string, Outcome>;

interface Arrived {
  order: SignedOrder;
  arrives: number;
}

/** The first delivery of each order; a forged one fails its signature, with everybody. */
export function firstDeliveries(messages: readonly Message[]): Arrived[] {
  const first = new Map<string, Arrived>();
  for (const message of messages) {
    if (message.kind !== 'order' || message.forged || first.has(message.order.orderId)) continue;
    first.set(message.order.orderId, message);
  }
  return [...first.values()];
}

/** What every rule pays: the same commission, on what the last version of the order says. */
export function commissions(messages: readonly Message[]): Map<string, number> {
  const last = new Map<string, SignedOrder>();
  for (const message of messages) {
    if (message.kind !== 'order' || message.forged) continue;
    const { order } = message;
    if (order.version >= (last.get(order.orderId)?.version ?? 0)) last.set(order.orderId, order);
  }
  return new Map(
    [...last].map(([orderId, { total, refunded, status }]) => [
      orderId,
      commissionOf({ total, refunded, end: status === 'cancelled' ? 'cancelled' : 'kept' }),
    ]),
  );
}

export function nobody(by: string): Outcome {
  return { party: null, touchpointId: null, payments: {}, by };
}

export function credited(visit: Visit | undefined, commission: number, by: string): Outcome {
  if (visit === undefined) return nobody(by);
  return {
    party: partyOf(visit),
    touchpointId: visit.touchpointId,
    payments: paymentsOf(visit.friend, commission),
    by,
  };
}

export function paymentsOf(friend: string | undefined, commission: number): Record<string, number> {
  return friend === undefined ? {} : { [friend]: commission };
}
