/** Facts of people and shops with their own times, so that nothing depends on when they are sent. */
import type { Told } from './shop';

const DAY_MS = 86_400_000;
/** Some days ago, in whole seconds. */
const FROM = Math.floor(Date.now() / 1_000) * 1_000 - 5 * DAY_MS;
const at = (minutes: number) => new Date(FROM + minutes * 60_000).toISOString();

const TOTAL = 2_000;

/**
 * Ten people, each with three visits on two devices, two orders with up to three versions, claims, and an identifier of
 * the shop's own. Every second person first buys as a guest.
 */
export function stories(people = 10): Told[] {
  return Array.from({ length: people }, (_, n) => storyOf(n)).flat();
}

function storyOf(n: number): Told[] {
  const [phone, tablet, customerId] = [`phone-${n}`, `tablet-${n}`, `customer-${n}`];
  const isGuest = n % 2 === 1;
  const visit = (i: number, anonymousId: string, more: object): Told => ({
    path: 'track/touchpoint',
    body: { touchpointId: `t-${n}-${i}`, anonymousId, channel: `channel-${i}`, occurredAt: at(n + 10 * i), ...more },
  });
  const referral = (friend: number) => ({
    source: 'referral',
    referrer: { type: 'customer_id', value: `friend-${friend % 3}` },
  });
  const claim = (i: number, anonymousId: string): Told => ({
    path: 'track/purchase',
    body: {
      ...{ claimId: `claim-${n}-${i}-${anonymousId}`, anonymousId, orderId: `order-${n}-${i}` },
      token: `k${n}${i}`,
    },
  });
  const version = (i: number, v: number, data: object): Told =>
    orderVersion(`order-${n}-${i}`, v, {
      ...{ token: `k${n}${i}`, status: 'paid', total: TOTAL + 37 * n, occurredAt: at(60 + n + 10 * i) },
      ...(!(isGuest && i === 0) && { customerId }),
      ...data,
    });
  return [
    visit(0, phone, referral(n)),
    visit(1, phone, { source: 'paid' }),
    visit(2, tablet, referral(n + 1)),
    version(0, 1, n % 4 === 0 ? { status: 'pending' } : {}),
    version(0, 2, n % 3 === 0 ? { refunded: 500, status: 'partially_refunded' } : {}),
    version(1, 1, {}),
    ...(n % 5 === 4 ? [version(1, 2, { status: 'cancelled' })] : []),
    claim(0, phone),
    claim(isGuest ? 0 : 1, tablet),
    claim(1, phone),
    {
      path: 'identities/assert',
      body: {
        ...{ assertionId: `a-${n}`, a: { type: 'customer_id', value: customerId } },
        b: { type: 'external_id', value: `crm-${n}` },
      },
    },
  ];
}

/** Refunds two thirds of the orders, in part or in full. */
export function refundsOf(facts: readonly Told[]): Told[] {
  const orders = new Map<string, { total: number; token: string; customerId?: string; occurredAt: string }>();
  for (const { path, body } of facts) {
    if (path !== 'webhook') continue;
    const { orderId, total, token, customerId, occurredAt } = (body as { data: never })['data'] as Order;
    orders.set(orderId, { total, token, customerId, occurredAt });
  }
  return [...orders].flatMap(([orderId, order], i) => {
    if (i % 3 === 0) return [];
    const refunded = i % 3 === 1 ? order.total : Math.floor(order.total / 4);
    return [orderVersion(orderId, 9, { ...order, refunded, status: i % 3 === 1 ? 'refunded' : 'partially_refunded' })];
  });
}

interface Order {
  orderId: string;
  total: number;
  token: string;
  customerId?: string;
  occurredAt: string;
}

function orderVersion(orderId: string, version: number, data: object): Told {
  return {
    path: 'webhook',
    body: {
      ...{ type: 'order.updated', timestamp: new Date(FROM).toISOString() },
      data: { orderId, sourceVersion: version, currency: 'EUR', ...data },
    },
  };
}

/** Every seed gives its own order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let i = result.length - 1; i > 0; i--) {
    // A linear congruential generator is good enough for shuffling, and the same everywhere.
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (i + 1);
    [result[i], result[other]] = [result[other]!, result[i]!];
  }
  return result;
}
