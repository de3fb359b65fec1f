/** Orders whose browsers said nothing: what the shop signs is all that there is. */
import { TestApp, type TestMerchant } from '../support/app';
import type { ShownPurchase } from '../support/storefront';
import { eventually } from '../support/until';

const SECRET = 'shh';
const minutesAgo = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;

let app: TestApp;
let merchant: TestMerchant;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(async () => {
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
});

const shopifyOrder = (more: object) => ({
  id: 1,
  total_price: '100.00',
  current_total_price: '100.00',
  subtotal_price: '90.00',
  taxes_included: false,
  currency: 'EUR',
  financial_status: 'paid',
  created_at: minutesAgo(5),
  updated_at: minutesAgo(5),
  checkout_token: 'tok',
  customer: null,
  line_items: [],
  discount_codes: [],
  note_attributes: [],
  ...more,
});

async function delivered(order: object): Promise<number> {
  const { status, body } = await app.shopify(merchant.merchantId, SECRET, 'orders/updated', order);
  expect(status).toBe(200);
  return Number(body['position']);
}

function evaluated(orderId: string, position: number, times = 1): Promise<ShownPurchase & Record<string, unknown>> {
  return eventually(async () => {
    const { body } = await app.get(`/v1/purchases/${orderId}?after=${position}&waitMs=10000`, merchant.secret);
    const purchase = body as unknown as ShownPurchase & Record<string, unknown>;
    const outcomes = purchase.history.filter(({ type }) => type === 'PurchaseAttributed');
    return outcomes.length >= times && purchase.evaluation.state === 'done' ? purchase : undefined;
  });
}

describe('an order of Shopify without a browser', () => {
  beforeEach(() => app.webhookSecret(merchant.merchantId, 'shopify', SECRET));

  it('is credited to the owner of its code, with commission on what is left of the goods', async () => {
    const put = (path: string, body: unknown) => app.request('PUT', path, { key: merchant.secret, body });
    await put('/v1/codes/ada10', { owner: { type: 'customer_id', value: '7' }, channel: 'friends' });
    await put('/v1/campaigns/goods', {
      name: 'Goods',
      condition: "'ADA10' in purchase.codes && !purchase.renewal",
      currency: 'EUR',
      base: 'goods',
      rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }],
    });
    const order = shopifyOrder({ discount_codes: [{ code: ' ada10 ', amount: '1.00', type: 'percentage' }] });
    const first = await evaluated('1', await delivered(order));
    expect(first).toMatchObject({
      link: null,
      goods: 9_000,
      attribution: { credits: [{ touchpointId: 'code:ADA10', source: 'code', channel: 'friends' }] },
      rewards: [{ recipient: { value: '7' }, amount: 900, state: 'available' }],
    });
    const left = { current_total_price: '55.00', current_subtotal_price: '45.00', updated_at: minutesAgo(1) };
    const refunded = await delivered({ ...order, ...left, financial_status: 'partially_refunded' });
    const rewards = await eventually(async () => {
      const { body } = await app.get(`/v1/purchases/1?after=${refunded}&waitMs=10000`, merchant.secret);
      const live = (body as unknown as ShownPurchase).rewards.filter(({ state }) => state === 'available');
      return live.some(({ amount }) => amount !== 900) ? live : undefined;
    });
    expect(rewards.map(({ amount }) => amount)).toEqual([450]);
  });

  it('is joined by the device that its cart carried', async () => {
    const anonymousId = '7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13';
    const visit = { touchpointId: 'v', anonymousId, source: 'paid', channel: 'google', occurredAt: minutesAgo(10) };
    expect((await app.post('/v1/track/touchpoint', merchant.publishable, visit)).status).toBe(202);
    const notes = [{ name: '_tributary', value: anonymousId }, { name: 'gift' }, 'odd'];
    expect(await evaluated('1', await delivered(shopifyOrder({ note_attributes: notes })))).toMatchObject({
      link: { via: 'carried' },
      claims: [{ status: 'accepted', carried: true }],
      attribution: { credits: [{ touchpointId: 'v', channel: 'google' }] },
    });
  });

  it('is taken although a hundred codes and everything else that it carries is odd', async () => {
    const odd = shopifyOrder({
      discount_codes: [{ code: 'x'.repeat(10_000) }, ...Array.from({ length: 100 }, (_, i) => ({ code: `c${i}` }))],
      note_attributes: { _tributary: 'd' },
      landing_site: { path: '/' },
      referring_site: ['https://www.google.com'],
      subtotal_price: 'free',
    });
    const { body } = await app.get(`/v1/purchases/1?after=${await delivered(odd)}&waitMs=10000`, merchant.secret);
    expect(body).toMatchObject({
      codes: Array.from({ length: 20 }, (_, i) => ({ code: `C${i}`, owner: null })),
      claims: [],
      goods: 10_000,
    });
  });
});

it('an order of WooCommerce is credited to the visit that the shop saw, when a customer is known and nothing else is', async () => {
  await app.webhookSecret(merchant.merchantId, 'woocommerce', SECRET);
  const pair = { a: { type: 'customer_id', value: '26' }, b: { type: 'anonymous_id', value: 'phone' } };
  expect((await app.post('/v1/identities/assert', merchant.secret, pair)).status).toBe(202);
  const attribution = {
    source_type: 'utm',
    utm_source: 'mc',
    utm_medium: 'email',
    utm_campaign: 'spring',
    session_start_time: minutesAgo(20).replace('T', ' ').replace('Z', ''),
  };
  const order = {
    id: 727,
    status: 'completed',
    currency: 'EUR',
    total: '29.35',
    date_created_gmt: minutesAgo(5).replace('Z', ''),
    date_modified_gmt: minutesAgo(5).replace('Z', ''),
    date_paid_gmt: minutesAgo(5).replace('Z', ''),
    customer_id: 26,
    line_items: [],
    refunds: [],
    meta_data: Object.entries(attribution).map(([key, value]) => ({ key: `_wc_order_attribution_${key}`, value })),
  };
  const { body } = await app.woocommerce(merchant.merchantId, SECRET, 'order.updated', order);
  expect(await evaluated('727', Number(body['position']))).toMatchObject({
    link: { via: 'customer' },
    attribution: { credits: [{ touchpointId: 'visit:727', source: 'email', channel: 'mc', campaign: 'spring' }] },
  });
});
