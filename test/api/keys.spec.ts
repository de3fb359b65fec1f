import { ADMIN_KEY, TestApp, type TestMerchant } from '../support/app';

describe('keys', () => {
  let app: TestApp;
  let merchant: TestMerchant;
  let other: TestMerchant;
  const touchpoint = { anonymousId: 'device', source: 'direct' };

  beforeAll(async () => {
    app = await TestApp.start();
    merchant = await app.merchant();
    other = await app.merchant();
  });
  afterAll(() => app.stop());

  const merchantRoutes = [
    ['GET', '/v1/purchases'],
    ['GET', '/v1/purchases/1'],
    ['GET', '/v1/claims'],
    ['GET', '/v1/policy'],
    ['PUT', '/v1/policy'],
    ['POST', '/v1/identities/assert'],
    ['GET', '/v1/identity-groups/by/anonymous_id/a'],
    ['GET', '/v1/identity-groups/00000000-0000-4000-8000-000000000000'],
  ] as const;
  const operatorRoutes = [
    ['GET', '/v1/merges'],
    ['GET', '/v1/quarantine'],
    ['POST', '/v1/quarantine/00000000-0000-4000-8000-000000000000/requeue'],
    ['POST', '/v1/purchases/1/evaluate'],
  ] as const;
  const adminRoutes = [
    ['POST', '/v1/merchants'],
    ['POST', '/v1/merchants/x/keys'],
    ['DELETE', '/v1/merchants/x/keys/y'],
    ['PUT', '/v1/merchants/x/webhooks/custom'],
    ['DELETE', '/v1/merchants/x/webhooks/custom'],
  ] as const;
  const trackRoutes = [
    ['POST', '/v1/track/touchpoint'],
    ['POST', '/v1/track/purchase'],
    ['POST', '/v1/track/batch'],
  ] as const;

  // What is no JSON shows that the key is judged before the body.
  const send = (method: string, path: string, key: string | null) =>
    app.request(method, path, { key, body: method === 'POST' || method === 'PUT' ? '{' : undefined });

  it.each([...trackRoutes, ...merchantRoutes, ...operatorRoutes, ...adminRoutes])(
    '%s %s without a key, or with an unknown one, is a 401 before anything else',
    async (method, path) => {
      for (const key of [null, 'nonsense', `pk_${'x'.repeat(43)}`, `sk_${'x'.repeat(3_000)}`]) {
        const { status, body, headers } = await send(method, path, key);
        expect(status).toBe(401);
        expect(body).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
        expect(headers.get('www-authenticate')).toBe('Bearer');
        expect(headers.get('content-type')).toContain('application/problem+json');
      }
    },
  );

  it.each([...merchantRoutes, ...operatorRoutes, ...adminRoutes])(
    '%s %s with a publishable key is a 403 before the body is read',
    async (method, path) => {
      const { status, body } = await send(method, path, merchant.publishable);
      expect([status, body['code']]).toEqual([403, 'FORBIDDEN']);
    },
  );

  it.each([...operatorRoutes, ...adminRoutes])('%s %s with a secret key is a 403', async (method, path) => {
    const { status, body } = await send(method, path, merchant.secret);
    expect([status, body['code']]).toEqual([403, 'FORBIDDEN']);
  });

  it.each([...trackRoutes, ...merchantRoutes, ...operatorRoutes])(
    '%s %s with the admin key needs to be told the merchant, which must exist',
    async (method, path) => {
      const without = await send(method, path, ADMIN_KEY);
      expect([without.status, without.body['code']]).toEqual([400, 'MERCHANT_REQUIRED']);
      const unknown = await send(method, `${path}?merchantId=nobody`, ADMIN_KEY);
      expect([unknown.status, unknown.body['code']]).toEqual([404, 'MERCHANT_UNKNOWN']);
      const twice = await send(method, `${path}?merchantId=a&merchantId=b`, ADMIN_KEY);
      expect([twice.status, twice.body['code']]).toEqual([400, 'INVALID_PARAMETER']);
    },
  );

  it.each([...trackRoutes, ...merchantRoutes])('%s %s for another merchant is a 403', async (method, path) => {
    const key = path.startsWith('/v1/track') ? merchant.publishable : merchant.secret;
    const { status, body } = await send(method, `${path}?merchantId=${other.merchantId}`, key);
    expect([status, body['code']]).toEqual([403, 'FORBIDDEN']);
  });

  it('the admin key does what each merchant may do, for that merchant', async () => {
    const stored = await app.post(`/v1/track/touchpoint?merchantId=${other.merchantId}`, ADMIN_KEY, touchpoint);
    expect(stored.status).toBe(202);
    const policy = await app.get(`/v1/policy?merchantId=${other.merchantId}`, ADMIN_KEY);
    expect(policy.status).toBe(200);
  });

  it('a secret key may do what a publishable one may, and say whose it is', async () => {
    const { status } = await app.post(
      `/v1/track/touchpoint?merchantId=${merchant.merchantId}`,
      merchant.secret,
      touchpoint,
    );
    expect(status).toBe(202);
  });

  it('the publishable key may be in the URL, on the routes of the SDK', async () => {
    const { status } = await app.post(`/v1/track/touchpoint?key=${merchant.publishable}`, null, touchpoint);
    expect(status).toBe(202);
    const read = await app.request('GET', `/v1/purchases?key=${merchant.publishable}`);
    expect([read.status, read.body['code']]).toEqual([403, 'FORBIDDEN']);
    const unknown = await app.post('/v1/track/touchpoint?key=pk_unknown', null, touchpoint);
    expect([unknown.status, unknown.body['code']]).toEqual([401, 'UNAUTHENTICATED']);
    const twice = await app.post('/v1/track/touchpoint?key=a&key=b', null, touchpoint);
    expect([twice.status, twice.body['code']]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each(['secret', 'admin'])('a %s key in the URL is a 403, wherever and whatever is in the header', async (kind) => {
    const key = kind === 'admin' ? ADMIN_KEY : merchant.secret;
    const before = await app.facts(merchant.merchantId);
    for (const [method, path, header] of [
      ['POST', '/v1/track/touchpoint', null],
      ['POST', '/v1/track/touchpoint', merchant.publishable],
      ['GET', '/v1/purchases', null],
      ['GET', '/v1/merges', ADMIN_KEY],
    ] as const) {
      const separator = path.includes('?') ? '&' : '?';
      const { status, body } = await app.request(method, `${path}${separator}key=${key}`, {
        key: header,
        body: method === 'POST' ? touchpoint : undefined,
      });
      expect([status, body['code']]).toEqual([403, 'KEY_IN_URL']);
    }
    expect(await app.facts(merchant.merchantId)).toBe(before);
  });

  it('a new key works at once, a revoked one no more', async () => {
    const { body } = await app.post(`/v1/merchants/${merchant.merchantId}/keys`, ADMIN_KEY, { kind: 'secret' });
    expect(body).toMatchObject({ keyId: expect.any(String), key: expect.stringMatching(/^sk_/) });
    const { key, keyId } = body as unknown as { key: string; keyId: string };
    expect((await app.get('/v1/purchases', key)).status).toBe(200);

    const path = `/v1/merchants/${merchant.merchantId}/keys/${keyId}`;
    const revoked = await app.request('DELETE', path, { key: ADMIN_KEY });
    expect([revoked.status, revoked.body['keyId']]).toEqual([200, keyId]);
    expect((await app.get('/v1/purchases', key)).status).toBe(401);
    expect((await app.get('/v1/purchases', merchant.secret)).status).toBe(200);
  });

  it('a key of another merchant cannot be revoked in this one', async () => {
    const { body } = await app.post(`/v1/merchants/${other.merchantId}/keys`, ADMIN_KEY, { kind: 'publishable' });
    const path = `/v1/merchants/${merchant.merchantId}/keys/${String(body['keyId'])}`;
    const { status, body: problem } = await app.request('DELETE', path, { key: ADMIN_KEY });
    expect([status, problem['code']]).toEqual([404, 'NOT_FOUND']);
  });
});
