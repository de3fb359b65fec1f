/** A shop whose truth is known: who came from where, on which device, and bought what. */
import { Chance } from './chance';
import type { Person, Shop, Touch, TrueOrder } from './truths';
import { truthOf } from './truths';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** All times count from the first day on which the shop is watched. */
const FIRST_ORDER_MS = 13 * DAY;

const FRIENDS = 40;
const FRIENDS_FROM = 1_000;
const CUSTOMERS_FROM = 5_000;

const SOURCES = [
  ['referral', 0.3],
  ['paid', 0.2],
  ['email', 0.1],
  ['social', 0.1],
  ['organic', 0.15],
  ['direct', 0.15],
] as const;

/**
 * Makes at least so many orders; the same seed makes the same shop.
 * @param shares some customers buy on another customer's device
 */
export function makeShop(seed: number, orders: number, { shares = false } = {}): Shop {
  const chance = new Chance(seed, 'shop');
  const friends = Array.from({ length: FRIENDS }, (_, i) => String(FRIENDS_FROM + i));
  const codes = new Map(friends.map((friend) => [`FRIEND${friend}`, friend]));
  const shop: Shop = { friends, codes, persons: [], orders: [], visits: [] };
  while (shop.orders.length < orders) {
    const person = makePerson(chance, shop);
    const touches: Touch[] = [];
    let at = FIRST_ORDER_MS + chance.between(0, 8 * DAY);
    const purchases = person.customerId !== null && chance.is(0.4) ? 2 : 1;
    for (let i = 0; i < purchases; i++) {
      const device = chance.pick(person.devices);
      touches.push(...arrivals(chance, shop, person, { at, device, isFirst: i === 0 }));
      shop.orders.push(buy(chance, shop, { person, device, at, touches: [...touches] }));
      at += DAY + chance.between(0, 2 * DAY);
    }
    shop.persons.push(person);
    shop.visits.push(...touches);
    if (shares && person.customerId !== null && chance.is(0.05)) shareDevice(chance, shop, person, at);
  }
  return shop;
}

function makePerson(chance: Chance, { friends, persons }: Shop): Person {
  // A few of the friends buy as well, some of them with their own code.
  const friend = chance.is(0.03)
    ? friends.find((one) => persons.every(({ customerId }) => customerId !== one))
    : undefined;
  const isCustomer = friend !== undefined || chance.is(0.55);
  const devices = Array.from({ length: chance.is(isCustomer ? 0.35 : 0.03) ? 2 : 1 }, () => chance.id('d'));
  return {
    personId: `p${persons.length}`,
    customerId: isCustomer ? (friend ?? String(CUSTOMERS_FROM + persons.length)) : null,
    devices,
    blocked: devices.filter(() => chance.is(0.03)),
    logsIn: isCustomer && chance.is(0.85),
  };
}

/** The visits that end in a purchase: some days before, some long before, the last on the device that buys. */
function arrivals(
  chance: Chance,
  shop: Shop,
  person: Person,
  { at, device, isFirst }: { at: number; device: string; isFirst: boolean },
): Touch[] {
  const earlier = Array.from({ length: chance.between(0, isFirst ? 3 : 1) }, () => {
    const days = isFirst ? (chance.is(0.1) ? 12.9 : 9) : 0.9;
    return visit(chance, shop, person, {
      device: chance.pick(person.devices),
      at: at - chance.between(HOUR, days * DAY),
    });
  });
  return [...earlier, visit(chance, shop, person, { device, at: at - chance.between(5, 50) * MINUTE })];
}

function visit(chance: Chance, { friends }: Shop, person: Person, where: { device: string; at: number }): Touch {
  const source = chance.weighed(SOURCES);
  const touch = { touchpointId: chance.id('t'), personId: person.personId, ...where, source };
  const campaign = chance.pick(['spring', 'sale', 'new']);
  const page = 'https://shop.example/products/lamp';
  const marked = (channel: string, medium: string): Touch => ({
    ...touch,
    channel,
    campaign,
    url: `${page}?utm_source=${channel}&utm_medium=${medium}&utm_campaign=${campaign}`,
  });
  const linked = (host: string): Touch => ({ ...touch, channel: host, referrer: `https://${host}/`, url: page });
  switch (source) {
    case 'referral': {
      const own = person.customerId !== null && friends.includes(person.customerId) && chance.is(0.5);
      const friend = own ? person.customerId! : chance.pick(friends);
      return { ...touch, friend, url: `${page}?ref=${friend}` };
    }
    case 'paid':
      return marked(chance.pick(['google', 'meta', 'bing']), 'cpc');
    case 'email':
      return marked('newsletter', 'email');
    case 'social':
      return linked(chance.pick(['instagram.com', 'tiktok.com']));
    case 'organic':
      return linked(chance.pick(['google.com', 'duckduckgo.com']));
    case 'direct':
      return { ...touch, url: page };
  }
}

function buy(
  chance: Chance,
  shop: Shop,
  { person, device, at, touches }: { person: Person; device: string; at: number; touches: Touch[] },
): TrueOrder {
  const total = chance.between(1_000, 20_000);
  const end = chance.weighed([
    ['kept', 0.87],
    ['part', 0.06],
    ['refunded', 0.04],
    ['cancelled', 0.03],
  ] as const);
  const own = person.customerId !== null && shop.friends.includes(person.customerId) && chance.is(0.3);
  const code = own ? `FRIEND${person.customerId}` : chance.is(0.12) ? chance.pick([...shop.codes.keys()]) : null;
  const order = {
    orderId: String(90_001 + shop.orders.length),
    personId: person.personId,
    customerId: person.customerId,
    device,
    token: chance.id('checkout'),
    at,
    total,
    refunded: { kept: 0, part: Math.floor(total / 3), refunded: total, cancelled: 0 }[end],
    end,
    code,
    lastVisit: touches.at(-1)!,
    pendingFirst: chance.is(0.2),
  };
  return { ...order, truth: truthOf(order, touches, shop.codes) };
}

/** Another customer comes and buys on the same device. */
function shareDevice(chance: Chance, shop: Shop, owner: Person, after: number): void {
  const [device] = owner.devices;
  const customerId = String(CUSTOMERS_FROM + shop.persons.length);
  const blocked = owner.blocked.filter((one) => one === device);
  const person = { personId: `p${shop.persons.length}`, customerId, devices: [device!], blocked, logsIn: false };
  const at = Math.max(after, FIRST_ORDER_MS) + chance.between(HOUR, DAY);
  const touch = visit(chance, shop, person, { device: device!, at: at - chance.between(5, 50) * MINUTE });
  shop.persons.push(person);
  shop.visits.push(touch);
  shop.orders.push(buy(chance, shop, { person, device: device!, at, touches: [touch] }));
}
