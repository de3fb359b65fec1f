import { readOwnBody } from '../../libs/intake/bodies';
import { readBody } from '../../libs/intake/body-shape';
import { CUSTOM_ORDER, readCustom, toShopOrder } from '../../libs/intake/custom';
import type { ShopOrder } from '../../libs/intake/facts';
import { emailHash } from '../../libs/intake/identifiers';
import { fixtureText } from './fixtures/fixtures';
import { valueOf } from './support';

interface Envelope {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}
const envelope = () => JSON.parse(fixtureText('custom-order')) as Envelope;

function read(body: unknown) {
  const json = readOwnBody(Buffer.from(JSON.stringify(body)));
  return json.ok ? readCustom(json.value) : json;
}

const withData = (changes: Record<string, unknown>) => ({ ...envelope(), data: { ...envelope().data, ...changes } });

function orderOf(changes: Record<string, unknown> = {}): ShopOrder {
  const reading = read(withData(changes));
  if (!reading.ok || reading.value.kind !== 'order') throw new Error(JSON.stringify(reading));
  return reading.value.order;
}

function pathsOf(body: unknown): string[] {
  const reading = read(body);
  return reading.ok ? [] : (reading.problem.errors ?? []).map(({ path }) => path);
}

describe('a custom order', () => {
  it('is read in minor units', () => {
    expect(orderOf()).toEqual({
      orderId: 'A-1001',
      customer: { type: 'customer_id', value: '4711', blocked: false },
      emailHash: { type: 'email_hash', value: emailHash('alan.turing@example.com'), blocked: false },
      token: 'tok_5f2b8c',
      status: 'paid',
      total: 1999,
      refunded: 0,
      currency: 'EUR',
      items: [{ sku: 'TEA', quantity: 2000, price: 999 }],
      sourceVersion: '2026-03-01T15:00:10.000Z',
      occurredAt: '2026-03-01T15:00:00.123Z',
    });
  });

  it.each([
    [7, 7],
    [0, 0],
    ['2026-03-01T16:00:11.5+01:00', '2026-03-01T15:00:11.500Z'],
    [null, '2026-03-01T15:00:10.000Z'],
  ])('with the version %p has %p', (sourceVersion, version) => {
    expect(orderOf({ sourceVersion }).sourceVersion).toBe(version);
  });

  it.each([{ customerId: null }, { customerId: '' }, { customerId: ' ' }])('with %p is of a guest', (changes) => {
    expect(orderOf(changes).customer).toBeUndefined();
  });

  it('keeps the mark of a blocked customer, for the engine to see', () => {
    expect(orderOf({ customerId: 'guest' }).customer?.blocked).toBe(true);
  });

  it('with odd items is no odd order', () => {
    const items = [
      { sku: 4711, quantity: 1.5, price: 10.799999999999999 },
      { sku: '', quantity: 1.23456, price: 2.5 },
      { sku: 'x', quantity: 1e-7, price: 3.5 },
    ];
    expect(orderOf({ items }).items).toEqual([
      { sku: '4711', quantity: 1500, price: 11 },
      { sku: '', quantity: 1235, price: 2 },
      { sku: 'x', quantity: 0, price: 4 },
    ]);
  });

  it('of an import has its time for a version', () => {
    const data = valueOf(readBody(CUSTOM_ORDER, envelope().data));
    expect(toShopOrder(data, data.occurredAt).sourceVersion).toBe('2026-03-01T15:00:00.123Z');
  });

  it.each(['order.', 'orders.created', 'refund.created', 'Order.created', 'ping'])(
    'is not looked for in %s',
    (type) => {
      expect(read({ type, data: 'anything', timestamp: 1, id: 'evt_1' })).toMatchObject({
        ok: true,
        value: { kind: 'ignored' },
      });
    },
  );

  it.each(['order.created', 'order.updated', 'order.anything.else'])('is looked for in %s', (type) => {
    expect(read({ ...envelope(), type })).toMatchObject({ ok: true, value: { kind: 'order' } });
  });
});

describe('a custom delivery that is refused names the fields', () => {
  it.each([
    [{ orderId: undefined }, 'data.orderId'],
    [{ orderId: 9007199254740992 }, 'data.orderId'],
    [{ orderId: '' }, 'data.orderId'],
    [{ customerId: { id: 1 } }, 'data.customerId'],
    [{ email: 7 }, 'data.email'],
    [{ token: '' }, 'data.token'],
    [{ status: 'Paid' }, 'data.status'],
    [{ status: undefined }, 'data.status'],
    [{ total: undefined }, 'data.total'],
    [{ total: 19.99 }, 'data.total'],
    [{ total: '1999' }, 'data.total'],
    [{ total: -1 }, 'data.total'],
    [{ total: 9007199254740992 }, 'data.total'],
    [{ refunded: 2000 }, 'data.refunded'],
    [{ refunded: -1 }, 'data.refunded'],
    [{ currency: 'eur' }, 'data.currency'],
    [{ currency: 'XXX' }, 'data.currency'],
    [{ items: {} }, 'data.items'],
    [{ items: ['tea'] }, 'data.items[0]'],
    [{ items: [{ sku: 'a', quantity: 1, price: 1, name: 'Tea' }] }, 'data.items[0].name'],
    [{ items: [{ sku: 'a', quantity: '1', price: 1 }] }, 'data.items[0].quantity'],
    [{ items: [{ sku: 'a', quantity: 1, price: -1 }] }, 'data.items[0].price'],
    [{ items: [{ quantity: 1, price: 1 }] }, 'data.items[0].sku'],
    [{ items: [{ sku: 'a', quantity: 1e300, price: 1 }] }, 'data.items[0].quantity'],
    [{ sourceVersion: '7' }, 'data.sourceVersion'],
    [{ sourceVersion: 1.5 }, 'data.sourceVersion'],
    [{ occurredAt: undefined }, 'data.occurredAt'],
    [{ occurredAt: '2026-02-30T00:00:00Z' }, 'data.occurredAt'],
    [{ occurredAt: '2026-03-01T15:00:00' }, 'data.occurredAt'],
    [{ customer_id: '7' }, 'data.customer_id'],
  ])('%j', (changes, path) => {
    expect(pathsOf(withData(changes))).toEqual([path]);
  });

  it.each([
    [{ ...envelope(), timestamp: undefined }, ['timestamp']],
    [{ ...envelope(), timestamp: '2026-03-01' }, ['timestamp']],
    [{ ...envelope(), type: undefined }, ['type']],
    [{ ...envelope(), type: '' }, ['type']],
    [{ ...envelope(), type: 7 }, ['type']],
    [{ ...envelope(), data: undefined }, ['data']],
    [{ ...envelope(), data: [] }, ['data']],
    [{ ...envelope(), id: 'evt_1' }, ['id']],
    [[], ['']],
  ])('%j', (body, paths) => {
    expect(pathsOf(body)).toEqual(paths);
  });

  it('and says what cannot be read at all', () => {
    const codeOf = (text: string | Buffer) => {
      const json = readOwnBody(Buffer.from(text));
      return json.ok ? 'none' : json.problem.code;
    };
    expect(codeOf('{"type":')).toBe('INVALID_JSON');
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('INVALID_JSON');
    expect(codeOf('['.repeat(65))).toBe('TOO_DEEP');
    expect(codeOf('"\\u0000"')).toBe('INVALID_TEXT');
    expect(codeOf('{"__proto__":1}')).toBe('INVALID_BODY');
    expect(codeOf('\ufeff{}')).toBe('none');
  });
});
