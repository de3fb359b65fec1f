/** `GET /v1/search` and `GET /v1/merchants`. */
import { createHash } from 'node:crypto';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { until } from '../support/until';

let app: TestApp;
let merchant: TestMerchant;
beforeAll(async () => {
  app = await TestApp.start();
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
  await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
});
afterAll(() => app.stop());

const EMAIL = 'frida@shop.example';
const EMAIL_HASH = createHash('sha256').update(EMAIL).digest('hex');

async function order(orderId: string, data: Record<string, unknown> = {}): Promise<void> {
  const { body } = await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(orderId, data));
  await app.get(`/v1/purchases?after=${String(body['position'])}&waitMs=10000`, merchant.secret);
}

async function claim(anonymousId: string, orderId: string, token: string): Promise<void> {
  const { body } = await app.post('/v1/track/purchase', merchant.secret, { anonymousId, orderId, token });
  await app.get(`/v1/claims?after=${String(body['position'])}&waitMs=10000`, merchant.secret);
}

async function found(text: string, key = merchant.secret): Promise<[string, string][]> {
  const { status, body } = await app.get(`/v1/search?text=${encodeURIComponent(text)}`, key);
  expect(status).toBe(200);
  return (body['items'] as unknown as { by: string; orderId: string }[]).map(({ by, orderId }) => [by, orderId]);
}

it('finds an order by its id, a reward, a code in any case, and all that are of one person', async () => {
  const rewards = [{ to: 'referrer', kind: 'fixed', amount: 500 }];
  const campaign = { name: 'Friends', condition: 'true', currency: 'EUR', rewards };
  await app.request('PUT', '/v1/campaigns/friends', { key: merchant.secret, body: campaign });
  await app.request('PUT', '/v1/codes/ANNA10', {
    key: merchant.secret,
    body: { owner: { type: 'customer_id', value: 'anna' } },
  });
  await order('100', { customerId: 'ben', codes: ['anna10'] });
  await order('101', { customerId: 'ben' });
  await claim('phone', '101', 'token-101');
  expect(await found('100')).toEqual([['order', '100']]);
  expect(await found('Anna10')).toEqual([['code', '100']]);
  expect(await found('ben')).toEqual([
    ['customer', '101'],
    ['customer', '100'],
  ]);
  expect(await found('phone')).toEqual([
    ['device', '101'],
    ['device', '100'],
  ]);
  let rewardId = '';
  await until(async () => {
    const { body } = await app.get('/v1/rewards?orderId=100', merchant.secret);
    rewardId = (body['items'] as unknown as { rewardId: string }[])[0]?.rewardId ?? '';
    return rewardId !== '';
  });
  expect(await found(rewardId)).toEqual([['reward', '100']]);
});

it('finds orders that are not linked: of a customer, of an e-mail address, of a device that claimed in vain', async () => {
  await order('200', { customerId: 'unknown-yet' });
  await order('201', { email: EMAIL });
  await claim('stranger', '200', 'a guess');
  expect(await found('unknown-yet')).toEqual([['customer', '200']]);
  expect(await found(EMAIL_HASH)).toEqual([['email', '201']]);
  expect(await found('stranger')).toEqual([['device', '200']]);
});

it('finds nothing of another merchant, and nothing for a text that is no id of anybody', async () => {
  const other = await app.merchant();
  expect(await found('100', other.secret)).toEqual([]);
  expect(await found("'; drop table purchases; --")).toEqual([]);
  expect(await found('__proto__')).toEqual([]);
  for (const query of ['', '?text=', `?text=${'x'.repeat(257)}`]) {
    expect((await app.get(`/v1/search${query}`, merchant.secret)).body['code']).toBe('INVALID_PARAMETER');
  }
});

it('pages through the merchants by their ids, for the admin key alone', async () => {
  for (let i = 0; i < 3; i++) await app.merchant();
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await app.get(`/v1/merchants?limit=2${cursor}`, ADMIN_KEY);
    seen.push(...(body['items'] as unknown as { merchantId: string }[]).map(({ merchantId }) => merchantId));
    if (body['nextCursor'] === null) break;
    cursor = `&cursor=${String(body['nextCursor'])}`;
  }
  expect(seen).toEqual(seen.toSorted());
  expect(seen).toContain(merchant.merchantId);
  expect(new Set(seen).size).toBe(seen.length);
  expect((await app.get('/v1/merchants', merchant.secret)).status).toBe(403);
});
