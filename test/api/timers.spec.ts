import { ADMIN_KEY, TestApp } from '../support/app';
import { Storefront } from '../support/storefront';

describe('timers', () => {
  let app: TestApp;
  beforeAll(async () => (app = await TestApp.start()));
  afterAll(() => app.stop());

  const list = async (shop: Storefront, query = '') => {
    const path = `/v1/timers?merchantId=${shop.merchant.merchantId}${query}`;
    const { status, body } = await app.get(path, ADMIN_KEY);
    expect(status).toBe(200);
    return body as unknown as { items: Record<string, unknown>[]; nextCursor: string | null };
  };

  it('are the purchases that wait for their evaluation, the next one first, page by page', async () => {
    const shop = await Storefront.open(app, { settlingPeriodSeconds: 3_600 });
    expect((await list(shop)).items).toEqual([]);
    const orders = ['2', '1', '10'];
    for (const orderId of orders) {
      await shop.order(orderId);
      await shop.claim(orderId, 'laptop');
      await shop.until(orderId, ({ evaluation }) => evaluation.state === 'scheduled');
    }
    const { evaluation } = await shop.purchase('2');
    const { items } = await list(shop);
    expect(items.map(({ orderId }) => orderId)).toEqual(orders);
    expect(items[0]).toEqual({
      orderId: '2',
      evaluationId: expect.any(String),
      state: 'scheduled',
      dueAt: evaluation.dueAt,
      reasons: ['settling'],
      attempts: 0,
      error: null,
    });
    // Those that are due at the same moment come in the order of their ids, and none is lost between two pages.
    await app.database.pool.query(
      'update purchases set evaluation_due_at = (select max(evaluation_due_at) from purchases) where merchant_id = $1',
      [shop.merchant.merchantId],
    );
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(shop, `&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['1', '10', '2']);
  });

  it('say why an attempt failed that is made again', async () => {
    const shop = await Storefront.open(app);
    await shop.campaign('euros', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
    await shop.referred('1', 'anna', { currency: 'USD' });
    expect((await list(shop)).items).toMatchObject([{ state: 'failed', attempts: 1, error: 'RATE_MISSING' }]);
  });

  it('are shown to the admin key alone', async () => {
    const shop = await Storefront.open(app);
    expect((await app.get('/v1/timers', shop.merchant.secret)).status).toBe(403);
    const bad = await app.get(`/v1/timers?merchantId=${shop.merchant.merchantId}&cursor=x`, ADMIN_KEY);
    expect([bad.status, bad.body['code']]).toEqual([400, 'INVALID_PARAMETER']);
  });
});
