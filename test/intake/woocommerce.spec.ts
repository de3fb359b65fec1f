import { readShopBody } from '../../libs/intake/bodies';
import type { ShopOrder } from '../../libs/intake/facts';
import { emailHash } from '../../libs/intake/identifiers';
import { isPing, readWooCommerce } from '../../libs/intake/woocommerce';
import { fixtureBody, fixtureWithout } from './fixtures/fixtures';

function read(bytes: Buffer, topic: string | null = 'order.updated', subOrders: 'ignore' | 'count' = 'ignore') {
  const body = readShopBody(bytes);
  if (!body.ok) throw new Error(body.problem.detail);
  return readWooCommerce(topic, body.value, { subOrders });
}

function orderOf(changes: Record<string, unknown> = {}): ShopOrder {
  const reading = read(fixtureBody('woocommerce-order', changes));
  if (reading.kind !== 'order') throw new Error(JSON.stringify(reading));
  return reading.order;
}

const codeOf = (changes: Record<string, unknown>) => {
  const reading = read(fixtureBody('woocommerce-order', changes));
  return reading.kind === 'unreadable' ? reading.code : reading.kind;
};

const refund = (total: unknown) => ({ id: 726, reason: '', total });

describe('an order of WooCommerce', () => {
  it('is read with times in UTC', () => {
    expect(orderOf()).toEqual({
      orderId: '727',
      customer: { type: 'customer_id', value: '26', blocked: false },
      emailHash: { type: 'email_hash', value: emailHash('ada.lovelace@example.com'), blocked: false },
      token: 'wc_order_58d2d042d1d',
      status: 'paid',
      total: 2935,
      refunded: 0,
      goods: 1800,
      currency: 'EUR',
      carried: { codes: [] },
      items: [
        { sku: 'WOO-1', quantity: 2000, price: 300 },
        { sku: '4711', quantity: 1500, price: 1080 },
      ],
      sourceVersion: '2026-03-01T15:00:09.000Z',
      occurredAt: '2026-03-01T15:00:00.000Z',
    });
  });

  it.each(['order.created', 'order.updated', 'order.restored'])('is read from %s', (topic) => {
    expect(read(fixtureBody('woocommerce-order'), topic).kind).toBe('order');
  });

  it.each(['order.deleted', 'coupon.created', 'action.woocommerce_add_to_cart'])('is not read from %s', (topic) => {
    expect(read(Buffer.from('{"id":727}'), topic).kind).toBe('ignored');
  });

  it.each(['draft', 'auto-draft', 'checkout-draft'])('is ignored with the status %s', (status) => {
    expect(codeOf({ status, date_modified_gmt: null })).toBe('ignored');
  });

  it('in the trash is ignored, unless it was paid', () => {
    expect(codeOf({ status: 'trash', date_paid_gmt: null })).toBe('ignored');
    expect(orderOf({ status: 'trash' }).status).toBe('cancelled');
  });

  it.each([17, '17'])('with the parent %p is a part of another order, which the policy may count', (parent_id) => {
    const body = fixtureBody('woocommerce-order', { parent_id });
    expect(read(body)).toMatchObject({ kind: 'ignored', reason: expect.stringContaining('SUB_ORDER') });
    expect(read(body, 'order.updated', 'count').kind).toBe('order');
  });

  it.each([0, '0', '', null, {}])('with the parent %j is no part of another', (parent_id) => {
    expect(read(fixtureBody('woocommerce-order', { parent_id })).kind).toBe('order');
  });

  const paid = '2026-03-01T15:00:08';
  it.each([
    [{ status: 'processing', date_paid_gmt: paid }, 'paid'],
    [{ status: 'completed', date_paid_gmt: paid }, 'paid'],
    [{ status: 'processing', date_paid_gmt: null }, 'pending'],
    [{ status: 'completed', date_paid_gmt: '0000-00-00T00:00:00' }, 'pending'],
    [{ status: 'completed', date_paid_gmt: paid, refunds: [refund('-0.01')] }, 'partially_refunded'],
    [{ status: 'completed', date_paid_gmt: paid, refunds: [refund('-29.35')] }, 'refunded'],
    [{ status: 'completed', date_paid_gmt: paid, refunds: [refund('-20.00'), refund('-9.35')] }, 'refunded'],
    [{ status: 'completed', date_paid_gmt: paid, total: '0.00' }, 'paid'],
    [{ status: 'completed', date_paid_gmt: null, refunds: [refund('-29.35')] }, 'pending'],
    [{ status: 'pending' }, 'pending'],
    [{ status: 'on-hold' }, 'pending'],
    [{ status: 'failed' }, 'pending'],
    [{ status: 'cancelled' }, 'cancelled'],
    [{ status: 'refunded' }, 'refunded'],
    [{ status: 'shipped-by-a-plugin' }, 'paid'],
    [{ status: 'shipped-by-a-plugin', refunds: [refund('-0.01')] }, 'partially_refunded'],
    [{ status: 'shipped-by-a-plugin', date_paid_gmt: null }, 'pending'],
    [{ status: null }, 'pending'],
  ])('with %j is %s', (changes, status) => {
    expect(orderOf(changes).status).toBe(status);
  });

  it.each([0, '0', null, '', '  '])('of the customer %p is of a guest', (customer_id) => {
    expect(orderOf({ customer_id }).customer).toBeUndefined();
  });

  it('can lack a customer, a token and an address', () => {
    const reading = read(fixtureWithout('woocommerce-order', 'customer_id'));
    expect(reading.kind === 'order' && reading.order.customer).toBeUndefined();
    expect(orderOf({ order_key: '', billing: null })).not.toHaveProperty('token', expect.anything());
    expect(orderOf({ billing: { email: 'none' } }).emailHash).toBeUndefined();
  });
});

describe('items of WooCommerce', () => {
  const item = (sku: string) => ({ sku, quantity: 1, price: 2.5 });

  it('are a list, even as PHP writes one from which an element was removed', () => {
    const items = [item('a'), item('b')].map(({ sku }) => ({ sku, quantity: 1000, price: 250 }));
    expect(orderOf({ line_items: [item('a'), item('b')] }).items).toEqual(items);
    expect(orderOf({ line_items: { 2: item('b'), 0: item('a') } }).items).toEqual(items);
    expect(orderOf({ refunds: { 1: refund('-1.00'), 4: refund('-2.00') } }).refunded).toBe(300);
    expect(orderOf({ billing: [] }).emailHash).toBeUndefined();
  });

  it.each([
    ['line_items', 'none'],
    ['line_items', 7],
    ['line_items', false],
    ['line_items', { first: item('a') }],
    ['line_items', { 0: item('a'), 1.5: item('b') }],
    ['line_items[1]', [item('a'), 'b']],
    ['line_items[0]', [null]],
    ['line_items[1]', { 3: item('a'), 5: [] }],
    ['line_items[0].sku', [{ ...item('a'), sku: ['a'] }]],
    ['line_items[1].quantity', [item('a'), { ...item('b'), quantity: -1 }]],
    ['line_items[0].quantity', [{ ...item('a'), quantity: 'some' }]],
    ['line_items[0].price', [{ ...item('a'), price: 'free' }]],
    ['line_items[0].price', [{ ...item('a'), price: true }]],
    ['line_items[0].price', [{ ...item('a'), price: '90071992547409.92' }]],
  ])('are never lost, because conditions see them: %s is named when it is %j', (path, line_items) => {
    expect(read(fixtureBody('woocommerce-order', { line_items }))).toMatchObject({
      kind: 'unreadable',
      code: 'FIELD_INVALID',
      detail: expect.stringMatching(new RegExp(`^${path.replace(/[[\]]/g, '\\$&')} `)),
    });
  });
});

describe('money of WooCommerce', () => {
  it.each([
    ['29.35', 'EUR', 2935],
    ['29.350000', 'EUR', 2935],
    ['29.345', 'EUR', 2934],
    ['29.355', 'EUR', 2936],
    ['29.3451', 'EUR', 2935],
    ['1000.50', 'JPY', 1000],
    ['1001.50', 'JPY', 1002],
    ['1.2345', 'KWD', 1234],
  ])('%s %s is %i minor units', (total, currency, amount) => {
    expect(orderOf({ total, currency }).total).toBe(amount);
  });

  it.each(['-1.00', '1e2', '90071992547409.92', '1.234,50', null])('%p is unreadable', (total) => {
    expect(codeOf({ total })).toBe('AMOUNT_INVALID');
  });
});

describe('refunds of WooCommerce', () => {
  it('are minus the sum of negative totals, rounded once, at most the total', () => {
    expect(orderOf({ refunds: [refund('-10.00'), refund('-0.01')] }).refunded).toBe(1001);
    expect(orderOf({ refunds: [refund('-0.005'), refund('-0.005')] }).refunded).toBe(1);
    expect(orderOf({ refunds: [refund('-99.00')] }).refunded).toBe(2935);
    expect(orderOf({ refunds: [refund('-0.00')] }).refunded).toBe(0);
  });

  it('are the total for a refunded order without refunds', () => {
    expect(orderOf({ status: 'refunded', refunds: [] }).refunded).toBe(2935);
    expect(orderOf({ status: 'refunded', refunds: [refund('-5.00')] }).refunded).toBe(500);
  });

  it.each([
    ['none', 'REFUNDS_INVALID'],
    [null, 'REFUNDS_INVALID'],
    [{ total: '-1.00' }, 'REFUNDS_INVALID'],
    [{ 0: refund('-1.00'), last: refund('-1.00') }, 'REFUNDS_INVALID'],
    [['-1.00'], 'REFUNDS_INVALID'],
    [[refund(null)], 'REFUNDS_INVALID'],
    [[refund('many')], 'AMOUNT_INVALID'],
    [[refund('10.00')], 'AMOUNT_INVALID'],
  ])('%j are unreadable', (refunds, code) => {
    expect(codeOf({ refunds })).toBe(code);
  });
});

describe('an unreadable delivery of WooCommerce', () => {
  it.each([
    [{ date_modified_gmt: null }, 'VERSION_INVALID'],
    [{ date_modified_gmt: 'now' }, 'VERSION_INVALID'],
    [{ date_created_gmt: null }, 'OCCURRED_AT_INVALID'],
    [{ id: null }, 'ORDER_ID_INVALID'],
    [{ currency: '' }, 'CURRENCY_INVALID'],
    [{ customer_id: { id: 1 } }, 'FIELD_INVALID'],
    [{ order_key: ['wc_order_1'] }, 'FIELD_INVALID'],
    [{ billing: 'Ada' }, 'FIELD_INVALID'],
    [{ billing: ['ada@example.com'] }, 'FIELD_INVALID'],
    [{ billing: { email: { address: 'ada@example.com' } } }, 'FIELD_INVALID'],
    [{ status: { name: 'processing' } }, 'FIELD_INVALID'],
    [{ status: 'processing', date_paid_gmt: 'yesterday' }, 'FIELD_INVALID'],
    [{ status: 'completed', date_paid_gmt: 1772377208 }, 'FIELD_INVALID'],
    [{ status: 'completed', date_paid_gmt: false }, 'FIELD_INVALID'],
  ])('with %j is %s', (changes, code) => {
    expect(codeOf(changes)).toBe(code);
  });

  it('lacks a topic', () => {
    expect(readWooCommerce(null, {}, { subOrders: 'ignore' })).toMatchObject({
      kind: 'unreadable',
      code: 'TOPIC_MISSING',
    });
  });

  it("can be the shop's own error", () => {
    const error = { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', data: { status: 404 } };
    expect(read(Buffer.from(JSON.stringify(error)))).toMatchObject({ kind: 'unreadable', code: 'ERROR_OBJECT' });
    expect(read(Buffer.from(JSON.stringify(error)), 'order.deleted').kind).toBe('ignored');
  });
});

describe('the ping of a webhook that is set up', () => {
  const form = 'application/x-www-form-urlencoded; charset=UTF-8';

  it('is exactly a form-encoded webhook_id and digits', () => {
    expect(isPing(Buffer.from('webhook_id=17'), form)).toBe(true);
    expect(isPing(Buffer.from('webhook_id=17'), undefined)).toBe(true);
  });

  it.each([
    ['webhook_id=17', 'application/json'],
    ['webhook_id=17&x=1', form],
    ['webhook_id=', form],
    ['webhook_id=17\n', form],
    ['{"webhook_id":17}', form],
    ['', form],
  ])('is not %p as %s', (body, contentType) => {
    expect(isPing(Buffer.from(body), contentType)).toBe(false);
  });
});
