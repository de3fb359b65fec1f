/** The benchmark itself: its shop comes from the seed alone, and each rule is right where nothing stands in its way. */
import { evident } from './evidence';
import { FORGER, type Losses, messagesOf } from './messages';
import { lastVisit } from './rules/last-visit';
import { lastWrite } from './rules/last-write';
import { waitsAnHour } from './rules/waits-an-hour';
import { score } from './score';
import { makeShop } from './shop';
import { commissionOf, truthOf } from './truths';

const LOSSES: Losses = { silent: 0.3, forged: 1, blockers: true, without: [] };
const shop = makeShop(5, 120, { shares: true });

it('makes the same shop and the same messages of a seed, and others of another', () => {
  expect(makeShop(5, 120, { shares: true })).toEqual(shop);
  expect(messagesOf(5, makeShop(5, 120, { shares: true }), LOSSES)).toEqual(messagesOf(5, shop, LOSSES));
  expect(makeShop(6, 120, { shares: true })).not.toEqual(shop);
});

it('loses at a higher rate what it loses at a lower one, and more', () => {
  const textsAt = (silent: number) =>
    messagesOf(5, shop, { ...LOSSES, silent }).map((message) => JSON.stringify(message));
  const [few, many] = [new Set(textsAt(0.5)), new Set(textsAt(0.1))];
  expect([...few].filter((text) => !many.has(text))).toEqual([]);
  expect(few.size).toBeLessThan(many.size);
});

it('switches off one kind of evidence and leaves the others as they were', () => {
  const all = messagesOf(5, shop, LOSSES);
  const without = messagesOf(5, shop, { ...LOSSES, without: ['started'] });
  expect(without).toEqual(
    all.filter((message) => message.forged || message.kind !== 'claim' || message.orderId !== null),
  );
});

it('owes an order to the last friend within ten days, to a code before a link, and never to the buyer himself', () => {
  const { truth: _, ...order } = shop.orders[0]!;
  const at = (days: number) => order.at - days * 86_400_000;
  const touch = { ...order.lastVisit, source: 'referral' as const, channel: undefined, campaign: undefined };
  const touches = [
    { ...touch, touchpointId: 'old', friend: '1', at: at(11) },
    { ...touch, touchpointId: 'first', friend: '2', at: at(9) },
    { ...touch, touchpointId: 'second', friend: '3', at: at(8) },
    { ...touch, touchpointId: 'own', friend: '9', at: at(7) },
    { ...order.lastVisit, touchpointId: 'paid', source: 'paid' as const, friend: undefined, at: at(1) },
  ];
  const codes = new Map([
    ['FOUR', '4'],
    ['OWN', '9'],
  ]);
  const owedWith = (code: string | null) => truthOf({ ...order, customerId: '9', code }, touches, codes);
  const commission = commissionOf(order);
  expect(owedWith(null)).toEqual({ party: 'friend 3', friend: '3', touchpointId: 'second', commission });
  expect(owedWith('FOUR')).toEqual({ party: 'friend 4', friend: '4', touchpointId: null, commission });
  expect(owedWith('OWN')).toMatchObject({ party: 'friend 3' });
});

it.each([
  ['waits an hour', waitsAnHour],
  ['last write wins', lastWrite],
  ['last visit alone', lastVisit],
])('%s is right for buyers with one device, one visit and no code', (_, rule) => {
  const simple = makeShop(7, 600, { shares: true });
  const { orders, visits, persons } = simple;
  const visitsOf = (personId: string) => visits.filter((visit) => visit.personId === personId).length;
  const isAlone = (device: string) => persons.filter(({ devices }) => devices.includes(device)).length === 1;
  simple.orders = orders.filter(
    ({ personId, code, device, customerId, lastVisit: { friend } }) =>
      visitsOf(personId) === 1 && code === null && isAlone(device) && friend !== (customerId ?? ''),
  );
  const messages = messagesOf(7, simple, { silent: 0, forged: 0, blockers: true, without: [] });
  const found = score(simple, evident(messages, simple, simple.codes), rule(messages));
  const stopped = [...found.by].filter(([by]) => ['pixel', 'cart', 'visit', 'customer'].includes(by));
  const wrong = stopped.reduce((sum, [, { of, hits }]) => sum + of - hits, 0);
  // A visit that arrives after the order is the one thing that is left to go wrong.
  const late = simple.orders.filter(({ orderId, lastVisit: { touchpointId } }) => {
    const arrives = (wanted: (message: (typeof messages)[number]) => boolean) => messages.findIndex(wanted);
    return (
      arrives((message) => message.kind === 'touchpoint' && message.touchpointId === touchpointId) >
      arrives((message) => message.kind === 'order' && message.order.orderId === orderId)
    );
  });
  expect(simple.orders.length).toBeGreaterThan(50);
  expect(wrong).toBeLessThanOrEqual(late.length);
  expect(found.falseJoins).toBe(0);
});

it('counts what a forger gets as a false join and as money paid wrongly', () => {
  const orders = shop.orders.filter(({ truth }) => truth.commission > 0);
  const messages = messagesOf(5, shop, LOSSES);
  const outcome = (commission: number) => ({
    party: `friend ${FORGER}`,
    touchpointId: 'forged-1',
    payments: { [FORGER]: commission },
    by: 'claim',
  });
  const outcomes = new Map(orders.map(({ orderId, truth }) => [orderId, outcome(truth.commission)]));
  const owed = orders.reduce((sum, { truth }) => sum + truth.commission, 0);
  const found = score({ ...shop, orders }, evident(messages, shop, shop.codes), outcomes);
  expect(found).toMatchObject({ falseJoins: orders.length, money: { rightly: 0, wrongly: owed, missed: owed } });
  expect(found.precision.hits).toBe(0);
});
