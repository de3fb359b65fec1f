import { ADMIN_KEY, TestApp } from '../support/app';
import { campaign, Storefront } from '../support/storefront';

interface ShownAlert {
  alertId: number;
  kind: string;
  severity: string;
  merchantId: string | null;
  key: string;
  detail: Record<string, unknown>;
  openedAt: string;
  closedAt: string | null;
}

describe('alerts', () => {
  let app: TestApp;
  let shop: Storefront;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await Storefront.open(app);
  });

  const look = () => app.lookForAlerts();
  const sql = (text: string) => app.database.pool.query(text, [shop.merchant.merchantId]);

  async function list(query = ''): Promise<ShownAlert[]> {
    const { status, body } = await app.get(`/v1/alerts?merchantId=${shop.merchant.merchantId}${query}`, ADMIN_KEY);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body['items'] as unknown as ShownAlert[];
  }

  /** Looks once everything that was sent has been decided, then returns the open alerts. */
  async function open(): Promise<[string, string, string, Record<string, unknown>][]> {
    await shop.seen('/v1/purchases');
    await look();
    const alerts = await list('&state=open');
    return alerts.map(({ kind, key, severity, detail }) => [kind, key, severity, detail]);
  }

  async function mismatches(wrong: number, right: number): Promise<void> {
    const orders = Array.from({ length: Math.max(wrong, right) }, (_, order) => `order-${order}`);
    for (const orderId of orders) await shop.order(orderId);
    for (const orderId of orders.slice(0, wrong)) {
      await shop.track({ orderId, anonymousId: `x-${orderId}`, token: 'wrong' });
    }
    for (const orderId of orders.slice(0, right)) await shop.claim(orderId, `device-${orderId}`);
  }

  it('stay empty while all is well', async () => {
    await shop.referred('1', 'anna');
    expect(await open()).toEqual([]);
  });

  it('claims-mismatched opens above the threshold, with at least 20 judged claims in 24 hours', async () => {
    await mismatches(1, 18);
    await shop.claim('unknown', 'd');
    expect(await open()).toEqual([]);
    await shop.claim('order-0', 'another');
    expect(await open()).toEqual([]);
    await shop.track({ orderId: 'order-7', anonymousId: 'y', token: 'wrong' });
    const detail = { mismatched: 2, judged: 21, percent: 9.52, alertPercent: 5 };
    expect(await open()).toEqual([['claims-mismatched', '', 'error', detail]]);
    shop.written(await shop.send('PUT', '/v1/policy', { mismatchAlertPercent: 10 }));
    expect(await open()).toEqual([]);
    shop.written(await shop.send('PUT', '/v1/policy', { mismatchAlertPercent: 9 }));
    expect((await open()).map(([kind]) => kind)).toEqual(['claims-mismatched']);
    await sql("update claims set recorded_at = now() - interval '24 hours 1 second' where merchant_id = $1");
    expect(await open()).toEqual([]);
  });

  it('claims-mismatched opens when 20 of 20 claims mismatch, but not when 19 of 19 do', async () => {
    await mismatches(19, 0);
    expect(await open()).toEqual([]);
    await shop.track({ orderId: 'order-3', anonymousId: 'y', token: 'wrong' });
    const detail = { mismatched: 20, judged: 20, percent: 100, alertPercent: 5 };
    expect(await open()).toEqual([['claims-mismatched', '', 'error', detail]]);
  });

  it('claims-mismatched opens however many claims wait', async () => {
    await mismatches(20, 0);
    for (let order = 0; order < 50; order++) await shop.claim(`unknown-${order}`, 'd');
    expect(await open()).toMatchObject([['claims-mismatched', '', 'error', { judged: 20 }]]);
  });

  it('purchases-unprocessed opens when a first evaluation has been due for more than five minutes', async () => {
    shop = await Storefront.open(app, { settlingPeriodSeconds: 3_600 });
    await shop.order('unlinked');
    for (const orderId of ['young', 'old', 'older']) {
      await shop.order(orderId);
      await shop.claim(orderId, `device-${orderId}`);
    }
    await shop.seen('/v1/purchases');
    const due = (orderId: string, minutes: number) =>
      sql(`update purchases set evaluation_due_at = now() - interval '${minutes} minutes', partition = 99
        where merchant_id = $1 and order_id = '${orderId}'`);
    // A partition that no process decides.
    await app.database.pool.query("insert into checkpoints (partition, chain) values (99, '')");
    await due('young', 4);
    expect(await open()).toEqual([]);
    await due('old', 6);
    await due('older', 7);
    const detail = { count: 2, dueSince: expect.any(String), orderIds: ['older', 'old'] };
    expect(await open()).toEqual([['purchases-unprocessed', '', 'error', detail]]);
    await sql("update purchases set evaluation_due_at = now() + interval '1 hour' where merchant_id = $1");
    expect(await open()).toEqual([]);
    await app.database.pool.query('delete from checkpoints where partition = 99');
  });

  it('evaluations-exhausted stays open until the evaluations are requeued', async () => {
    await shop.campaign('euros', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
    await shop.referred('1', 'anna', { currency: 'USD' });
    for (let attempt = 2; attempt <= 4; attempt++) {
      await sql(
        `update purchases set evaluation_due_at = now() where merchant_id = $1 and evaluation_state = 'failed'`,
      );
      expect((await shop.until('1', ({ evaluation }) => evaluation.attempts === attempt)).evaluation).toBeDefined();
    }
    const detail = { count: 1, errors: ['RATE_MISSING'], orderIds: ['1'] };
    expect(await open()).toEqual([['evaluations-exhausted', '', 'error', detail]]);
    const rates = { base: 'USD', rates: { EUR: '0.5' }, asOf: new Date(Date.now() - 60_000).toISOString() };
    shop.written(await shop.send('PUT', '/v1/exchange-rates', rates));
    await shop.until('1', ({ evaluation }) => evaluation.state === 'done');
    expect(await open()).toEqual([]);
    const [closed] = await list('&state=closed');
    expect(closed).toMatchObject({ kind: 'evaluations-exhausted', detail, closedAt: expect.any(String) });
    expect(Date.parse(closed!.closedAt!)).toBeGreaterThanOrEqual(Date.parse(closed!.openedAt));
  });

  it('facts-failed stays open until the facts are requeued', async () => {
    await sql(`insert into failed_facts (merchant_id, fact_id, fact_type, error, position, at)
      values ($1, '00000000-0000-4000-8000-000000000001', 'PolicyChanged', 'TypeError', 7, now())`);
    const factIds = ['00000000-0000-4000-8000-000000000001'];
    const detail = { count: 1, errors: ['TypeError'], factTypes: ['PolicyChanged'], factIds };
    expect(await open()).toEqual([['facts-failed', '', 'error', detail]]);
    await sql('update failed_facts set error = null where merchant_id = $1');
    expect(await open()).toEqual([]);
  });

  it('deliveries-quarantined is open while the quarantine holds deliveries', async () => {
    shop = await Storefront.open(app);
    const merchant = await app.merchant();
    await app.webhookSecret(merchant.merchantId, 'shopify', 'secret');
    const { body } = await app.shopify(merchant.merchantId, 'secret', 'orders/create', { id: 1 });
    expect(body).toMatchObject({ quarantined: true });
    await look();
    const shown = async (state: string) =>
      (await app.get(`/v1/alerts?state=${state}&merchantId=${merchant.merchantId}`, ADMIN_KEY)).body['items'];
    expect(await shown('open')).toMatchObject([
      {
        kind: 'deliveries-quarantined',
        detail: { count: 1, codes: [body['code']], quarantineIds: [body['quarantineId']] },
      },
    ]);
    await app.database.pool.query("update quarantine set first_seen_at = now() - interval '30 days 1 second'");
    await look();
    expect([await shown('open'), await shown('closed')]).toMatchObject([[], [{ kind: 'deliveries-quarantined' }]]);
  });

  it('budget-low opens at 80 percent and budget-exhausted at 100, by the version in force', async () => {
    const month = `month ${new Date().toISOString().slice(0, 7)}`;
    const budgets = (amount: number) => ({ budgets: [{ window: 'month', amount }] });
    await shop.campaign('spring', budgets(2_000));
    for (const orderId of ['1', '2', '3']) await shop.referred(orderId, 'anna');
    expect(await open()).toEqual([]);
    await shop.campaign('spring', budgets(1_875));
    const of = { campaignId: 'spring', window: 'month', of: month };
    const low = { ...of, campaignVersion: 2, amount: 1_875, used: 1_500, percent: 80 };
    expect(await open()).toEqual([['budget-low', `spring ${month}`, 'warning', low]]);
    await shop.campaign('spring', budgets(1_500));
    const exhausted = { ...of, campaignVersion: 3, amount: 1_500, used: 1_500, percent: 100 };
    expect(await open()).toEqual([['budget-exhausted', `spring ${month}`, 'error', exhausted]]);
    shop.written(await shop.send('POST', '/v1/campaigns/spring/pause'));
    expect(await open()).toEqual([]);
    shop.written(await shop.send('POST', '/v1/campaigns/spring/resume'));
    expect((await open()).map(([kind]) => kind)).toEqual(['budget-exhausted']);
    await shop.campaign('spring', {});
    expect(await open()).toEqual([]);
  });

  it('reward-paid-after-reversal opens for a payment after the reversal, not for an ordinary clawback', async () => {
    await shop.campaign('friends');
    const paidThenRefunded = (await shop.referred('1', 'anna')).rewards[0]!;
    shop.written(await shop.pay(paidThenRefunded.rewardId, 'transfer-1'));
    await shop.order('1', { status: 'refunded', refunded: 1_999 });
    await shop.until('1', ({ rewards }) => rewards.some(({ state }) => state === 'clawed_back'));
    expect(await open()).toEqual([]);

    const refundedThenPaid = (await shop.referred('2', 'anna')).rewards[0]!;
    await shop.order('2', { status: 'refunded', refunded: 1_999 });
    await shop.until('2', ({ rewards }) => rewards.some(({ state }) => state === 'reversed'));
    shop.written(await shop.pay(refundedThenPaid.rewardId, 'transfer-2'));
    const { rewards } = await shop.until('2', (purchase) => purchase.rewards.some((reward) => reward.clawsBack));
    const detail = {
      ...{ rewardId: refundedThenPaid.rewardId, orderId: '2', campaignId: 'friends', amount: 500, currency: 'EUR' },
      ...{ reference: 'transfer-2', clawbackId: rewards[1]!.rewardId, at: expect.stringMatching(/Z$/) },
    };
    expect(await open()).toEqual([['reward-paid-after-reversal', refundedThenPaid.rewardId, 'error', detail]]);
    await sql("update rewards set at = now() - interval '8 days' where merchant_id = $1");
    expect(await open()).toEqual([]);
  });

  it('condition-failed stays open for a day after the last failure', async () => {
    const condition = 'purchase.items[0].price > 0';
    shop.written(await shop.publish('broken', campaign({ condition })));
    await shop.referred('1', 'anna', { items: [] });
    await shop.referred('2', 'anna', { items: [] });
    const detail = { campaignId: 'broken', campaignVersion: 1, count: 2, errors: [expect.any(String)] };
    expect(await open()).toEqual([['condition-failed', 'broken', 'warning', { ...detail, orderIds: ['2', '1'] }]]);
    await sql(
      "update condition_failures set at = now() - interval '25 hours' where merchant_id = $1 and order_id = '2'",
    );
    expect(await open()).toMatchObject([['condition-failed', 'broken', 'warning', { count: 1, orderIds: ['1'] }]]);
    await sql("update condition_failures set at = now() - interval '25 hours' where merchant_id = $1");
    expect(await open()).toEqual([]);
  });

  it('keep one row while the condition lasts, and get another when it comes back', async () => {
    const fail = (error: string | null) =>
      sql(`insert into failed_facts (merchant_id, fact_id, fact_type, error, position, at)
        values ($1, '00000000-0000-4000-8000-000000000001', 'PolicyChanged', ${error && `'${error}'`}, 7, now())
        on conflict (merchant_id, fact_id) do update set error = excluded.error`);
    await fail('TypeError');
    await open();
    const [first] = await list();
    await fail('RangeError');
    await open();
    expect(await list()).toEqual([{ ...first, detail: { ...first!.detail, errors: ['RangeError'] } }]);
    await fail(null);
    await open();
    await fail('TypeError');
    await open();
    const all = await list();
    expect(all.map(({ closedAt }) => closedAt === null)).toEqual([true, false]);
    expect(all[1]!.alertId).toBe(first!.alertId);
  });

  it('are listed in pages, newest first, filtered by state, kind and merchant', async () => {
    await sql(`insert into alerts (kind, merchant_id, key, severity, detail, opened_at, closed_at)
      select 'budget-low', $1, 'k ' || n, 'warning', '{}', now(), now() from generate_series(1, 3) n`);
    const pages: string[][] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const query = `?limit=2&merchantId=${shop.merchant.merchantId}&cursor=${String(cursor)}`;
      const { body } = await app.get(`/v1/alerts${cursor === '' ? query.replace('&cursor=', '') : query}`, ADMIN_KEY);
      pages.push((body['items'] as unknown as ShownAlert[]).map(({ key }) => key));
      cursor = body['nextCursor'];
    }
    expect(pages).toEqual([['k 3', 'k 2'], ['k 1']]);
    expect(await list('&kind=budget-exhausted')).toEqual([]);
    expect(await list('&state=open')).toEqual([]);
    const everybodys = await app.get('/v1/alerts?limit=500', ADMIN_KEY);
    const merchants = (everybodys.body['items'] as unknown as ShownAlert[]).map(({ merchantId }) => merchantId);
    expect(new Set(merchants).size).toBeGreaterThan(1);
  });

  it.each([
    ['?state=gone', 400, 'INVALID_PARAMETER'],
    ['?kind=fire', 400, 'INVALID_PARAMETER'],
    ['?limit=0', 400, 'INVALID_PARAMETER'],
    ['?cursor=x', 400, 'INVALID_PARAMETER'],
    ['?merchantId=', 400, 'INVALID_PARAMETER'],
    ['?merchantId=nobody', 404, 'MERCHANT_UNKNOWN'],
    ['?after=1', 400, 'MERCHANT_REQUIRED'],
  ])('are refused for the query %s', async (query, status, code) => {
    const answer = await app.get(`/v1/alerts${query}`, ADMIN_KEY);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('can be read by operators only', async () => {
    for (const key of [shop.merchant.secret, shop.merchant.publishable]) {
      const { status, body } = await app.get(`/v1/alerts?merchantId=${shop.merchant.merchantId}`, key);
      expect([status, body['code']]).toEqual([403, 'FORBIDDEN']);
    }
    expect((await app.request('GET', '/v1/alerts')).status).toBe(401);
  });

  it('are exported as a gauge for every kind, without naming merchants', async () => {
    await sql(`insert into failed_facts (merchant_id, fact_id, fact_type, error, position, at)
      values ($1, '00000000-0000-4000-8000-000000000001', 'PolicyChanged', 'TypeError', 7, now())`);
    await look();
    const metrics = String((await app.request('GET', '/metrics')).body['text']);
    expect(metrics).toMatch(/tributary_alerts_open\{kind="facts-failed"\} [1-9]/);
    expect(metrics).toContain('tributary_alerts_open{kind="partition-stopped"} 0');
    expect(metrics).toMatch(/tributary_alert_rounds_total [1-9]/);
    expect(metrics).toContain('tributary_alert_troubles_total 0');
    expect(metrics).not.toContain(shop.merchant.merchantId);
  });
});
