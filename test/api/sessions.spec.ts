/** Signing in from a browser: the cookie of a session stands for a key. */
import { RateLimits, WRONG_SIGN_INS_PER_MINUTE } from '../../apps/api/access/rate-limits';
import { SESSION_LIMITS, Sessions } from '../../libs/intake/sessions';
import { ADMIN_KEY, type Answer, TestApp, type TestMerchant } from '../support/app';

let app: TestApp;
let merchant: TestMerchant;
let other: TestMerchant;
beforeAll(async () => {
  app = await TestApp.start({ TRUST_PROXY: 'true' });
  [merchant, other] = [await app.merchant(), await app.merchant()];
});
afterAll(() => app.stop());

const CHANGES = { 'x-tributary-session': '1' };

const signIn = (body: object, headers: Record<string, string> = {}) => app.post('/v1/sessions', null, body, headers);

function cookieOf({ headers }: Answer): string {
  return headers.get('set-cookie')!.split(';', 1)[0]!;
}

async function cookieFor(key: string): Promise<string> {
  return cookieOf(await signIn({ key }));
}

const withCookie = (cookie: string, method: string, path: string, body?: unknown, headers = {}) =>
  app.request(method, path, { headers: { cookie, ...headers }, body });

it('exchanges a key for a cookie that scripts, other sites and other paths do not get', async () => {
  const answer = await signIn({ key: merchant.secret });
  expect([answer.status, answer.body]).toEqual([
    201,
    { kind: 'merchant', merchantId: merchant.merchantId, expiresAt: expect.any(String) },
  ]);
  expect(answer.headers.get('set-cookie')).toMatch(
    /^tributary_session=[\w-]{43}; Max-Age=43200; Path=\/v1; HttpOnly; SameSite=Strict$/,
  );
  const overTls = await signIn({ key: merchant.secret }, { 'x-forwarded-proto': 'https' });
  expect(overTls.headers.get('set-cookie')).toMatch(/; Secure$/);
});

it('tells who is signed in, and 401 when nobody is', async () => {
  const { body } = await withCookie(await cookieFor(ADMIN_KEY), 'GET', '/v1/sessions/current');
  expect(body).toMatchObject({ kind: 'admin', merchantId: null });
  for (const headers of [{}, { cookie: 'tributary_session=x' }, { authorization: `Bearer ${merchant.secret}` }]) {
    const refused = await app.request('GET', '/v1/sessions/current', { headers: headers as never });
    expect([refused.status, refused.body['code']]).toEqual([401, 'UNAUTHENTICATED']);
  }
});

it('acts as the key: a merchant reads its own data alone, the admin that of the named merchant', async () => {
  const cookie = await cookieFor(merchant.secret);
  expect((await withCookie(cookie, 'GET', '/v1/purchases')).status).toBe(200);
  const foreign = `/v1/purchases?merchantId=${other.merchantId}`;
  expect((await withCookie(cookie, 'GET', foreign)).body['code']).toBe('FORBIDDEN');
  expect((await withCookie(cookie, 'GET', '/v1/merchants')).body['code']).toBe('FORBIDDEN');
  const admin = await cookieFor(ADMIN_KEY);
  expect((await withCookie(admin, 'GET', '/v1/purchases')).body['code']).toBe('MERCHANT_REQUIRED');
  expect((await withCookie(admin, 'GET', foreign)).status).toBe(200);
});

it('a change needs the header that other sites cannot send', async () => {
  const cookie = await cookieFor(merchant.secret);
  const refused = await withCookie(cookie, 'PUT', '/v1/policy', { lookbackDays: 20 });
  expect([refused.status, refused.body['code']]).toEqual([403, 'CROSS_SITE']);
  const taken = await withCookie(cookie, 'PUT', '/v1/policy', { lookbackDays: 20 }, CHANGES);
  expect(taken.status).toBe(200);
  expect((await withCookie(cookie, 'DELETE', '/v1/sessions/current')).body['code']).toBe('CROSS_SITE');
});

it("the tag's routes take no cookie, so that no page reports in the name of who is signed in", async () => {
  const body = { anonymousId: 'a', source: 'paid' };
  const refused = await withCookie(await cookieFor(merchant.secret), 'POST', '/v1/track/touchpoint', body, CHANGES);
  expect(refused.status).toBe(401);
});

it('signing out ends the session at once, and no other', async () => {
  const [cookie, second] = [await cookieFor(merchant.secret), await cookieFor(merchant.secret)];
  expect((await withCookie(cookie, 'GET', '/v1/purchases')).status).toBe(200);
  const out = await withCookie(cookie, 'DELETE', '/v1/sessions/current', undefined, CHANGES);
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/^tributary_session=; Max-Age=0;/);
  expect((await withCookie(cookie, 'GET', '/v1/purchases')).status).toBe(401);
  expect((await withCookie(second, 'GET', '/v1/purchases')).status).toBe(200);
});

it('is revoked with its key', async () => {
  const { body } = await app.post(`/v1/merchants/${merchant.merchantId}/keys`, ADMIN_KEY, { kind: 'secret' });
  const { key, keyId } = body as unknown as { key: string; keyId: string };
  const cookie = await cookieFor(key);
  expect((await withCookie(cookie, 'GET', '/v1/purchases')).status).toBe(200);
  await app.request('DELETE', `/v1/merchants/${merchant.merchantId}/keys/${keyId}`, { key: ADMIN_KEY });
  for (const path of ['/v1/purchases', '/v1/sessions/current']) {
    expect((await withCookie(cookie, 'GET', path)).status).toBe(401);
  }
});

it('takes admin and secret keys, and neither publishable nor unknown ones', async () => {
  expect((await signIn({ key: merchant.publishable })).body['code']).toBe('FORBIDDEN');
  expect((await signIn({ key: 'sk_nobody-has-this-one' })).body['code']).toBe('UNAUTHENTICATED');
  for (const body of [{}, { key: ADMIN_KEY, code: 'x' }]) {
    expect((await signIn(body)).body['code']).toBe('INVALID_BODY');
  }
});

it('counts wrong keys of an address, and right ones not', async () => {
  const limits = app.tributary.app.get(RateLimits);
  const { now } = limits;
  limits.now = () => 0;
  const from = (address: string) => ({ 'x-forwarded-for': address });
  for (let i = 0; i < WRONG_SIGN_INS_PER_MINUTE; i++) {
    expect((await signIn({ key: 'wrong' }, from('192.0.2.1'))).status).toBe(401);
    expect((await signIn({ key: merchant.secret }, from('192.0.2.2'))).status).toBe(201);
  }
  const refused = await signIn({ key: ADMIN_KEY }, from('192.0.2.1'));
  expect([refused.status, refused.body['code']]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await signIn({ key: merchant.secret }, from('192.0.2.2'))).status).toBe(201);
  limits.now = now;
});

describe('what is stored', () => {
  let sessions: Sessions;
  beforeAll(() => {
    sessions = new Sessions(app.database.pool, ADMIN_KEY);
  });
  const count = async (where: string) => {
    const { rows } = await app.database.pool.query<{ n: number }>(
      `select count(*)::integer as n from sessions where ${where}`,
    );
    return rows[0]!.n;
  };

  it('is a hash, with which nobody signs in', async () => {
    const { token } = await sessions.open({ keyId: null });
    const { rows } = await app.database.pool.query<{ hash: Buffer }>('select hash from sessions');
    for (const { hash } of rows) {
      for (const encoding of ['base64url', 'hex', 'latin1'] as const) {
        expect(hash.toString(encoding)).not.toBe(token);
        expect(await sessions.find(hash.toString(encoding))).toBeNull();
      }
    }
  });

  it('serves the admin key alone with which it was made', async () => {
    const { token } = await sessions.open({ keyId: null });
    expect(await sessions.find(token)).toMatchObject({ keyId: null });
    expect(await new Sessions(app.database.pool, 'another-admin-key').find(token)).toBeNull();
  });

  it('a code serves once, and is no session', async () => {
    const code = await sessions.makeCode({ keyId: null });
    expect(await sessions.find(code)).toBeNull();
    const both = await Promise.all([signIn({ code }), signIn({ code })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 401]);
  });

  it('serves neither as session nor as code once it expired, and goes at the next signing in', async () => {
    const [{ token }, code] = [await sessions.open({ keyId: null }), await sessions.makeCode({ keyId: null })];
    await app.database.pool.query("update sessions set expires_at = now() - interval '1 ms'");
    expect([await sessions.find(token), await sessions.useCode(code)]).toEqual([null, null]);
    await sessions.open({ keyId: null });
    expect(await count('expires_at <= now()')).toBe(0);
  });

  it('is bounded: above the limit, the oldest session of the key ends', async () => {
    const first = await sessions.open({ keyId: null });
    for (let i = 0; i < SESSION_LIMITS.perKeyMax; i++) await sessions.open({ keyId: null });
    expect(await count("key_id is null and purpose = 'session'")).toBe(SESSION_LIMITS.perKeyMax);
    expect(await sessions.find(first.token)).toBeNull();
  });
});
