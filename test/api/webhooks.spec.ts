import { createHmac } from 'node:crypto';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, signedCustom, TestApp, type TestMerchant } from '../support/app';

describe('deliveries of shops', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant();
  });

  const order = (more: Record<string, unknown> = {}) => ({
    id: 450789469,
    total_price: '409.94',
    currency: 'USD',
    financial_status: 'paid',
    created_at: '2026-01-10T11:00:00-05:00',
    updated_at: '2026-01-10T11:00:01-05:00',
    checkout_token: 'tok',
    customer: { id: 207119551 },
    line_items: [{ sku: 'IPOD', quantity: 1, price: '199.00' }],
    ...more,
  });
  const wooOrder = (more: Record<string, unknown> = {}) => ({
    id: 727,
    status: 'processing',
    currency: 'EUR',
    total: '29.35',
    date_created_gmt: '2026-01-10T16:00:00',
    date_modified_gmt: '2026-01-10T16:00:01',
    date_paid_gmt: '2026-01-10T16:00:01',
    order_key: 'wc_order_1',
    customer_id: 0,
    line_items: [{ sku: 'A', quantity: 2, price: 10.5 }],
    refunds: [],
    ...more,
  });

  async function purchase(orderId: string, position: unknown): Promise<Record<string, unknown>> {
    const { status, body } = await app.get(`/v1/purchases/${orderId}?after=${String(position)}`, merchant.secret);
    expect(status).toBe(200);
    return body;
  }

  it('Shopify: a signed order is recorded, once', async () => {
    await app.webhookSecret(merchant.merchantId, 'shopify', 'shh');
    const first = await app.shopify(merchant.merchantId, 'shh', 'orders/create', order());
    expect([first.status, first.body]).toEqual([
      200,
      { eventId: expect.any(String), position: expect.any(Number), duplicate: false },
    ]);
    const again = await app.shopify(merchant.merchantId, 'shh', 'orders/create', order());
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
    expect(await purchase('450789469', first.body['position'])).toMatchObject({
      platform: 'shopify',
      customerId: '207119551',
      status: 'paid',
      total: 40_994,
      refunded: 0,
      currency: 'USD',
      occurredAt: '2026-01-10T16:00:00.000Z',
      sourceVersion: '2026-01-10T16:00:01.000Z',
      items: [{ sku: 'IPOD', quantity: 1, price: 19_900 }],
      groupId: null,
      link: null,
      claims: [],
      evaluation: { state: 'none', dueAt: null, reasons: [], attempts: 0 },
      attribution: null,
      rewards: [],
    });
  });

  it('WooCommerce: a signed order is recorded; the ping is answered, signed or not', async () => {
    const ping = await app.request('POST', `/v1/webhooks/${merchant.merchantId}/woocommerce`, {
      body: 'webhook_id=17',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([ping.status, ping.body['ignored']]).toEqual([200, true]);
    await app.webhookSecret(merchant.merchantId, 'woocommerce', 'shh');
    const { status, body } = await app.woocommerce(merchant.merchantId, 'shh', 'order.updated', wooOrder());
    expect(status).toBe(200);
    expect(await purchase('727', body['position'])).toMatchObject({ status: 'paid', total: 2_935, customerId: null });
  });

  it('WooCommerce: items in an object are recorded, and unreadable items are kept in quarantine', async () => {
    await app.webhookSecret(merchant.merchantId, 'woocommerce', 'shh');
    const send = (line_items: unknown) =>
      app.woocommerce(merchant.merchantId, 'shh', 'order.updated', wooOrder({ line_items }));
    const { body } = await send({ 2: { sku: 'B', quantity: 1, price: 3 }, 0: { sku: 'A', quantity: 2, price: 10.5 } });
    expect((await purchase('727', body['position']))['items']).toEqual([
      { sku: 'A', quantity: 2, price: 1_050 },
      { sku: 'B', quantity: 1, price: 300 },
    ]);
    const lost = await send({ first: { sku: 'A', quantity: 2, price: 10.5 } });
    expect([lost.status, lost.body['code']]).toEqual([200, 'FIELD_INVALID']);
    const { body: kept } = await app.get(`/v1/quarantine?merchantId=${merchant.merchantId}`, ADMIN_KEY);
    expect(kept['items']).toMatchObject([{ code: 'FIELD_INVALID', detail: 'line_items is no list' }]);
  });

  it('custom: a signed order is recorded; its integer version and parts of units stay as they are', async () => {
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const delivery = paidOrder('1001', { sourceVersion: 7, items: [{ sku: 'cloth', quantity: 1.255, price: 800 }] });
    const { status, body } = await app.custom(merchant.merchantId, CUSTOM_SECRET, delivery);
    expect(status).toBe(200);
    expect(await purchase('1001', body['position'])).toMatchObject({
      sourceVersion: 7,
      items: [{ sku: 'cloth', quantity: 1.255, price: 800 }],
    });
  });

  describe.each([
    ['with a slash at the end', (path: string) => `${path}/`],
    ['with slashes at the end', (path: string) => `${path}//`],
    ['with a slash twice', (path: string) => `/${path.replace('webhooks/', 'webhooks//')}`],
    ['with a slash and a query', (path: string) => `${path}/?by=//me/`],
  ])('at an address %s', (_what, spelled) => {
    const deliver = (platform: string, body: string, headers: Record<string, string>) =>
      app.post(spelled(`/v1/webhooks/${merchant.merchantId}/${platform}`), null, body, headers);

    it.each([
      ['shopify', 'x-shopify-topic', 'orders/create', 'x-shopify-hmac-sha256', order()],
      ['woocommerce', 'x-wc-webhook-topic', 'order.updated', 'x-wc-webhook-signature', wooOrder()],
      ['custom', null, '', '', paidOrder('1')],
    ])('are those of %s', async (platform, topicHeader, topic, signatureHeader, delivery) => {
      const body = JSON.stringify(delivery);
      await app.webhookSecret(merchant.merchantId, platform, topicHeader === null ? CUSTOM_SECRET : 'shh');
      const headers: Record<string, string> =
        topicHeader === null
          ? signedCustom(CUSTOM_SECRET, body)
          : { [topicHeader]: topic, [signatureHeader]: createHmac('sha256', 'shh').update(body).digest('base64') };
      const recorded = await deliver(platform, body, headers);
      expect([recorded.status, recorded.body['duplicate']]).toEqual([200, false]);
      const unsigned = await deliver(platform, body, {});
      expect([unsigned.status, unsigned.body['code']]).toEqual([401, 'INVALID_SIGNATURE']);
    });

    it('are pings, kept in quarantine, or too large as at any other', async () => {
      const ping = await deliver('woocommerce', 'webhook_id=17', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect([ping.status, ping.body['ignored']]).toEqual([200, true]);
      await app.webhookSecret(merchant.merchantId, 'shopify', 'shh');
      const sign = (body: string) => ({
        'x-shopify-topic': 'orders/create',
        'x-shopify-hmac-sha256': createHmac('sha256', 'shh').update(body).digest('base64'),
      });
      const odd = JSON.stringify(order({ updated_at: null }));
      const kept = await deliver('shopify', odd, sign(odd));
      expect([kept.status, kept.body['quarantined']]).toEqual([200, true]);
      const large = JSON.stringify(order({ note: 'x'.repeat(2_000_000) }));
      expect((await deliver('shopify', large, sign(large))).status).toBe(200);
    });
  });

  it('go to the address of a platform alone', async () => {
    const statusOf = async (method: string, path: string) => (await app.request(method, path)).status;
    expect(await statusOf('GET', `/v1/webhooks/${merchant.merchantId}/shopify/`)).toBe(405);
    expect(await statusOf('POST', `/v1/webhooks/${merchant.merchantId}/`)).toBe(404);
    expect(await statusOf('POST', '/v1/webhooks/shopify/')).toBe(404);
    expect(await statusOf('POST', '/v1/track/touchpoint/')).toBe(404);
  });

  it('takes any content type, even an invalid one', async () => {
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    for (const [i, type] of ['text/plain', 'application/x-www-form-urlencoded', 'garbage', ''].entries()) {
      const body = JSON.stringify(paidOrder(`o-${i}`));
      const { status } = await app.request('POST', `/v1/webhooks/${merchant.merchantId}/custom`, {
        body,
        headers: { ...signedCustom(CUSTOM_SECRET, body), 'content-type': type },
      });
      expect(status).toBe(200);
    }
  });

  it('refuses unsigned deliveries, and stores nothing', async () => {
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const before = await app.facts(merchant.merchantId);
    const body = JSON.stringify(paidOrder('1'));
    const good = signedCustom(CUSTOM_SECRET, body);
    const stale = signedCustom(CUSTOM_SECRET, body, Date.now() - 301_000);
    const early = signedCustom(CUSTOM_SECRET, body, Date.now() + 360_000);
    const wrong = { ...good, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` };
    const { 'webhook-id': _, ...withoutId } = good;
    for (const headers of [{}, stale, early, wrong, withoutId]) {
      const { status, body: problem } = await app.post(
        `/v1/webhooks/${merchant.merchantId}/custom`,
        null,
        body,
        headers,
      );
      expect([status, problem['code']]).toEqual([401, 'INVALID_SIGNATURE']);
    }
    const changed = await app.post(`/v1/webhooks/${merchant.merchantId}/custom`, null, `${body} `, good);
    expect(changed.status).toBe(401);
    expect(await app.facts(merchant.merchantId)).toBe(before);
  });

  it('accepts two secrets at a time, and no key', async () => {
    const secrets = [1, 2, 3].map((n) => `whsec_${Buffer.alloc(32, n).toString('base64')}`);
    for (const secret of secrets) await app.webhookSecret(merchant.merchantId, 'custom', secret);
    const statuses: number[] = [];
    for (const secret of secrets) statuses.push((await app.custom(merchant.merchantId, secret, paidOrder('1'))).status);
    expect(statuses).toEqual([401, 200, 200]);
    const withKey = await app.post(`/v1/webhooks/${merchant.merchantId}/custom`, merchant.secret, paidOrder('1'));
    expect(withKey.status).toBe(401);
  });

  it('tells an unknown merchant and a platform without a secret apart', async () => {
    const unknown = await app.custom('nobody', CUSTOM_SECRET, paidOrder('1'));
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'MERCHANT_UNKNOWN']);
    const none = await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('1'));
    expect([none.status, none.body['code']]).toEqual([404, 'WEBHOOK_NOT_CONFIGURED']);
  });

  it('custom: names the fields that are wrong', async () => {
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const before = await app.facts(merchant.merchantId);
    const delivery = paidOrder('1', { total: -1, refunded: 5, colour: 'red', status: 'lost', currency: 'EURO' });
    const { status, body } = await app.custom(merchant.merchantId, CUSTOM_SECRET, delivery);
    expect([status, body['code']]).toEqual([400, 'INVALID_BODY']);
    const paths = (body['errors'] as unknown as { path: string }[]).map(({ path }) => path);
    expect(paths.sort()).toEqual(expect.arrayContaining(['data.colour', 'data.currency', 'data.status', 'data.total']));
    const broken = await app.custom(merchant.merchantId, CUSTOM_SECRET, '{"type":');
    expect([broken.status, broken.body['code']]).toEqual([400, 'INVALID_JSON']);
    expect(await app.facts(merchant.merchantId)).toBe(before);
  });

  it('refuses bodies that are not a JSON object or are too large', async () => {
    await app.webhookSecret(merchant.merchantId, 'shopify', 'shh');
    for (const body of ['[]', '7', 'null']) {
      const { status, body: problem } = await app.shopify(
        merchant.merchantId,
        'shh',
        'orders/create',
        JSON.parse(body),
      );
      expect([status, problem['code']]).toEqual([400, 'BODY_UNREADABLE']);
    }
    const large = await app.shopify(
      merchant.merchantId,
      'shh',
      'orders/create',
      order({ note: 'x'.repeat(2_097_152) }),
    );
    expect([large.status, large.body['code']]).toEqual([413, 'BODY_TOO_LARGE']);
    const fits = await app.shopify(merchant.merchantId, 'shh', 'orders/create', order({ note: 'x'.repeat(2_000_000) }));
    expect(fits.status).toBe(200);
  });

  it('answers unneeded topics with `ignored`', async () => {
    await app.webhookSecret(merchant.merchantId, 'shopify', 'shh');
    const { status, body } = await app.shopify(merchant.merchantId, 'shh', 'products/update', { id: 1 });
    expect([status, body]).toEqual([200, { ignored: true, reason: expect.any(String) }]);
  });

  describe('quarantine', () => {
    beforeEach(() => app.webhookSecret(merchant.merchantId, 'shopify', 'shh'));
    const listed = async (query = '') => {
      const { status, body } = await app.get(`/v1/quarantine?merchantId=${merchant.merchantId}${query}`, ADMIN_KEY);
      expect(status).toBe(200);
      return body as unknown as { items: Record<string, unknown>[]; nextCursor: string | null };
    };
    const requeue = (
      id: unknown,
      merchantId = merchant.merchantId,
      body: unknown = { reason: 'mended', actor: 'ann' },
    ) => app.post(`/v1/quarantine/${String(id)}/requeue?merchantId=${merchantId}`, ADMIN_KEY, body);

    it('keeps a signed delivery that it cannot read once, counts it, and answers 200', async () => {
      const before = await app.facts(merchant.merchantId);
      const bad = order({ updated_at: null });
      const { status, body } = await app.shopify(merchant.merchantId, 'shh', 'orders/updated', bad);
      expect([status, body]).toEqual([
        200,
        { quarantined: true, quarantineId: expect.any(String), code: 'VERSION_INVALID' },
      ]);
      await app.shopify(merchant.merchantId, 'shh', 'orders/updated', bad);
      const { items } = await listed();
      expect(items).toEqual([
        {
          id: body['quarantineId'],
          platform: 'shopify',
          topic: 'orders/updated',
          code: 'VERSION_INVALID',
          detail: expect.any(String),
          firstSeenAt: expect.any(String),
          count: 2,
        },
      ]);
      expect(await app.facts(merchant.merchantId)).toBe(before);
    });

    it('pages, and shows each merchant its own', async () => {
      for (let i = 0; i < 5; i++) {
        await app.shopify(merchant.merchantId, 'shh', 'orders/updated', order({ id: i, updated_at: null }));
      }
      const seen: unknown[] = [];
      for (let cursor = ''; ;) {
        const page = await listed(`&limit=2${cursor}`);
        seen.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect(new Set(seen).size).toBe(5);
      const other = await app.merchant();
      const { body } = await app.get(`/v1/quarantine?merchantId=${other.merchantId}`, ADMIN_KEY);
      expect(body).toEqual({ items: [], nextCursor: null });
      const bad = await app.get(`/v1/quarantine?merchantId=${merchant.merchantId}&cursor=x`, ADMIN_KEY);
      expect([bad.status, bad.body['code']]).toEqual([400, 'INVALID_PARAMETER']);
    });

    it('keeps a delivery that it still cannot read, and shows it to no other merchant', async () => {
      const { body } = await app.shopify(merchant.merchantId, 'shh', 'orders/updated', order({ updated_at: null }));
      const id = body['quarantineId'];
      const still = await requeue(id);
      expect([still.status, still.body['code']]).toEqual([409, 'STILL_UNREADABLE']);
      const other = await app.merchant();
      for (const [wrong, of] of [
        [id, other.merchantId],
        ['x', merchant.merchantId],
        ['00000000-0000-4000-8000-000000000000', merchant.merchantId],
      ]) {
        const answer = await requeue(wrong, String(of));
        expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
      }
      const nameless = await requeue(id, merchant.merchantId, { reason: 'x' });
      expect([nameless.status, nameless.body['code']]).toEqual([400, 'INVALID_BODY']);
      expect((await listed()).items).toHaveLength(1);
    });

    it('records a delivery that it can read by now, and removes it', async () => {
      const { body } = await app.shopify(
        merchant.merchantId,
        'shh',
        'orders/updated',
        order({ id: 'mended', updated_at: null }),
      );
      // It looks as if a later version of the software could read it.
      const mended = JSON.stringify(order({ id: 'mended' }));
      await app.database.pool.query('update quarantine set body = $1 where id = $2', [
        Buffer.from(mended),
        body['quarantineId'],
      ]);
      const { status, body: answer } = await requeue(body['quarantineId']);
      expect([status, answer]).toEqual([
        200,
        { eventId: expect.any(String), position: expect.any(Number), duplicate: false },
      ]);
      expect((await listed()).items).toEqual([]);
      expect(await purchase('mended', answer['position'])).toMatchObject({ orderId: 'mended' });
    });
  });

  it('custom: takes what the description says it takes', async () => {
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const path = `/v1/webhooks/${merchant.merchantId}/custom`;
    const good = paidOrder('described') as { data: Record<string, unknown> };
    const item = { sku: 'A', quantity: 1, price: 1 };
    const bodies = [
      good,
      { ...good, type: 'customer.created', data: null },
      { ...good, type: 'order.' },
      { ...good, type: 'order.a\nb' },
      { ...good, type: '' },
      { ...good, type: null },
      { ...good, extra: 1 },
      ...[
        { customerId: '' },
        { email: '' },
        { email: 'a\u0001b' },
        { email: ' Ann@Example.com ' },
        { token: '' },
        { total: 1.5 },
        { currency: 'USDC' },
        { currency: 'eur' },
        { sourceVersion: -1 },
        { sourceVersion: 'x' },
        { items: [{ ...item, sku: '' }] },
        { items: [{ ...item, sku: 4711.5 }] },
        { items: [{ ...item, sku: 'a\tb' }] },
        { items: [{ ...item, sku: 'x'.repeat(257) }] },
        { items: [{ ...item, quantity: 1.0005, price: 10.799999999999999 }] },
        { items: [{ ...item, quantity: -1 }] },
        { items: [{ ...item, quantity: 1e13 }] },
        { items: [{ ...item, price: 1e16 }] },
        { items: [{ ...item, price: null }] },
        { items: [{ ...item, extra: 1 }] },
      ].map((change) => ({ ...good, data: { ...good.data, ...change } })),
    ];
    for (const body of bodies) {
      const text = JSON.stringify(body);
      const { status } = await app.post(path, null, text, signedCustom(CUSTOM_SECRET, text));
      expect([text, status === 200]).toEqual([text, app.contract.takes('POST', path, body)]);
    }
  });
});
