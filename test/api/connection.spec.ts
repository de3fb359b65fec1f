/** What `GET /v1/connection` says of a shop: what was seen, and each finding, how it comes about and what ends it. */
import { createHmac } from 'node:crypto';
import { Intake } from '../../libs/intake/intake';
import { TALLY_LIMITS } from '../../libs/intake/tallies';
import { FINDING_CODES } from '../../libs/queries/connection/findings';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type Answer, type TestMerchant } from '../support/app';
import { eventually, until } from '../support/until';

const SECRET = 'the-secret-of-shopify';
const HOST = 'tea.myshopify.example';

interface Part {
  part: string;
  topic: string | null;
  lastSeenAt: string | null;
  of24h: number;
  firstOrderId: string | null;
  lastOrderId: string | null;
}

interface Connection {
  parts: Part[];
  findings: { code: string; says: string; do: string }[];
  joined: { of24h: number; orders: number; share: number | null };
}

let app: TestApp;
let merchant: TestMerchant;
let position: number;
/** Every finding that a test brought about and saw ended. */
const shown = new Set<string>();

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(async () => {
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
  ({ position } = merchant);
});

const written = ({ status, body }: Answer): void => {
  if (status >= 300) throw new Error(JSON.stringify(body));
  position = Math.max(position, body['position'] ?? position);
};
const seen = async (): Promise<Connection> => {
  const { status, body } = await app.get(`/v1/connection?after=${position}&waitMs=10000`, merchant.secret);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as unknown as Connection;
};
const finding = async (code: string) => (await seen()).findings.find((one) => one.code === code);
const part = async (name: string, topic: string | null = null) =>
  (await seen()).parts.find((one) => one.part === name && one.topic === topic)!;

/** Says what the finding says, after it came and before it goes. */
async function expectFinding(code: string, says: RegExp, does: RegExp): Promise<void> {
  const found = await finding(code);
  expect(found).toMatchObject({ says: expect.stringMatching(says), do: expect.stringMatching(does) });
}
async function expectGone(code: string): Promise<void> {
  expect(await finding(code)).toBeUndefined();
  shown.add(code);
}

const visit = async (anonymousId = 'device') =>
  written(await app.post('/v1/track/touchpoint', merchant.publishable, { anonymousId, source: 'organic' }));
const claim = async (body: Record<string, unknown>) =>
  written(await app.post('/v1/track/purchase', merchant.publishable, { anonymousId: 'device', ...body }));
const policy = async (body: object) => written(await app.request('PUT', '/v1/policy', { key: merchant.secret, body }));

const useCustom = () => app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
const order = async (orderId: string, data: Record<string, unknown> = {}) =>
  written(await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(orderId, data)));

const useShopify = (secret = SECRET) => app.webhookSecret(merchant.merchantId, 'shopify', secret);
function shopifyOrder(id: number, changes: object = {}) {
  const at = new Date().toISOString();
  return {
    ...{ id, currency: 'EUR', total_price: '50.00', financial_status: 'paid', customer: null, line_items: [] },
    ...{ refunds: [], checkout_token: `t-${id}`, created_at: at, processed_at: at, updated_at: at },
    ...changes,
  };
}
async function delivers(id: number, changes: object = {}, topic = 'orders/create', host = HOST): Promise<void> {
  const body = JSON.stringify(shopifyOrder(id, changes));
  written(
    await app.post(`/v1/webhooks/${merchant.merchantId}/shopify`, null, body, {
      ...(topic !== '' && { 'x-shopify-topic': topic }),
      'x-shopify-shop-domain': host,
      'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
    }),
  );
}

/** Lets a day go by for what was seen so far. */
async function aDayLater(): Promise<void> {
  await seen();
  const day = `interval '25 hours'`;
  const { pool } = app.database;
  const own = [merchant.merchantId];
  await pool.query(`update sightings set hour = hour - ${day}, last_at = last_at - ${day} where merchant_id = $1`, own);
  await pool.query(
    `update webhook_topics set first_at = first_at - ${day}, last_at = last_at - ${day} where merchant_id = $1`,
    own,
  );
  await pool.query(
    `update request_tallies set hour = hour - ${day}, last_at = last_at - ${day} where merchant_id = $1`,
    own,
  );
}

describe('what was seen', () => {
  it('of nothing is nothing, and the first steps are what is missing', async () => {
    const { parts, findings, joined } = await seen();
    const nothing = { topic: null, lastSeenAt: null, of24h: 0, firstOrderId: null, lastOrderId: null };
    expect(parts).toEqual(
      ['tag', 'checkout', 'completion', 'webhook', 'carried', 'codes'].map((name) => ({ part: name, ...nothing })),
    );
    expect(findings.map(({ code }) => code)).toEqual(['WEBHOOK_NOT_CONFIGURED', 'TAG_NEVER_SEEN']);
    expect(joined).toEqual({ of24h: 0, orders: 0, share: null });
  });

  it('of a shop that is well connected is every part, each with its orders, and nothing is missing', async () => {
    await useShopify();
    await app.request('PUT', '/v1/codes/MIA10', {
      key: merchant.secret,
      body: { owner: { type: 'customer_id', value: 'mia' } },
    });
    for (const id of [1, 2]) {
      await visit(`device-${id}`);
      await claim({ anonymousId: `device-${id}`, token: `t-${id}` });
      await delivers(id, {
        note_attributes: [{ name: '_tributary', value: `device-${id}` }],
        discount_codes: [{ code: 'MIA10' }],
      });
      await delivers(id, {}, 'orders/updated');
      await claim({ anonymousId: `device-${id}`, token: `t-${id}`, orderId: String(id) });
    }
    const { parts, findings, joined } = await eventually(async () => {
      const now = await seen();
      return now.parts.find((one) => one.part === 'codes')!.lastOrderId === '2' ? now : undefined;
    });
    expect(findings).toEqual([]);
    expect(joined).toEqual({ of24h: 2, orders: 2, share: 1 });
    const both = { of24h: 2, firstOrderId: '1', lastOrderId: '2', lastSeenAt: expect.any(String) as string };
    const never = { of24h: 0, firstOrderId: null, lastOrderId: null, lastSeenAt: null };
    expect(parts).toEqual([
      expect.objectContaining({ part: 'tag', of24h: 2, lastSeenAt: expect.any(String) as string }),
      { part: 'checkout', topic: null, ...both },
      { part: 'completion', topic: null, ...both },
      { part: 'webhook', topic: 'orders/create', ...both },
      { part: 'webhook', topic: 'orders/paid', ...never },
      { part: 'webhook', topic: 'orders/updated', ...both },
      { part: 'webhook', topic: 'orders/cancelled', ...never },
      { part: 'carried', topic: null, ...both },
      { part: 'codes', topic: null, ...both },
    ]);
  });

  it('by the tag joins the orders that are credited to a visit', async () => {
    await useCustom();
    await visit();
    await order('o-1');
    expect((await part('tag')).firstOrderId).toBeNull();
    await claim({ orderId: 'o-1', token: 'token-o-1' });
    await until(async () => (await part('tag')).firstOrderId === 'o-1');
    expect(await part('tag')).toMatchObject({ of24h: 1, lastOrderId: 'o-1' });
  });

  it('of a server that tells of visits is no tag', async () => {
    written(await app.post('/v1/track/touchpoint', merchant.secret, { anonymousId: 'd', source: 'direct' }));
    expect(await part('tag')).toMatchObject({ of24h: 0, lastSeenAt: null });
  });

  it('is of one merchant alone, and counts a day', async () => {
    await visit();
    const other = await app.merchant();
    const { body } = await app.get('/v1/connection', other.secret);
    expect((body as unknown as Connection).parts[0]).toMatchObject({ part: 'tag', of24h: 0 });
    expect((await part('tag')).of24h).toBe(1);
    await aDayLater();
    expect(await part('tag')).toMatchObject({ of24h: 0, lastSeenAt: expect.any(String) as string });
  });

  it('is shown to the secret key and to the admin, and to no browser', async () => {
    expect((await app.get('/v1/connection', merchant.publishable)).status).toBe(403);
    const { status } = await app.get(`/v1/connection?merchantId=${merchant.merchantId}`, ADMIN_KEY);
    expect(status).toBe(200);
  });
});

describe('of webhooks it finds that', () => {
  it('no secret is set, until one is', async () => {
    await app.shopify(merchant.merchantId, SECRET, 'orders/create', shopifyOrder(1, { note: 'x'.repeat(100) }));
    await expectFinding('WEBHOOK_NOT_CONFIGURED', /1 delivery at .* was refused/, /webhooks\/shopify/);
    await useShopify();
    await expectGone('WEBHOOK_NOT_CONFIGURED');
  });

  it('none has come, until one does', async () => {
    await useShopify();
    await expectFinding('WEBHOOK_NEVER_SEEN', /no delivery has come/, /Settings → Notifications → Webhooks/);
    await delivers(1);
    await expectGone('WEBHOOK_NEVER_SEEN');
  });

  it('the signature is wrong, with when and how often and nothing of what was sent, until one is right', async () => {
    await useShopify();
    for (const id of [815, 816]) await app.shopify(merchant.merchantId, 'wrong', 'orders/create', shopifyOrder(id));
    await expectFinding(
      'SIGNATURE_WRONG',
      /^2 deliveries since .*, the last at \S+Z, were refused/,
      /webhooks\/shopify/,
    );
    expect(JSON.stringify(await seen())).not.toMatch(/815|816/);
    expect(await finding('WEBHOOK_NEVER_SEEN')).toBeUndefined();
    await useShopify('wrong');
    written(await app.shopify(merchant.merchantId, 'wrong', 'orders/create', shopifyOrder(817)));
    await expectGone('SIGNATURE_WRONG');
  });

  it('they go to the address of another platform, until they go to the right one', async () => {
    await useShopify();
    await app.woocommerce(merchant.merchantId, SECRET, 'order.created', { id: 1, note: 'x'.repeat(100) });
    await expectFinding('WRONG_PLATFORM', /refused at the address of woocommerce/, /\/v1\/webhooks\/.*\/shopify/);
    await delivers(1);
    await expectGone('WRONG_PLATFORM');
  });

  it('they stopped while browsers claim orders, until the next comes', async () => {
    await useShopify();
    await delivers(1);
    await aDayLater();
    await claim({ orderId: '2', token: 't-2' });
    await expectFinding('WEBHOOK_SILENT', /Browsers claimed 1 order within 24 hours/, /Switch them on again/);
    await delivers(2);
    await expectGone('WEBHOOK_SILENT');
  });

  it('they come from another shop, until the secret is set again', async () => {
    await useShopify();
    await delivers(1);
    await delivers(2, {}, 'orders/create', 'copy.myshopify.example');
    await expectFinding('OTHER_SHOP', /another host than tea\.myshopify\.example/, /set its secret again/);
    await useShopify();
    await expectGone('OTHER_SHOP');
  });

  it('they cannot be understood, until they can', async () => {
    await useShopify();
    await delivers(1, {}, '');
    await expectFinding('DELIVERIES_UNREADABLE', /^1 delivery at \S+ was kept back/, /GET \/v1\/quarantine/);
    await delivers(1);
    await expectGone('DELIVERIES_UNREADABLE');
  });

  it('test orders are ignored, until the policy takes them', async () => {
    await useShopify();
    await delivers(1, { test: true });
    await expectFinding('TEST_ORDERS_IGNORED', /^1 delivery at \S+ was ignored/, /acceptTestOrders/);
    await policy({ acceptTestOrders: true });
    await delivers(1, { test: true });
    await expectGone('TEST_ORDERS_IGNORED');
    expect(await part('webhook', 'orders/create')).toMatchObject({ of24h: 2, firstOrderId: '1' });
  });

  it('no topic tells of refunds a day after the first delivery, until one does', async () => {
    await useShopify();
    await delivers(1);
    expect(await finding('UPDATES_NEVER_SEEN')).toBeUndefined();
    await aDayLater();
    await expectFinding('UPDATES_NEVER_SEEN', /none of the topic orders\/updated/, /Add a webhook of that topic/);
    await delivers(1, {}, 'orders/updated');
    await expectGone('UPDATES_NEVER_SEEN');
  });
});

describe('of browsers it finds that', () => {
  const tagSends = (key: string) =>
    app.request('POST', `/v1/track/touchpoint?key=${key}`, { body: { anonymousId: 'device', source: 'direct' } });

  it('the tag is nowhere, until it tells of a visit', async () => {
    await expectFinding('TAG_NEVER_SEEN', /no visit/, /<head>/);
    await visit();
    await expectGone('TAG_NEVER_SEEN');
  });

  it('the tag went while orders come, until it is back', async () => {
    await useCustom();
    await visit();
    await aDayLater();
    expect(await finding('TAG_SILENT')).toBeUndefined();
    await order('o-1');
    await expectFinding(
      'TAG_SILENT',
      /1 order came within 24 hours, and the tag has told of no visit since/,
      /Put it back/,
    );
    await visit('another');
    await expectGone('TAG_SILENT');
  });

  it('the secret key stands in the page, until the publishable one does', async () => {
    expect((await tagSends(merchant.secret)).status).toBe(403);
    await expectFinding('SECRET_KEY_IN_PAGE', /^1 request at \S+ was refused/, /revoke that secret key/);
    expect((await tagSends(merchant.publishable)).status).toBe(202);
    await until(async () => (await finding('SECRET_KEY_IN_PAGE')) === undefined);
    await expectGone('SECRET_KEY_IN_PAGE');
  });

  it('their key was revoked, until they use another', async () => {
    const keys = `/v1/merchants/${merchant.merchantId}/keys`;
    const made = await app.post(keys, ADMIN_KEY, { kind: 'publishable' });
    const { keyId, key } = made.body as unknown as { keyId: string; key: string };
    await app.request('DELETE', `${keys}/${keyId}`, { key: ADMIN_KEY });
    expect((await tagSends(key)).status).toBe(401);
    await expectFinding('KEY_REVOKED', /was revoked, the last at \S+Z/, /into the tag and into the pixel/);
    await visit();
    await expectGone('KEY_REVOKED');
  });

  it('they send what is refused, until it is right', async () => {
    const { status } = await app.post('/v1/track/purchase', merchant.publishable, { anonymousId: 'd', orderId: '7' });
    expect(status).toBe(400);
    await expectFinding('REQUESTS_INVALID', /^1 request of a browser at \S+ was refused: a field/, /needs a token/);
    await claim({ orderId: '7', token: 't' });
    await expectGone('REQUESTS_INVALID');
  });

  it('they send too much, until the limit is raised', async () => {
    const limits = `/v1/merchants/${merchant.merchantId}/rate-limits`;
    await app.request('PUT', limits, { key: ADMIN_KEY, body: { perAddressPerMinute: 1 } });
    await visit();
    expect((await tagSends(merchant.publishable)).status).toBe(429);
    await expectFinding('RATE_LIMITED', /one address or device sent too many/, /TRUST_PROXY/);
    await app.request('PUT', limits, { key: ADMIN_KEY, body: {} });
    await visit();
    await expectGone('RATE_LIMITED');
  });

  it('nobody claims the orders that come, until one does', async () => {
    await useShopify();
    await delivers(1);
    await expectFinding('CLAIMS_NEVER_SEEN', /1 order came within 24 hours/, /Add custom pixel/);
    await claim({ token: 't-1' });
    await expectGone('CLAIMS_NEVER_SEEN');
  });

  it('claims stopped while orders come, until one is sent again', async () => {
    await useShopify();
    await claim({ token: 't-1' });
    await aDayLater();
    await delivers(1);
    await expectFinding('CLAIMS_SILENT', /no browser has claimed one since/, /Add custom pixel/);
    await claim({ token: 't-1', orderId: '1' });
    await expectGone('CLAIMS_SILENT');
  });

  it('the pixel is saved and not connected, until a checkout is completed', async () => {
    await useShopify();
    await claim({ token: 't-1' });
    await delivers(1);
    await expectFinding('CHECKOUTS_NOT_COMPLETED', /^1 checkout and 1 order were seen/, /must be connected/);
    await claim({ token: 't-1', orderId: '1' });
    await expectGone('CHECKOUTS_NOT_COMPLETED');
  });

  it('they name orders that nobody delivered, until the shop delivers them', async () => {
    await useShopify();
    await claim({ token: 't-1', orderId: '1' });
    await claim({ token: 't-2', orderId: '2' });
    await seen();
    expect(await finding('CLAIMS_WITHOUT_ORDER')).toBeUndefined();
    await app.database.pool.query(
      `update claims set recorded_at = recorded_at - interval '1 minute' where merchant_id = $1`,
      [merchant.merchantId],
    );
    await expectFinding('CLAIMS_WITHOUT_ORDER', /^2 claims of the last hour name orders .*: order 2\.$/, /another id/);
    await delivers(1);
    await delivers(2);
    await expectGone('CLAIMS_WITHOUT_ORDER');
  });

  it('tokens are not those of the orders, until they are', async () => {
    await policy({ mismatchAlertPercent: 60 });
    await useShopify();
    await delivers(1);
    await claim({ token: 'the order number', orderId: '1' });
    await expectFinding('TOKEN_MISMATCH', /^Of the newest 1 claim, 1 came with a token/, /checkout\.token/);
    await claim({ token: 't-1', orderId: '1' });
    await expectGone('TOKEN_MISMATCH');
  });
});

describe('of orders it finds that', () => {
  it('they come without a token, until a version brings it', async () => {
    await useCustom();
    await order('o-1', { token: undefined });
    await claim({ orderId: 'o-1', token: 'token-o-1' });
    await expectFinding('TOKEN_MISSING', /^1 claim could not be checked/, /token/);
    await order('o-1', { sourceVersion: new Date(Date.now() + 60_000).toISOString() });
    await expectGone('TOKEN_MISSING');
  });

  it('none carries the visitor, until one does', async () => {
    await useShopify();
    await delivers(1);
    await expectFinding('DEVICE_NOT_CARRIED', /^1 order came within 24 hours, and none carries/, /_tributary/);
    await delivers(2, { note_attributes: [{ name: '_tributary', value: 'device' }] });
    await expectGone('DEVICE_NOT_CARRIED');
  });

  it('their codes belong to nobody, until they are assigned', async () => {
    await useShopify();
    await delivers(1, { discount_codes: [{ code: 'mia10' }] });
    await delivers(2, { discount_codes: [{ code: 'mia10' }, { code: 'NEW' }] });
    await expectFinding('CODES_UNASSIGNED', /belong to nobody: MIA10, NEW\.$/, /PUT \/v1\/codes/);
    for (const code of ['MIA10', 'NEW']) {
      const body = { owner: { type: 'customer_id', value: 'mia' } };
      written(await app.request('PUT', `/v1/codes/${code}`, { key: merchant.secret, body }));
    }
    await expectGone('CODES_UNASSIGNED');
  });

  it('an exchange rate is missing, until it is there', async () => {
    await useShopify();
    const campaign = {
      ...{ name: 'Friends', condition: 'true', currency: 'USD' },
      rewards: [{ to: 'referee', kind: 'percent', basisPoints: 500 }],
    };
    written(await app.request('PUT', '/v1/campaigns/friends', { key: merchant.secret, body: campaign }));
    await delivers(1, { customer: { id: 4711 } });
    await claim({ token: 't-1', orderId: '1' });
    await until(async () => (await finding('RATES_MISSING')) !== undefined);
    await expectFinding('RATES_MISSING', /^1 order cannot be evaluated, such as 1/, /PUT \/v1\/exchange-rates/);
    const rates = { base: 'EUR', rates: { USD: '1.08' }, asOf: '2020-01-01T00:00:00Z' };
    written(await app.request('PUT', '/v1/exchange-rates', { key: merchant.secret, body: rates }));
    const by = { reason: 'the rate is there', actor: 'mia' };
    written(await app.post(`/v1/purchases/1/evaluate?merchantId=${merchant.merchantId}`, ADMIN_KEY, by));
    await until(async () => (await finding('RATES_MISSING')) === undefined);
    await expectGone('RATES_MISSING');
  });
});

it('every finding is brought about and ended by a test above', () => {
  expect([...shown].sort()).toEqual([...FINDING_CODES].sort());
});

describe('what was refused', () => {
  const rows = async (table = 'request_tallies') => {
    await app.tributary.app.get(Intake).tallies.write();
    const { rows: found } = await app.database.pool.query<{ kind: string; count: number }>(
      `select * from ${table} where merchant_id = $1`,
      [merchant.merchantId],
    );
    return found;
  };

  it('takes one row for each kind and hour, however often it comes', async () => {
    await useShopify();
    const wrong = () => app.shopify(merchant.merchantId, 'wrong', 'orders/create', shopifyOrder(1));
    for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 20 }, wrong));
    const kept = await rows();
    expect(kept.length).toBeLessThanOrEqual(2);
    expect(kept.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(new Set(kept.map(({ kind }) => kind))).toEqual(new Set(['INVALID_SIGNATURE']));
  });

  it('of merchants that are not there, and of keys that never were, is not counted', async () => {
    const before = await app.database.pool.query('select count(*) from request_tallies');
    await app.shopify('nobody', SECRET, 'orders/create', shopifyOrder(1, { note: 'x'.repeat(100) }));
    await app.get('/v1/purchases', 'sk_guessed');
    await rows();
    expect((await app.database.pool.query('select count(*) from request_tallies')).rows).toEqual(before.rows);
  });

  it('is counted by the name of known topics alone, as no signature covers the topic', async () => {
    await useShopify();
    for (const topic of ['orders/create', 'made/up', 'made/up/too']) await delivers(1, {}, topic);
    const topics = (await rows('webhook_topics')) as unknown as { topic: string }[];
    expect(topics.map(({ topic }) => topic).sort()).toEqual(['orders/create', 'other']);
    expect(await part('webhook', 'other')).toMatchObject({ of24h: 2, firstOrderId: null });
  });

  it('is forgotten after two days', async () => {
    await useShopify();
    await app.shopify(merchant.merchantId, 'wrong', 'orders/create', shopifyOrder(1));
    const kept = await rows();
    await app.database.pool.query(
      `update request_tallies set hour = hour - interval '${TALLY_LIMITS.keptHours + 1} hours' where merchant_id = $1`,
      [merchant.merchantId],
    );
    expect(await app.tributary.app.get(Intake).tallies.deleteOld()).toBeGreaterThanOrEqual(kept.length);
    expect(await rows()).toEqual([]);
  });
});
