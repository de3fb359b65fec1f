import fc from 'fast-check';
import { readShopBody } from '../../libs/intake/bodies';
import { readCustom } from '../../libs/intake/custom';
import type { ShopOrder } from '../../libs/intake/facts';
import { readShopify } from '../../libs/intake/shopify';
import type { Reading } from '../../libs/intake/shop-values';
import { readWooCommerce } from '../../libs/intake/woocommerce';
import { fixtureBody, fixtureText } from './fixtures/fixtures';

const DEVICE = '7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13';

type Changes = Record<string, unknown>;

function orderIn(reading: Reading): ShopOrder {
  if (reading.kind !== 'order') throw new Error(JSON.stringify(reading));
  return reading.order;
}

function bodyOf(name: 'shopify-order' | 'woocommerce-order', changes: Changes) {
  const body = readShopBody(fixtureBody(name, changes));
  if (!body.ok) throw new Error(body.problem.detail);
  return body.value;
}

const shopify = (changes: Changes) =>
  orderIn(readShopify('orders/paid', bodyOf('shopify-order', changes), { acceptTestOrders: false }));

const woo = (changes: Changes) =>
  orderIn(readWooCommerce('order.updated', bodyOf('woocommerce-order', changes), { subOrders: 'ignore' }));

/** Meta data of WooCommerce, as its REST API shows it. */
const meta = (entries: Changes) => ({
  meta_data: Object.entries(entries).map(([key, value], i) => ({ id: i + 1, key, value })),
});
const attribution = (entries: Changes) =>
  meta(Object.fromEntries(Object.entries(entries).map(([key, value]) => [`_wc_order_attribution_${key}`, value])));

function readCustomData(changes: Changes) {
  const event = JSON.parse(fixtureText('custom-order')) as { data: object };
  return readCustom({ ...event, data: { ...event.data, ...changes } });
}

function custom(changes: Changes): ShopOrder {
  const reading = readCustomData(changes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return orderIn(reading.value);
}

const devicesOf = ({ carried }: ShopOrder) => carried?.devices?.map(({ value }) => value);
const visitOf = ({ carried }: ShopOrder) => carried?.visit;
const codesOf = ({ carried }: ShopOrder) => carried?.codes;

/** What no list of evidence should be. */
const ODD_LISTS = [null, 'text', 7, true, {}, { first: 1 }, [null, 7, 'text', [], [{}], {}]];

describe('devices that an order carries', () => {
  const note = (...values: unknown[]) => ({ note_attributes: values.map((value) => ({ name: '_tributary', value })) });

  it('are those that the storefront of Shopify wrote into its note attributes', () => {
    const note_attributes = [
      { name: 'gift', value: 'yes' },
      { name: '_tributary', value: ` ${DEVICE} ` },
    ];
    expect(shopify({ note_attributes }).carried?.devices).toEqual([
      { type: 'anonymous_id', value: DEVICE, blocked: false },
    ]);
    expect(devicesOf(shopify({ note_attributes: { 0: note_attributes[0], 2: note_attributes[1] } }))).toEqual([DEVICE]);
  });

  it('are those in the meta data of WooCommerce', () => {
    expect(devicesOf(woo(meta({ other: 'x', _tributary: DEVICE })))).toEqual([DEVICE]);
    expect(devicesOf(woo({ meta_data: { 5: { key: '_tributary', value: DEVICE } } }))).toEqual([DEVICE]);
  });

  it('is the one that a custom order names', () => {
    expect(devicesOf(custom({ anonymousId: DEVICE }))).toEqual([DEVICE]);
    expect(devicesOf(custom({ anonymousId: 17 }))).toEqual(['17']);
  });

  it('are at most three, the first ones, each once', () => {
    expect(devicesOf(shopify(note('a', 'b', 'a', 'c', 'd')))).toEqual(['a', 'b', 'c']);
  });

  it('are left out when they are no ids, or never identify anybody', () => {
    const odd = ['x'.repeat(10_000), 'a\nb', 'null', '', ' ', null, {}, ['d'], true];
    expect(devicesOf(shopify(note(...odd, 'd')))).toEqual(['d']);
    expect(devicesOf(woo(meta({ _tributary: { id: 'd' } })))).toBeUndefined();
    for (const anonymousId of ['x'.repeat(10_000), 'a\nb', 'undefined', '']) {
      expect(custom({ anonymousId }).carried).toBeUndefined();
    }
  });

  it('never cost the order, whatever the list is', () => {
    for (const odd of ODD_LISTS) {
      expect(devicesOf(shopify({ note_attributes: odd }))).toBeUndefined();
      expect(devicesOf(woo({ meta_data: odd }))).toBeUndefined();
    }
  });
});

describe('codes that an order carries', () => {
  const discounts = (codes: unknown[]) => ({ discount_codes: codes.map((code) => ({ code, amount: '1.00' })) });
  const coupons = (codes: unknown[]) => ({ coupon_lines: codes.map((code) => ({ id: 1, code, discount: '1' })) });

  it('are trimmed, upper-cased, and each there once', () => {
    const sent = [' ada10 ', 'ADA10', 'größe'];
    const read = ['ADA10', 'GRÖSSE'];
    expect(codesOf(shopify(discounts(sent)))).toEqual(read);
    expect(codesOf(woo(coupons(sent)))).toEqual(read);
    expect(codesOf(custom({ codes: sent }))).toEqual(read);
  });

  it('are none when the order says so, and unknown when it does not', () => {
    expect(codesOf(shopify(discounts([])))).toEqual([]);
    expect(codesOf(woo(coupons([])))).toEqual([]);
    expect(codesOf(custom({ codes: [] }))).toEqual([]);
    expect(custom({}).carried).toBeUndefined();
  });

  it('are the first twenty of a hundred', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => `C${i}`);
    for (const order of [shopify(discounts(hundred)), woo(coupons(hundred)), custom({ codes: hundred })]) {
      expect(codesOf(order)).toEqual(hundred.slice(0, 20));
    }
  });

  it('are left out when no code can be so', () => {
    const odd = ['x'.repeat(10_000), 'x'.repeat(257), 'a\u0007b', 'ada@example.com', ''];
    for (const order of [
      shopify(discounts([...odd, null, {}, ['a'], 'OK'])),
      woo(coupons([...odd, {}, 'OK'])),
      custom({ codes: [...odd, 'OK'] }),
    ]) {
      expect(codesOf(order)).toEqual(['OK']);
    }
    expect(codesOf(custom({ codes: ['x'.repeat(256)] }))).toEqual(['X'.repeat(256)]);
  });

  it('never cost the order, whatever the list is', () => {
    for (const odd of ODD_LISTS) {
      expect(codesOf(shopify({ discount_codes: odd }))).toEqual([]);
      expect(codesOf(woo({ coupon_lines: odd }))).toEqual([]);
    }
  });
});

describe('the visit that Shopify saw', () => {
  it('is made of the landing page and of the page before it', () => {
    const landing_site = '/collections/tea?utm_source=newsletter&utm_medium=email&utm_campaign=spring&customer=ada';
    expect(visitOf(shopify({ landing_site, referring_site: 'https://mail.example/' }))).toEqual({
      source: 'email',
      channel: 'newsletter',
      campaign: 'spring',
      url: '/collections/tea?utm_source=newsletter&utm_medium=email&utm_campaign=spring',
    });
  });

  it.each([
    [{ landing_site: '/', referring_site: 'https://www.google.com/' }, 'organic', 'google.com'],
    [{ landing_site: '/?gclid=x', referring_site: 'https://www.google.com/' }, 'paid', 'google.com'],
    [{ landing_site: '/', referring_site: 'http://m.facebook.com' }, 'social', 'm.facebook.com'],
    [{ landing_site: 'https://shop.example/a', referring_site: 'https://blog.example/b' }, 'other', 'blog.example'],
    [{ landing_site: '/', referring_site: 'https://www.shop.example/account' }, 'direct', undefined],
    [{ landing_site: '/', referring_site: 'https://checkout.shop.example/' }, 'direct', undefined],
    [{ landing_site: '/', referring_site: 'https://a-shop.myshopify.com/cart' }, 'direct', undefined],
    [{ landing_site: '/', referring_site: '' }, 'direct', undefined],
    [{ landing_site: null, referring_site: 'https://t.co/x' }, 'social', 't.co'],
  ])('of %j is %s', (changes, source, channel) => {
    expect(visitOf(shopify(changes))).toMatchObject({ source, ...(channel !== undefined && { channel }) });
    expect(visitOf(shopify(changes))?.channel).toBe(channel);
  });

  it('names the referrer in its parameter ref', () => {
    const referrer = { type: 'customer_id', value: 'ada 7', blocked: false };
    expect(visitOf(shopify({ landing_site: '/?ref=ada+7#top' }))).toMatchObject({ source: 'referral', referrer });
    expect(visitOf(shopify({ landing_site: '/?ref=null' }))).not.toHaveProperty('referrer');
    expect(visitOf(shopify({ landing_site: `/?ref=${'x'.repeat(300)}` }))).not.toHaveProperty('referrer');
  });

  it('is none for an order that was made without one, and never costs the order', () => {
    const odd = [null, '', {}, [], 0, true];
    for (const landing_site of odd.filter((value) => value !== 0)) {
      expect(visitOf(shopify({ landing_site, referring_site: landing_site }))).toBeUndefined();
    }
    const long = `/?utm_source=${'x'.repeat(100_000)}`;
    expect(visitOf(shopify({ landing_site: long }))?.channel).toBe('x'.repeat(256));
    expect(visitOf(shopify({ landing_site: '/?utm_source=%FF%00%0A&utm_campaign=%ud800' }))).toMatchObject({
      source: 'other',
    });
  });
});

describe('the visit that WooCommerce saw', () => {
  it('is what its order attribution wrote', () => {
    const order = woo(
      attribution({
        source_type: 'utm',
        utm_source: 'google',
        utm_medium: 'cpc',
        utm_campaign: 'tea',
        referrer: 'https://www.google.com/',
        session_entry: 'https://shop.example/tea/?utm_source=google&utm_medium=cpc&utm_campaign=tea&gclid=x',
        session_start_time: '2026-03-01 14:30:00',
        session_pages: '4',
        session_count: '1',
        user_agent: 'Mozilla/5.0',
        device_type: 'Desktop',
      }),
    );
    expect(visitOf(order)).toEqual({
      source: 'paid',
      channel: 'google',
      campaign: 'tea',
      url: 'https://shop.example/tea/?utm_source=google&utm_medium=cpc&utm_campaign=tea&gclid',
      occurredAt: '2026-03-01T14:30:00.000Z',
    });
  });

  it.each([
    [{ source_type: 'typein', utm_source: '(direct)', utm_medium: '(none)' }, 'direct', undefined],
    [{ source_type: 'organic', utm_source: 'google', utm_medium: 'organic' }, 'organic', 'google'],
    [{ source_type: 'referral', utm_source: 'blog.example', utm_medium: 'referral' }, 'other', 'blog.example'],
    [{ source_type: 'referral', utm_source: 'l.instagram.com', utm_medium: 'referral' }, 'social', 'l.instagram.com'],
    [{ source_type: 'utm', utm_source: 'mc', utm_medium: 'Email' }, 'email', 'mc'],
    [{ source_type: 'typein', session_entry: 'https://shop.example/?ref=ada' }, 'referral', undefined],
    [{ session_entry: 'https://shop.example/?utm_source=x&utm_medium=social' }, 'social', 'x'],
    [{ source_type: 'referral', referrer: 'https://www.shop.example/' }, 'direct', undefined],
  ])('of %j is %s', (entries, source, channel) => {
    const visit = visitOf(woo(attribution(entries)));
    expect([visit?.source, visit?.channel]).toEqual([source, channel]);
  });

  it('is none for an order that was made by hand, or without one', () => {
    expect(visitOf(woo(attribution({ source_type: 'admin', utm_source: 'x' })))).toBeUndefined();
    expect(visitOf(woo(attribution({ source_type: 'mobile_app' })))).toBeUndefined();
    expect(visitOf(woo(attribution({ device_type: 'Desktop', user_agent: 'x' })))).toBeUndefined();
    expect(visitOf(woo({}))).toBeUndefined();
  });

  it('has no time of its own when that cannot be read', () => {
    for (const session_start_time of ['', 'yesterday', '2026-02-30 00:00:00', {}, 17]) {
      expect(visitOf(woo(attribution({ source_type: 'typein', session_start_time })))).toEqual({ source: 'direct' });
    }
  });
});

describe('the visit that a custom shop saw', () => {
  it('is taken as it is, with its words read kindly', () => {
    const visit = {
      source: 'paid',
      channel: ' \u0007 ',
      campaign: 'x'.repeat(300),
      occurredAt: '2026-03-01T14:00:00Z',
    };
    expect(visitOf(custom({ visit }))).toEqual({
      source: 'paid',
      campaign: 'x'.repeat(256),
      occurredAt: '2026-03-01T14:00:00.000Z',
    });
  });

  it.each([{ source: 'code' }, { source: 'paid', medium: 'cpc' }, {}, 'paid'])('is refused as %j', (visit) => {
    expect(readCustomData({ visit })).toMatchObject({ ok: false, problem: { code: 'INVALID_BODY' } });
  });
});

describe('the goods of an order', () => {
  const line = (...taxes: unknown[]) => ({ price: '10.00', quantity: 1, tax_lines: taxes.map((price) => ({ price })) });

  it('of Shopify are its subtotal, without the taxes of its lines when they are included', () => {
    const amounts = { total_price: '100.00', current_total_price: '100.00', subtotal_price: '90.00' };
    expect(shopify({ ...amounts, taxes_included: false, line_items: [line('9.00')] }).goods).toBe(9000);
    expect(shopify({ ...amounts, taxes_included: true, line_items: [line('9.00', '1.50'), line('0.50')] }).goods).toBe(
      7900,
    );
    expect(shopify({ ...amounts, current_subtotal_price: '80.00', taxes_included: false }).goods).toBe(8000);
    expect(shopify({ ...amounts, current_subtotal_price: '80.00', subtotal_price: null }).goods).toBe(8000);
  });

  it('of Shopify are the same part of the total before and after a part of them went back', () => {
    // 90 of goods and 10 of shipping; half of the goods went back. What is left of the goods is 45 of the 55.
    const amounts = { total_price: '100.00', subtotal_price: '90.00', taxes_included: false };
    const { goods, total, refunded } = shopify({
      ...amounts,
      current_total_price: '55.00',
      current_subtotal_price: '45.00',
    });
    expect(goods).toBe(8182);
    expect(Math.round((goods! * (total - refunded)) / total)).toBe(4500);
    expect(shopify({ ...amounts, current_total_price: '0.00', current_subtotal_price: '0.00' }).goods).toBe(9000);
  });

  it('of WooCommerce are the totals of its lines, after coupons and without tax', () => {
    expect(woo({ line_items: [{ total: '6.005' }, { total: '12.000' }] }).goods).toBe(1800);
    expect(woo({ line_items: { 0: { total: '1.00' }, 3: { total: 2 } } }).goods).toBe(300);
    expect(woo({ line_items: [] }).goods).toBe(0);
  });

  it('of a custom order are what it says', () => {
    expect(custom({ goods: 1500 }).goods).toBe(1500);
    expect(readCustomData({ goods: 2000 })).toMatchObject({
      problem: { errors: [{ path: 'data.goods', message: 'must not be above the total' }] },
    });
    expect(readCustomData({ goods: 10.5 })).toMatchObject({ ok: false });
  });

  it('are never above the total', () => {
    expect(shopify({ total_price: '50.00', current_total_price: null, subtotal_price: '90.00' }).goods).toBe(5000);
    expect(woo({ line_items: [{ total: '99.00' }] }).goods).toBe(2935);
  });

  it('are unknown when they cannot be read, which never costs the order', () => {
    for (const odd of [null, '', 'many', '-1.00', '1e2', {}, []]) {
      expect(shopify({ subtotal_price: odd, current_subtotal_price: odd }).goods).toBeUndefined();
      expect(woo({ line_items: [{ total: odd }] }).goods).toBeUndefined();
    }
    expect(shopify({ line_items: [{ tax_lines: 'none' }, { tax_lines: [{ price: 'x' }, null] }] }).goods).toBe(19999);
    expect(custom({}).goods).toBeUndefined();
  });
});

describe('a renewal', () => {
  it('is a later order of a subscription', () => {
    expect(shopify({ source_name: 'subscription_contract_checkout_one' }).renewal).toBe(true);
    expect(woo({ created_via: 'subscription' }).renewal).toBe(true);
    expect(woo(meta({ _subscription_renewal: '118' })).renewal).toBe(true);
    expect(custom({ renewal: true }).renewal).toBe(true);
  });

  it('is no other order', () => {
    for (const source_name of ['web', 'subscription', null, 7, {}]) {
      expect(shopify({ source_name }).renewal).toBeUndefined();
    }
    for (const created_via of ['checkout', '', null, {}]) expect(woo({ created_via }).renewal).toBeUndefined();
    expect(woo(meta({ _subscription_renewal: '' })).renewal).toBeUndefined();
    expect(custom({ renewal: false }).renewal).toBeUndefined();
    expect(readCustomData({ renewal: 'yes' })).toMatchObject({ ok: false });
  });
});

describe('whatever stands in the place of evidence', () => {
  const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true }));
  const listOf = (...names: string[]) => {
    const element = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
    return fc.oneof(value, fc.array(fc.oneof(element, value)), fc.dictionary(fc.nat().map(String), element));
  };
  const attributionKey = fc
    .constantFrom('source_type', 'utm_source', 'utm_medium', 'referrer', 'session_entry', 'session_start_time')
    .map((key) => `_wc_order_attribution_${key}`);
  const meta = fc.record({ key: fc.oneof(attributionKey, fc.constant('_tributary'), value), value });

  const holds = ({ goods, total, carried }: ShopOrder) => {
    expect(goods === undefined || (Number.isSafeInteger(goods) && goods >= 0 && goods <= total)).toBe(true);
    expect(carried?.devices?.length ?? 0).toBeLessThanOrEqual(3);
    expect(carried?.codes?.length ?? 0).toBeLessThanOrEqual(20);
    expect(carried?.visit?.channel?.length ?? 0).toBeLessThanOrEqual(512);
  };

  it('an order of Shopify is taken', () => {
    const changes = fc.record({
      note_attributes: fc.oneof(
        listOf('name', 'value'),
        fc.array(fc.record({ name: fc.constant('_tributary'), value })),
      ),
      discount_codes: listOf('code'),
      landing_site: value,
      referring_site: value,
      order_status_url: value,
      source_name: value,
      subtotal_price: value,
      current_subtotal_price: value,
      taxes_included: value,
    });
    fc.assert(fc.property(changes, (some) => holds(shopify(some))));
  });

  it('an order of WooCommerce is taken', () => {
    const changes = fc.record({
      meta_data: fc.oneof(fc.array(fc.oneof(meta, value)), value),
      coupon_lines: listOf('code'),
      created_via: value,
      payment_url: value,
    });
    fc.assert(fc.property(changes, (some) => holds(woo(some))));
  });
});
