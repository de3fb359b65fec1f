import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { eventually } from '../support/until';

describe('reads of what grew large', () => {
  let app: TestApp;
  let merchant: TestMerchant;
  let position: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant({ settlingPeriodSeconds: 3_600 });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  });

  async function order(orderId: string, data: Record<string, unknown> = {}): Promise<void> {
    const { body } = await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(orderId, data));
    position = Number(body['position']);
  }

  async function track(items: Record<string, unknown>[]): Promise<void> {
    const { status, body } = await app.post('/v1/track/batch', merchant.publishable, { items });
    expect(status).toBe(200);
    const results = body['results'] as unknown as { position: number }[];
    position = Math.max(...results.map((result) => result.position));
  }

  async function read<Shown>(path: string, query = ''): Promise<Shown> {
    const answer = await app.get(`${path}?after=${position}&waitMs=10000${query}`, merchant.secret);
    expect(answer.status).toBe(200);
    return answer.body as Shown;
  }

  interface Page<Item> {
    items: Item[];
    nextCursor: string | null;
  }
  async function pagesFrom<Item>(cursor: string | null, path: string, query = ''): Promise<Item[][]> {
    if (cursor === null) return [];
    const { items, nextCursor } = await read<Page<Item>>(path, `${query}${cursor && `&cursor=${cursor}`}`);
    return [items, ...(await pagesFrom<Item>(nextCursor, path, query))];
  }

  const wrongClaim = (orderId: string, i: number) => ({
    ...{ type: 'purchase', claimId: `c-${i}`, anonymousId: `guesser-${i}`, orderId, token: 'guessed' },
  });

  interface Event {
    type: string;
    position: number;
    ordinal: number;
    count: number;
  }
  interface Purchase {
    claims: { claimId: string }[];
    claimsCursor: string | null;
    history: Event[];
    historyCursor: string | null;
    evaluation: { state: string };
  }

  it('show the newest 100 claims of a purchase, and page through the older ones', async () => {
    await order('1', { customerId: 'carl' });
    await track(Array.from({ length: 250 }, (_, i) => wrongClaim('1', i)));
    const purchase = await read<Purchase>('/v1/purchases/1');

    const claimIds = Array.from({ length: 250 }, (_, i) => `c-${i}`);
    expect(purchase.claims.map(({ claimId }) => claimId)).toEqual(claimIds.slice(150));
    const older = await pagesFrom<{ claimId: string }>(purchase.claimsCursor, '/v1/claims', '&orderId=1&limit=60');
    expect(older.flat().map(({ claimId }) => claimId)).toEqual(claimIds.slice(0, 150).toReversed());

    // The claims may be of two hours.
    const rejections = purchase.history.filter(({ type }) => type === 'PurchaseClaimRejected');
    expect(rejections.length).toBeLessThanOrEqual(2);
    expect(rejections.reduce((sum, { count }) => sum + count, 0)).toBe(250);
    expect(purchase.historyCursor).toBeNull();
    const { story } = await read<{ story: { kind: string; count: number }[] }>('/v1/purchases/1/explain');
    expect(story.filter(({ kind }) => kind === 'PurchaseClaimRejected').map(({ count }) => count)).toEqual(
      rejections.map(({ count }) => count),
    );
    const past = (await app.get(`/v1/purchases/1?asOf=${position}`, merchant.secret)).body as unknown as Purchase;
    expect(past.history).toEqual(purchase.history);
  });

  it('show the newest 100 events of a purchase, and page through the older ones', async () => {
    const reward = (amount: number) => ({ to: 'referee', kind: 'fixed', amount });
    const rewards = Array.from({ length: 20 }, (_, i) => reward(i + 1));
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const body = { name: id, condition: 'true', currency: 'EUR', rewards };
      await app.request('PUT', `/v1/campaigns/${id}`, { key: merchant.secret, body });
    }
    await order('1', { customerId: 'carl' });
    await track([{ ...wrongClaim('1', 0), token: 'token-1' }]);
    const path = `/v1/purchases/1/evaluate?merchantId=${merchant.merchantId}`;
    position = Number((await app.post(path, ADMIN_KEY, { reason: 'asked for', actor: 'ann' })).body['position']);
    const purchase = await eventually(async () => {
      const now = await read<Purchase>('/v1/purchases/1');
      return now.evaluation.state === 'done' ? now : undefined;
    });

    expect(purchase.history).toHaveLength(100);
    const before = await pagesFrom<Event>(purchase.historyCursor, '/v1/purchases/1/history', '&limit=9');
    const story = [...before.toReversed().flat(), ...purchase.history];
    const places = story.map((event) => event.position * 1_000 + event.ordinal);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    expect(story.filter(({ type }) => type === 'RewardGranted')).toHaveLength(120);
    const whole = await pagesFrom<Event>('', '/v1/purchases/1/history', '&limit=500');
    expect(whole).toEqual([story]);
  });

  it('have no cursors where everything is shown', async () => {
    await order('1');
    await track([wrongClaim('1', 1)]);
    expect(await read<Purchase>('/v1/purchases/1')).toMatchObject({ claimsCursor: null, historyCursor: null });
    const { status, body } = await app.get(`/v1/purchases/2/history?after=${position}`, merchant.secret);
    expect([status, body['code']]).toEqual([404, 'NOT_FOUND']);
  });

  it('show the first 200 items of a purchase, and count all', async () => {
    const items = Array.from({ length: 5_000 }, (_, i) => ({ sku: `sku-${i}`, quantity: 1, price: 100 }));
    await order('1', { items });
    const purchase = await read<Record<string, unknown>>('/v1/purchases/1');
    expect(purchase).toMatchObject({ items: items.slice(0, 200), itemsCount: 5_000 });
    const { history, historyCursor, ...summary } = purchase;
    expect([history, historyCursor]).toEqual([expect.any(Array), null]);
    expect((await read<Page<unknown>>('/v1/purchases')).items).toEqual([summary]);
  });

  it('end a page of large purchases early, and go on with the next', async () => {
    const items = Array.from({ length: 200 }, (_, i) => ({ sku: `${i}-`.padEnd(256, 'x'), quantity: 1, price: 100 }));
    const orderIds = Array.from({ length: 110 }, (_, i) => String(i));
    for (const orderId of orderIds) await order(orderId, { items });
    const pages = await pagesFrom<{ orderId: string }>('', '/v1/purchases', '&limit=500');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flat().map(({ orderId }) => orderId)).toEqual(orderIds.toReversed());
  });

  it('show the newest of a group with their counts', async () => {
    const hub = { type: 'customer_id', value: 'hub' };
    for (let i = 0; i < 110; i++) {
      const b = { type: 'anonymous_id', value: `device-${i}` };
      const { body } = await app.post('/v1/identities/assert', merchant.secret, { a: hub, b });
      position = Number(body['position']);
    }
    const touchpoint = (i: number) => ({
      ...{ type: 'touchpoint', touchpointId: `t-${i}`, anonymousId: `device-${i % 2}`, source: 'direct' },
    });
    await track(Array.from({ length: 400 }, (_, i) => touchpoint(i)));
    await track(Array.from({ length: 400 }, (_, i) => touchpoint(400 + i)));
    for (let i = 0; i < 105; i++) await order(String(i), { customerId: 'hub' });

    const path = '/v1/identity-groups/by/customer_id/hub';
    const group = await read<Record<string, Record<string, unknown>[]>>(path);
    expect(group).toMatchObject({ mergesCount: 110, edgesCount: 110, touchpointsCount: 800, purchasesCount: 105 });
    const newest = (field: string) => group['merges']!.map((merge) => merge[field]);
    expect(newest('mergeId')).toEqual(group['edges']!.map(({ mergeId }) => mergeId));
    expect(group['edges']!.map(({ b }) => (b as { value: string }).value)).toEqual(
      Array.from({ length: 100 }, (_, i) => `device-${10 + i}`),
    );
    expect(group['touchpoints']!.map(({ touchpointId }) => touchpointId)).toEqual(
      Array.from({ length: 500 }, (_, i) => `t-${300 + i}`),
    );
    expect(group['purchases']).toEqual(Array.from({ length: 100 }, (_, i) => String(5 + i)));
  });
});
