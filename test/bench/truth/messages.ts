/** What arrives of the truth: late, doubled, in another order, lost, and between it what was forged. */
import { Chance } from './chance';
import { HOUR, MINUTE } from './shop';
import type { Shop, Touch, TrueOrder } from './truths';

/** A kind of evidence that can be switched off. */
export type Evidence = 'finished' | 'started' | 'carried' | 'login' | 'code' | 'visit';

export interface Losses {
  /** The share of orders whose pixel says nothing when the checkout ends; every second of them says nothing before. */
  silent: number;
  /** Forgeries for each order. */
  forged: number;
  /** Whether some devices say nothing, ever: not when they arrive, nor when they buy. */
  blockers: boolean;
  without: readonly Evidence[];
}

/** How a shop signs an order. */
export interface SignedOrder {
  orderId: string;
  customerId: string | null;
  token: string;
  status: 'pending' | 'paid' | 'partially_refunded' | 'refunded' | 'cancelled';
  total: number;
  refunded: number;
  at: number;
  version: number;
  device: string | null;
  code: string | null;
  visit: Pick<Touch, 'url' | 'referrer'> | null;
}

export type Message = { arrives: number; forged: boolean } & (
  | ({ kind: 'touchpoint' } & Pick<Touch, 'touchpointId' | 'device' | 'at' | 'source'> &
      Partial<Pick<Touch, 'channel' | 'campaign' | 'friend' | 'url'>>)
  | { kind: 'claim'; claimId: string; device: string; token: string; orderId: string | null; at: number }
  | { kind: 'login'; loginId: string; device: string; customerId: string }
  | { kind: 'order'; order: SignedOrder }
);

/** In the order of their arrival. The losses of a higher rate include those of a lower one. */
export function messagesOf(seed: number, shop: Shop, losses: Losses): Message[] {
  const honest = [
    ...arrivalsOf(new Chance(seed, 'visits'), shop, losses),
    ...shop.orders.flatMap((order) => messagesOfOrder(new Chance(seed, `order ${order.orderId}`), shop, order, losses)),
  ];
  const all = [...honest, ...forgeries(new Chance(seed, 'forgeries'), shop, losses.forged)];
  return all.toSorted((a, b) => a.arrives - b.arrives);
}

function arrivalsOf(chance: Chance, { persons, visits }: Shop, { blockers, without }: Losses): Message[] {
  const persona = new Map(persons.map((person) => [person.personId, person]));
  return visits.flatMap(({ personId, referrer: _, ...touch }) => {
    const { customerId, blocked, logsIn } = persona.get(personId)!;
    const arrives = touch.at + lateness(chance);
    const loginAt = touch.at + 3 * MINUTE;
    const isTwice = chance.is(0.03);
    if (blockers && blocked.includes(touch.device)) return [];
    const messages = twice({ kind: 'touchpoint', arrives, forged: false, ...touch }, isTwice);
    if (!logsIn || without.includes('login')) return messages;
    const loginId = `login-${touch.touchpointId}`;
    const { device } = touch;
    return [...messages, { kind: 'login', arrives: loginAt, forged: false, loginId, device, customerId: customerId! }];
  });
}

function messagesOfOrder(chance: Chance, { persons }: Shop, order: TrueOrder, losses: Losses): Message[] {
  const { orderId, device, token, at } = order;
  const isBlocked =
    losses.blockers && persons.some(({ personId, blocked }) => personId === order.personId && blocked.includes(device));
  const isSilent = chance.next() < losses.silent;
  // Drawn in any case: what follows stays the same at every rate.
  const isSilentBefore = chance.is(0.5) && isSilent;
  const isCarried = !chance.is(0.1) && !isBlocked && !losses.without.includes('carried');
  const base = { kind: 'claim', forged: false, device, token } as const;
  const started = at - 3 * MINUTE;
  const finished = at + 4_000;
  const claims: Message[] = [
    ...twice(
      { ...base, claimId: `s-${orderId}`, orderId: null, at: started, arrives: started + lateness(chance) },
      chance.is(0.03),
    ),
    ...twice(
      { ...base, claimId: `f-${orderId}`, orderId, at: finished, arrives: finished + lateness(chance) },
      chance.is(0.03),
    ),
  ];
  const heard = claims.filter((message) => {
    if (isBlocked || message.kind !== 'claim') return false;
    if (message.orderId === null) return !isSilentBefore && !losses.without.includes('started');
    return !isSilent && !losses.without.includes('finished');
  });
  return [...heard, ...deliveriesOf(chance, order, { isCarried, without: losses.without })];
}

/** The versions of an order, each of them sent by the shop when it happens, or minutes later. */
function deliveriesOf(
  chance: Chance,
  order: TrueOrder,
  { isCarried, without }: { isCarried: boolean; without: readonly Evidence[] },
): Message[] {
  const { orderId, customerId, token, total, refunded, at, end } = order;
  const base = {
    ...{ orderId, customerId, token, total, at },
    device: isCarried ? order.device : null,
    code: order.code,
    visit: without.includes('visit') ? null : order.lastVisit,
  };
  const first = { ...base, status: order.pendingFirst ? 'pending' : 'paid', refunded: 0, version: at } as const;
  const versions: SignedOrder[] = [first];
  if (order.pendingFirst) versions.push({ ...first, status: 'paid', version: at + 5 * MINUTE });
  const last = at + chance.between(1, 20) * HOUR;
  if (end === 'part') versions.push({ ...base, status: 'partially_refunded', refunded, version: last });
  if (end === 'refunded') versions.push({ ...base, status: 'refunded', refunded, version: last });
  if (end === 'cancelled') versions.push({ ...base, status: 'cancelled', refunded: 0, version: last });
  return versions.flatMap((version) => {
    const arrives = version.version + (chance.is(0.2) ? chance.between(1, 25) * MINUTE : chance.between(500, 5_000));
    return twice({ kind: 'order', arrives, forged: false, order: version }, chance.is(0.05));
  });
}

/** The forger knows the public key, the addresses, and how the shop counts its orders. He knows no token and no device. */
function forgeries(chance: Chance, { orders }: Shop, perOrder: number): Message[] {
  return Array.from({ length: Math.round(orders.length * perOrder) }, (_, i): Message[] => {
    const { orderId, at } = chance.pick(orders);
    const device = chance.id('forger');
    const arrives = at + chance.between(-10 * MINUTE, 10 * MINUTE);
    const visit = { kind: 'touchpoint', forged: true, device, source: 'referral', friend: FORGER } as const;
    const came = { ...visit, touchpointId: `forged-${i}`, at: arrives - MINUTE, arrives: arrives - MINUTE };
    const claim = { kind: 'claim', forged: true, claimId: `forged-${i}`, device, at: arrives, arrives } as const;
    switch (chance.between(0, 3)) {
      case 0:
        return [came, { ...claim, orderId, token: chance.id('checkout') }];
      case 1:
        return [came, { ...claim, orderId: null, token: chance.id('checkout') }];
      case 2:
        return [came];
      default: {
        // Signed with a secret that the shop never had.
        const order = chance.pick(orders);
        const { customerId, token, total } = order;
        const said = {
          orderId: order.orderId,
          customerId,
          token,
          total,
          status: 'paid',
          refunded: 0,
          code: null,
        } as const;
        const forged = { ...said, at: order.at, version: order.at + HOUR, device, visit: null };
        return [came, { kind: 'order', forged: true, arrives, order: forged }];
      }
    }
  }).flat();
}

/** Whom a forger wants to be paid. */
export const FORGER = '666';

/** Most come within seconds, some within half an hour, some when the browser is online again. */
function lateness(chance: Chance): number {
  const longest = chance.weighed([
    [2_000, 0.9],
    [30 * MINUTE, 0.07],
    [6 * HOUR, 0.03],
  ]);
  return chance.between(100, longest);
}

function twice(message: Message, isTwice: boolean): Message[] {
  return isTwice ? [message, { ...message, arrives: message.arrives + 20 * MINUTE }] : [message];
}
