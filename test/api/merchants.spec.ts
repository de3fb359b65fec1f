import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp } from '../support/app';

describe('merchants', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: '90' });
  });
  afterAll(() => app.stop());

  it('are registered once and get their own keys', async () => {
    const body = { merchantId: 'acme', name: 'Acme', policy: { lookbackDays: 7 } };
    const { status, body: answer } = await app.post('/v1/merchants', ADMIN_KEY, body);
    expect(status).toBe(201);
    expect(answer).toEqual({
      merchantId: 'acme',
      keys: { publishable: expect.stringMatching(/^pk_/), secret: expect.stringMatching(/^sk_/) },
      position: expect.any(Number),
    });
    const again = await app.post('/v1/merchants', ADMIN_KEY, body);
    expect([again.status, again.body['code']]).toEqual([409, 'MERCHANT_EXISTS']);
    const { secret } = answer['keys'] as unknown as { secret: string };
    const policy = await app.get(`/v1/policy?after=${String(answer['position'])}`, secret);
    expect(policy.body).toMatchObject({ policyVersion: 1, lookbackDays: 7, settlingPeriodSeconds: 90 });
  });

  it('have a policy that can be read at once, without `after`', async () => {
    const { body } = await app.post('/v1/merchants', ADMIN_KEY, { merchantId: 'hasty', name: 'Hasty' });
    const { secret } = body['keys'] as unknown as { secret: string };
    expect((await app.get('/v1/policy', secret)).status).toBe(200);
  });

  it.each([
    [{ name: 'x' }, 'merchantId'],
    [{ merchantId: 'x' }, 'name'],
    [{ merchantId: '', name: 'x' }, 'merchantId'],
    [{ merchantId: 'x\u0007', name: 'x' }, 'merchantId'],
    [{ merchantId: 'x', name: 'x', plan: 'gold' }, 'plan'],
    [{ merchantId: 'x', name: 'x', policy: { lookbackDays: 0 } }, 'policy.lookbackDays'],
    [{ merchantId: 'x', name: 'x', policy: { lookback: 1 } }, 'policy.lookback'],
  ])('are refused with %j', async (body, path) => {
    const { status, body: problem } = await app.post('/v1/merchants', ADMIN_KEY, body);
    expect([status, problem['code']]).toEqual([400, 'INVALID_BODY']);
    expect(problem['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ path })]));
    expect(await app.facts('x')).toBe(0);
  });

  it('have one platform, which the first secret decides, until it is freed', async () => {
    const { merchantId } = await app.merchant();
    const path = (platform: string) => `/v1/merchants/${merchantId}/webhooks/${platform}`;
    const put = (platform: string, secret: unknown) =>
      app.request('PUT', path(platform), { key: ADMIN_KEY, body: { secret } });
    const first = await put('shopify', 'shh');
    expect([first.status, first.body]).toEqual([200, { platform: 'shopify', position: expect.any(Number) }]);
    const second = await put('custom', CUSTOM_SECRET);
    expect([second.status, second.body['code']]).toEqual([409, 'PLATFORM_IN_USE']);

    const wrong = await app.request('DELETE', path('custom'), { key: ADMIN_KEY });
    expect([wrong.status, wrong.body['code']]).toEqual([404, 'WEBHOOK_NOT_CONFIGURED']);
    const freed = await app.request('DELETE', path('shopify'), { key: ADMIN_KEY });
    expect([freed.status, freed.body['platform']]).toEqual([200, 'shopify']);
    expect((await put('custom', CUSTOM_SECRET)).status).toBe(200);

    await app.custom(merchantId, CUSTOM_SECRET, paidOrder('1'));
    const used = await app.request('DELETE', path('custom'), { key: ADMIN_KEY });
    expect([used.status, used.body['code']]).toEqual([409, 'PLATFORM_IN_USE']);
  });

  it('cannot set an invalid secret, or one for an unknown platform', async () => {
    const { merchantId } = await app.merchant();
    for (const [platform, secret, status, code] of [
      ['custom', 'short', 400, 'INVALID_BODY'],
      ['custom', `whsec_${Buffer.alloc(23).toString('base64')}`, 400, 'INVALID_BODY'],
      ['custom', `whsec_${Buffer.alloc(65).toString('base64')}`, 400, 'INVALID_BODY'],
      ['shopify', '', 400, 'INVALID_BODY'],
      ['magento', 'x', 404, 'NOT_FOUND'],
    ] as const) {
      const answer = await app.request('PUT', `/v1/merchants/${merchantId}/webhooks/${platform}`, {
        key: ADMIN_KEY,
        body: { secret },
      });
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    }
  });

  it('have no keys and no webhooks before they are registered', async () => {
    for (const [method, path, body] of [
      ['POST', 'keys', { kind: 'secret' }],
      ['PUT', 'webhooks/custom', { secret: CUSTOM_SECRET }],
      ['DELETE', 'webhooks/custom', undefined],
    ] as const) {
      const answer = await app.request(method, `/v1/merchants/nobody/${path}`, { key: ADMIN_KEY, body });
      expect([answer.status, answer.body['code']]).toEqual([404, 'MERCHANT_UNKNOWN']);
    }
    const { status } = await app.request('DELETE', '/v1/merchants/nobody/keys/1', { key: ADMIN_KEY });
    expect(status).toBe(404);
  });

  it('have keys of two kinds', async () => {
    const { merchantId } = await app.merchant();
    for (const [kind, prefix] of [
      ['publishable', 'pk_'],
      ['secret', 'sk_'],
    ] as const) {
      const { status, body } = await app.post(`/v1/merchants/${merchantId}/keys`, ADMIN_KEY, { kind });
      expect(status).toBe(201);
      expect(String(body['key']).startsWith(prefix)).toBe(true);
      expect(body['position']).toEqual(expect.any(Number));
    }
    const { status, body } = await app.post(`/v1/merchants/${merchantId}/keys`, ADMIN_KEY, { kind: 'admin' });
    expect([status, body['code']]).toEqual([400, 'INVALID_BODY']);
  });
});
