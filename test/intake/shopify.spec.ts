import { readShopBody } from '../../libs/intake/bodies';
import type { ShopOrder } from '../../libs/intake/facts';
import { emailHash } from '../../libs/intake/identifiers';
import { readShopify } from '../../libs/intake/shopify';
import { fixtureBody, fixtureText, fixtureWithout } from './fixtures/fixtures';

function read(bytes: Buffer, topic: string | null = 'orders/paid', acceptTestOrders = false) {
  const body = readShopBody(bytes);
  if (!body.ok) throw new Error(body.problem.detail);
  return readShopify(topic, body.value, { acceptTestOrders });
}

function orderOf(changes: Record<string, unknown> = {}): ShopOrder {
  const reading = read(fixtureBody('shopify-order', changes));
  if (reading.kind !== 'order') throw new Error(JSON.stringify(reading));
  return reading.order;
}

const codeOf = (changes: Record<string, unknown>) => {
  const reading = read(fixtureBody('shopify-order', changes));
  return reading.kind === 'unreadable' ? reading.code : reading.kind;
};

const refundOf = (transaction: object, times = 1) => {
  const refund = JSON.parse(fixtureText('shopify-refund')) as { transactions: object[] };
  return {
    ...refund,
    transactions: Array.from({ length: times }, () => ({ ...refund.transactions[0], ...transaction })),
  };
};

describe('an order of Shopify', () => {
  it('is read in the money of the shop, with ids as they were sent', () => {
    expect(orderOf()).toEqual({
      orderId: '9007199254740993',
      customer: { type: 'customer_id', value: '207119551000000001', blocked: false },
      emailHash: { type: 'email_hash', value: emailHash('grace.hopper@example.com'), blocked: false },
      token: 'bd5a8aa1ecd019dd3520ff791ee3a24c',
      status: 'paid',
      total: 19999,
      refunded: 0,
      goods: 19999,
      currency: 'EUR',
      carried: { codes: ['TENOFF'] },
      items: [
        { sku: 'IPOD2008PINK', quantity: 2000, price: 9500 },
        { sku: '', quantity: 1000, price: 1999 },
      ],
      sourceVersion: '2026-03-01T15:00:05.000Z',
      occurredAt: '2026-03-01T15:00:02.000Z',
    });
  });

  it.each([
    'orders/create',
    'orders/paid',
    'orders/updated',
    'orders/cancelled',
    'orders/fulfilled',
    'orders/partially_fulfilled',
  ])('is read from %s', (topic) => {
    expect(read(fixtureBody('shopify-order'), topic).kind).toBe('order');
  });

  it.each(['orders/delete', 'orders/edited', 'refunds/create', 'products/update', 'ORDERS/PAID'])(
    'is not looked for in %s',
    (topic) => {
      expect(read(fixtureBody('shopify-order', { id: null }), topic)).toEqual({
        kind: 'ignored',
        reason: `the topic ${topic}`,
      });
    },
  );

  it.each([
    [{ financial_status: 'paid' }, 'paid'],
    [{ financial_status: 'partially_refunded' }, 'partially_refunded'],
    [{ financial_status: 'refunded' }, 'refunded'],
    [{ financial_status: 'voided' }, 'cancelled'],
    [{ financial_status: 'refunded', cancelled_at: '2026-03-02T10:00:00-05:00' }, 'cancelled'],
    [{ financial_status: 'pending' }, 'pending'],
    [{ financial_status: 'authorized' }, 'pending'],
    [{ financial_status: 'partially_paid' }, 'pending'],
    [{ financial_status: 'expired' }, 'pending'],
    [{ financial_status: null }, 'pending'],
    [{ financial_status: 'something new' }, 'pending'],
  ])('with %p is %s', (changes, status) => {
    expect(orderOf(changes).status).toBe(status);
  });

  it.each([
    [{ checkout_token: null }, 'b1946ac92492d2347c6235b4d2611184'],
    [{ checkout_token: '' }, 'b1946ac92492d2347c6235b4d2611184'],
    [{ checkout_token: null, token: null }, undefined],
  ])('with %p has the token %p', (changes, token) => {
    expect(orderOf(changes).token).toBe(token);
  });

  it.each([
    { customer: null },
    { customer: {} },
    { customer: { id: null } },
    { customer: { id: 0 } },
    { customer: { id: '' } },
    { customer: { id: 'gid://shopify/Customer/0' } },
  ])('with %p is of a guest', (changes) => {
    expect(orderOf(changes).customer).toBeUndefined();
  });

  it('takes the address of its contact, then of its customer, when it has none', () => {
    expect(orderOf({ email: '', contact_email: 'b@example.com' }).emailHash?.value).toBe(emailHash('b@example.com'));
    expect(orderOf({ email: null, contact_email: null }).emailHash?.value).toBe(emailHash('grace.hopper@example.com'));
    expect(orderOf({ email: null, contact_email: null, customer: null }).emailHash).toBeUndefined();
  });

  it('occurred when it was processed, or else when it was created', () => {
    expect(orderOf({ processed_at: null }).occurredAt).toBe('2026-03-01T15:00:00.000Z');
    expect(orderOf({ processed_at: '2019-06-04T13:53:06.789654-04:00' }).occurredAt).toBe('2019-06-04T17:53:06.789Z');
  });

  it('is taken although its items are odd', () => {
    const items = [
      { sku: 4711, quantity: 1.5, price: '10.799999999999999' },
      { sku: null, quantity: '2', price: 1e-7 },
      { sku: 'x'.repeat(300), quantity: '', price: null },
      { quantity: 1.23456, price: 0 },
    ];
    expect(orderOf({ line_items: items }).items).toEqual([
      { sku: '4711', quantity: 1500, price: 1080 },
      { sku: '', quantity: 2000, price: 0 },
      { sku: 'x'.repeat(256), quantity: 0, price: 0 },
      { sku: '', quantity: 1235, price: 0 },
    ]);
    expect(orderOf({ line_items: null }).items).toEqual([]);
  });

  it('reads lists that come as objects, in the order of their keys', () => {
    const item = (sku: string) => ({ sku, quantity: 1, price: '1.00' });
    const skusOf = (line_items: unknown) => orderOf({ line_items }).items.map(({ sku }) => sku);
    expect(skusOf({ 10: item('c'), 0: item('a'), 2: item('b') })).toEqual(['a', 'b', 'c']);
    expect(skusOf({ '9007199254740993': item('c'), '9007199254740992': item('b'), '7': item('a') })).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(skusOf({})).toEqual([]);
    const transactions = { 1: refundOf({ amount: '2.00' }).transactions[0] };
    expect(orderOf({ refunds: { 3: { transactions } } }).refunded).toBe(200);
    expect(orderOf({ refunds: {} }).refunded).toBe(0);
  });

  it('has U+FFFD for text that cannot be stored', () => {
    const bytes = Buffer.from(fixtureText('shopify-order').replace('"IPOD2008PINK"', '"I\\u0000P\\ud800"'));
    const reading = read(bytes);
    expect(reading.kind === 'order' && reading.order.items[0]!.sku).toBe('I\ufffdP\ufffd');
  });

  it('is ignored as a test, unless the policy takes test orders', () => {
    const bytes = fixtureBody('shopify-order', { test: true, id: null });
    expect(read(bytes)).toEqual({ kind: 'ignored', reason: 'a test order' });
    expect(read(fixtureBody('shopify-order', { test: true }), 'orders/paid', true).kind).toBe('order');
  });
});

describe('money of Shopify', () => {
  it.each([
    ['100', 'EUR', 10000],
    ['100.5', 'EUR', 10050],
    ['100.5000', 'EUR', 10050],
    ['1000.00', 'JPY', 1000],
    ['1.2340', 'KWD', 1234],
    ['0.00', 'EUR', 0],
    ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
  ])('%s %s is %i minor units', (total_price, currency, total) => {
    expect(orderOf({ total_price, currency, current_total_price: total_price }).total).toBe(total);
  });

  it('is read as it was written when it is a number', () => {
    expect(orderOf({ total_price: 10.1 }).total).toBe(1010);
  });

  it.each([
    ['100.005', 'EUR'],
    ['1000.50', 'JPY'],
    ['-1.00', 'EUR'],
    ['1e2', 'EUR'],
    ['90071992547409.92', 'EUR'],
    ['', 'EUR'],
    ['free', 'EUR'],
    [null, 'EUR'],
    [['1.00'], 'EUR'],
  ])('%p %s is unreadable', (total_price, currency) => {
    expect(codeOf({ total_price, currency })).toBe('AMOUNT_INVALID');
  });

  it.each(['eur', 'XXX', '', null, 978])('%p is not a currency', (currency) => {
    expect(codeOf({ currency })).toBe('CURRENCY_INVALID');
  });
});

describe('refunds of Shopify', () => {
  it('are the sum of those that succeeded', () => {
    const refunds = [
      refundOf({ amount: '19.99' }),
      refundOf({ amount: '0.01' }, 2),
      refundOf({ amount: '50.00', status: 'pending' }),
      refundOf({ amount: '50.00', kind: 'void' }),
      { ...refundOf({}), transactions: [] },
    ];
    expect(orderOf({ financial_status: 'partially_refunded', refunds }).refunded).toBe(2001);
  });

  it('are also what was taken out of the order before it was paid, when that is more', () => {
    expect(orderOf({ current_total_price: '180.00' }).refunded).toBe(1999);
    expect(orderOf({ current_total_price: '180.00', refunds: [refundOf({ amount: '20.00' })] }).refunded).toBe(2000);
    expect(orderOf({ current_total_price: '180.00', refunds: [refundOf({ amount: '5.00' })] }).refunded).toBe(1999);
    expect(orderOf({ current_total_price: '250.00' }).refunded).toBe(0);
    expect(orderOf({ current_total_price: '0.00' }).refunded).toBe(19999);
    for (const nothing of [null, '']) expect(orderOf({ current_total_price: nothing }).refunded).toBe(0);
    for (const odd of ['-1.00', 'many', '1e2', '1.005']) {
      expect(codeOf({ current_total_price: odd })).toBe('AMOUNT_INVALID');
    }
  });

  it('are at most the total, and all of it when the order is refunded', () => {
    expect(orderOf({ refunds: [refundOf({ amount: '500.00' })] }).refunded).toBe(19999);
    expect(orderOf({ financial_status: 'refunded', refunds: [] }).refunded).toBe(19999);
  });

  it('in presentment money are converted once, as a sum, by the ratio of the totals, half-even', () => {
    const dollars = (amount: string, times?: number) => refundOf({ amount, currency: 'USD' }, times);
    expect(orderOf({ refunds: [dollars('216.49')] }).refunded).toBe(19999);
    expect(orderOf({ refunds: [dollars('100.00')] }).refunded).toBe(9238);
    // Each alone would be half a cent, which rounds to nothing.
    const half = { total_price_set: setOf('100.00', '200.00') };
    expect(orderOf({ ...half, refunds: [dollars('0.01', 2)] }).refunded).toBe(1);
    expect(orderOf({ refunds: [dollars('100.00'), refundOf({ amount: '1.00' })] }).refunded).toBe(9338);
  });

  it('in yen are converted by the exponents of both', () => {
    const total_price_set = {
      shop_money: { amount: '199.99', currency_code: 'EUR' },
      presentment_money: { amount: '32000', currency_code: 'JPY' },
    };
    const refunds = [refundOf({ amount: '16000', currency: 'JPY' })];
    // 16000 × 19999 / 32000 = 9999.5: the even one.
    expect(orderOf({ refunds, total_price_set }).refunded).toBe(10000);
  });

  it.each([
    ['nothing says a rate', { total_price_set: null }],
    ['the total is 0', { total_price_set: setOf('199.99', '0.00') }],
    ['the total is 0 in the shop', { total_price_set: setOf('0.00', '216.49') }],
    ['the rate is to another currency', { total_price_set: setOf('199.99', '216.49', 'GBP') }],
    ['the rate is no rate', { total_price_set: setOf('199.99', 'many') }],
  ])('in presentment money are unreadable when %s', (_what, changes) => {
    expect(codeOf({ ...changes, refunds: [refundOf({ amount: '1.00', currency: 'USD' })] })).toBe(
      'CONVERSION_IMPOSSIBLE',
    );
  });

  it.each([
    ['text', 'text', 'REFUNDS_INVALID'],
    ['null', null, 'REFUNDS_INVALID'],
    ['an object', { total: '1.00' }, 'REFUNDS_INVALID'],
    ['an object of texts', { 0: '1.00' }, 'REFUNDS_INVALID'],
    ['a transaction without a kind', [refundOf({ kind: null })], 'REFUNDS_INVALID'],
    ['a refund without a status', [refundOf({ status: undefined })], 'REFUNDS_INVALID'],
    ['a currency that is no text', [refundOf({ currency: { code: 'EUR' } })], 'CURRENCY_INVALID'],
    ['a list of null', [null], 'REFUNDS_INVALID'],
    ['transactions that are no list', [{ transactions: 'none' }], 'REFUNDS_INVALID'],
    ['no amount', [refundOf({ amount: null })], 'REFUNDS_INVALID'],
    ['a negative amount', [refundOf({ amount: '-1.00' })], 'AMOUNT_INVALID'],
    ['exponent notation', [refundOf({ amount: '1e1' })], 'AMOUNT_INVALID'],
    ['half cents, though two make one', [refundOf({ amount: '0.005' }, 2)], 'AMOUNT_INVALID'],
    ['no currency', [refundOf({ currency: 'XXX' })], 'CURRENCY_INVALID'],
  ])('with %s are unreadable, even when only the total counts', (_what, refunds, code) => {
    expect(codeOf({ refunds })).toBe(code);
    expect(codeOf({ refunds, financial_status: 'refunded' })).toBe(code);
  });

  function setOf(shop: string, presentment: string, currency = 'USD') {
    return {
      shop_money: { amount: shop, currency_code: 'EUR' },
      presentment_money: { amount: presentment, currency_code: currency },
    };
  }
});

describe('an unreadable delivery of Shopify', () => {
  it.each([
    [{ updated_at: null }, 'VERSION_INVALID'],
    [{ updated_at: 'yesterday' }, 'VERSION_INVALID'],
    [{ updated_at: '2026-03-01T10:00:05' }, 'VERSION_INVALID'],
    [{ updated_at: 1772377205 }, 'VERSION_INVALID'],
    [{ id: null }, 'ORDER_ID_INVALID'],
    [{ id: 1.5 }, 'ORDER_ID_INVALID'],
    [{ id: 0 }, 'ORDER_ID_INVALID'],
    [{ id: '' }, 'ORDER_ID_INVALID'],
    [{ id: 'x'.repeat(257) }, 'ORDER_ID_INVALID'],
    [{ id: {} }, 'ORDER_ID_INVALID'],
    [{ processed_at: null, created_at: null }, 'OCCURRED_AT_INVALID'],
    [{ processed_at: '0001-01-01T00:00:00Z' }, 'OCCURRED_AT_INVALID'],
    [{ customer: 'Grace' }, 'FIELD_INVALID'],
    [{ customer: { id: { a: 1 } } }, 'FIELD_INVALID'],
    [{ checkout_token: { a: 1 } }, 'FIELD_INVALID'],
    [{ checkout_token: null, token: true }, 'FIELD_INVALID'],
    [{ email: ['grace@example.com'] }, 'FIELD_INVALID'],
    [{ email: null, contact_email: 7 }, 'FIELD_INVALID'],
    [{ customer: { id: 1, email: {} }, email: null, contact_email: null }, 'FIELD_INVALID'],
    [{ financial_status: { name: 'paid' } }, 'FIELD_INVALID'],
    [{ cancelled_at: 1772377205 }, 'FIELD_INVALID'],
    [{ cancelled_at: true }, 'FIELD_INVALID'],
    [{ test: 'true' }, 'FIELD_INVALID'],
  ])('with %j is %s', (changes, code) => {
    expect(codeOf(changes)).toBe(code);
  });

  it('has no topic, or no version at all', () => {
    expect(readShopify(null, {}, { acceptTestOrders: false })).toMatchObject({ code: 'TOPIC_MISSING' });
    expect(read(fixtureWithout('shopify-order', 'updated_at'))).toMatchObject({ code: 'VERSION_INVALID' });
  });
});
