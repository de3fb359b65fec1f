import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BodyItem, ImportItem, ShopOrderItem } from '../../apps/cli/import/item';
import { isBad } from '../../apps/cli/import/line';
import { type Format, readFacts } from '../../apps/cli/import/read-items';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-other-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(format: Exclude<Format, 'journeys'>, text: string, currency?: string) {
  const file = join(folder, `${files++}`);
  await writeFile(file, text);
  const found: { bad: string[]; items: ImportItem[]; lines: number[] } = { bad: [], items: [], lines: [] };
  for await (const line of readFacts(file, format, currency)) {
    if (isBad(line)) found.bad.push(`${line.line}: ${line.reason}`);
    else {
      found.items.push(...line.items);
      found.lines.push(line.line);
    }
  }
  return found;
}

const ordersIn = ({ items }: { items: ImportItem[] }) => (items as ShopOrderItem[]).map(({ order }) => order);

describe("Shopify's export of orders", () => {
  const COLUMNS = [
    ...['Name', 'Email', 'Financial Status', 'Paid at', 'Currency', 'Subtotal', 'Shipping', 'Taxes', 'Total'],
    ...['Discount Code', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Lineitem sku'],
    ...['Note Attributes', 'Cancelled at', 'Refunded Amount', 'Id', 'Source'],
  ];
  const FIRST = {
    Name: '#1001',
    Email: 'ada@example.com',
    'Financial Status': 'paid',
    'Paid at': '2025-03-01 12:00:05 -0500',
    Currency: 'EUR',
    Subtotal: '90.00',
    Shipping: '10.00',
    Taxes: '0.00',
    Total: '100.00',
    'Discount Code': 'ada10, TEA',
    'Created at': '2025-03-01 12:00:00 -0500',
    'Lineitem quantity': '2',
    'Lineitem name': 'Tea, green',
    'Lineitem price': '30.00',
    'Lineitem sku': 'TEA-G',
    'Note Attributes': 'gift: yes\n_tributary: device-1',
    Id: '4512345678901',
    Source: 'web',
  };
  const SECOND = {
    Name: '#1001',
    Email: 'ada@example.com',
    'Lineitem quantity': '1',
    'Lineitem name': 'Cup',
    'Lineitem price': '30.00',
    'Lineitem sku': 'CUP',
  };
  const csv = (rows: Record<string, string>[], columns = COLUMNS) =>
    [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\n');
  const other = (changes: Record<string, string>) => ({ ...FIRST, ...changes });

  it('has an order in several lines, which is read as its webhook is', async () => {
    const found = await read('shopify-orders', csv([FIRST, SECOND, other({ Name: '#1002', Id: '2' })]));
    expect(found.bad).toEqual([]);
    expect(found.lines).toEqual([2, 5]);
    const [order, next] = ordersIn(found);
    expect(order).toMatchObject({
      orderId: '4512345678901',
      status: 'paid',
      total: 10_000,
      refunded: 0,
      goods: 9_000,
      currency: 'EUR',
      items: [
        { sku: 'TEA-G', quantity: 2_000, price: 3_000 },
        { sku: 'CUP', quantity: 1_000, price: 3_000 },
      ],
      carried: { codes: ['ADA10', 'TEA'], devices: [{ type: 'anonymous_id', value: 'device-1' }] },
      occurredAt: '2025-03-01T17:00:00.000Z',
      sourceVersion: '2025-03-01T17:00:05.000Z',
    });
    expect(order!.emailHash).toBeDefined();
    expect(next!.items).toHaveLength(1);
    expect(found.items[0]).toMatchObject({ kind: 'shop-order', platform: 'shopify' });
  });

  it('says what became of the order', async () => {
    const rows = [
      other({ Id: '1', 'Financial Status': 'partially_refunded', 'Refunded Amount': '20.00' }),
      other({ Id: '2', 'Cancelled at': '2025-03-02 12:00:00 -0500' }),
      other({ Id: '3', 'Financial Status': 'pending', 'Paid at': '' }),
      other({ Id: '4', Source: 'subscription_contract', 'Discount Code': '', 'Note Attributes': '' }),
    ];
    const [refunded, cancelled, pending, renewal] = ordersIn(await read('shopify-orders', csv(rows)));
    expect(refunded).toMatchObject({ status: 'partially_refunded', refunded: 2_000 });
    expect(cancelled).toMatchObject({ status: 'cancelled', sourceVersion: '2025-03-02T17:00:00.000Z' });
    expect(pending).toMatchObject({ status: 'pending', sourceVersion: '2025-03-01T17:00:00.000Z' });
    expect(renewal).toMatchObject({ renewal: true, carried: { codes: [] } });
  });

  it('has taxes in its prices when the sum of its amounts says so', async () => {
    const rows = [
      other({ Id: '1', Taxes: '20.00' }),
      other({ Id: '2', Taxes: '20.00', Total: '120.00' }),
      other({ Id: '3', Taxes: '20.00', Subtotal: '' }),
    ];
    // 20.00 of taxes in 90.00 of goods and 10.00 of shipping: 18.00 are of the goods.
    expect(ordersIn(await read('shopify-orders', csv(rows))).map(({ goods }) => goods)).toEqual([
      7_200,
      9_000,
      undefined,
    ]);
  });

  it('is known by the names of its orders when it has no ids', async () => {
    const columns = COLUMNS.filter((name) => name !== 'Id');
    const found = await read('shopify-orders', csv([FIRST, SECOND], columns));
    expect(ordersIn(found).map(({ orderId }) => orderId)).toEqual(['#1001']);
  });

  it('is refused line by line where it cannot be read', async () => {
    const rows = [
      SECOND,
      other({ Id: '4.51E+12' }),
      other({ Id: '5', Total: '19,99' }),
      other({ Id: '6', 'Created at': '01/03/2025 12:00' }),
      other({ Id: '7', Currency: '' }),
      other({ Id: '8' }),
      { ...SECOND, Name: '#1002' },
      other({ Id: '8', Total: '90.00' }),
      other({ Id: '8' }),
    ].map((row) => ({ ...row, 'Note Attributes': '' }));
    const found = await read('shopify-orders', csv(rows));
    expect(found.bad).toEqual([
      '2: has no Total, and the line before it is not of order #1001',
      '3: Id 4.51E+12 is in exponent notation, so a spreadsheet has cut its digits; export the file anew',
      '4: Total is no decimal number',
      '5: Created at is no instant',
      '6: Currency is no ISO 4217 code',
      '8: has no Total, and the line before it is not of order #1002',
      '9: says something else of order 8 than line 7, and nothing says which is newer',
    ]);
    expect(ordersIn(found).map(({ orderId }) => orderId)).toEqual(['8', '8']);
  });

  it('may be saved by a spreadsheet, with semicolons', async () => {
    const text = csv([FIRST, SECOND]).replaceAll('","', '";"');
    expect(ordersIn(await read('shopify-orders', `sep=;\r\n${text}`))).toHaveLength(1);
  });
});

describe('messages of Segment', () => {
  const at = '2025-03-01T12:00:00.000Z';
  const message = (fields: object) => ({ anonymousId: 'd1', timestamp: at, messageId: 'm1', ...fields });
  const lines = (...messages: object[]) => messages.map((one) => JSON.stringify(one)).join('\n');
  const page = (fields: object) => message({ type: 'page', ...fields });
  const order = (properties: object, fields: object = {}) =>
    message({ type: 'track', event: 'Order Completed', properties, ...fields });
  const SALE = { order_id: '1001', total: 27.5, currency: 'USD' };

  it('of a page with a campaign are touchpoints', async () => {
    const campaign = { source: 'google', medium: 'cpc', name: 'spring' };
    const { items } = await read(
      'segment',
      lines(page({ context: { campaign, page: { url: 'https://shop.example/tea?customer=ada' } } })),
    );
    expect(items).toEqual([
      {
        kind: 'touchpoint',
        input: {
          touchpointId: 'm1',
          anonymousId: 'd1',
          source: 'paid',
          channel: 'google',
          campaign: 'spring',
          url: 'https://shop.example/tea',
          occurredAt: at,
        },
      },
    ]);
  });

  it('of the first page of another visit are touchpoints, of the next pages nothing', async () => {
    const on = (url: string, referrer: string) => page({ context: { page: { url, referrer } } });
    const { items } = await read(
      'segment',
      lines(
        on('https://shop.example/', 'https://www.google.com/'),
        on('https://shop.example/?ref=ada', ''),
        on('https://shop.example/tea', 'https://shop.example/'),
        page({ properties: { url: 'https://www.shop.example/?gclid=x' } }),
        page({}),
      ),
    );
    expect(items.map((item) => item.kind === 'touchpoint' && [item.input.source, item.input.referrer])).toEqual([
      ['organic', undefined],
      ['referral', { type: 'customer_id', value: 'ada' }],
      ['paid', undefined],
    ]);
  });

  it('that identify somebody are one assertion of each pair', async () => {
    const identify = (fields: object) => message({ type: 'identify', userId: 'u1', ...fields });
    const { items } = await read(
      'segment',
      lines(identify({}), identify({ messageId: 'm2', timestamp: '2025-03-02T12:00:00Z' }), identify({ userId: null })),
    );
    expect(items).toHaveLength(2);
    expect(items[0]).toEqual(items[1]);
    expect(items[0]).toMatchObject({
      kind: 'assertion',
      input: { a: { type: 'anonymous_id', value: 'd1' }, b: { type: 'customer_id', value: 'u1' } },
    });
  });

  it('of a completed order are the order and the claim of its device', async () => {
    const products = [{ product_id: 'p1', sku: 'TEA', quantity: 2, price: 10.005 }, { product_id: 7 }];
    const properties = { ...SALE, subtotal: 22.5, coupon: 'ada10', products };
    const { items } = await read('segment', lines(order(properties, { userId: 4711 })));
    const [claim, item] = items as [BodyItem, ShopOrderItem];
    expect(claim).toMatchObject({ kind: 'claim', input: { anonymousId: 'd1', orderId: '1001' } });
    expect(item).toMatchObject({
      kind: 'shop-order',
      platform: 'custom',
      order: {
        orderId: '1001',
        customer: { value: '4711' },
        status: 'paid',
        total: 2_750,
        goods: 2_250,
        currency: 'USD',
        items: [
          { sku: 'TEA', quantity: 2_000, price: 1_000 },
          { sku: '7', quantity: 0, price: 0 },
        ],
        carried: { codes: ['ADA10'] },
        occurredAt: at,
        sourceVersion: at,
      },
    });
    expect(item.order.token).toBe(claim.input.token);
  });

  it('of a completed order may lack a device, a customer, and most amounts', async () => {
    const text = lines(
      order({ order_id: '1', revenue: '20', currency: 'JPY' }, { anonymousId: null }),
      order({ order_id: '2', value: 9.99 }),
    );
    const found = await read('segment', text, 'EUR');
    expect(found.items.map(({ kind }) => kind)).toEqual(['shop-order', 'claim', 'shop-order']);
    expect(found.items.flatMap((item) => (item.kind === 'shop-order' ? [item.order] : []))).toMatchObject([
      { total: 20, goods: 20, currency: 'JPY' },
      { total: 999, currency: 'EUR' },
    ]);
  });

  it('of other kinds say nothing', async () => {
    const text = lines(
      message({ type: 'track', event: 'Product Viewed' }),
      message({ type: 'screen' }),
      message({ type: 'group' }),
      { hello: 'world' },
    );
    expect(await read('segment', text)).toEqual({ bad: [], items: [], lines: [1, 2, 3, 4] });
  });

  it('are refused line by line where they cannot be read', async () => {
    const campaign = { source: 'x' };
    const text = lines(
      page({ anonymousId: undefined, context: { campaign } }),
      page({ timestamp: undefined, context: { campaign } }),
      order({ ...SALE, order_id: undefined }),
      order({ ...SALE, order_id: '4.51E+12' }),
      order({ ...SALE, currency: undefined }),
      order({ ...SALE, total: 'many' }),
      order({ ...SALE, total: -1 }),
      order(SALE, { timestamp: 'yesterday' }),
      order(SALE),
      order({ ...SALE, total: 30 }, { messageId: 'm2' }),
      order(SALE, { messageId: 'm3', receivedAt: at }),
    );
    const found = await read('segment', `${text}\n[1]\n{`);
    expect(found.bad).toEqual([
      '1: anonymousId is missing',
      '2: timestamp is missing',
      '3: order_id is missing',
      '4: order_id 4.51E+12 is in exponent notation, so a spreadsheet has cut its digits; export the file anew',
      '5: currency is missing; --currency gives that of orders that name none',
      '6: total is no amount',
      '7: total is no amount',
      '8: timestamp is no instant',
      '10: says something else of order 1001 than line 9, and nothing says which is newer',
      '12: The body is not a JSON object.',
      expect.stringMatching(/^13: The body is not JSON/),
    ]);
    expect(found.items.map(({ kind }) => kind)).toEqual(['claim', 'shop-order', 'claim', 'shop-order']);
  });

  it('keep numbers as they were written', async () => {
    const text = `{"type":"track","event":"Order Completed","userId":9007199254740993,"timestamp":"${at}","properties":{"order_id":9007199254740995,"total":0.1,"currency":"EUR"}}`;
    const [item] = (await read('segment', text)).items as ShopOrderItem[];
    expect(item!.order).toMatchObject({
      orderId: '9007199254740995',
      customer: { value: '9007199254740993' },
      total: 10,
    });
  });
});

describe('two rows of one order in a file of ours', () => {
  const row = (fields: object) =>
    JSON.stringify({
      type: 'order',
      orderId: '1',
      status: 'paid',
      total: 5,
      currency: 'EUR',
      occurredAt: 'T',
      ...fields,
    });

  it('are refused when they differ and none has a version', async () => {
    const text = [row({}), row({ total: 6 }), row({}), row({ orderId: 1, occurredAt: 'T2' }), row({ orderId: '2' })];
    const found = await read('jsonl', text.join('\n'));
    expect(found.bad).toEqual([
      '2: says something else of order 1 than line 1, and nothing says which is newer',
      '4: says something else of order 1 than line 1, and nothing says which is newer',
    ]);
    expect(found.items).toHaveLength(3);
  });

  it('are two versions when one says so', async () => {
    const text = [row({}), row({ total: 6, sourceVersion: 2 }), row({ total: 7, sourceVersion: 3 })];
    expect((await read('jsonl', text.join('\n'))).bad).toEqual([]);
  });
});
