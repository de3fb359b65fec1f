import { RateLimits } from '../../apps/api/access/rate-limits';
import { TokenBuckets } from '../../apps/api/access/token-buckets';
import { pino } from 'pino';
import { readEnvironment } from '../../apps/environment';
import { startTributary } from '../../apps/tributary';
import { ADMIN_KEY, TestApp, type TestMerchant } from '../support/app';
import { SECRETS_KEY } from '../support/secrets';
import { until } from '../support/until';

describe('a token bucket', () => {
  it('holds the tokens of a minute, fills up evenly, and says when the next one comes', () => {
    const buckets = new TokenBuckets();
    const take = (key: string, now: number) => buckets.take(key, 6, now);
    for (let token = 1; token <= 6; token++) expect(take('a', 1_000)).toBe(0);
    expect(take('a', 1_000)).toBe(10);
    expect(take('a', 5_500)).toBe(6);
    expect(take('b', 5_500)).toBe(0);
    expect(take('a', 11_000)).toBe(0);
    expect(take('a', 11_000)).toBe(10);
    for (let token = 1; token <= 6; token++) expect(take('a', 10_000_000)).toBe(0);
    expect(take('a', 10_000_000)).toBe(10);
  });

  it('follows a limit that changes: it loses what is too much, and fills up at the new rate', () => {
    const buckets = new TokenBuckets();
    expect(buckets.take('a', 60, 0)).toBe(0);
    expect(buckets.take('a', 2, 0)).toBe(0);
    expect(buckets.take('a', 2, 0)).toBe(0);
    expect(buckets.take('a', 2, 0)).toBe(30);
    expect(buckets.take('a', 60, 0)).toBe(1);
    expect(buckets.take('a', 60, 1_000)).toBe(0);
  });

  it('of a limit of 0 never gets empty', () => {
    const buckets = new TokenBuckets();
    for (let token = 1; token <= 1_000; token++) expect(buckets.take('a', 0, 0)).toBe(0);
  });

  it('is forgotten when there are too many and nobody used it for longest', () => {
    const buckets = new TokenBuckets(2);
    for (const key of ['a', 'b', 'a']) buckets.take(key, 1, 0);
    expect(buckets.take('a', 1, 0)).toBe(60);
    expect(buckets.take('c', 1, 0)).toBe(0);
    expect(buckets.take('a', 1, 0)).toBe(60);
    expect(buckets.take('b', 1, 0)).toBe(0);
  });
});

describe('requests with the publishable key', () => {
  const ADDRESS_LIMIT = 8;
  const DEVICE_LIMIT = 3;
  let app: TestApp;
  let merchant: TestMerchant;
  let now: number;

  beforeAll(async () => {
    app = await TestApp.start({
      RATE_LIMIT_PER_ADDRESS_PER_MINUTE: String(ADDRESS_LIMIT),
      RATE_LIMIT_PER_DEVICE_PER_MINUTE: String(DEVICE_LIMIT),
      TRUST_PROXY: 'true',
    });
    app.tributary.app.get(RateLimits).now = () => now;
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    now = 0;
    merchant = await app.merchant();
  });

  const touchpoint = (anonymousId: string) => ({ anonymousId, source: 'direct' });
  const claim = (anonymousId: string) => ({ anonymousId, orderId: '1', token: 't' });
  const touch = (device: string, address = '192.0.2.1', key = merchant.publishable) =>
    app.post('/v1/track/touchpoint', key, touchpoint(device), { 'x-forwarded-for': `198.51.100.7, ${address}` });
  const statuses = async (answers: Promise<{ status: number }>[]) => {
    const all = await Promise.all(answers);
    return all.map(({ status }) => status).sort();
  };

  it('are limited for each address, before their body is read', async () => {
    const devices = Array.from({ length: ADDRESS_LIMIT }, (_, n) => `device-${n}`);
    expect(await statuses(devices.map((device) => touch(device)))).toEqual(devices.map(() => 202));
    const { status, body, headers } = await app.post('/v1/track/batch', merchant.publishable, '{', {
      'x-forwarded-for': '192.0.2.1',
    });
    expect([status, body['code']]).toEqual([429, 'RATE_LIMITED']);
    expect(body['detail']).toBe('More than 8 a minute from this address; send it again after 8 seconds.');
    expect(headers.get('retry-after')).toBe('8');
    expect(headers.get('ratelimit')).toBe('"address";r=0;t=8');
    expect(headers.get('ratelimit-policy')).toBe('"address";q=8;w=60');

    expect((await touch('of-another-address', '192.0.2.2')).status).toBe(202);
    const { body: made } = await app.post(`/v1/merchants/${merchant.merchantId}/keys`, ADMIN_KEY, {
      kind: 'publishable',
    });
    expect((await touch('with-another-key', '192.0.2.1', String(made['key']))).status).toBe(202);
    now += 8_000;
    expect((await touch('later')).status).toBe(202);
    expect((await touch('at-once')).status).toBe(429);
  });

  it('are limited for each device, whichever address and key it has and however its id is spelled', async () => {
    for (let n = 1; n <= DEVICE_LIMIT; n++) expect((await touch('device', `192.0.2.${n}`)).status).toBe(202);
    const refused = await touch(' device ', '192.0.2.9');
    expect([refused.status, refused.body['code'], refused.headers.get('retry-after')]).toEqual([
      429,
      'RATE_LIMITED',
      '20',
    ]);
    expect(refused.headers.get('ratelimit')).toBe('"device";r=0;t=20');
    expect(refused.headers.get('ratelimit-policy')).toBe('"device";q=3;w=60');
    const claimed = await app.post('/v1/track/purchase', merchant.publishable, claim('device'));
    expect([claimed.status, claimed.body['code']]).toEqual([429, 'RATE_LIMITED']);

    expect((await touch('another', '192.0.2.9')).status).toBe(202);
    const other = await app.merchant();
    expect((await touch('device', '192.0.2.9', other.publishable)).status).toBe(202);
    now += 20_000;
    expect((await touch('device', '192.0.2.9')).status).toBe(202);
  });

  it('of a batch count for the device of each item, and the others go in', async () => {
    const before = await app.facts(merchant.merchantId);
    const items = [
      ...['a', 'a', 'b', 'a', 'a'].map((device) => ({ type: 'touchpoint', ...touchpoint(device) })),
      { type: 'purchase', ...claim('a') },
      { type: 'touchpoint', anonymousId: 'a' },
      { type: 'purchase', ...claim('b') },
    ];
    const { status, body } = await app.post('/v1/track/batch', merchant.publishable, { items });
    const results = body['results'] as unknown as { status: number; code?: string; detail?: string }[];
    expect(status).toBe(200);
    expect(results.map((result) => result.status)).toEqual([202, 202, 202, 202, 429, 429, 400, 202]);
    expect(results[4]).toMatchObject({
      code: 'RATE_LIMITED',
      detail: 'More than 3 a minute from this device; send it again after 20 seconds.',
    });
    expect(await app.facts(merchant.merchantId)).toBe(before + 5);
  });

  it('can be read by pages of any origin, with what the limit is', async () => {
    for (let n = 1; n <= DEVICE_LIMIT; n++) await touch('of-a-page');
    const { status, headers } = await app.post('/v1/track/touchpoint', merchant.publishable, touchpoint('of-a-page'), {
      origin: 'https://shop.example',
    });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([429, 'https://shop.example']);
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After, RateLimit, RateLimit-Policy');
  });

  it.each(['secret', 'admin'])('are limited, and those with a %s key are not', async (kind) => {
    const key = kind === 'admin' ? ADMIN_KEY : merchant.secret;
    const path = `/v1/track/touchpoint?merchantId=${merchant.merchantId}`;
    for (let n = 0; n < 2 * ADDRESS_LIMIT; n++) {
      expect((await app.post(path, key, touchpoint('device'))).status).toBe(202);
    }
  });
});

describe('rate limits of a merchant', () => {
  const environment = { RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '5', RATE_LIMIT_PER_DEVICE_PER_MINUTE: '3' };
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start({ ...environment, TRUST_PROXY: 'true' });
    app.tributary.app.get(RateLimits).now = () => 0;
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant();
  });

  const path = (merchantId = merchant.merchantId) => `/v1/merchants/${merchantId}/rate-limits`;
  const put = (body: unknown, key = ADMIN_KEY) => app.request('PUT', path(), { key, body });
  let requests = 0;
  const touch = (device: string, address: string, { publishable } = merchant) => {
    const body = { anonymousId: device, source: 'direct', touchpointId: `t-${requests++}` };
    return app.post('/v1/track/touchpoint', publishable, body, { 'x-forwarded-for': address });
  };
  /** How many requests come through before the first is refused, up to ten, and the limit that it names. */
  async function through(send: (n: number) => ReturnType<typeof touch>): Promise<[number, string | null]> {
    for (let n = 0; n < 10; n++) {
      const { status, headers } = await send(n);
      if (status === 429) return [n, headers.get('ratelimit-policy')];
      expect(status).toBe(202);
    }
    return [10, null];
  }
  const ofAddress = (address: string, by?: TestMerchant) => through((n) => touch(`${address}-${n}`, address, by));
  const ofDevice = (device: string) => through((n) => touch(device, `${device}-${n}`));

  it('take the place of those of the environment, for this merchant alone', async () => {
    const { status, body } = await put({ perAddressPerMinute: 4, perDevicePerMinute: 2 });
    expect([status, body]).toEqual([
      200,
      { perAddressPerMinute: 4, perDevicePerMinute: 2, position: expect.any(Number) },
    ]);
    expect(await ofAddress('192.0.2.1')).toEqual([4, '"address";q=4;w=60']);
    expect(await ofDevice('phone')).toEqual([2, '"device";q=2;w=60']);
    expect(await ofAddress('192.0.2.1', await app.merchant())).toEqual([5, '"address";q=5;w=60']);
    const item = { type: 'touchpoint', anonymousId: 'of-a-batch', source: 'direct' };
    const batch = await app.post('/v1/track/batch', merchant.publishable, { items: [item, item, item] });
    const results = batch.body['results'] as unknown as { status: number }[];
    expect(results.map((result) => result.status)).toEqual([202, 202, 429]);
  });

  it('are those of the environment again where they are left out or null, and none where they are 0', async () => {
    await put({ perAddressPerMinute: 1, perDevicePerMinute: 1 });
    const { body } = await put({ perAddressPerMinute: null, perDevicePerMinute: 0 });
    expect(body).toMatchObject({ perAddressPerMinute: null, perDevicePerMinute: 0 });
    expect(await ofAddress('192.0.2.1')).toEqual([5, '"address";q=5;w=60']);
    expect(await ofDevice('phone')).toEqual([10, null]);
    expect((await put({})).body).toMatchObject({ perAddressPerMinute: null, perDevicePerMinute: null });
    expect(await ofDevice('tablet')).toEqual([3, '"device";q=3;w=60']);
  });

  it('can be read with the admin key', async () => {
    const read = async () => (await app.get(path(), ADMIN_KEY)).body;
    expect(await read()).toEqual({ perAddressPerMinute: null, perDevicePerMinute: null });
    await put({ perDevicePerMinute: 7 });
    expect(await read()).toEqual({ perAddressPerMinute: null, perDevicePerMinute: 7 });
  });

  it.each([
    [{ perAddressPerMinute: -1 }, 'perAddressPerMinute'],
    [{ perAddressPerMinute: 1_000_001 }, 'perAddressPerMinute'],
    [{ perDevicePerMinute: 1.5 }, 'perDevicePerMinute'],
    [{ perKeyPerMinute: 1 }, 'perKeyPerMinute'],
  ])('are refused with %j', async (body, field) => {
    const { status, body: problem } = await put(body);
    expect([status, problem['code']]).toEqual([400, 'INVALID_BODY']);
    expect(problem['errors']).toEqual([expect.objectContaining({ path: field })]);
  });

  it('are of merchants that exist, and set by the admin alone', async () => {
    const unknown = await app.request('PUT', path('nobody'), { key: ADMIN_KEY, body: {} });
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'MERCHANT_UNKNOWN']);
    expect((await app.get(path('nobody'), ADMIN_KEY)).body['code']).toBe('MERCHANT_UNKNOWN');
    const own = await put({}, merchant.secret);
    expect([own.status, own.body['code']]).toEqual([403, 'FORBIDDEN']);
  });

  it('hold in every other process as soon as it asks for the key again', async () => {
    const settings = { ...environment, DATABASE_URL: app.database.url, ADMIN_API_KEY: ADMIN_KEY, SECRETS_KEY };
    const other = await startTributary(
      readEnvironment({ ...settings, PORT: '0', RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0', TRIBUTARY_ROLE: 'api' }),
      pino({ level: 'silent' }),
    );
    other.app.get(RateLimits).now = () => 0;
    try {
      const policy = async () => {
        const response = await fetch(`${other.url}/v1/track/touchpoint?key=${merchant.publishable}`, {
          method: 'POST',
          body: JSON.stringify({ anonymousId: 'phone', source: 'direct' }),
        });
        return response.headers.get('ratelimit-policy');
      };
      while ((await policy()) === null);
      expect(await policy()).toBe('"device";q=3;w=60');
      await put({ perDevicePerMinute: 1 });
      await until(async () => (await policy()) === '"device";q=1;w=60');
    } finally {
      await other.stop();
    }
  });
});

describe('the address of a client', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '2' });
    app.tributary.app.get(RateLimits).now = () => 0;
  });
  afterAll(() => app.stop());

  it('is not what the client says it is, unless a proxy is trusted', async () => {
    const { publishable } = await app.merchant();
    const statuses = [];
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const body = { anonymousId: address, source: 'direct' };
      const headers = { 'x-forwarded-for': address };
      statuses.push((await app.post('/v1/track/touchpoint', publishable, body, headers)).status);
    }
    expect(statuses).toEqual([202, 202, 429]);
  });
});
