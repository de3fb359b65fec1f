import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { until } from '../support/until';

describe('delayed evaluations', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeEach(async () => {
    app = await TestApp.start();
    merchant = await app.merchant({ settlingPeriodSeconds: 4 });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  });
  afterEach(() => app.stop());

  it('run once each when thousands are due at once', async () => {
    const count = 800;
    // No evaluation may become due before all are recorded, however slow the machine is.
    const policy = { settlingPeriodSeconds: 600 };
    expect((await app.request('PUT', '/v1/policy', { key: merchant.secret, body: policy })).status).toBe(200);
    const items = Array.from({ length: count }, (_, i) => ({
      type: 'purchase',
      anonymousId: `device-${i}`,
      orderId: `order-${i}`,
      token: `token-order-${i}`,
    }));
    for (let i = 0; i < count; i += 500) {
      const batch = { items: items.slice(i, i + 500) };
      expect((await app.post('/v1/track/batch', merchant.publishable, batch)).status).toBe(200);
    }
    for (let i = 0; i < count; i += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, k) =>
          app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(`order-${i + k}`)),
        ),
      );
    }
    const { position } = (
      await app.post('/v1/track/touchpoint', merchant.publishable, { anonymousId: 'last', source: 'direct' })
    ).body;
    await app.get(`/v1/purchases?limit=1&waitMs=10000&after=${String(position)}`, merchant.secret);
    const { rowCount: waiting } = await app.database.pool.query(
      `update purchases set evaluation_due_at = now() where merchant_id = $1 and evaluation_due_at is not null`,
      [merchant.merchantId],
    );
    expect(waiting).toBe(count);

    await until(async () => {
      const { rows } = await app.database.pool.query<{ left: number }>(
        "select count(*)::integer as left from purchases where evaluation_state <> 'done'",
      );
      return rows[0]!.left === 0;
    });
    const { rowCount: requests } = await app.database.pool.query(
      "select from events where type = 'RewardEvaluationRequested'",
    );
    expect(requests).toBe(count);
    const { rows: decided } = await app.database.pool.query<{ count: number }>(
      "select count(*)::integer as count from events where type = 'PurchaseAttributed'",
    );
    expect(decided[0]!.count).toBe(count);
  });

  it('run after their settling period although the clock was a year ahead, and an alert shows that it was', async () => {
    // As if the last fact of each partition had been recorded a year ahead: its successors cannot be earlier.
    await app.database.pool.query("update streams set recorded_at = now() + interval '1 year'");
    await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('1'));
    const claim = { anonymousId: 'd', orderId: '1', token: 'token-1' };
    const { body } = await app.post('/v1/track/purchase', merchant.publishable, claim);
    const waiting = await app.get(`/v1/purchases/1?after=${String(body['position'])}&waitMs=10000`, merchant.secret);
    const { dueAt } = waiting.body['evaluation'] as unknown as { dueAt: string };
    expect(Date.parse(dueAt) - Date.now()).toBeGreaterThan(360 * 86_400_000);
    await until(async () => {
      const { body: purchase } = await app.get('/v1/purchases/1', merchant.secret);
      return (purchase['evaluation'] as unknown as { state: string }).state === 'done';
    });
    await until(async () => {
      const { body: alerts } = await app.get('/v1/alerts?state=open&kind=clock-ahead', ADMIN_KEY);
      return (alerts['items'] as unknown as unknown[]).length > 0;
    });
  });

  it('survive a stop: an evaluation that became due meanwhile runs at the next start', async () => {
    await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('1'));
    const claim = { anonymousId: 'd', orderId: '1', token: 'token-1' };
    const { body } = await app.post('/v1/track/purchase', merchant.publishable, claim);
    const waiting = await app.get(`/v1/purchases/1?after=${String(body['position'])}`, merchant.secret);
    expect(waiting.body).toMatchObject({ evaluation: { state: 'scheduled' } });
    await app.restart();
    await until(async () => {
      const { body: purchase } = await app.get('/v1/purchases/1', merchant.secret);
      return (purchase['evaluation'] as unknown as { state: string }).state === 'done';
    });
  });
});
