/** Which orders could be credited rightly at all, by what arrived: an independent look at the honest messages. */
import type { Message } from './messages';
import { firstDeliveries } from './rules/rule';
import type { Shop } from './truths';

export interface Evident {
  /** Anything but an empty order arrived: a claim, a device, a customer who logged in, a code, a visit. */
  any: Set<string>;
  /** What arrived leads from the order to the one to whom it is owed. */
  enough: Set<string>;
}

export function evident(messages: readonly Message[], shop: Shop, codes: Shop['codes']): Evident {
  const sets = new Sets();
  const visits = new Map<string, string>();
  for (const message of messages) {
    if (message.forged) continue;
    if (message.kind === 'touchpoint') visits.set(message.touchpointId, `device ${message.device}`);
    if (message.kind === 'claim') sets.join(`device ${message.device}`, `token ${message.token}`);
    if (message.kind === 'login') sets.join(`device ${message.device}`, `customer ${message.customerId}`);
    if (message.kind !== 'order') continue;
    const { token, device, customerId } = message.order;
    if (device !== null) sets.join(`token ${token}`, `device ${device}`);
    if (customerId !== null) sets.join(`token ${token}`, `customer ${customerId}`);
  }
  const any = new Set<string>();
  const enough = new Set<string>();
  const truths = new Map(shop.orders.map((order) => [order.orderId, order]));
  for (const { order } of firstDeliveries(messages)) {
    const { truth, lastVisit } = truths.get(order.orderId)!;
    const token = `token ${order.token}`;
    const hasCode = order.code !== null && codes.has(order.code);
    const hasVisit = order.visit !== null && lastVisit.source !== 'direct';
    const hasDevice = sets.members(token).some((member) => member.startsWith('device '));
    if (hasCode || hasVisit || hasDevice) any.add(order.orderId);
    const visited = truth.touchpointId === null ? undefined : visits.get(truth.touchpointId);
    // Nobody is found by every look that is not misled.
    const isLed =
      truth.party === null ||
      (truth.touchpointId === null
        ? hasCode
        : (visited !== undefined && sets.areOne(visited, token)) ||
          (order.visit !== null && lastVisit.touchpointId === truth.touchpointId));
    if (isLed && any.has(order.orderId)) enough.add(order.orderId);
  }
  return { any, enough };
}

/** Things that are one, by the pairs that said so. */
class Sets {
  private readonly sets = new Map<string, Set<string>>();

  join(a: string, b: string): void {
    const into = this.of(a);
    const from = this.of(b);
    if (into === from) return;
    for (const one of from) this.sets.set(one, into.add(one));
  }

  areOne(a: string, b: string): boolean {
    return this.of(a) === this.of(b);
  }

  members(one: string): string[] {
    return [...this.of(one)];
  }

  private of(one: string): Set<string> {
    const found = this.sets.get(one) ?? new Set([one]);
    this.sets.set(one, found);
    return found;
  }
}
