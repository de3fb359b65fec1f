import { CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { eventually } from '../support/until';

/** The three orders in which touchpoint, claim and webhook come, over HTTP. */
describe('a referral is credited in whatever order its facts come', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant({ settlingPeriodSeconds: 0 });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  });

  async function touch(touchpointId: string, anonymousId: string, referrer: string): Promise<void> {
    const { status } = await app.post('/v1/track/touchpoint', merchant.publishable, {
      touchpointId,
      anonymousId,
      source: 'referral',
      referrer: { type: 'customer_id', value: referrer },
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
    });
    expect(status).toBe(202);
  }

  async function claim(orderId: string, anonymousId: string): Promise<void> {
    const { status } = await app.post('/v1/track/purchase', merchant.publishable, {
      anonymousId,
      orderId,
      token: `token-${orderId}`,
    });
    expect(status).toBe(202);
  }

  async function webhook(orderId: string, data: Record<string, unknown> = {}): Promise<void> {
    const { status } = await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(orderId, data));
    expect(status).toBe(200);
  }

  /** The purchase after `times` evaluations. */
  async function evaluated(orderId: string, times = 1): Promise<Record<string, never>> {
    return eventually(async () => {
      const { body } = await app.get(`/v1/purchases/${orderId}`, merchant.secret);
      const history = (body['history'] ?? []) as { type: string }[];
      return history.filter(({ type }) => /Attributed|Confirmed/.test(type)).length >= times ? body : undefined;
    });
  }

  it('webhook first', async () => {
    await touch('t-1', 'device-1', 'anna');
    await webhook('A');
    await claim('A', 'device-1');
    expect(await evaluated('A')).toMatchObject({
      link: { via: 'claim' },
      evaluation: { state: 'done', dueAt: null },
      attribution: {
        model: 'last-touch',
        credits: [{ touchpointId: 't-1', share: 1_000_000, referrer: { type: 'customer_id', value: 'anna' } }],
      },
    });
  });

  it('SDK first', async () => {
    await touch('t-1', 'device-1', 'anna');
    await claim('B', 'device-1');
    await webhook('B');
    expect(await evaluated('B')).toMatchObject({ attribution: { credits: [{ touchpointId: 't-1' }] } });
  });

  it.each([
    ['after', 'gid://shopify/Customer/'],
    ['before', ''],
  ])(
    'and nobody refers himself by another spelling, told %s it is known that the shop is of Shopify',
    async (when, gid) => {
      const shop = await app.merchant({ settlingPeriodSeconds: 0 });
      const set = () => app.webhookSecret(shop.merchantId, 'shopify', 'shh');
      if (when === 'after') await set();
      const touched = await app.post('/v1/track/touchpoint', shop.publishable, {
        anonymousId: 'device',
        source: 'referral',
        referrer: { type: 'customer_id', value: 'gid://shopify/Customer/207119551' },
        occurredAt: new Date(Date.now() - 60_000).toISOString(),
      });
      expect(touched.status).toBe(202);
      if (when === 'before') await set();
      await app.post('/v1/track/purchase', shop.publishable, { anonymousId: 'device', orderId: 1, token: 'tok' });
      const at = new Date().toISOString();
      const paid = { id: 1, total_price: '10.00', currency: 'EUR', financial_status: 'paid', checkout_token: 'tok' };
      const customer = { id: gid === '' ? 207119551 : `${gid}207119551` };
      await app.shopify(shop.merchantId, 'shh', 'orders/paid', { ...paid, created_at: at, updated_at: at, customer });
      merchant = shop;
      expect(await evaluated('1')).toMatchObject({
        customerId: '207119551',
        attribution: { credits: [], excluded: [{ reason: 'SELF_REFERRAL' }] },
      });
      const path = (value: string) => `/v1/identity-groups/by/customer_id/${encodeURIComponent(value)}`;
      const [long, short] = ['gid://shopify/Customer/207119551', '207119551'].map((value) =>
        app.get(path(value), shop.secret),
      );
      expect([(await long!).status, (await long!).body]).toEqual([200, (await short!).body]);
    },
  );

  it("also when a stranger takes the id of the buyer's claim first", async () => {
    await touch('t-1', 'device-1', 'anna');
    const send = (claim: object) =>
      app.post('/v1/track/purchase', merchant.publishable, { claimId: 'claim-D', orderId: 'D', ...claim });
    expect((await send({ anonymousId: 'stranger', token: 'guessed' })).status).toBe(202);
    await webhook('D');
    expect((await send({ anonymousId: 'device-1', token: 'token-D' })).status).toBe(202);
    expect(await evaluated('D')).toMatchObject({
      link: { via: 'claim' },
      attribution: { credits: [{ touchpointId: 't-1' }] },
      claims: [
        { claimId: 'claim-D', status: 'rejected', reason: 'TOKEN_MISMATCH' },
        { claimId: 'claim-D', status: 'accepted', reason: null },
      ],
    });
  });

  it('also when a stranger takes it after the buyer, before the webhook', async () => {
    await touch('t-1', 'device-1', 'anna');
    const send = (claim: object) =>
      app.post('/v1/track/purchase', merchant.publishable, { claimId: 'claim-E', orderId: 'E', ...claim });
    expect((await send({ anonymousId: 'device-1', token: 'token-E' })).status).toBe(202);
    expect((await send({ anonymousId: 'stranger', token: 'guessed' })).status).toBe(202);
    await webhook('E');
    expect(await evaluated('E')).toMatchObject({
      link: { via: 'claim' },
      attribution: { credits: [{ touchpointId: 't-1' }] },
      claims: [
        { claimId: 'claim-E', status: 'accepted', reason: null },
        { claimId: 'claim-E', status: 'rejected', reason: 'TOKEN_MISMATCH' },
      ],
    });
  });

  it('a returning customer with a new referral', async () => {
    await touch('old', 'device-1', 'anna');
    await webhook('C-1', { customerId: 'carl' });
    await claim('C-1', 'device-1');
    await evaluated('C-1');

    await touch('new', 'device-2', 'berta');
    await webhook('C-2', { customerId: 'carl' });
    expect(await evaluated('C-2')).toMatchObject({
      link: { via: 'customer' },
      attribution: { credits: [{ touchpointId: 'old' }] },
    });
    await claim('C-2', 'device-2');
    const purchase = await evaluated('C-2', 2);
    expect(purchase).toMatchObject({ link: { via: 'claim' }, attribution: { credits: [{ touchpointId: 'new' }] } });

    const group = await app.get('/v1/identity-groups/by/customer_id/carl', merchant.secret);
    expect(group.body).toMatchObject({ id: purchase['groupId'], purchases: ['C-1', 'C-2'] });
    const byDevice = await app.get('/v1/identity-groups/by/anonymous_id/device-2', merchant.secret);
    expect(byDevice.body).toEqual(group.body);
  });
});
