import { ADMIN_KEY, type Answer, TestApp, type TestMerchant } from '../support/app';

describe('what the SDK sends', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant();
  });

  const touchpoint = (more: Record<string, unknown> = {}) => ({ anonymousId: 'device', source: 'referral', ...more });
  const claim = (more: Record<string, unknown> = {}) => ({ anonymousId: 'd', orderId: '1', token: 't', ...more });
  const send = (path: string, body: unknown, headers?: Record<string, string>) =>
    app.post(`/v1/track/${path}`, merchant.publishable, body, headers);

  async function refused(path: string, body: unknown, code: string, ...paths: string[]): Promise<void> {
    const before = await app.facts(merchant.merchantId);
    const { status, body: problem } = await send(path, body);
    expect([status, problem['code']]).toEqual([400, code]);
    const errors = (problem['errors'] ?? []) as { path: string }[];
    expect(errors.map((error) => error.path)).toEqual(expect.arrayContaining(paths));
    expect(await app.facts(merchant.merchantId)).toBe(before);
  }

  it('stores a touchpoint and returns its position', async () => {
    const { status, body } = await send('touchpoint', touchpoint({ touchpointId: 't-1' }));
    expect(status).toBe(202);
    expect(body).toEqual({ eventId: expect.any(String), position: expect.any(Number), duplicate: false });
  });

  it('answers a repetition as before, and other content under the same id with a conflict', async () => {
    const first = await send('touchpoint', touchpoint({ touchpointId: 't-1' }));
    const again = await send('touchpoint', {
      source: 'referral',
      touchpointId: 't-1',
      anonymousId: 'device',
      url: null,
    });
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
    const other = await send('touchpoint', touchpoint({ touchpointId: 't-1', channel: 'x' }));
    expect([other.status, other.body['code']]).toEqual([409, 'FACT_CONFLICT']);
    // A claim may have the id of a touchpoint, because the kinds differ.
    expect((await send('purchase', claim({ claimId: 't-1' }))).status).toBe(202);
    expect(await app.facts(merchant.merchantId)).toBe(3);
  });

  it.each([
    ['touchpoint', touchpoint({ touchpointId: 'guessed' }), { source: 'paid' }],
    ['purchase', claim({ claimId: 'guessed' }), { token: 'wrong' }],
  ])('lets nobody block another sender by a guessed id: a %s', async (path, body, other) => {
    const stranger = await send(path, { ...body, ...other, anonymousId: 'stranger' });
    const first = await send(path, body);
    expect([stranger.status, first.status]).toEqual([202, 202]);
    const again = await send(path, body);
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
    const conflict = await send(path, { ...body, ...other });
    expect([conflict.status, conflict.body['code']]).toEqual([409, 'FACT_CONFLICT']);
  });

  it('stores each of several equal touchpoints without an id', async () => {
    const first = await send('touchpoint', touchpoint());
    const second = await send('touchpoint', touchpoint());
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(first.body['eventId']).not.toBe(second.body['eventId']);
  });

  it('takes safe integers for ids, and null for fields that are left out', async () => {
    const ids = { anonymousId: 4711, touchpointId: 1, referrer: { type: 'customer_id', value: 12 } };
    const nulls = { channel: null, campaign: null, url: null, occurredAt: null };
    expect((await send('touchpoint', { ...ids, ...nulls, source: 'email' })).status).toBe(202);
    const same = { anonymousId: '4711', touchpointId: '1', referrer: { type: 'customer_id', value: '12' } };
    expect((await send('touchpoint', { ...same, source: 'email' })).body).toMatchObject({ duplicate: true });
  });

  it('loses no visit because of a label, and recognises the visit in another spelling', async () => {
    const odd = { campaign: '', channel: 'a\nb', url: `/collections/all?utm_source=x&q=${'y'.repeat(3_000)}` };
    const first = await send('touchpoint', touchpoint({ touchpointId: 't-1', ...odd }));
    expect(first.status).toBe(202);
    for (const again of [odd, { channel: 'a b', url: '/collections/all?utm_source=x' }]) {
      const { status, body } = await send('touchpoint', touchpoint({ touchpointId: 't-1', ...again }));
      expect([status, body]).toEqual([200, { ...first.body, duplicate: true }]);
    }
    const items = [
      { type: 'touchpoint', ...touchpoint({ touchpointId: 't-2', channel: 'x'.repeat(300), url: 'nowhere' }) },
    ];
    expect((await send('batch', { items })).body['results']).toMatchObject([{ status: 202 }]);
  });

  it('takes claims before the checkout has an order, singly and in a batch', async () => {
    const claims = ['c-1', 'c-2'].map((claimId) => ({ claimId, anonymousId: 'd', token: 'before-the-order' }));
    expect((await send('purchase', claims[0]!)).status).toBe(202);
    const { body } = await send('batch', { items: claims.map((claim) => ({ type: 'purchase', ...claim })) });
    expect(body['results']).toMatchObject([{ status: 200, duplicate: true }, { status: 202 }]);
  });

  it('names every field that is missing, unknown or wrong, and stores nothing', async () => {
    await refused(
      'touchpoint',
      { sauce: 'paid', occurredAt: '2026-02-30T00:00:00Z' },
      'INVALID_BODY',
      'anonymousId',
      'source',
      'sauce',
      'occurredAt',
    );
    await refused(
      'touchpoint',
      touchpoint({ referrer: { type: 'customer', value: 'x', more: 1 } }),
      'INVALID_BODY',
      'referrer.type',
      'referrer.more',
    );
    await refused('touchpoint', touchpoint({ anonymousId: 1.5 }), 'INVALID_BODY', 'anonymousId');
    await refused('touchpoint', touchpoint({ anonymousId: 2 ** 53 }), 'INVALID_BODY', 'anonymousId');
    await refused('touchpoint', touchpoint({ anonymousId: '' }), 'INVALID_BODY', 'anonymousId');
    await refused('touchpoint', touchpoint({ anonymousId: 'x'.repeat(257) }), 'INVALID_BODY', 'anonymousId');
    await refused('touchpoint', touchpoint({ occurredAt: '2026-01-01T00:00:00' }), 'INVALID_BODY', 'occurredAt');
    await refused('touchpoint', touchpoint({ constructor: 1 }), 'INVALID_BODY', 'constructor');
    await refused('touchpoint', '{"__proto__":{},"anonymousId":"a","source":"paid"}', 'INVALID_BODY', '__proto__');
    await refused('purchase', { anonymousId: 'd', orderId: '1' }, 'INVALID_BODY', 'token');
    for (const body of ['[]', 'null', '"text"', '7']) await refused('touchpoint', body, 'INVALID_BODY');
  });

  it('refuses bodies that are not JSON, not UTF-8, too deep, or cannot be stored', async () => {
    for (const body of ['', '{', '{"a":1}x', "{'a':1}", '{"a":NaN}']) await refused('touchpoint', body, 'INVALID_JSON');
    await refused('touchpoint', Buffer.from([0x7b, 0xff, 0x7d]), 'INVALID_JSON');
    await refused('touchpoint', `{"a":${'['.repeat(64)}${']'.repeat(64)}}`, 'TOO_DEEP');
    await refused('touchpoint', '['.repeat(100_000), 'TOO_DEEP');
    await refused('touchpoint', '{"anonymousId":"a\\u0000","source":"paid"}', 'INVALID_TEXT');
    await refused('touchpoint', '{"anonymousId":"\\ud800","source":"paid"}', 'INVALID_TEXT');
  });

  it('refuses other content types after the key, and takes JSON as text/plain', async () => {
    const body = JSON.stringify(touchpoint());
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/html',
      'garbage',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await send('touchpoint', body, { 'content-type': type });
      expect([answer.status, answer.body['code']]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
    const text = await send('touchpoint', body, { 'content-type': 'text/plain;charset=UTF-8' });
    expect(text.status).toBe(202);
    const own = await app.request('PUT', '/v1/policy', {
      key: merchant.secret,
      body: '{}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(own.status).toBe(415);
  });

  it('takes a beacon: the key in the URL, JSON as text, an origin', async () => {
    const { status, headers } = await app.request('POST', `/v1/track/touchpoint?key=${merchant.publishable}`, {
      body: JSON.stringify(touchpoint()),
      headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://shop.example' },
    });
    expect(status).toBe(202);
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  it('refuses a body above 1 MiB, and takes one just below', async () => {
    const big = await send('touchpoint', ' '.repeat(1_048_577));
    expect([big.status, big.body['code']]).toEqual([413, 'BODY_TOO_LARGE']);
    const body = JSON.stringify(touchpoint());
    expect((await send('touchpoint', body + ' '.repeat(1_048_576 - body.length))).status).toBe(202);
  });

  describe('a batch', () => {
    const results = ({ body }: Answer) => body['results'] as unknown as Record<string, unknown>[];

    it('has a result for each item, in order, and stores the valid items', async () => {
      const answer = await send('batch', {
        items: [
          { type: 'touchpoint', ...touchpoint({ touchpointId: 'a' }) },
          { type: 'purchase', ...claim({ claimId: 'a' }) },
          { type: 'touchpoint', ...touchpoint({ touchpointId: 'a' }) },
          { type: 'touchpoint', ...touchpoint({ touchpointId: 'a', channel: 'other' }) },
          { type: 'touchpoint', anonymousId: 'x' },
          { type: 'order' },
          'nonsense',
        ],
      });
      expect(answer.status).toBe(200);
      expect(results(answer).map(({ status, code, duplicate }) => [status, code ?? duplicate])).toEqual([
        [202, false],
        [202, false],
        [200, true],
        [409, 'FACT_CONFLICT'],
        [400, 'INVALID_BODY'],
        [400, 'INVALID_BODY'],
        [400, 'INVALID_BODY'],
      ]);
      expect(await app.facts(merchant.merchantId)).toBe(3);
    });

    it('takes 1 to 500 items', async () => {
      const item = { type: 'touchpoint', ...touchpoint() };
      const most = await send('batch', { items: Array.from({ length: 500 }, () => item) });
      expect(results(most)).toHaveLength(500);
      const positions = results(most).map(({ position }) => position as number);
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      for (const items of [[], Array.from({ length: 501 }, () => item), 'x', null]) {
        await refused('batch', { items }, 'INVALID_BODY', 'items');
      }
      await refused('batch', { items: [item], more: 1 }, 'INVALID_BODY', 'more');
    });
  });

  describe('CORS', () => {
    const origin = { origin: 'https://shop.example' };
    const preflight = {
      ...origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    };

    it.each(['touchpoint', 'purchase', 'batch'])('answers the preflight of %s', async (path) => {
      const { status, headers } = await app.request('OPTIONS', `/v1/track/${path}?key=pk`, { headers: preflight });
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
      expect(headers.get('access-control-allow-methods')).toContain('POST');
      expect(headers.get('access-control-allow-headers')).toContain('authorization');
      expect(headers.get('access-control-allow-headers')).toContain('content-type');
      expect(headers.get('vary')).toContain('Origin');
    });

    it('lets a page read refusals too', async () => {
      for (const [key, body] of [
        [null, '{}'],
        [merchant.publishable, '{'],
        [merchant.publishable, ' '.repeat(2_000_000)],
      ] as const) {
        const { status, headers } = await app.post('/v1/track/touchpoint', key, body, origin);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
      }
    });

    it('is for these routes alone', async () => {
      for (const path of ['/v1/policy', '/v1/merchants', '/v1/identities/assert', '/health/live']) {
        const answer = await app.request('OPTIONS', path, { headers: preflight });
        expect(answer.status).toBe(405);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
      const read = await app.get('/v1/policy', merchant.secret, origin);
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  it('occurred at most maxBackdateSeconds before it came if the publishable key sent it, also in a batch', async () => {
    const long = touchpoint({ anonymousId: 'dated-back', occurredAt: '2020-01-01T00:00:00.000Z' });
    await send('touchpoint', { ...long, touchpointId: 'browser' });
    await send('batch', { items: [{ ...long, type: 'touchpoint', touchpointId: 'b' }] });
    const { body } = await app.post('/v1/track/touchpoint', merchant.secret, { ...long, touchpointId: 'server' });
    const path = `/v1/identity-groups/by/anonymous_id/dated-back?after=${String(body['position'])}`;
    const group = await app.get(path, merchant.secret);
    const touchpoints = group.body['touchpoints'] as unknown as { touchpointId: string; occurredAt: string }[];
    const years = Object.fromEntries(
      touchpoints.map(({ touchpointId: id, occurredAt }) => [id, occurredAt.slice(0, 4)]),
    );
    const now = String(new Date().getUTCFullYear());
    expect(years).toEqual({ browser: now, b: now, server: '2020' });
  });

  it('can be read once the read model has reached its position', async () => {
    const { body } = await send(
      'touchpoint',
      touchpoint({ touchpointId: 't-1', url: 'https://u:p@shop.example/a?utm_source=n&q=secret#x' }),
    );
    const path = `/v1/identity-groups/by/anonymous_id/device?after=${String(body['position'])}`;
    const group = await app.get(`${path}&merchantId=${merchant.merchantId}`, ADMIN_KEY);
    expect(group.body).toMatchObject({
      identifiers: [{ type: 'anonymous_id', value: 'device' }],
      absorbed: [],
      touchpoints: [
        {
          touchpointId: 't-1',
          source: 'referral',
          channel: null,
          referrer: null,
          url: 'https://shop.example/a?utm_source=n',
        },
      ],
      purchases: [],
    });
  });
});
