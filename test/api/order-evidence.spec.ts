import { ADMIN_KEY, TestApp } from '../support/app';
import { Storefront, type ShownPurchase } from '../support/storefront';

interface Shown extends ShownPurchase {
  goods: number;
  renewal: boolean;
  link: { via: string } | null;
  codes: { code: string; owner: { value: string } | null }[];
  carried: { devices: string[]; visit: Record<string, unknown> | null };
  claims: Record<string, unknown>[];
  attribution: { credits: { touchpointId: string }[]; excluded: { touchpointId: string; reason: string }[] } | null;
}

describe('evidence that the order itself carries', () => {
  let app: TestApp;
  let shop: Storefront;

  beforeAll(async () => (app = await TestApp.start()));
  afterAll(() => app.stop());
  beforeEach(async () => (shop = await Storefront.open(app)));

  const assign = (code: string, value: string) =>
    shop.send('PUT', `/v1/codes/${code}`, { owner: { type: 'customer_id', value } });
  const settled = async (orderId: string) => (await shop.settled(orderId)) as unknown as Shown;
  const started = (anonymousId: string, token: string, claimId: string) =>
    app.post('/v1/track/purchase', shop.merchant.publishable, { anonymousId, token, claimId });

  it('a code rewards its owner without a link and a browser', async () => {
    await shop.campaign('friends');
    shop.written(await assign('anna10', 'anna'));
    await shop.order('1', { codes: [' Anna10 ', 'OTHER'], goods: 1_500, renewal: true });
    const purchase = await settled('1');
    expect(purchase).toMatchObject({
      ...{ groupId: null, link: null, goods: 1_500, renewal: true },
      codes: [
        { code: 'ANNA10', owner: { type: 'customer_id', value: 'anna' } },
        { code: 'OTHER', owner: null },
      ],
      attribution: { credits: [{ touchpointId: 'code:ANNA10', source: 'code', share: 1_000_000 }] },
      rewards: [{ recipient: { value: 'anna' }, amount: 500 }],
    });
    const { body: explained } = await shop.seen('/v1/purchases/1/explain');
    expect(explained['summary']).toContain('code of customer anna');
  });

  it('a code that is assigned anew between the order and its evaluation is still the one of its first owner', async () => {
    const slow = await Storefront.open(app, { settlingPeriodSeconds: 86_400 });
    const put = (value: string) => slow.send('PUT', '/v1/codes/X', { owner: { type: 'customer_id', value } });
    slow.written(await put('anna'));
    await slow.order('1', { codes: ['X'] });
    slow.written(await put('ben'));
    await slow.purchase('1');
    const asked = { reason: 'now', actor: 'ann' };
    const path = `/v1/purchases/1/evaluate?merchantId=${slow.merchant.merchantId}`;
    slow.written(await app.post(path, ADMIN_KEY, asked));
    const purchase = (await slow.settled('1')) as unknown as Shown;
    expect(purchase.codes).toMatchObject([{ code: 'X', owner: { value: 'anna' } }]);
    expect(purchase.attribution!.credits).toMatchObject([{ referrer: { value: 'anna' } }]);
  });

  it('an order that says nothing of itself is not evaluable without a link', async () => {
    await shop.order('1', { codes: ['NOBODYS'] });
    await shop.purchase('1');
    const path = `/v1/purchases/1/evaluate?merchantId=${shop.merchant.merchantId}`;
    const { status, body } = await app.post(path, ADMIN_KEY, { reason: 'now', actor: 'ann' });
    expect([status, body['code']]).toEqual([409, 'NOT_EVALUABLE_YET']);
  });

  it('a device in the order links it, and is shown among its claims', async () => {
    await shop.visit('d1', 'anna');
    await shop.order('1', { anonymousId: 'd1' });
    expect(await settled('1')).toMatchObject({
      link: { via: 'carried' },
      carried: { devices: ['d1'], visit: null },
      claims: [{ claimId: 'carried:1', status: 'accepted', reason: null, carried: true }],
      attribution: { credits: [{ touchpointId: 'd1-1' }] },
    });
    const { body: explained } = await shop.seen('/v1/purchases/1/explain');
    const story = explained['story'] as unknown as { kind: string; text: string }[];
    expect(story.filter(({ kind }) => kind === 'PurchaseRecorded')).toHaveLength(1);
    expect(story.map(({ text }) => text).join('\n')).toContain('The order itself carries device d1');
    const { body } = await shop.seen('/v1/claims');
    expect(body['items']).toMatchObject([{ orderId: '1', anonymousId: 'd1', carried: true, status: 'accepted' }]);
  });

  it('a checkout is claimed by its token, waits, and is one claim with that of the order', async () => {
    await shop.visit('d1', 'anna');
    shop.written(await started('d1', 'token-1', 'early'));
    expect((await shop.seen('/v1/claims')).body['items']).toMatchObject([
      { claimId: 'early', orderId: null, status: 'waiting', carried: false },
    ]);
    await shop.order('1');
    await shop.claim('1', 'd1');
    expect(await settled('1')).toMatchObject({
      link: { via: 'claim' },
      claims: [
        { claimId: 'early', status: 'accepted' },
        { status: 'duplicate', reason: null },
      ],
    });
    const { body } = await shop.seen('/v1/claims');
    expect(body['items']).toMatchObject([{ status: 'duplicate' }, { claimId: 'early', orderId: '1' }]);
    const early = await shop.get('/v1/purchases/1?asOf=2');
    expect(early.status).toBe(404);
  });

  it('claims of one version page one by one', async () => {
    await shop.order('1', { anonymousId: 'd1' });
    await shop.claim('1', 'd2');
    const pages: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const { body } = await shop.seen(`/v1/claims?limit=1${cursor === '' ? '' : `&cursor=${String(cursor)}`}`);
      pages.push(...(body['items'] as unknown as { anonymousId: string }[]).map(({ anonymousId }) => anonymousId));
      cursor = body['nextCursor'];
    }
    expect(pages).toEqual(['d2', 'd1']);
  });

  it('what the shop saw of the visit is the last resort', async () => {
    const visit = { source: 'paid', campaign: 'spring', occurredAt: new Date(Date.now() - 60_000).toISOString() };
    await shop.order('alone', { visit });
    expect(await settled('alone')).toMatchObject({
      link: null,
      carried: { visit: { source: 'paid', campaign: 'spring', channel: null, referrer: null } },
      attribution: { credits: [{ touchpointId: 'visit:alone', source: 'paid', campaign: 'spring' }] },
    });
    await shop.visit('d1');
    await shop.order('linked', { visit, anonymousId: 'd1' });
    expect(await settled('linked')).toMatchObject({
      attribution: {
        credits: [{ touchpointId: 'd1-1' }],
        excluded: [{ touchpointId: 'visit:linked', reason: 'FALLBACK' }],
      },
    });
    const { body } = await shop.seen('/v1/purchases/linked/explain');
    expect(body['counterfactuals']).toMatchObject([
      { touchpointId: 'visit:linked', code: 'FALLBACK', text: expect.stringContaining('it would have got 100') },
    ]);
  });

  it('counts in link health by kind, with the coverage', async () => {
    shop.written(await assign('anna', 'anna'));
    await shop.order('code', { codes: ['ANNA'] });
    await shop.order('visit', { visit: { source: 'organic' } });
    await shop.order('carried', { anonymousId: 'd1' });
    await shop.order('claimed');
    await shop.claim('claimed', 'd2');
    await shop.order('nothing');
    shop.written(await started('d3', 'token-nothing-yet', 'left'));
    for (const orderId of ['code', 'visit', 'carried', 'claimed']) await settled(orderId);
    const { body } = await shop.seen('/v1/link-health');
    expect(body).toMatchObject({
      claims: { matched: 1, waiting: 0, checkouts: 1 },
      claimsWithoutPurchase: { WEBHOOK_SILENT: 0 },
      purchases: {
        linked: { claim: 1, carried: 1, customer: 0, email: 0 },
        unlinked: { WAITING: 3 },
        credited: { code: 1, visit: 1 },
        coverage: { covered: 4, all: 5, percent: 80 },
      },
    });
    const { pool } = app.database;
    const { merchantId } = shop.merchant;
    const age = (days: number) =>
      pool.query("update claims set recorded_at = now() - $2 * interval '1 day' where merchant_id = $1", [
        merchantId,
        days,
      ]);
    const silentOf = async (days: number) => {
      await age(days);
      const from = new Date(Date.now() - (days + 1) * 86_400_000).toISOString();
      const { body: then } = await shop.get(`/v1/link-health?from=${from}&to=${new Date().toISOString()}`);
      return (then['claimsWithoutPurchase'] as unknown as Record<string, number>)['WEBHOOK_SILENT'];
    };
    expect(await silentOf(5)).toBe(0);
    shop.written(await shop.send('PUT', '/v1/policy', { claimTtlDays: 4 }));
    await shop.seen('/v1/policy');
    expect(await silentOf(5)).toBe(1);
  });
});
