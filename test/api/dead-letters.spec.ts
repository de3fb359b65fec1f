import { ADMIN_KEY, TestApp } from '../support/app';
import { Storefront } from '../support/storefront';

describe('dead letters', () => {
  let app: TestApp;
  let shop: Storefront;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await Storefront.open(app);
    await shop.campaign('euros', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
  });

  const by = { reason: 'rates were wrong', actor: 'olivia' };
  const ask = (method: string, path: string, body?: unknown) =>
    app.request(method, `${path}${path.includes('?') ? '&' : '?'}merchantId=${shop.merchant.merchantId}`, {
      key: ADMIN_KEY,
      body,
    });
  const list = async () => (await ask('GET', '/v1/dead-letters')).body['items'] as unknown as { id: string }[];

  /** There is no exchange rate, and the test does not wait five minutes for retries. */
  async function exhausted(orderId: string): Promise<void> {
    await shop.referred(orderId, 'anna', { currency: 'USD' });
    for (let attempt = 1; attempt <= 4; attempt++) {
      const { evaluation } = await shop.until(orderId, (purchase) => purchase.evaluation.attempts === attempt);
      expect(evaluation.state).toBe(attempt === 4 ? 'exhausted' : 'failed');
      await app.database.pool.query(
        `update purchases set evaluation_due_at = now()
         where merchant_id = $1 and order_id = $2 and evaluation_state = 'failed'`,
        [shop.merchant.merchantId, orderId],
      );
    }
  }

  it('are evaluations that failed, and failed in three retries, five minutes apart', async () => {
    const failed = await shop.referred('1', 'anna', { currency: 'USD' });
    const decided = failed.history.find(({ type }) => type === 'RewardEvaluationFailed')!;
    const nextAttemptAt = String(decided.data['nextAttemptAt']);
    expect(failed.evaluation).toMatchObject({ state: 'failed', attempts: 1, dueAt: nextAttemptAt });
    expect(Date.parse(nextAttemptAt) - Date.parse(decided.recordedAt)).toBe(300_000);
    expect(await list()).toEqual([]);

    await exhausted('2');
    const { history, evaluation, attribution } = await shop.purchase('2');
    expect([evaluation.dueAt, attribution]).toEqual([null, null]);
    const end = history.at(-1)!;
    expect(end.type).toBe('RewardEvaluationExhausted');
    expect(await list()).toEqual([
      {
        id: end.data['evaluationId'],
        kind: 'evaluation',
        orderId: '2',
        factType: null,
        error: 'RATE_MISSING',
        attempts: 4,
        reasons: ['settling'],
        since: expect.any(String),
        position: end.position,
      },
    ]);
  });

  it('are tried again when an operator asks, and are gone once decided', async () => {
    await exhausted('1');
    const [letter] = await list();
    const again = await ask('POST', `/v1/dead-letters/${letter!.id}/requeue`, by);
    expect([again.status, again.body['duplicate']]).toEqual([202, false]);
    shop.written(again);
    expect((await shop.settled('1')).evaluation).toMatchObject({ state: 'failed', attempts: 1, reasons: ['operator'] });
    expect(await list()).toEqual([]);
    const gone = await ask('POST', `/v1/dead-letters/${letter!.id}/requeue`, by);
    expect([gone.status, gone.body['code']]).toEqual([404, 'NOT_FOUND']);
  });

  it('are decided at once when the missing rates come', async () => {
    await exhausted('1');
    shop.written(
      await shop.send('PUT', '/v1/exchange-rates', {
        base: 'USD',
        rates: { EUR: '0.5' },
        asOf: new Date(Date.now() - 60_000).toISOString(),
      }),
    );
    expect((await shop.until('1', ({ rewards }) => rewards.length > 0)).rewards).toMatchObject([{ amount: 100 }]);
    expect(await list()).toEqual([]);
  });

  it('are requeued together, and listed page by page', async () => {
    await exhausted('1');
    await exhausted('2');
    const first = await ask('GET', '/v1/dead-letters?limit=1');
    expect(first.body['items']).toMatchObject([{ orderId: '2' }]);
    const second = await ask('GET', `/v1/dead-letters?limit=1&cursor=${String(first.body['nextCursor'])}`);
    expect(second.body).toMatchObject({ items: [{ orderId: '1' }], nextCursor: null });
    const all = await ask('POST', '/v1/dead-letters/requeue', by);
    expect([all.status, all.body]).toEqual([200, { requeued: 2, left: 0, position: expect.any(Number) }]);
    shop.written(all);
    for (const id of ['1', '2']) expect((await shop.settled(id)).evaluation).toMatchObject({ reasons: ['operator'] });
    const none = await ask('POST', '/v1/dead-letters/requeue', by);
    expect(none.body).toEqual({ requeued: 0, left: 0, position: null });
  });

  it('are also facts on which the kernel threw', async () => {
    // The engine writes this row when it meets a bug of its own.
    const { position, merchantId } = shop.merchant;
    const { rows } = await app.database.pool.query<{ id: string }>(
      `insert into failed_facts (merchant_id, fact_id, fact_type, error, position, at)
       select $1, id, type, 'TypeError', revision, recorded_at from events
       where stream like 'intake-%' and type = 'CampaignPublished' and data::jsonb ->> 'merchantId' = $1
       returning fact_id as id`,
      [merchantId],
    );
    expect(await list()).toEqual([
      {
        ...{ id: rows[0]!.id, kind: 'fact', orderId: null, factType: 'CampaignPublished', error: 'TypeError' },
        ...{ attempts: 1, reasons: [], since: expect.any(String), position: expect.any(Number) },
      },
    ]);
    shop.written(await ask('POST', `/v1/dead-letters/${rows[0]!.id}/requeue`, by));
    await shop.get(`/v1/policy?after=${position + 2}`);
    expect((await shop.get('/v1/campaigns')).body['items']).toMatchObject([{ version: 2 }]);
    expect(await list()).toEqual([]);
  });

  it.each([[{}], [{ reason: 'x' }], [{ ...by, all: true }]])('are not requeued with %j', async (body) => {
    for (const path of ['/v1/dead-letters/requeue', '/v1/dead-letters/ev_0_0_0/requeue']) {
      const { status, body: problem } = await ask('POST', path, body);
      expect([status, problem['code']]).toEqual([400, 'INVALID_BODY']);
    }
  });

  it('need the admin key', async () => {
    const { status, body } = await shop.get('/v1/dead-letters');
    expect([status, body['code']]).toEqual([403, 'FORBIDDEN']);
  });
});
