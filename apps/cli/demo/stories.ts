import type { Act, Shop } from './shop';

/**
 * A scenario worth looking at: what happens first (`acts`), what after the evaluations (`late`), what after the
 * evaluations that these caused (`last`), and which order shows the outcome.
 */
export interface Story {
  title: string;
  orderId: string;
  /** What the purchase shows at the end. */
  shows: string;
  acts: Act[];
  late?: Act[];
  last?: Act[];
}

const FRIEND = { source: 'referral', channel: 'friends' };
const AD = { source: 'paid', channel: 'instagram' };
const SEARCH = { source: 'organic', channel: 'google' };

export function stories(shop: Shop): Story[] {
  const frida = shop.order('1011', 25_000, 20, 'frida');
  const hugo = shop.order('1013', 9_000, 16, 'hugo');
  return [
    {
      title: 'A, the webhook comes first, then the claim',
      orderId: '1001',
      shows: 'linked by the claim, and the referral of anna is credited and rewarded',
      acts: [
        shop.visit('phone-of-ben', { ...FRIEND, referrer: 'anna' }, 90),
        shop.order('1001', 4_200, 60, 'ben'),
        shop.claim('phone-of-ben', '1001', 59),
      ],
    },
    {
      title: 'B, the claim comes first and waits for the webhook',
      orderId: '1002',
      shows: 'the same outcome as A, although everything came the other way round',
      acts: [
        shop.claim('phone-of-carla', '1002', 58),
        shop.order('1002', 5_900, 58, 'carla'),
        shop.visit('phone-of-carla', { ...FRIEND, referrer: 'anna' }, 95),
      ],
    },
    {
      title: 'C, a known customer comes back through a referral, on a new phone',
      orderId: '1004',
      shows: "the claim merged the new phone's group into dora's, so the new referral is credited and not the old ad",
      acts: [
        shop.visit('laptop-of-dora', AD, 3_000),
        shop.order('1003', 3_100, 2_990, 'dora'),
        shop.claim('laptop-of-dora', '1003', 2_990),
        shop.visit('new-phone-of-dora', { ...FRIEND, referrer: 'ben' }, 50),
        shop.order('1004', 8_800, 45, 'dora'),
        shop.claim('new-phone-of-dora', '1004', 45),
      ],
    },
    {
      title: 'C again, and the claim comes after the evaluation',
      orderId: '1006',
      shows: "evaluated twice: the second attribution supersedes the first, and anna's reward moves to carla",
      acts: [
        shop.visit('laptop-of-emil', { ...FRIEND, referrer: 'anna' }, 2_900),
        shop.order('1005', 2_500, 2_890, 'emil'),
        shop.claim('laptop-of-emil', '1005', 2_890),
        shop.visit('new-phone-of-emil', { ...FRIEND, referrer: 'carla' }, 44),
        shop.order('1006', 7_400, 40, 'emil'),
      ],
      late: [shop.claim('new-phone-of-emil', '1006', 39)],
    },
    {
      title: 'A guest, known only by the device',
      orderId: '1007',
      shows: 'linked by the claim, although it has no customer',
      acts: [
        shop.visit('tablet-of-a-guest', SEARCH, 35),
        shop.order('1007', 1_900, 30),
        shop.claim('tablet-of-a-guest', '1007', 30),
      ],
    },
    {
      title: 'Two customers share a laptop',
      orderId: '1009',
      shows: "noah's group stays apart from mia's (CUSTOMER_CONFLICT), and the laptop counts for this one purchase",
      acts: [
        shop.visit('shared-laptop', SEARCH, 29),
        shop.order('1008', 2_200, 28, 'mia'),
        shop.claim('shared-laptop', '1008', 28),
        shop.visit('shared-laptop', { ...FRIEND, referrer: 'dora' }, 27),
        shop.order('1009', 6_300, 26, 'noah'),
        shop.claim('shared-laptop', '1009', 26),
      ],
    },
    {
      title: 'Somebody guesses an order id',
      orderId: '1010',
      shows: 'the claim is rejected (TOKEN_MISMATCH), and links nothing',
      acts: [
        shop.visit('phone-of-a-stranger', { ...FRIEND, referrer: 'stranger' }, 25),
        shop.order('1010', 9_900, 24, 'olga'),
        shop.claim('phone-of-a-stranger', '1010', 24, 'a guess'),
      ],
    },
    {
      title: 'A budget is exhausted, and a refund gives room back',
      orderId: '1012',
      shows: "ben's gift was withheld (BUDGET_EXHAUSTED) until order 1011 was refunded and anna's was reversed",
      acts: [
        ...bought(shop, frida, 'frida', 'anna', 21),
        ...bought(shop, shop.order('1012', 26_000, 18, 'greta'), 'greta', 'ben', 19),
      ],
      late: [shop.changed(frida, { status: 'refunded', refunded: 25_000 }, 1)],
    },
    {
      title: 'A reward is paid, and then the order is cancelled',
      orderId: '1013',
      shows: "carla's reward stays paid, and a clawback of the same amount stands beside it",
      acts: bought(shop, hugo, 'hugo', 'carla', 17),
      late: [{ by: 'payout', orderId: '1013' }],
      last: [shop.changed(hugo, { status: 'cancelled' }, 0)],
    },
  ];
}

/** A visitor comes through a referral and buys. */
function bought(shop: Shop, order: Act, buyer: string, referrer: string, minutesAgo: number): Act[] {
  const device = `phone-of-${buyer}`;
  const orderId = order.by === 'shop' ? String(order.order.orderId) : '';
  return [
    shop.visit(device, { ...FRIEND, referrer }, minutesAgo),
    order,
    shop.claim(device, orderId, Math.max(0, minutesAgo - 1)),
  ];
}
