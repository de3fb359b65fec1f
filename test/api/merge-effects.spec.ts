/** A preview foresees what the merge does, and the list of merges shows it: both follow one rule. */
import { hash } from 'node:crypto';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type Answer, type TestMerchant } from '../support/app';
import { until } from '../support/until';

let app: TestApp;
beforeAll(async () => (app = await TestApp.start()));
afterAll(() => app.stop());

type Identifier = { type: string; value: string };
interface Effects {
  purchasesReevaluated: number;
  rewardsReversed: number;
  rewardsGranted: number;
  budgetDelta: number;
}

const device = (value: string): Identifier => ({ type: 'anonymous_id', value });
const customer = (value: string): Identifier => ({ type: 'customer_id', value });
const by = { reason: 'support ticket 7', actor: 'ann' };

class Shop {
  /** Position of the newest fact. */
  private position = 0;

  constructor(readonly merchant: TestMerchant) {}

  static async open(policy: object = {}): Promise<Shop> {
    const merchant = await app.merchant({ settlingPeriodSeconds: 0, ...policy });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const rewards = [
      { to: 'referrer', kind: 'fixed', amount: 500 },
      { to: 'referee', kind: 'fixed', amount: 100 },
    ];
    const budgets = [{ window: 'total', amount: 100_000 }];
    const body = { name: 'Spring', condition: 'true', currency: 'EUR', rewards, budgets };
    await app.request('PUT', '/v1/campaigns/spring', { key: merchant.secret, body });
    return new Shop(merchant);
  }

  /** A visit through the link of a friend, a minute ago. */
  async visit(anonymousId: string): Promise<void> {
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const touchpoint = { anonymousId, source: 'referral', referrer: customer(`friend of ${anonymousId}`), occurredAt };
    this.recorded(await app.post('/v1/track/touchpoint', this.merchant.secret, touchpoint));
  }

  async buy(orderId: string, data: Record<string, unknown>): Promise<void> {
    this.recorded(await app.custom(this.merchant.merchantId, CUSTOM_SECRET, paidOrder(orderId, data)));
  }

  async claim(orderId: string, anonymousId: string): Promise<void> {
    const claim = { anonymousId, orderId, token: `token-${orderId}` };
    this.recorded(await app.post('/v1/track/purchase', this.merchant.secret, claim));
  }

  /** An operator's request: it moves a scheduled evaluation forward to now. */
  async evaluate(orderId: string): Promise<void> {
    this.recorded(await this.operator('POST', `purchases/${orderId}/evaluate`, by));
    await this.settled();
  }

  async approve(proposalId: string): Promise<void> {
    this.recorded(await this.operator('POST', `proposals/${proposalId}/approve`, by));
    await this.settled();
  }

  private recorded({ status, body }: Answer): void {
    expect(status).toBeLessThan(300);
    this.position = body['position'] as unknown as number;
  }

  operator(method: string, path: string, body?: object) {
    const merchantId = `${path.includes('?') ? '&' : '?'}merchantId=${this.merchant.merchantId}`;
    return app.request(method, `/v1/${path}${merchantId}`, { key: ADMIN_KEY, body });
  }

  /** Waits until no purchase has a scheduled evaluation. */
  async settled(): Promise<void> {
    await until(async () => {
      const path = `/v1/purchases?limit=100&after=${this.position}&waitMs=10000`;
      const { status, body } = await app.get(path, this.merchant.secret);
      const purchases = body['items'] as unknown as { evaluation: { state: string } }[];
      return status === 200 && purchases.every(({ evaluation }) => evaluation.state !== 'scheduled');
    });
  }

  async foreseen(a: Identifier, b: Identifier): Promise<Effects> {
    const { status, body } = await this.operator('POST', 'merges/preview', { a, b });
    expect(status).toBe(200);
    return body['effects'] as unknown as Effects;
  }

  /** Merges, lets the evaluations run, and returns what the list shows. */
  async merged(a: Identifier, b: Identifier): Promise<{ refused: unknown; effects: Effects }> {
    const { status, body } = await this.operator('POST', 'merges', { a, b, ...by });
    expect(status).toBe(200);
    await this.settled();
    const [effects] = await this.listed();
    return { refused: body['refused'], effects: effects! };
  }

  /** What the list of merges shows, the newest merge first. */
  async listed(): Promise<Effects[]> {
    const { body } = await this.operator('GET', 'merges?limit=10');
    return (body['items'] as unknown as { effects: Effects }[]).map(({ effects }) => effects);
  }
}

const nothing: Effects = { purchasesReevaluated: 0, rewardsReversed: 0, rewardsGranted: 0, budgetDelta: 0 };

interface Situation {
  policy?: object;
  happens(shop: Shop): Promise<void>;
  pair: [Identifier, Identifier];
  refused?: string;
  effects: Effects;
}

const situations: Record<string, Situation> = {
  'purchases that were evaluated, and others that link because the customer becomes known': {
    async happens(shop) {
      await shop.visit('phone');
      await shop.buy('evaluated', {});
      await shop.claim('evaluated', 'laptop');
      await shop.settled();
      for (const orderId of ['waiting-1', 'waiting-2', 'waiting-3']) await shop.buy(orderId, { customerId: 'karl' });
      await shop.operator('POST', 'merges', { a: device('phone'), b: device('laptop'), ...by });
      await shop.settled();
    },
    pair: [device('laptop'), customer('karl')],
    // The device still buys the first purchase; the other purchases are new, and each has two rewards.
    effects: { ...nothing, purchasesReevaluated: 4, rewardsGranted: 6, budgetDelta: 1_800 },
  },
  'a refused merge that makes a customer known': {
    async happens(shop) {
      await shop.buy('known', { customerId: 'anna' });
      await shop.claim('known', 'phone');
      await shop.buy('waiting', { customerId: 'karl' });
    },
    pair: [customer('anna'), customer('karl')],
    refused: 'CUSTOMER_CONFLICT',
    effects: { ...nothing, purchasesReevaluated: 1, rewardsGranted: 1, budgetDelta: 100 },
  },
  'a pair that was refused before, for a reason that holds still': {
    policy: { linkByEmail: true, maxIdentifiersPerGroup: 2 },
    async happens(shop) {
      await shop.operator('POST', 'merges', { a: customer('anna'), b: device('phone'), ...by });
      await shop.buy('linked', { customerId: 'anna', email: 'anna@shop.example' });
      await shop.buy('waiting', { email: 'anna@shop.example' });
      await shop.settled();
    },
    pair: [customer('anna'), { type: 'email_hash', value: hash('sha256', 'anna@shop.example') }],
    refused: 'GROUP_TOO_LARGE',
    effects: { ...nothing, purchasesReevaluated: 1, rewardsGranted: 1, budgetDelta: 100 },
  },
  'a purchase whose buyer turns out to have come by another link': {
    async happens(shop) {
      await shop.visit('laptop');
      await shop.buy('o', {});
      await shop.claim('o', 'laptop');
      await shop.visit('phone');
    },
    pair: [device('laptop'), device('phone')],
    effects: { ...nothing, purchasesReevaluated: 1, rewardsGranted: 1, rewardsReversed: 1 },
  },
  'nothing at all': { happens: () => Promise.resolve(), pair: [device('a'), device('b')], effects: nothing },
};

it.each(Object.entries(situations))('%s', async (_, { policy, happens, pair, refused = null, effects }) => {
  const shop = await Shop.open(policy);
  await happens(shop);
  await shop.settled();
  const foreseen = await shop.foreseen(...pair);
  const came = await shop.merged(...pair);
  expect(came).toEqual({ refused, effects: foreseen });
  expect(came.effects).toMatchObject(effects);
});

describe('a merge that gives a purchase its first touchpoint', () => {
  const first = { ...nothing, purchasesReevaluated: 1, rewardsGranted: 1, budgetDelta: 500 };
  const [laptop, phone, tablet] = [device('laptop'), device('phone'), device('tablet')];

  /** A purchase with the laptop, and visits with the phone and the tablet. */
  async function bought(policy: object): Promise<Shop> {
    const shop = await Shop.open(policy);
    await shop.visit('phone');
    await shop.visit('tablet');
    await shop.buy('o', {});
    await shop.claim('o', 'laptop');
    await shop.evaluate('o');
    return shop;
  }

  it('has its effects when an operator approves the proposal', async () => {
    const shop = await bought({ reprocess: 'review' });
    const foreseen = await shop.foreseen(laptop, phone);
    expect((await shop.merged(laptop, phone)).effects).toEqual(nothing);
    const open = await shop.operator('GET', 'proposals?status=open');
    const proposals = open.body['items'] as unknown as { proposalId: string }[];
    expect(proposals).toHaveLength(1);
    await shop.approve(proposals[0]!.proposalId);
    expect(await shop.listed()).toEqual([foreseen]);
    expect(foreseen).toEqual(first);
  });

  it('keeps its effects when the purchase is evaluated again for other reasons', async () => {
    const shop = await bought({});
    await shop.merged(laptop, phone);
    const [before] = await shop.listed();
    await shop.evaluate('o');
    await shop.merged(laptop, tablet);
    const [second, ...others] = await shop.listed();
    expect(others).toEqual([before]);
    expect(before).toEqual(first);
    expect(second).not.toEqual(before);
  });

  it('keeps all effects of an evaluation that a second merge joins', async () => {
    const shop = await bought({ settlingPeriodSeconds: 3_600 });
    const effects = [await shop.foreseen(laptop, phone)];
    await shop.operator('POST', 'merges', { a: laptop, b: phone, ...by });
    effects.unshift(await shop.foreseen(laptop, tablet));
    await shop.operator('POST', 'merges', { a: laptop, b: tablet, ...by });
    expect(await shop.listed()).toEqual([nothing, { ...nothing, purchasesReevaluated: 1 }]);
    await shop.evaluate('o');
    expect(await shop.listed()).toEqual(effects);
    expect(effects).toEqual([nothing, first]);
  });
});
