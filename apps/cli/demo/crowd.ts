import type { Random } from './random';
import type { Act, Shop, Visit } from './shop';

const HOUR = 60;
const DAY = 24 * HOUR;

const VISITS: readonly (readonly [number, Visit])[] = [
  [30, { source: 'organic', channel: 'google' }],
  [25, { source: 'paid', channel: 'instagram' }],
  [15, { source: 'email', channel: 'newsletter' }],
  [10, { source: 'social', channel: 'tiktok' }],
  [20, { source: 'direct', channel: 'direct' }],
];

/**
 * The other visitors: they come a few times within three weeks, and most of them buy. Their acts follow person by
 * person, each person's in a realistic order.
 */
export function crowd(shop: Shop, random: Random, people: number): Act[] {
  return Array.from({ length: people }, (_, i) => person(shop, random, i + 1)).flat();
}

function person(shop: Shop, random: Random, number: number): Act[] {
  const device = `device-${number}`;
  const bought = random.whole(HOUR, 14 * DAY);
  const visits = Array.from({ length: random.whole(1, 5) }, () =>
    shop.visit(device, visit(random, number), bought + random.whole(1, 7 * DAY)),
  );
  if (!random.chance(0.6)) return visits;
  const orderId = String(2_000 + number);
  const customer = random.chance(0.7) ? `customer-${number}` : undefined;
  const order = shop.order(orderId, random.whole(9, 120) * 100 - 1, bought, customer);
  // Some visitors close the browser before the confirmation shows.
  const claim = random.chance(0.9) ? [shop.claim(device, orderId, bought)] : [];
  return random.chance(0.5) ? [...visits, ...claim, order] : [...visits, order, ...claim];
}

function visit(random: Random, number: number): Visit {
  if (number === 1 || !random.chance(0.15)) return random.pick(VISITS);
  return { source: 'referral', channel: 'friends', referrer: `customer-${random.whole(1, number - 1)}` };
}
