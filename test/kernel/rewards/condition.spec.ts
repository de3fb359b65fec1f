import { checkCondition } from '../../../libs/kernel/rewards/condition';
import { DAY, HOUR, SECOND } from '../../../libs/kernel/time';
import { asserted, bought, claimed, NOW, operatorAsks, touched } from '../support/builders';
import { amounts, liveRewards, ordered, published, referral, REFERRER, updated } from '../support/campaigns';
import { decided } from '../support/given';
import { Simulation, wait, type Step } from '../support/simulation';
import { customer, device } from '../support/universe';

describe('checking a condition', () => {
  it.each([
    'true',
    'purchase.total > 100 && purchase.net >= 0 || purchase.refunded == 0',
    'purchase.orderId == "x" && purchase.platform == "shopify" && purchase.currency in ["EUR", "USD"]',
    'purchase.items.exists(item, item.sku == "tea" && item.quantity > 1 && item.price < 10)',
    'purchase.items.filter(item, item.sku.startsWith("T-")).size() >= 2 && purchase.itemCount > 3',
    'purchase.occurredAt > timestamp("2026-01-01T00:00:00Z") && purchase.occurredAt.getDayOfWeek() == 0',
    'purchase.occurredAt < timestamp("2026-01-01T00:00:00.5+02:00") || purchase.occurredAt > timestamp(1700000000)',
    'customer.known && customer.purchasesBefore == 0',
    'purchase.occurredAt - customer.firstSeenAt > duration("24h")',
    'touchpoint.source == "paid" && touchpoint.channel.contains("x") && touchpoint.campaign != "" && touchpoint.url != ""',
    'touchpoint.hasReferrer && touchpoint.ageSeconds < 60 && touchpoint.share > 500000',
    'touchpoint == null || touchpoint.hasReferrer',
    'purchase.items.exists(i, i.price * 2 + 1 > purchase.net) && (touchpoint.url + "x").size() > 1',
    'touchpoint != null && null != touchpoint',
    'double(purchase.net) / 2.0 > 1.5 ? size(purchase.items) > 0 : has(touchpoint.url)',
  ])('accepts %s', (condition) => {
    expect(checkCondition(condition)).toBeNull();
  });

  it.each([
    ['', 1, 1, /EOF/],
    ['purchase.total >', 1, 17, /EOF/],
    ['purchase.total', 1, 1, /true or false.*int/],
    ['dyn(true)', 1, 1, /true or false.*dyn/],
    ['total > 1', 1, 1, /Unknown variable: total/],
    ['purchase.totl > 1', 1, 10, /totl/],
    ['true &&\n  purchase.items.all(item, item.name == "x")', 2, 33, /name/],
    ['purchase.total > "1"', 1, 1, /overload/],
    ['purchase == null', 1, 1, /overload/],
    ['touchpoint.url == null', 1, 1, /overload/],
    ['now() > purchase.occurredAt', 1, 1, /now/],
    ['touchpoint.url.matches("^(a+)+$")', 1, 1, /regular expressions/],
    ['true || touchpoint.url.matches("a")', 1, 9, /regular expressions/],
    ['purchase.items.all(a, purchase.items.exists(b, a.sku == b.sku))', 1, 23, /within another macro/],
    ['purchase.items.map(a, a.sku).exists(b, b == "x")', 1, 1, /within another macro/],
    ['cel.bind(a, "aaaa", (a + a + a).size() > 1)', 1, 1, /bind/],
    ['purchase.orderId.split("").join(purchase.orderId) == ""', 1, 1, /join/],
    ['bytes(purchase.orderId).hex() == ""', 1, 1, /hex/],
    ['purchase.occurredAt.getHours("Europe/Berlin") > 1', 1, 1, /time zone/],
    ['purchase.occurredAt.getDayOfYear() > 1', 1, 1, /getDayOfYear/],
    ['purchase.occurredAt > timestamp("2026-01-01T00:00:00.000")', 1, 23, /zone/],
    ['purchase.occurredAt > timestamp(purchase.orderId)', 1, 23, /zone/],
    ['purchase.items.exists(i, i.sku + "x" == "tx")', 1, 26, /cannot make texts/],
    ['purchase.items.exists(i, i.sku.lowerAscii() == "tea")', 1, 26, /cannot make texts/],
    ['purchase.items.exists(i, touchpoint.url.split("").size() > 1)', 1, 26, /cannot make texts/],
    ['purchase.items.all(i, string(i.price) == "1")', 1, 23, /cannot make texts/],
  ])('refuses %j at %i:%i', (condition, line, column, message) => {
    const problem = checkCondition(condition);
    expect(problem).toEqual({ line, column, message: expect.stringMatching(message) as unknown });
  });

  it('refuses a condition that is too large', () => {
    expect(checkCondition(Array(600).fill('true').join(' && '))).not.toBeNull();
    expect(checkCondition(`${'('.repeat(60)}true${')'.repeat(60)}`)).not.toBeNull();
  });
});

/** Whether the condition holds for order 0 of person 0, referred by the touchpoint `t`. */
function holdsFor(condition: string, ...steps: Step[]): boolean {
  const shop = Simulation.of().play(published('c', { condition }), referral(), ...steps);
  return amounts(shop.finish()).length > 0;
}

describe('a condition reads', () => {
  it('the purchase, with quantities rounded up to whole units', () => {
    const items = [
      { sku: 'tea', quantity: 1_500, price: 300 },
      { sku: 'rope', quantity: 1, price: 20 },
      { sku: 'air', quantity: 0, price: 1 },
    ];
    const said = { items, refunded: 100, status: 'partially_refunded' as const };
    const condition = [
      'purchase.orderId == "order-0" && purchase.platform == "custom" && purchase.status == "partially_refunded"',
      'purchase.total == 10000 && purchase.refunded == 100 && purchase.net == 9900 && purchase.currency == "EUR"',
      'purchase.occurredAt == timestamp("2026-02-15T00:00:00Z") && purchase.itemCount == 3',
      'purchase.items[0].sku == "tea" && purchase.items[0].quantity == 2 && purchase.items[0].price == 300',
      'purchase.items[1].quantity == 1 && purchase.items[2].quantity == 0 && purchase.items.size() == 3',
    ].join(' && ');
    expect(holdsFor(condition, ...ordered(0, said))).toBe(true);
  });

  it('the touchpoint, with empty texts for absent fields', () => {
    const plain =
      'touchpoint.channel == "" && touchpoint.campaign == "" && touchpoint.url == "" && touchpoint.hasReferrer';
    expect(holdsFor(`${plain} && touchpoint.ageSeconds == 3600 && touchpoint.share == 1000000`, ...ordered(0))).toBe(
      true,
    );
    const said = {
      source: 'referral' as const,
      channel: 'mail',
      campaign: 'spring',
      url: 'https://a.b/c',
      referrer: REFERRER,
    };
    const full = touched('u', device(0), { ...said, occurredAt: NOW - 1_999 });
    const condition =
      'touchpoint.source == "referral" && touchpoint.channel == "mail" && touchpoint.campaign == "spring" && ' +
      'touchpoint.url == "https://a.b/c" && touchpoint.ageSeconds == 1';
    expect(holdsFor(condition, full, ...ordered(0))).toBe(true);
  });

  it('whether the customer is known: true with a customer id, false for a guest', () => {
    expect(holdsFor('customer.known', ...ordered(0))).toBe(true);
    expect(holdsFor('customer.known', bought(0), claimed('k', 0, device(0)))).toBe(false);
  });

  it('the number of earlier paid purchases of the group, by time and order id', () => {
    const before = (count: number) => `customer.purchasesBefore == ${count}`;
    const other = (said: Parameters<typeof bought>[1], order = 1) => [
      bought(order, { customerId: customer(0), ...said }),
    ];
    expect(holdsFor(before(0), ...ordered(0))).toBe(true);
    expect(holdsFor(before(1), ...ordered(0), ...other({ occurredAt: NOW - 1 }))).toBe(true);
    expect(holdsFor(before(0), ...ordered(0), ...other({}))).toBe(true);
    expect(holdsFor(before(0), ...ordered(0), ...other({ occurredAt: NOW - 1, status: 'pending' }))).toBe(true);
    expect(holdsFor(before(0), ...ordered(0), ...other({ occurredAt: NOW - 1, status: 'cancelled' }))).toBe(true);
    expect(holdsFor(before(1), ...ordered(0), ...other({ occurredAt: NOW - 1, status: 'refunded' }))).toBe(true);
  });

  it('the earlier purchases of a group that was merged later', () => {
    const shop = Simulation.of().play(published('c', { condition: 'customer.purchasesBefore == 0' }), referral());
    shop.play(bought(0, { total: 10_000 }), claimed('k', 0, device(0)));
    shop.play(bought(1, { occurredAt: NOW - DAY }), claimed('l', 1, device(2))).finish();
    expect(amounts(shop)).toEqual([500]);
    shop.play(asserted('a', device(0), device(2))).finish();
    expect(amounts(shop)).toEqual([]);
  });

  it('the time at which the customer was first seen: the earliest touchpoint or purchase of the group', () => {
    const since = (ago: number) => `purchase.occurredAt - customer.firstSeenAt == duration("${ago / SECOND}s")`;
    expect(holdsFor(since(HOUR), ...ordered(0))).toBe(true);
    expect(holdsFor(since(2 * HOUR), touched('u', device(0), { occurredAt: NOW - 2 * HOUR }), ...ordered(0))).toBe(
      true,
    );
    const other = bought(1, { customerId: customer(0), occurredAt: NOW - 3 * HOUR });
    expect(holdsFor(since(3 * HOUR), ...ordered(0), other)).toBe(true);
    const guest = Simulation.of().play(
      published('c', { condition: since(0), rewards: [{ to: 'referee', kind: 'fixed', amount: 1 }] }),
    );
    expect(amounts(guest.play(bought(0), claimed('k', 0, device(2))).finish())).toEqual([1]);
  });
});

describe('a condition that fails at run time', () => {
  const failing = (condition: string) =>
    published('c', { condition, rewards: [{ to: 'referee', kind: 'fixed', amount: 1 }] });
  const failures = (shop: Simulation) => shop.decisions.filter(({ type }) => type === 'ConditionFailed');

  it('counts as false, is recorded with the decision, and stops no other campaign', () => {
    const shop = Simulation.of().play(failing('1 / purchase.refunded > 0'), published('d'), referral(), ...ordered(0));
    expect(liveRewards(shop.finish())).toEqual(['d referrer c1 500']);
    expect(shop.played.at(-1)!.decisions.map(({ type }) => type)).toEqual([
      ...['PurchaseAttributed', 'ConditionFailed', 'RewardGranted'],
    ]);
    const where = { campaignId: 'c', campaignVersion: 1, orderId: 'order-0' };
    expect(failures(shop)).toEqual([decided('ConditionFailed', { ...where, error: 'division by zero' })]);
  });

  it('is not a failure if another part decides the result', () => {
    const shop = Simulation.of().play(failing('1 / purchase.refunded > 0 || true'), ...ordered(0));
    expect(liveRewards(shop.finish())).toEqual(['c referee c0 1']);
    expect(failures(shop)).toEqual([]);
  });

  it('fails without any credit too, but not by reading the absent touchpoint', () => {
    const errors = (condition: string) =>
      failures(
        Simulation.of()
          .play(failing(condition), ...ordered(0))
          .finish(),
      ).length;
    expect(errors('1 / purchase.refunded > 0')).toBe(1);
    expect(errors('touchpoint == null && 1 / purchase.refunded > 0')).toBe(1);
    expect(errors('touchpoint.url.contains("x")')).toBe(0);
    expect(errors('purchase.items.all(item, item.sku == touchpoint.campaign)')).toBe(0);
  });

  it('does not run without any credit if only referrers are rewarded', () => {
    const shop = Simulation.of().play(published('c', { condition: '1 / purchase.refunded > 0' }), ...ordered(0));
    expect(failures(shop.finish())).toEqual([]);
  });

  it('may hold at the next evaluation', () => {
    const shop = Simulation.of()
      .play(failing('100 / purchase.refunded > 0'), referral(), ...ordered(0))
      .finish();
    shop.play(wait(HOUR), updated(0, 2, { refunded: 50, status: 'partially_refunded' })).finish();
    expect(liveRewards(shop)).toEqual(['c referee c0 1']);
    shop.play(operatorAsks(0)).finish();
    expect(failures(shop)).toHaveLength(1);
  });
});

describe('the budget of conditions', () => {
  const failures = (shop: Simulation) =>
    shop.decisions.flatMap((decision) => (decision.type === 'ConditionFailed' ? [decision.data] : []));
  const referee = [{ to: 'referee' as const, kind: 'fixed' as const, amount: 1 }];
  const campaign = (id: string, condition: string, more: object = {}) =>
    published(id, { condition, rewards: referee, ...more });
  const items = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ sku: `sku-${i}`, quantity: 1_000, price: i }));
  const url = `https://shop.example/${'a'.repeat(2_000)}`;
  const long = touched('t', device(0), { url, referrer: REFERRER });
  const sum = Array(100).fill('touchpoint.url').join(' + ');

  it('ends a condition that makes large texts, which counts as false', () => {
    const shop = Simulation.of().play(campaign('c', `(${sum}).split('').size() >= 0`));
    shop.play(long, ...ordered(0)).finish();
    expect(failures(shop)).toMatchObject([
      { campaignId: 'c', touchpointId: 't', error: expect.stringMatching(/too many bytes/) as unknown },
    ]);
    expect(amounts(shop)).toEqual([]);
  });

  it('is shared by the campaigns of one evaluation, and full again for the next', () => {
    const heavy = `purchase.items.all(i, purchase.items.size() > 0 ${'&& i.price >= 0 '.repeat(60)})`;
    const names = Array.from({ length: 30 }, (_, i) => `c${String(i).padStart(2, '0')}`);
    const shop = Simulation.of().play(...names.map((name) => campaign(name, heavy)));
    shop.play(...ordered(0, { items: items(200) })).finish();
    const failed = failures(shop).map(({ campaignId }) => campaignId);
    expect(failures(shop)[0]!.error).toMatch(/too many steps/);
    expect(failed).toEqual(names.slice(-failed.length));
    expect(failed.length).toBeGreaterThan(0);
    expect(amounts(shop)).toHaveLength(names.length - failed.length);
    expect(amounts(shop.play(...ordered(1, { items: items(10) })).finish(), 1)).toHaveLength(names.length);
  });

  it('is never met by a condition on a purchase of ordinary size', () => {
    const shop = Simulation.of().play(
      campaign('c', 'purchase.items.exists(i, i.sku == "sku-99") && touchpoint.url != ""'),
    );
    shop.play(long, ...ordered(0, { items: items(100) })).finish();
    expect([failures(shop), amounts(shop)]).toEqual([[], [1]]);
  });

  it('shows the first 200 items of a purchase, and counts all', () => {
    const shop = Simulation.of().play(
      campaign('seen', 'purchase.items.size() == 200 && purchase.itemCount == 300'),
      campaign('beyond', 'purchase.items.exists(i, i.sku == "sku-200")'),
    );
    expect(liveRewards(shop.play(...ordered(0, { items: items(300) })).finish())).toEqual(['seen referee c0 1']);
  });

  it('is spent once by a condition that asks nothing of the touchpoint, however many credits there are', () => {
    const many = Array.from({ length: 1_000 }, (_, i) =>
      touched(`t${i}`, device(0), { referrer: REFERRER, occurredAt: NOW - i - 1 }),
    );
    const condition = `purchase.items.all(i, i.price >= 0 ${'&& i.price >= 0 '.repeat(5)})`;
    const shop = Simulation.of({ model: 'linear' }).play(campaign('c', condition), ...many);
    shop.play(...ordered(0, { items: items(200) })).finish();
    expect([failures(shop), amounts(shop)]).toEqual([[], [1]]);
  });

  it('knows one failure for each campaign and purchase, whatever the credits and evaluations', () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      touched(`t${i}`, device(0), { referrer: REFERRER, occurredAt: NOW - i - 1 }),
    );
    const fails = '1 / purchase.refunded > 0 && touchpoint.url == ""';
    const shop = Simulation.of({ model: 'linear' }).play(
      campaign('c', fails),
      campaign('d', fails),
      ...many,
      ...ordered(0),
    );
    shop
      .finish()
      .play(operatorAsks(0))
      .finish()
      .play(...ordered(1))
      .finish();
    expect(failures(shop).map(({ campaignId, orderId }) => `${campaignId} ${orderId}`)).toEqual([
      ...['c order-0', 'd order-0', 'c order-1', 'd order-1'],
    ]);
  });

  it('names the size of an empty list when an index is beyond it', () => {
    const shop = Simulation.of().play(campaign('c', 'purchase.items[3].price > 0'), ...ordered(0, { items: [] }));
    expect(failures(shop.finish())).toMatchObject([{ error: expect.stringMatching(/index 3 >= size 0$/) as unknown }]);
  });
});
