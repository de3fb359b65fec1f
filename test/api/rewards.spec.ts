import { ADMIN_KEY, TestApp } from '../support/app';
import { type ShownPurchase, type ShownReward, Storefront, summary } from '../support/storefront';

describe('rewards', () => {
  let app: TestApp;
  let shop: Storefront;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await Storefront.open(app);
  });

  it('are granted to the referrer of the buyer, and shown with the purchase', async () => {
    await shop.campaign('friends', {
      rewards: [
        { to: 'referrer', kind: 'fixed', amount: 500 },
        { to: 'referee', kind: 'fixed', amount: 300 },
      ],
    });
    const purchase = await shop.referred('1', 'anna');
    expect(purchase.rewards).toEqual([
      {
        rewardId: expect.any(String),
        campaignId: 'friends',
        campaignVersion: 1,
        role: 'referrer',
        recipient: { type: 'customer_id', value: 'anna' },
        recipientGroupId: expect.any(String),
        touchpointId: 'device-1-1',
        amount: 500,
        currency: 'EUR',
        state: 'available',
        availableAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      },
      expect.objectContaining({
        role: 'referee',
        recipient: { type: 'customer_id', value: 'buyer-1' },
        recipientGroupId: purchase.groupId,
        touchpointId: null,
        amount: 300,
      }),
    ]);
    expect(purchase.withheld).toEqual([]);
    expect(purchase.history.filter(({ type }) => type === 'RewardGranted')).toHaveLength(2);
  });

  it('are a percentage of the net within bounds, or follow tiers', async () => {
    await shop.campaign('percent', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_050, max: 2_000 }] });
    await shop.campaign('tiers', {
      priority: 200,
      rewards: [
        {
          to: 'referee',
          kind: 'tiered',
          tiers: [
            { from: 0, amount: 10 },
            { from: 5_000, basisPoints: 500 },
          ],
        },
      ],
    });
    expect(summary(await shop.referred('1', 'anna', { total: 1_990 }))).toEqual([
      ['anna', 209, 'available'],
      ['referee', 10, 'available'],
    ]);
    expect(summary(await shop.referred('2', 'anna', { total: 50_000 }))).toEqual([
      ['anna', 2_000, 'available'],
      ['referee', 2_500, 'available'],
    ]);
  });

  it('follow a partial refund, and are reversed by a whole one', async () => {
    await shop.campaign('percent', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
    await shop.referred('1', 'anna', { total: 10_000 });
    await shop.order('1', { customerId: 'buyer-1', total: 10_000, refunded: 4_000, status: 'partially_refunded' });
    expect(summary(await shop.settled('1'))).toEqual([
      ['anna', 1_000, 'reversed'],
      ['anna', 600, 'available'],
    ]);
    await shop.order('1', { customerId: 'buyer-1', total: 10_000, refunded: 10_000, status: 'refunded' });
    expect(summary(await shop.settled('1')).map(([, , state]) => state)).toEqual(['reversed', 'reversed']);
  });

  it('are withheld when a budget is exhausted, and granted when a refund makes room', async () => {
    await shop.campaign('friends', { budgets: [{ window: 'total', amount: 700 }] });
    expect(summary(await shop.referred('1', 'anna'))).toEqual([['anna', 500, 'available']]);
    const second = await shop.referred('2', 'berta');
    expect(second.rewards).toEqual([]);
    expect(second.withheld).toEqual([
      {
        ...{ campaignId: 'friends', campaignVersion: 1, role: 'referrer', touchpointId: 'device-2-1' },
        recipient: { type: 'customer_id', value: 'berta' },
        recipientGroupId: expect.any(String),
        ...{ amount: 500, currency: 'EUR', code: 'BUDGET_EXHAUSTED', blockedBy: 'total' },
      },
    ]);
    const { body } = await shop.get('/v1/campaigns/friends');
    expect(body['used']).toContainEqual({ window: 'total', of: 'total', amount: 500 });

    await shop.order('1', { customerId: 'buyer-1', status: 'cancelled' });
    const later = await shop.until('2', ({ rewards }) => rewards.length > 0);
    expect(summary(later)).toEqual([['berta', 500, 'available']]);
    expect(later.withheld).toEqual([]);
    expect(later.evaluation.reasons).toEqual(['budget']);
    expect(summary(await shop.settled('1'))).toEqual([['anna', 500, 'reversed']]);
  });

  it('never overspend a budget, even when many purchases come at once', async () => {
    await shop.campaign('friends', { budgets: [{ window: 'day', amount: 5_200 }] });
    const orders = Array.from({ length: 40 }, (_, i) => String(i));
    const purchases = await Promise.all(orders.map((orderId) => shop.referred(orderId, `friend-${orderId}`)));
    const granted = purchases.filter(({ rewards }) => rewards.length > 0);
    const withheld = purchases.filter((purchase) => purchase.withheld.length > 0);
    expect([granted.length, withheld.length]).toEqual([10, 30]);
    expect(withheld[0]!.withheld).toMatchObject([{ blockedBy: expect.stringMatching(/^day \d{4}-\d\d-\d\d$/) }]);
    // Room in a budget goes to the reward that waits longest, although all waiting purchases are evaluated.
    const since = ({ history }: ShownPurchase) => history.find(({ type }) => type === 'RewardWithheld')!.position;
    const oldest = withheld.sort((a, b) => since(a) - since(b)).map(({ orderId }) => orderId);
    for (const [i, { orderId }] of granted.slice(0, 3).entries()) {
      await shop.order(orderId, { customerId: `buyer-${orderId}`, status: 'cancelled' });
      await shop.until(oldest[i]!, ({ rewards }) => rewards.length > 0);
      for (const waiting of oldest.slice(i + 1)) await shop.settled(waiting);
    }
    const { body } = await shop.get('/v1/rewards?state=available&limit=500');
    const live = body['items'] as unknown as ShownReward[];
    expect(live.reduce((sum, { amount }) => sum + amount, 0)).toBe(5_000);
    const { body: story } = await shop.get('/v1/campaigns/friends');
    expect(story['used']).toContainEqual({ window: 'day', of: expect.any(String), amount: 5_000 });
  });

  it('never exceed what can be counted exactly, whatever a campaign says', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    await shop.campaign('friends', { rewards: [{ to: 'referrer', kind: 'fixed', amount: most }] });
    expect(summary(await shop.referred('1', 'anna'))).toEqual([['anna', most, 'available']]);
    const { rewards, withheld } = await shop.referred('2', 'anna');
    expect([rewards, withheld]).toMatchObject([[], [{ amount: most, code: 'BUDGET_EXHAUSTED', blockedBy: 'total' }]]);
    await shop.order('1', { customerId: 'buyer-1', status: 'cancelled' });
    expect(summary(await shop.settled('1'))).toEqual([['anna', most, 'reversed']]);
    expect(summary(await shop.referred('3', 'anna'))).toEqual([['anna', most, 'available']]);
  });

  it('are withheld when a recipient has reached a cap', async () => {
    await shop.campaign('friends', { caps: { count: 1 } });
    await shop.referred('1', 'anna');
    const second = await shop.referred('2', 'anna');
    expect([second.rewards, second.withheld]).toMatchObject([[], [{ code: 'CAP_REACHED', blockedBy: 'cap' }]]);
    expect(summary(await shop.referred('3', 'berta'))).toEqual([['berta', 500, 'available']]);
  });

  it('are capped per person, whichever identifier the person referred with', async () => {
    await shop.campaign('friends', { caps: { amount: 700 } });
    await shop.referred('1', 'anna');
    const wallet = { type: 'wallet', value: 'W' };
    const same = { a: { type: 'customer_id', value: 'anna' }, b: wallet };
    shop.written(await shop.send('POST', '/v1/identities/assert', same));
    await shop.visit('device-2', undefined, 'by-wallet', { source: 'referral', referrer: wallet });
    await shop.order('2', { customerId: 'buyer-2' });
    await shop.claim('2', 'device-2');
    expect((await shop.settled('2')).withheld).toMatchObject([{ code: 'CAP_REACHED', recipient: wallet }]);
    await shop.order('1', { customerId: 'buyer-1', status: 'cancelled' });
    const later = await shop.until('2', ({ rewards }) => rewards.length > 0);
    expect(summary(later)).toEqual([['W', 500, 'available']]);
  });

  it('are not granted by a condition that fails, which is recorded', async () => {
    await shop.campaign('broken', { condition: 'purchase.total / purchase.refunded > 1' });
    const { rewards, history } = await shop.referred('1', 'anna');
    expect(rewards).toEqual([]);
    expect(history.filter(({ type }) => type === 'ConditionFailed')).toMatchObject([
      { data: { campaignId: 'broken', campaignVersion: 1, error: 'division by zero' } },
    ]);
  });

  it('of an exclusive campaign stop the campaigns after it, by priority', async () => {
    await shop.campaign('last', { priority: 300 });
    await shop.campaign('first', {
      priority: 1,
      exclusive: true,
      condition: 'purchase.net >= 5000',
      rewards: [{ to: 'referrer', kind: 'fixed', amount: 900 }],
    });
    expect(summary(await shop.referred('1', 'anna', { total: 5_000 }))).toEqual([['anna', 900, 'available']]);
    expect(summary(await shop.referred('2', 'anna', { total: 4_999 }))).toEqual([['anna', 500, 'available']]);
  });

  it('are decided by the campaign as it was when the purchase was first recorded', async () => {
    await shop.campaign('friends');
    await shop.order('1', { customerId: 'buyer-1' });
    shop.written(await shop.send('POST', '/v1/campaigns/friends/pause'));
    await shop.visit('device-1', 'anna');
    await shop.claim('1', 'device-1');
    expect(summary(await shop.settled('1'))).toEqual([['anna', 500, 'available']]);
    expect((await shop.referred('2', 'anna')).rewards).toEqual([]);
    shop.written(await shop.send('POST', '/v1/campaigns/friends/resume'));
    await shop.campaign('friends', { rewards: [{ to: 'referrer', kind: 'fixed', amount: 700 }] });
    expect(summary(await shop.referred('3', 'anna'))).toEqual([['anna', 700, 'available']]);
    await shop.order('1', { customerId: 'buyer-1', total: 2_100 });
    expect(summary(await shop.settled('1'))).toEqual([['anna', 500, 'available']]);
  });

  it('are decided by the time of the purchase when a campaign has a period', async () => {
    await shop.campaign('past', { validUntil: '2026-01-01T00:00:00Z' });
    await shop.campaign('future', { validFrom: '2099-01-01T00:00:00Z' });
    await shop.campaign('now', { validFrom: '2020-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z' });
    expect((await shop.referred('1', 'anna')).rewards).toMatchObject([{ campaignId: 'now' }]);
  });

  it('are converted at the rate of the time, and evaluated at once when a missing rate comes', async () => {
    await shop.campaign('euros', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
    const failed = await shop.referred('1', 'anna', { total: 10_825, currency: 'USD' });
    expect(failed).toMatchObject({
      rewards: [],
      attribution: null,
      evaluation: { state: 'failed', attempts: 1, dueAt: expect.any(String) },
    });
    const asOf = new Date(Date.now() - 3_600_000).toISOString();
    const rates = { base: 'EUR', rates: { USD: '1.0825' }, asOf };
    const recorded = await shop.send('PUT', '/v1/exchange-rates', rates);
    expect([recorded.status, recorded.body]).toEqual([
      202,
      { eventId: expect.any(String), position: expect.any(Number), duplicate: false },
    ]);
    const granted = await shop.until('1', ({ evaluation }) => evaluation.state === 'done');
    expect(granted.rewards).toMatchObject([{ amount: 1_000, currency: 'EUR' }]);
    expect(granted.history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['RewardEvaluationFailed', 'ExchangeRatePinned', 'RewardGranted']),
    );
    const yen = { base: 'JPY', rates: { EUR: '0.00625' }, asOf };
    shop.written(await shop.send('PUT', '/v1/exchange-rates', yen));
    expect((await shop.referred('2', 'anna', { total: 16_000, currency: 'JPY' })).rewards).toMatchObject([
      { amount: 1_000, currency: 'EUR' },
    ]);
  });

  describe('of a purchase whose evaluation fails', () => {
    const percent = { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] };
    const isFailed = ({ evaluation }: ShownPurchase) => evaluation.state === 'failed';
    const isDone = ({ evaluation }: ShownPurchase) => evaluation.state === 'done';
    const inDollars = (orderId: string, total: number) =>
      shop.order(orderId, { customerId: `buyer-${orderId}`, total, currency: 'USD' });
    const recordRates = async () => {
      const asOf = new Date(Date.now() - 3_600_000).toISOString();
      shop.written(await shop.send('PUT', '/v1/exchange-rates', { base: 'EUR', rates: { USD: '1.0825' }, asOf }));
    };
    const statesIn = async (state: string) => {
      const { body } = await shop.get(`/v1/rewards?state=${state}`);
      return (body['items'] as unknown as (ShownReward & { orderId: string })[]).map(({ orderId }) => orderId);
    };

    it('are on hold, and cannot be paid, until an evaluation succeeds', async () => {
      await shop.campaign('percent', percent);
      const [reward] = (await shop.referred('1', 'anna', { total: 10_000 })).rewards;
      await shop.referred('2', 'berta', { total: 10_000 });
      expect(await statesIn('available')).toEqual(['2', '1']);

      await inDollars('1', 10_825);
      const failed = await shop.until('1', isFailed);
      expect(failed.rewards).toMatchObject([{ amount: 1_000, state: 'granted', availableAt: null }]);
      expect([await statesIn('available'), await statesIn('granted')]).toEqual([['2'], ['1']]);
      const payment = await shop.pay(reward!.rewardId, 'payout-1');
      const detail = 'The last evaluation of its purchase failed; the reward is held until one succeeds.';
      expect([payment.status, payment.body]).toMatchObject([409, { code: 'NOT_AVAILABLE', detail }]);

      await inDollars('2', 21_650);
      await shop.until('2', isFailed);
      await recordRates();
      expect((await shop.until('1', isDone)).rewards).toEqual([reward]);
      expect(summary(await shop.until('2', isDone))).toEqual([
        ['berta', 1_000, 'reversed'],
        ['berta', 2_000, 'available'],
      ]);
      shop.written(await shop.pay(reward!.rewardId, 'payout-1'));
    });

    it('stay on hold while another evaluation is only scheduled', async () => {
      shop = await Storefront.open(app, { settlingPeriodSeconds: 3_600 });
      await shop.campaign('percent', percent);
      await shop.visit('device-1', 'anna');
      await shop.order('1', { customerId: 'buyer-1', total: 10_000 });
      await shop.claim('1', 'device-1');
      const evaluate = async () => {
        const path = `/v1/purchases/1/evaluate?merchantId=${shop.merchant.merchantId}`;
        shop.written(await app.post(path, ADMIN_KEY, { reason: 'asked for', actor: 'ann' }));
      };
      await evaluate();
      expect(summary(await shop.until('1', isDone))).toEqual([['anna', 1_000, 'available']]);
      await inDollars('1', 10_825);
      await evaluate();
      await shop.until('1', isFailed);
      await shop.visit('device-1', 'anna', 'late');
      const scheduled = await shop.until('1', ({ evaluation }) => evaluation.state === 'scheduled');
      expect(scheduled.rewards).toMatchObject([{ state: 'granted', availableAt: null }]);
      await recordRates();
      await evaluate();
      await shop.until('1', isDone);
      expect(await statesIn('available')).toEqual(['1']);
    });

    it('are shown as they are when they were paid before', async () => {
      await shop.campaign('percent', percent);
      const [reward] = (await shop.referred('1', 'anna', { total: 10_000 })).rewards;
      shop.written(await shop.pay(reward!.rewardId, 'payout-1'));
      await inDollars('1', 10_825);
      expect((await shop.until('1', isFailed)).rewards).toEqual([{ ...reward, state: 'paid' }]);
    });
  });

  it('are clawed back by a cancellation when they were paid', async () => {
    await shop.campaign('friends');
    const [reward] = (await shop.referred('1', 'anna')).rewards;
    shop.written(await shop.pay(reward!.rewardId, 'payout-1'));
    await shop.order('1', { customerId: 'buyer-1', status: 'cancelled' });
    const { rewards } = await shop.settled('1');
    expect(rewards).toMatchObject([
      { rewardId: reward!.rewardId, amount: 500, state: 'paid' },
      { amount: -500, state: 'clawed_back', clawsBack: reward!.rewardId },
    ]);
    expect(rewards[0]).not.toHaveProperty('clawsBack');
    const clawback = await shop.pay(rewards[1]!.rewardId, 'payout-2');
    expect([clawback.status, clawback.body['code']]).toEqual([409, 'NOT_PAYABLE']);
  });

  it('are adjusted by the difference, in both directions, when they were paid', async () => {
    await shop.campaign('percent', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
    const [reward] = (await shop.referred('1', 'anna', { total: 10_000 })).rewards;
    shop.written(await shop.pay(reward!.rewardId, 'payout-1'));
    const version = (refunded: number) =>
      shop.order('1', { customerId: 'buyer-1', total: 10_000, refunded, status: 'partially_refunded' });
    await version(2_500);
    expect(summary(await shop.settled('1'))).toEqual([
      ['anna', 1_000, 'paid'],
      ['anna', -250, 'clawed_back'],
    ]);
    await version(3_000);
    await shop.settled('1');
    await version(1_000);
    const { rewards } = await shop.settled('1');
    expect(rewards.map(({ amount, state }) => [amount, state])).toEqual([
      [1_000, 'paid'],
      [-250, 'clawed_back'],
      [-50, 'clawed_back'],
      [200, 'available'],
    ]);
    expect(rewards[2]).toMatchObject({ clawsBack: reward!.rewardId });
  });

  it('are split over all credits; the part of a credit without a referrer goes to nobody', async () => {
    shop = await Storefront.open(app, { model: 'linear' });
    await shop.campaign('friends', { rewards: [{ to: 'referrer', kind: 'fixed', amount: 1_000 }] });
    await shop.visit('device-1', 'anna', 'a');
    await shop.visit('device-1', 'berta', 'b');
    await shop.visit('device-1', undefined, 'c', { source: 'referral' });
    await shop.order('1', { customerId: 'buyer-1' });
    await shop.claim('1', 'device-1');
    expect(summary(await shop.settled('1'))).toEqual([
      ['anna', 334, 'available'],
      ['berta', 333, 'available'],
    ]);
  });

  it('for a referee need no touchpoint, and reach a guest by the device', async () => {
    await shop.campaign('welcome', {
      condition: 'touchpoint == null && !customer.known',
      rewards: [
        { to: 'referee', kind: 'fixed', amount: 100 },
        { to: 'referrer', kind: 'fixed', amount: 100 },
      ],
    });
    await shop.order('1');
    await shop.claim('1', 'device-1');
    expect((await shop.settled('1')).rewards).toMatchObject([
      { role: 'referee', recipient: { type: 'anonymous_id', value: 'device-1' }, touchpointId: null, amount: 100 },
    ]);
    await shop.order('2', { customerId: 'carl' });
    await shop.claim('2', 'device-2');
    expect((await shop.settled('2')).rewards).toEqual([]);
  });

  it('are not granted for a self-referral', async () => {
    await shop.campaign('friends');
    await shop.visit('device-1', 'carl');
    await shop.order('1', { customerId: 'carl' });
    await shop.claim('1', 'device-1');
    expect(await shop.settled('1')).toMatchObject({
      rewards: [],
      attribution: { excluded: [{ reason: 'SELF_REFERRAL' }] },
    });
  });

  it('are converted between currencies of any number of decimals, rounded once', async () => {
    await shop.campaign('dinars', {
      currency: 'KWD',
      rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 333 }],
    });
    const asOf = new Date(Date.now() - 3_600_000).toISOString();
    const rates = { base: 'KWD', rates: { JPY: '487.123', EUR: '2.9876' }, asOf };
    shop.written(await shop.send('PUT', '/v1/exchange-rates', rates));
    // 12,345 JPY are 25.3426... KWD; 3.33 % of it 0.84391... KWD.
    const yen = await shop.referred('1', 'anna', { total: 12_345, currency: 'JPY' });
    expect(yen.rewards).toMatchObject([{ amount: 844, currency: 'KWD' }]);
    // 99.99 EUR are 33.46833... KWD; 3.33 % of it 1.114495... KWD.
    const euros = await shop.referred('2', 'anna', { total: 9_999, currency: 'EUR' });
    expect(euros.rewards).toMatchObject([{ amount: 1_114, currency: 'KWD' }]);
  });

  it('can be paid although they were reversed meanwhile, and are clawed back in the same decision', async () => {
    await shop.campaign('friends');
    const [reward] = (await shop.referred('1', 'anna')).rewards;
    await shop.order('1', { customerId: 'buyer-1', status: 'cancelled' });
    expect(summary(await shop.settled('1'))).toEqual([['anna', 500, 'reversed']]);
    const paid = await shop.pay(reward!.rewardId, 'payout-1');
    expect(paid.status).toBe(202);
    shop.written(paid);
    expect(summary(await shop.purchase('1'))).toEqual([
      ['anna', 500, 'paid'],
      ['anna', -500, 'clawed_back'],
    ]);
    expect((await shop.pay(reward!.rewardId, 'payout-1')).body).toMatchObject({ duplicate: true });
  });

  it('move when a late claim brings another referral, and the merge shows it', async () => {
    await shop.campaign('percent', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
    const ago = (ms: number) => ({ occurredAt: new Date(Date.now() - ms).toISOString() });
    await shop.referred('1', 'anna', { customerId: 'carl', total: 4_000, ...ago(45_000) });
    await shop.visit('phone', 'berta', 'phone-1', ago(30_000));
    await shop.order('2', { customerId: 'carl', total: 9_990 });
    expect(summary(await shop.settled('2'))).toEqual([['anna', 999, 'available']]);
    await shop.claim('2', 'phone');
    expect(summary(await shop.settled('2'))).toEqual([
      ['anna', 999, 'reversed'],
      ['berta', 999, 'available'],
    ]);
    const { merchantId } = shop.merchant;
    const { body } = await app.get(`/v1/merges?merchantId=${merchantId}`, ADMIN_KEY);
    const [late] = body['items'] as unknown as { effects: Record<string, number> }[];
    expect(late!.effects).toEqual({
      // The first purchase came before the new touchpoint: evaluated again, and unchanged.
      ...{ purchasesReevaluated: 2, rewardsReversed: 1, rewardsGranted: 1, budgetDelta: 0 },
    });
    const group = await shop.get('/v1/identity-groups/by/customer_id/carl');
    expect(group.body['merges']).toContainEqual(expect.objectContaining({ effects: late!.effects }));
  });

  it('are found under every identifier of the recipient, as of now', async () => {
    await shop.campaign('friends');
    const before = await shop.referred('1', 'anna');
    const anna = { type: 'customer_id', value: 'anna' };
    const wallet = { type: 'wallet', value: '0xA' };
    const asserted = await shop.send('POST', '/v1/identities/assert', { a: wallet, b: anna });
    shop.written(asserted);
    const [reward] = (await shop.purchase('1')).rewards;
    const { body } = await shop.get('/v1/identity-groups/by/wallet/0xA');
    expect(reward).toMatchObject({ rewardId: before.rewards[0]!.rewardId, recipient: anna });
    expect(reward!.recipientGroupId).toBe(body['id']);
    const { body: list } = await shop.get('/v1/rewards?recipientType=wallet&recipientValue=0xA');
    expect(list['items']).toMatchObject([{ orderId: '1', recipientGroupId: body['id'] }]);
  });

  it('are paid once: a repetition is a duplicate, and another reference is refused', async () => {
    await shop.campaign('friends');
    const [reward] = (await shop.referred('1', 'anna')).rewards;
    const first = await shop.pay(reward!.rewardId, 'payout-1');
    expect([first.status, first.body]).toEqual([
      202,
      { eventId: expect.any(String), position: expect.any(Number), duplicate: false },
    ]);
    const again = await shop.pay(reward!.rewardId, 'payout-1');
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
    const other = await shop.pay(reward!.rewardId, 'payout-2');
    expect([other.status, other.body['code']]).toEqual([409, 'ALREADY_PAID']);
    expect((await shop.get('/v1/rewards')).body['items']).toMatchObject([
      { rewardId: reward!.rewardId, state: 'paid', reference: 'payout-1' },
    ]);
  });

  it('are paid by one of two payments at the same moment', async () => {
    await shop.campaign('friends');
    const [reward] = (await shop.referred('1', 'anna')).rewards;
    const answers = await Promise.all(['a', 'b', 'c'].map((reference) => shop.pay(reward!.rewardId, reference)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const winner = ['a', 'b', 'c'][answers.findIndex(({ status }) => status === 202)];
    expect((await shop.get('/v1/rewards')).body['items']).toMatchObject([{ state: 'paid', reference: winner }]);
  });

  it('are held for the time of the campaign, and cannot be paid before', async () => {
    await shop.campaign('friends', { holdDays: 14 });
    const [reward] = (await shop.referred('1', 'anna')).rewards;
    expect(reward!.state).toBe('granted');
    const [listed] = (await shop.get('/v1/rewards')).body['items'] as unknown as { grantedAt: string }[];
    expect(Date.parse(reward!.availableAt) - Date.parse(listed!.grantedAt)).toBe(14 * 86_400_000);
    const paid = await shop.pay(reward!.rewardId, 'payout-1');
    expect([paid.status, paid.body['code']]).toEqual([409, 'NOT_AVAILABLE']);
    expect((await shop.get('/v1/rewards?state=available')).body['items']).toEqual([]);
    expect((await shop.get('/v1/rewards?state=granted')).body['items']).toHaveLength(1);
  });

  it.each([
    [{}, 'reference'],
    [{ reference: '' }, 'reference'],
    [{ reference: 'x'.repeat(257) }, 'reference'],
    [{ reference: 'a', amount: 5 }, 'amount'],
  ])('are not paid by %j', async (body, path) => {
    const { status, body: problem } = await shop.send('POST', '/v1/rewards/rw_0_0_0/payments', body);
    expect([status, problem['code']]).toEqual([400, 'INVALID_BODY']);
    expect(problem['errors']).toMatchObject([{ path }]);
  });

  it('are not found when nobody granted them, or they are of another merchant', async () => {
    await shop.campaign('friends');
    const [reward] = (await shop.referred('1', 'anna')).rewards;
    const other = await Storefront.open(app);
    for (const [who, id] of [
      [shop, 'rw_9_9_9'],
      [other, reward!.rewardId],
    ] as const) {
      const { status, body } = await who.pay(id, 'payout-1');
      expect([status, body['code']]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await other.get('/v1/rewards')).body['items']).toEqual([]);
  });

  it('are listed, newest first, by order, campaign, recipient and state', async () => {
    await shop.campaign('friends', { rewards: [{ to: 'referrer', kind: 'fixed', amount: 500 }] });
    await shop.campaign('welcome', {
      priority: 200,
      condition: 'true',
      rewards: [{ to: 'referee', kind: 'fixed', amount: 100 }],
    });
    await shop.referred('1', 'anna');
    await shop.referred('2', 'buyer-1');
    const list = async (query: string) => {
      const { status, body } = await shop.get(`/v1/rewards?${query}`);
      expect(status).toBe(200);
      return body as unknown as { items: { orderId: string; campaignId: string }[]; nextCursor: string | null };
    };
    const ids = async (query: string) => (await list(query)).items.map((r) => `${r.orderId} ${r.campaignId}`);
    const all = ['2 welcome', '2 friends', '1 welcome', '1 friends'];
    expect(await ids('')).toEqual(all);
    expect(await ids('orderId=1')).toEqual(['1 welcome', '1 friends']);
    expect(await ids('campaignId=friends')).toEqual(['2 friends', '1 friends']);
    expect(await ids('recipientType=customer_id&recipientValue=anna')).toEqual(['1 friends']);
    // Rewards of the whole group, as a referrer and as a buyer.
    expect(await ids('recipientType=anonymous_id&recipientValue=device-1')).toEqual(['2 friends', '1 welcome']);
    expect(await ids('state=paid')).toEqual([]);
    const first = await list('limit=3');
    expect(await ids(`limit=3&cursor=${first.nextCursor}`)).toEqual(all.slice(3));
    for (const query of [
      'state=x',
      'recipientType=customer_id',
      'recipientValue=x',
      'cursor=x',
      'limit=0',
      'orderId=',
    ]) {
      const { status, body } = await shop.get(`/v1/rewards?${query}`);
      expect([query, status, body['code']]).toEqual([query, 400, 'INVALID_PARAMETER']);
    }
  });

  it.each<[string, unknown, string]>([
    ['no body', undefined, ''],
    ['a base that is no currency', { base: 'EURO', rates: { USD: '1' }, asOf: '2026-01-01T00:00:00Z' }, 'base'],
    ['no rates', { base: 'EUR', rates: {}, asOf: '2026-01-01T00:00:00Z' }, 'rates'],
    ['numbers', { base: 'EUR', rates: { USD: 1.1 }, asOf: '2026-01-01T00:00:00Z' }, 'rates.USD'],
    ['nothing', { base: 'EUR', rates: { USD: '0.00' }, asOf: '2026-01-01T00:00:00Z' }, 'rates.USD'],
    ['exponents', { base: 'EUR', rates: { USD: '1e2' }, asOf: '2026-01-01T00:00:00Z' }, 'rates.USD'],
    ['less than nothing', { base: 'EUR', rates: { USD: '-1' }, asOf: '2026-01-01T00:00:00Z' }, 'rates.USD'],
    ['the base itself', { base: 'EUR', rates: { EUR: '1' }, asOf: '2026-01-01T00:00:00Z' }, 'rates.EUR'],
    ['no currency', { base: 'EUR', rates: { XXX: '1' }, asOf: '2026-01-01T00:00:00Z' }, 'rates.XXX'],
    ['too long', { base: 'EUR', rates: { USD: `0.${'1'.repeat(40)}` }, asOf: '2026-01-01T00:00:00Z' }, 'rates.USD'],
    ['no time', { base: 'EUR', rates: { USD: '1' } }, 'asOf'],
    ['a list', { base: 'EUR', rates: ['1'], asOf: '2026-01-01T00:00:00Z' }, 'rates'],
    ['an unknown field', { base: 'EUR', rates: { USD: '1' }, asOf: '2026-01-01T00:00:00Z', source: 'ECB' }, 'source'],
  ])('are not converted by %s', async (_, body, path) => {
    const { status, body: problem } = await shop.send('PUT', '/v1/exchange-rates', body);
    if (body === undefined) return expect(status).toBe(400);
    expect([status, problem['code'], problem['errors']]).toMatchObject([400, 'INVALID_BODY', [{ path }]]);
  });
});
