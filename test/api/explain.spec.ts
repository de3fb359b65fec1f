/** Answers to "why did I get nothing?", and reads of the past. */
import { CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { until } from '../support/until';

interface Story {
  summary: string;
  story: { position: number; kind: string; text: string; causePosition: number | null }[];
  storyCursor: string | null;
  counterfactuals: { touchpointId: string; code: string; text: string }[];
  campaigns: { campaignId: string; code: string; text: string }[];
}

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

describe('explain and asOf', () => {
  let app: TestApp;
  let shop: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    shop = await app.merchant({ settlingPeriodSeconds: 0 });
    await app.webhookSecret(shop.merchantId, 'custom', CUSTOM_SECRET);
  });

  const touch = (touchpointId: string, days: number, more: object = {}) =>
    app.post('/v1/track/touchpoint', shop.secret, {
      ...{ touchpointId, anonymousId: 'phone', source: 'referral', occurredAt: ago(days) },
      ...more,
    });
  const referredBy = (value: string) => ({ referrer: { type: 'customer_id', value } });
  const claim = (orderId: string, anonymousId = 'phone', token = `token-${orderId}`) =>
    app.post('/v1/track/purchase', shop.publishable, { anonymousId, orderId, token });
  const buy = (orderId: string, data: object = {}) =>
    app.custom(shop.merchantId, CUSTOM_SECRET, paidOrder(orderId, { customerId: 'bob', ...data }));
  const campaign = (campaignId: string, over: object = {}) =>
    app.request('PUT', `/v1/campaigns/${campaignId}`, {
      key: shop.secret,
      body: {
        ...{ name: campaignId, condition: 'true', currency: 'EUR' },
        rewards: [{ to: 'referrer', kind: 'fixed', amount: 200 }],
        ...over,
      },
    });

  async function evaluated(orderId: string): Promise<void> {
    await until(async () => {
      const { body } = await app.get(`/v1/purchases/${orderId}`, shop.secret);
      return (body['evaluation'] as { state: string } | undefined)?.state === 'done';
    });
  }
  async function explain(orderId: string, query = ''): Promise<Story> {
    const { status, body } = await app.get(`/v1/purchases/${orderId}/explain${query}`, shop.secret);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body as unknown as Story;
  }

  it('says for each visit that got nothing what would have had to be different', async () => {
    await touch('old', 33, referredBy('carla'));
    await touch('ad', 3, { source: 'paid', channel: 'instagram' });
    await touch('own', 2, referredBy('bob'));
    await touch('first', 9, referredBy('dora'));
    await touch('winner', 5, { ...referredBy('anna'), channel: 'friends' });
    await buy('1');
    await claim('1');
    await evaluated('1');
    await touch('after', -1, referredBy('emil'));
    const { summary, counterfactuals, campaigns } = await explain('1');
    expect(summary).toMatch(
      /^Order 1 of .* over 19\.99 EUR is paid\. Credit: 100 % to the referral link of customer anna\. Nobody gets a reward: there was no campaign\.$/,
    );
    expect(campaigns).toEqual([]);
    const of = (id: string) => counterfactuals.find(({ touchpointId }) => touchpointId === id)!;
    expect(of('old').code).toBe('OUTSIDE_WINDOW');
    expect(of('old').text).toMatch(
      /referral link of customer carla, .*: it came 3 days before the look-back window of 30 days began, .*Even with a look-back of 34 days, the credit would have gone to the referral link of customer anna/,
    );
    expect(of('ad')).toMatchObject({
      code: 'LOWER_RANK',
      text: expect.stringMatching(
        /paid ad \(instagram\).*here that was a referral link\. Without the 3 better visits|Without the 2 better visits/,
      ),
    });
    expect(of('ad').text).toContain('it would have got 100 % of the credit.');
    expect(of('own').code).toBe('SELF_REFERRAL');
    expect(of('own').text).toContain('With another referrer, it would have got 100 % of the credit.');
    expect(of('first').code).toBe('MODEL');
    expect(of('first').text).toMatch(
      /model last-touch gives the credit to the referral link of customer anna .*100 % under first-touch/,
    );
  });

  it('says why campaigns gave nothing, and which came too late', async () => {
    await campaign('rich', { condition: 'purchase.total >= 100000' });
    await campaign('asleep');
    await app.post('/v1/campaigns/asleep/pause', shop.secret, {});
    await campaign('over', { validUntil: ago(1) });
    await campaign('poor', { budgets: [{ window: 'total', amount: 100 }] });
    await touch('t', 1, referredBy('anna'));
    await buy('2');
    await claim('2');
    await evaluated('2');
    await campaign('late');
    await until(async () => (await explain('2')).campaigns.length === 5);
    const { campaigns, summary } = await explain('2');
    const codes = Object.fromEntries(campaigns.map(({ campaignId, code }) => [campaignId, code]));
    expect(codes).toEqual({
      ...{ rich: 'CONDITION_FALSE', asleep: 'PAUSED', over: 'NO_LONGER_VALID', poor: 'WITHHELD', late: 'LATER' },
    });
    const textOf = (id: string) => campaigns.find(({ campaignId }) => campaignId === id)!.text;
    expect(textOf('rich')).toContain('its condition does not hold for this order: purchase.total >= 100000');
    expect(textOf('poor')).toBe(
      "Campaign “poor”: it would give 2.00 EUR, but the campaign's budget as a whole is used up.",
    );
    expect(summary).toContain('Nobody gets a reward. ');
  });

  it('says why an order is linked to nobody', async () => {
    await buy('3');
    const { position } = (await claim('3', 'thief', 'guessed')).body as unknown as { position: number };
    const { summary, story } = await explain('3', `?after=${position}&waitMs=9000`);
    expect(summary).toContain(
      'We do not know which visits its buyer made: 1 report came from browsers, but none was accepted (its token is not that of the order), and customer bob is not known from any other order.',
    );
    expect(story.map(({ kind }) => kind)).toEqual(['PurchaseRecorded', 'PurchaseClaimed', 'PurchaseClaimRejected']);
  });

  it('tells the story in log order, in pages, each decision with its cause', async () => {
    await campaign('friends');
    await touch('t', 1, referredBy('anna'));
    const occurredAt = new Date().toISOString();
    await buy('4', { occurredAt });
    await claim('4');
    await evaluated('4');
    await buy('4', { occurredAt, status: 'cancelled' });
    await until(async () => (await explain('4')).story.some(({ kind }) => kind === 'RewardReversed'));
    const { story, storyCursor } = await explain('4', '?limit=100');
    expect(storyCursor).toBeNull();
    expect(story.map(({ kind }) => kind)).toEqual([
      ...['PurchaseRecorded', 'PurchaseClaimed', 'PurchaseClaimAccepted', 'IdentityGroupsMerged', 'PurchaseLinked'],
      ...['RewardEvaluationScheduled', 'RewardEvaluationRequested', 'PurchaseAttributed', 'RewardGranted'],
      ...['PurchaseRecorded', 'RewardEvaluationScheduled'],
      ...['RewardEvaluationRequested', 'EvaluationConfirmed', 'RewardReversed'],
    ]);
    const claimed = story[1]!.position;
    expect(story.slice(0, 7).map(({ causePosition }) => causePosition)).toEqual([
      null,
      null,
      claimed,
      claimed,
      claimed,
      claimed,
      claimed,
    ]);
    expect(story[8]!.text).toMatch(
      /^Customer anna gets 2\.00 EUR for the referral, by campaign “friends”, to be paid from/,
    );
    expect(story[13]!.text).toMatch(/^Customer anna loses the 2\.00 EUR/);

    const read: Story['story'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Story = await explain('4', `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      read.unshift(...page.story);
      cursor = page.storyCursor;
    }
    // The fact of a page that ends between its decisions is told again with the rest of them.
    const once = read.filter(
      (entry, i) => read.findIndex((other) => JSON.stringify(other) === JSON.stringify(entry)) === i,
    );
    const places = (entries: Story['story']) => entries.map(({ position, kind }) => `${position} ${kind}`).sort();
    expect(places(once)).toEqual(places(story));
  });

  it('answers reads as of a position and a time, and at the present like the live read', async () => {
    await touch('t', 1, referredBy('anna'));
    const bought = (await buy('5')).body['position'] as unknown as number;
    const claimed = (await claim('5')).body['position'] as unknown as number;
    await evaluated('5');
    const path = '/v1/purchases/5';
    const live = await app.get(path, shop.secret);
    const head = (await touch('t2', 0)).body['position'] as unknown as number;
    const at = (asOf: string | number) => app.get(`${path}?asOf=${encodeURIComponent(asOf)}&waitMs=5000`, shop.secret);
    expect((await at(head)).body).toEqual(live.body);
    expect((await at(new Date().toISOString())).body).toEqual(live.body);
    expect((await at(bought)).body).toMatchObject({ link: null, claims: [], attribution: null });
    expect((await at(claimed)).body).toMatchObject({ link: { via: 'claim' }, evaluation: { state: 'scheduled' } });
    expect((await at(bought - 1)).status).toBe(404);
    expect((await at('2001-01-01T00:00:00Z')).status).toBe(404);

    const group = `/v1/identity-groups/by/anonymous_id/phone`;
    const liveGroup = await app.get(group, shop.secret);
    const now = await app.get(`${group}?asOf=${head}&waitMs=5000`, shop.secret);
    expect(now.body).toEqual((await app.get(`${group}?after=${head}`, shop.secret)).body);
    const then = await app.get(`${group}?asOf=${bought}`, shop.secret);
    expect(then.body).toMatchObject({
      purchases: [],
      merges: [],
      identifiers: [{ type: 'anonymous_id', value: 'phone' }],
    });
    expect((liveGroup.body as { identifiers?: unknown[] }).identifiers).toHaveLength(2);
  });

  it('refuses a moment that has not come, and what is no moment', async () => {
    await buy('6');
    const refused = async (asOf: string) => {
      const { status, body } = await app.get(`/v1/purchases/6?asOf=${encodeURIComponent(asOf)}`, shop.secret);
      return [status, body['code']];
    };
    expect(await refused('999999999')).toEqual([400, 'NOT_YET_RECORDED']);
    expect(await refused('2999-01-01T00:00:00Z')).toEqual([400, 'NOT_YET_RECORDED']);
    for (const text of ['yesterday', '-1', '1.5', '2026-01-01T00:00:00', '99999999999999999999']) {
      expect([text, ...(await refused(text))]).toEqual([text, 400, 'INVALID_PARAMETER']);
    }
  });

  it('tells no merchant of the orders of another', async () => {
    const { position } = (await buy('7')).body as unknown as { position: number };
    expect((await app.get(`/v1/purchases/7?after=${position}`, shop.secret)).status).toBe(200);
    const other = await app.merchant();
    const paths = ['/v1/purchases/7/explain', `/v1/purchases/7?asOf=${other.position}`];
    for (const path of paths) expect((await app.get(path, other.secret)).status).toBe(404);
    expect((await app.get('/v1/purchases/7/explain', shop.publishable)).status).toBe(403);
  });
});
