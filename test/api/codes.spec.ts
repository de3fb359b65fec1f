import { TestApp, type TestMerchant } from '../support/app';

describe('codes', () => {
  let app: TestApp;
  let merchant: TestMerchant;
  const owner = (value: string) => ({ type: 'customer_id', value });
  const put = (code: string, body: unknown, key = merchant.secret) =>
    app.request('PUT', `/v1/codes/${encodeURIComponent(code)}`, { key, body });
  const release = (code: string) => app.request('DELETE', `/v1/codes/${code}`, { key: merchant.secret });

  beforeAll(async () => (app = await TestApp.start()));
  afterAll(() => app.stop());
  beforeEach(async () => (merchant = await app.merchant()));

  async function listed(after: unknown, query = ''): Promise<Record<string, unknown>[]> {
    const { status, body } = await app.get(`/v1/codes?after=${String(after)}&waitMs=10000${query}`, merchant.secret);
    expect(status).toBe(200);
    return body.items as unknown as Record<string, unknown>[];
  }

  it('are assigned, replaced, listed and released', async () => {
    await put(' anna10 ', { owner: owner('7'), channel: 'friends' });
    await put('BEN/5%', { owner: owner('8') });
    const again = await put('ANNA10', { owner: owner('9'), campaign: 'spring' });
    expect(again.status).toBe(202);
    expect(await listed(again.body.position)).toMatchObject([
      { code: 'ANNA10', owner: owner('9'), channel: null, campaign: 'spring', position: again.body.position },
      { code: 'BEN/5%', owner: owner('8'), channel: null, campaign: null },
    ]);
    const released = await release('anna10');
    expect(released.status).toBe(202);
    expect((await listed(released.body.position)).map(({ code }) => code)).toEqual(['BEN/5%']);
    expect(await release('ANNA10')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('page, the one assigned last first', async () => {
    let position: unknown;
    for (let i = 0; i < 5; i++) position = (await put(`C${i}`, { owner: owner(`c${i}`) })).body.position;
    const first = await app.get(`/v1/codes?limit=3&after=${String(position)}&waitMs=10000`, merchant.secret);
    const rest = await app.get(`/v1/codes?limit=3&cursor=${String(first.body.nextCursor)}`, merchant.secret);
    const codes = [first, rest].map(({ body }) =>
      (body.items as unknown as { code: string }[]).map(({ code }) => code),
    );
    expect(codes).toEqual([
      ['C4', 'C3', 'C2'],
      ['C1', 'C0'],
    ]);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('cannot be made by whoever holds the publishable key only', async () => {
    expect(await put('MINE', { owner: owner('7') }, merchant.publishable)).toMatchObject({ status: 403 });
    expect(await app.request('DELETE', '/v1/codes/MINE', { key: merchant.publishable })).toMatchObject({ status: 403 });
    expect(await app.get('/v1/codes', merchant.publishable)).toMatchObject({ status: 403 });
  });

  it('refuse what is no code, and an owner who is nobody', async () => {
    for (const code of ['   ', 'x'.repeat(257), 'ß'.repeat(200), 'a\tb']) {
      expect(await put(code, { owner: owner('7') })).toMatchObject({
        status: 400,
        body: { code: 'INVALID_PARAMETER', errors: [{ path: 'code' }] },
      });
    }
    expect(await put('NOBODY', { owner: owner('guest') })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_BODY', errors: [{ path: 'owner.value', message: 'never identifies anybody' }] },
    });
  });
});
