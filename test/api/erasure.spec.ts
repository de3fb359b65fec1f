/** The right to be forgotten: the plain value is gone from everywhere, and everything that was decided stays. */
import { pino } from 'pino';
import { readEnvironment } from '../../apps/environment';
import { startTributary } from '../../apps/tributary';
import { checkVault } from '../../libs/verify/check-vault';
import { expectProvable } from '../chaos/audit';
import { ADMIN_KEY, TestApp } from '../support/app';
import { tablesWith } from '../support/plain-values';
import { SECRETS, SECRETS_KEY } from '../support/secrets';
import { Storefront, summary } from '../support/storefront';

const OPERATOR = { reason: 'asked by letter', actor: 'mia' };
const EMAIL = 'Ada.Lovelace@mail.example';

let app: TestApp;
let shop: Storefront;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(async () => {
  shop = await Storefront.open(app);
  await shop.campaign('friends');
});

const forget = (type: string, value: string, body: unknown = OPERATOR) =>
  shop.send('DELETE', `/v1/identities/${type}/${encodeURIComponent(value)}`, body);

async function expectHeld(): Promise<void> {
  await expectProvable(app.database.pool);
  const { differences } = await checkVault(app.database.pool, SECRETS);
  expect(differences).toEqual([]);
}

it('takes the value out of every table, and leaves what was decided', async () => {
  const before = await shop.referred('o-1', 'anna-4711', { email: EMAIL });
  expect(summary(before)).toEqual([['anna-4711', 500, 'available']]);
  expect(await tablesWith(app.database.pool, 'anna-4711')).toEqual(['vault']);

  const erased = await forget('customer_id', 'anna-4711');
  expect([erased.status, erased.body]).toMatchObject([200, { vaultRows: 1, quarantined: 0 }]);
  expect(await tablesWith(app.database.pool, 'anna-4711')).toEqual([]);

  const after = await shop.seen('/v1/purchases/o-1');
  expect(after.body['rewards']).toMatchObject([{ recipient: { type: 'customer_id', value: null }, amount: 500 }]);
  await expectHeld();
});

it('is answered once: an unknown value, and one that is erased already, are not found', async () => {
  await shop.visit('device-7');
  expect((await forget('anonymous_id', 'nobody')).status).toBe(404);
  expect((await forget('anonymous_id', 'device-7')).status).toBe(200);
  expect((await forget('anonymous_id', 'device-7')).status).toBe(404);
  expect((await forget('shoe_size', '44')).status).toBe(400);
  expect((await forget('anonymous_id', 'device-8', { reason: 'x' })).status).toBe(400);
  expect(
    (await app.request('DELETE', '/v1/identities/anonymous_id/d', { key: shop.merchant.publishable })).status,
  ).toBe(403);
});

it('is a fact in the log, without the value', async () => {
  await shop.visit('device-9');
  const { body } = await forget('anonymous_id', 'device-9');
  const { rows } = await app.database.pool.query<{ type: string; data: string }>(
    "select type, data from events where stream like 'intake-%' and type = 'IdentityForgotten' and data::jsonb ->> 'merchantId' = $1",
    [shop.merchant.merchantId],
  );
  expect(rows).toHaveLength(1);
  expect(JSON.parse(rows[0]!.data)).toMatchObject({ identifier: { type: 'anonymous_id' }, ...OPERATOR });
  expect(body['position']).toEqual(expect.any(Number));
});

it('makes the same person somebody new', async () => {
  await shop.referred('o-2', 'bea');
  await forget('anonymous_id', 'device-o-2');
  const gone = await shop.seen('/v1/identity-groups/by/anonymous_id/device-o-2');
  expect(gone.status).toBe(404);
  await shop.visit('device-o-2', undefined, 'again');
  const back = await shop.seen('/v1/identity-groups/by/anonymous_id/device-o-2');
  expect(back.body).toMatchObject({ identifiers: [{ value: 'device-o-2' }], purchases: [], touchpointsCount: 1 });
  // And may be forgotten again.
  expect((await forget('anonymous_id', 'device-o-2')).status).toBe(200);
  await shop.visit('device-o-2', undefined, 'third');
  expect((await shop.seen('/v1/identity-groups/by/anonymous_id/device-o-2')).status).toBe(200);
  await expectHeld();
});

it('lets a later delivery of an erased customer change nothing of the rewards', async () => {
  const before = await shop.referred('o-3', 'cleo');
  await forget('customer_id', 'buyer-o-3');
  await shop.order('o-3', { customerId: 'buyer-o-3' });
  const after = await shop.settled('o-3');
  expect([after.groupId, summary(after)]).toEqual([before.groupId, summary(before)]);
});

it('deletes deliveries in quarantine that hold the value, in whatever spelling, and no others', async () => {
  const merchant = await app.merchant();
  await app.webhookSecret(merchant.merchantId, 'shopify', 'secret');
  const sent = async (body: object) => {
    const answer = await app.shopify(merchant.merchantId, 'secret', 'orders/paid', body);
    expect(answer.body).toMatchObject({ quarantined: true });
  };
  await sent({ id: 1, email: ` ${EMAIL.toUpperCase()} ` });
  await sent({ id: 2, note: `write to ${EMAIL}, please` });
  await sent({ id: 3, email: 'another@mail.example' });
  await app.shopify(merchant.merchantId, 'secret', 'orders/paid', {
    ...{ id: 4, email: EMAIL, currency: 'EUR', total_price: '1.00', financial_status: 'paid', line_items: [] },
    ...{ updated_at: '2026-01-01T00:00:00Z', processed_at: '2026-01-01T00:00:00Z' },
  });
  const hash = await app.database.pool.query<{ value: string }>(
    "select value from vault where merchant_id = $1 and type = 'email_hash'",
    [merchant.merchantId],
  );
  const path = `/v1/identities/email_hash/${hash.rows[0]!.value}`;
  const { body } = await app.request('DELETE', path, { key: merchant.secret, body: OPERATOR });
  expect(body).toMatchObject({ vaultRows: 1, quarantined: 2 });
  const left = await app.get(`/v1/quarantine?merchantId=${merchant.merchantId}`, ADMIN_KEY);
  expect(left.body['items']).toHaveLength(1);
  expect(await tablesWith(app.database.pool, EMAIL)).toEqual([]);
});

it('is known to every process within seconds, and none of them brings the value back', async () => {
  await shop.visit('device-10');
  const settings = {
    DATABASE_URL: app.database.url,
    ADMIN_API_KEY: ADMIN_KEY,
    SECRETS_KEY,
    PORT: '0',
    TRIBUTARY_ROLE: 'api',
  };
  const other = await startTributary(readEnvironment(settings), pino({ level: 'silent' }));
  try {
    const visit = (touchpointId: string) =>
      fetch(`${other.url}/v1/track/touchpoint`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.merchant.publishable}`, 'content-type': 'application/json' },
        body: JSON.stringify({ anonymousId: 'device-10', source: 'direct', touchpointId }),
      });
    await visit('warm');
    await forget('anonymous_id', 'device-10');
    expect((await visit('at once')).status).toBe(202);
    const { rows } = await app.database.pool.query('select value from vault where merchant_id = $1 and value is null', [
      shop.merchant.merchantId,
    ]);
    expect(rows).toHaveLength(1);
  } finally {
    await other.stop();
  }
});

it('exports everything that is held about a person as one document', async () => {
  await shop.referred('o-5', 'dana');
  const { status, body } = await shop.seen('/v1/identities/customer_id/buyer-o-5/export');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    identifier: { type: 'customer_id', value: 'buyer-o-5' },
    group: { touchpointsCount: 1 },
    purchases: [{ orderId: 'o-5', total: 1_999 }],
    claims: [{ orderId: 'o-5', anonymousId: 'device-o-5', status: 'accepted' }],
    rewards: [],
  });
  const referrer = await shop.seen('/v1/identities/customer_id/dana/export');
  expect(referrer.body).toMatchObject({ group: null, rewards: [{ orderId: 'o-5', amount: 500 }] });
  expect((await shop.seen('/v1/identities/customer_id/nobody/export')).status).toBe(404);
  await forget('customer_id', 'dana');
  expect((await shop.seen('/v1/identities/customer_id/dana/export')).status).toBe(404);
});
