/** What Shopify asks for on behalf of people, signed as its orders are. */
import { createHmac } from 'node:crypto';
import { Intake } from '../../libs/intake/intake';
import { checkVault } from '../../libs/verify/check-vault';
import { expectProvable } from '../chaos/audit';
import { ADMIN_KEY, TestApp, type TestMerchant } from '../support/app';
import { tablesWith } from '../support/plain-values';
import { SECRETS } from '../support/secrets';

const HOST = 'tea.myshopify.com';
const BY = { reason: 'answered', actor: 'mia' };

let app: TestApp;
let merchant: TestMerchant;
let position: number;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(async () => {
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
  position = merchant.position;
  await app.webhookSecret(merchant.merchantId, 'shopify', 'secret');
});

const raw = (topic: string, body: string, host: string | null = HOST) =>
  app.post(`/v1/webhooks/${merchant.merchantId}/shopify`, null, body, {
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', 'secret').update(body).digest('base64'),
    ...(host !== null && { 'x-shopify-shop-domain': host }),
  });
const send = (topic: string, body: unknown, host?: string | null) => raw(topic, JSON.stringify(body), host);

const order = (id: number, customer: number | null, email: string) => ({
  ...{ id, email, currency: 'EUR', total_price: '19.99', financial_status: 'paid', line_items: [] },
  ...{ customer: customer === null ? null : { id: customer }, checkout_token: `token-${id}` },
  ...{ updated_at: '2026-01-01T00:00:00Z', processed_at: '2026-01-01T00:00:00Z' },
});

async function buy(id: number, customer: number | null, email: string, device: string): Promise<void> {
  const paid = await send('orders/paid', order(id, customer, email));
  const claim = { anonymousId: device, orderId: String(id), token: `token-${id}` };
  const claimed = await app.post('/v1/track/purchase', merchant.publishable, claim);
  expect([paid.status, claimed.status]).toEqual([200, 202]);
  position = Number(claimed.body['position']);
}

const shop = { shop_id: 954_889, shop_domain: HOST };
const redact = (id: number, email: string) => ({
  ...shop,
  customer: { id, email, phone: null },
  orders_to_redact: [1],
});
const dataRequest = (id: number, email: string) => ({
  ...shop,
  ...{ customer: { id, email, phone: '555-625-1199' }, orders_requested: [1], data_request: { id: 9_999 } },
});

async function held(): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ value: string }>(
    "select value from vault where merchant_id = $1 and value is not null and type <> 'email_hash' order by value",
    [merchant.merchantId],
  );
  return rows.map(({ value }) => value);
}

async function openAlerts(kind: string): Promise<{ detail: Record<string, unknown>; severity: string }[]> {
  await app.lookForAlerts();
  const path = `/v1/alerts?state=open&kind=${kind}&merchantId=${merchant.merchantId}`;
  return (await app.get(path, ADMIN_KEY)).body['items'] as never;
}

async function expectHeld(): Promise<void> {
  await expectProvable(app.database.pool);
  expect((await checkVault(app.database.pool, SECRETS)).differences).toEqual([]);
}

describe('customers/redact', () => {
  it('erases the customer, the e-mail hash and the devices that nobody else used', async () => {
    await buy(1, 70_111, 'ada@mail.example', 'phone-of-ada');
    await buy(2, 70_111, 'ada@work.example', 'laptop-of-ada');
    await buy(3, 70_222, 'bob@mail.example', 'phone-of-bob');
    await send('orders/paid', { id: 9, note: 'for ada@mail.example' });
    const { status, body } = await send('customers/redact', redact(70_111, 'ada@mail.example'));
    // The customer, both hashes and both devices.
    expect([status, body]).toMatchObject([200, { vaultRows: 5, quarantined: 1 }]);
    expect(await held()).toEqual(['70222', 'phone-of-bob']);
    for (const text of ['70111', 'phone-of-ada', 'ada@mail'])
      expect(await tablesWith(app.database.pool, text)).toEqual([]);
    const again = await send('customers/redact', redact(70_111, 'ada@mail.example'));
    expect([again.status, again.body['ignored']]).toEqual([200, true]);
    await expectHeld();
  });

  it('keeps a device whose group has another customer, and one that claimed an order of somebody else', async () => {
    await buy(1, 71_111, 'ada@mail.example', 'family-tablet');
    await buy(2, 71_222, 'bob@mail.example', 'family-tablet');
    await buy(3, null, 'guest@mail.example', 'tablet-of-guest');
    await send('customers/redact', redact(71_222, 'bob@mail.example'));
    expect(await held()).toEqual(['71111', 'family-tablet', 'tablet-of-guest']);
    await send('customers/redact', redact(71_111, 'ada@mail.example'));
    expect(await held()).toEqual(['family-tablet', 'tablet-of-guest']);
  });

  it('erases a guest by the e-mail address alone', async () => {
    await buy(1, null, 'guest@mail.example', 'device-of-guest');
    const body = {
      ...redact(0, 'Guest@Mail.example'),
      customer: { id: null, email: ' Guest@Mail.example', phone: null },
    };
    expect((await send('customers/redact', body)).body).toMatchObject({ vaultRows: 2 });
    expect(await held()).toEqual([]);
  });

  it('answers 200 for a customer of whom nothing is known', async () => {
    await buy(1, 73_111, 'ada@mail.example', 'phone');
    const { status, body } = await send('customers/redact', redact(73_999, 'nobody@mail.example'));
    expect([status, body]).toMatchObject([200, { ignored: true }]);
    expect(await held()).toEqual(['73111', 'phone']);
  });
});

describe('a signed body that is not a request of the shop', () => {
  it.each(['customers/redact', 'customers/data_request', 'shop/redact'])(
    'erases nobody when it is an order sent again as %s',
    async (topic) => {
      await buy(1, 74_111, 'ada@mail.example', 'phone');
      const { status, body } = await send(topic, order(1, 74_111, 'ada@mail.example'));
      expect([status, body]).toMatchObject([200, { quarantined: true, code: 'FIELD_INVALID' }]);
      expect(await held()).toEqual(['74111', 'phone']);
      expect(await openAlerts('shop-redact-requested')).toEqual([]);
    },
  );

  it.each([
    ['of another topic', 'shop/redact', redact(75_111, 'ada@mail.example')],
    ['with one field more', 'shop/redact', { ...shop, note: '' }],
    [
      'of a customer with one field more',
      'customers/redact',
      { ...shop, customer: { id: 75_111, orders: 1 }, orders_to_redact: [] },
    ],
    ['without a shop', 'shop/redact', { shop_id: 1 }],
  ])('is quarantined when it is one %s', async (_, topic, body) => {
    await buy(1, 75_111, 'ada@mail.example', 'phone');
    expect((await send(topic, body)).body).toMatchObject({ quarantined: true, code: 'FIELD_INVALID' });
    expect(await held()).toEqual(['75111', 'phone']);
  });

  it('is quarantined when it is for another shop than the one that delivers, or for one that never did', async () => {
    const early = await send('customers/redact', redact(76_111, 'ada@mail.example'));
    expect(early.body).toMatchObject({ quarantined: true, code: 'OTHER_SOURCE' });
    await buy(1, 76_111, 'ada@mail.example', 'phone');
    const elsewhere = { ...redact(76_111, 'ada@mail.example'), shop_domain: 'staging.myshopify.com' };
    expect((await send('customers/redact', elsewhere)).body['code']).toBe('OTHER_SOURCE');
    expect((await send('shop/redact', shop, 'staging.myshopify.com')).body['code']).toBe('OTHER_SOURCE');
    expect(await held()).toEqual(['76111', 'phone']);
    // An operator who has looked at it may have it done.
    const path = `/v1/quarantine/${String(early.body['quarantineId'])}/requeue?merchantId=${merchant.merchantId}`;
    expect((await app.post(path, ADMIN_KEY, BY)).body).toMatchObject({ vaultRows: 3 });
    expect(await held()).toEqual([]);
  });

  it('is refused when the signature is wrong', async () => {
    const path = `/v1/webhooks/${merchant.merchantId}/shopify`;
    const headers = { 'x-shopify-topic': 'shop/redact', 'x-shopify-hmac-sha256': 'bm8=' };
    expect((await app.post(path, null, shop, headers)).status).toBe(401);
  });
});

describe('customers/data_request', () => {
  it('opens an alert that leads to the export, and stays until an operator closes it', async () => {
    await buy(1, 77_111, 'ada@mail.example', 'phone');
    const first = await send('customers/data_request', dataRequest(77_111, 'ada@mail.example'));
    const second = await send('customers/data_request', dataRequest(77_111, 'ada@mail.example'));
    expect([first.status, second.body]).toEqual([200, first.body]);

    const [alert, ...others] = await openAlerts('data-requested');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ severity: 'warning', detail: first.body });
    const exports = alert!.detail['exports'] as string[];
    const shown = await Promise.all(
      exports.map((path) => app.get(`${path}&after=${position}&waitMs=10000`, ADMIN_KEY)),
    );
    const values = shown.map(({ body }) => (body['identifier'] as unknown as { value: string }).value);
    expect(values).toContain('77111');
    expect(shown.map(({ body }) => body['purchases'])).toContainEqual([expect.objectContaining({ orderId: '1' })]);
    for (const text of ['77111', '555-625']) {
      expect((await tablesWith(app.database.pool, text)).filter((table) => table !== 'vault')).toEqual([]);
    }

    const done = `/v1/privacy-requests/${String(first.body['requestId'])}/done?merchantId=${merchant.merchantId}`;
    expect((await app.post(done, merchant.secret, BY)).status).toBe(403);
    expect((await app.post(done, ADMIN_KEY, { actor: 'mia' })).status).toBe(400);
    expect((await app.post(done, ADMIN_KEY, BY)).body).toMatchObject({ ...first.body, doneAt: expect.any(String) });
    expect(await openAlerts('data-requested')).toEqual([]);
    expect((await app.post(done, ADMIN_KEY, BY)).status).toBe(404);
  });

  it('opens one for a customer of whom nothing is known, since the answer is owed all the same', async () => {
    await buy(1, 78_111, 'ada@mail.example', 'phone');
    const { status } = await send('customers/data_request', dataRequest(78_999, 'nobody@mail.example'));
    expect(status).toBe(200);
    expect(await openAlerts('data-requested')).toMatchObject([{ detail: { exports: [] } }]);
  });
});

describe('shop/redact', () => {
  const carryOut = () => app.tributary.app.get(Intake).privacy.carryOutDue();
  const ageRequests = () => app.database.pool.query("update privacy_requests set due_at = due_at - interval '7 days'");

  it('erases nobody for a week, and then the merchant', async () => {
    await buy(1, 79_111, 'ada@mail.example', 'phone');
    const { status, body } = await send('shop/redact', shop);
    expect([status, body]).toEqual([200, { requestId: expect.any(Number) }]);
    expect(await openAlerts('shop-redact-requested')).toMatchObject([{ severity: 'error', detail: body }]);
    expect(await carryOut()).toBe(0);
    expect(await held()).toEqual(['79111', 'phone']);

    await ageRequests();
    expect(await carryOut()).toBe(1);
    expect(await held()).toEqual([]);
    expect((await send('shop/redact', shop)).body['code']).toBe('MERCHANT_FORGOTTEN');
    expect(await carryOut()).toBe(0);
    await expectHeld();
  });

  it('is done by the next round when a process ended in the midst of an erasure', async () => {
    await buy(1, 81_111, 'ada@mail.example', 'phone');
    await app.database.pool.query(
      "insert into forgotten_merchants (merchant_id, forgotten_at) values ($1, now() - interval '61 minutes')",
      [merchant.merchantId],
    );
    expect(await carryOut()).toBe(1);
    expect(await held()).toEqual([]);
    expect(await carryOut()).toBe(0);
  });

  it('is stopped by an operator who closes the request', async () => {
    await buy(1, 80_111, 'ada@mail.example', 'phone');
    const { body } = await send('shop/redact', shop);
    const done = `/v1/privacy-requests/${String(body['requestId'])}/done?merchantId=${merchant.merchantId}`;
    expect((await app.post(done, ADMIN_KEY, BY)).status).toBe(200);
    await ageRequests();
    expect(await carryOut()).toBe(0);
    expect(await held()).toEqual(['80111', 'phone']);
  });
});
