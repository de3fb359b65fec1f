/** Rewards in sum, by recipient and withheld; the use of a campaign's budgets; a campaign that is only checked. */
import { TestApp } from '../support/app';
import { campaign, Storefront } from '../support/storefront';

let app: TestApp;
let shop: Storefront;
let paid: string;

beforeAll(async () => {
  app = await TestApp.start();
  shop = await Storefront.open(app);
  await shop.campaign('friends', { caps: { count: 2 }, budgets: [{ window: 'total', amount: 1_500 }] });
  await shop.campaign('held', { priority: 200, holdDays: 7, rewards: [{ to: 'referee', kind: 'fixed', amount: 200 }] });
  for (const orderId of ['1', '2', '3']) await shop.referred(orderId, 'anna');
  paid = (await shop.referred('4', 'berta')).rewards.find(({ role }) => role === 'referrer')!.rewardId;
  await shop.referred('5', 'carla');
  shop.written(await shop.pay(paid, 'transfer'));
  await shop.order('4', { customerId: 'buyer-4', status: 'cancelled' });
  await shop.settled('4');
  await shop.settled('5');
});
afterAll(() => app.stop());

interface Paged {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

async function all(path: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await shop.seen(`${path}${path.includes('?') ? '&' : '?'}limit=1${cursor && `&cursor=${cursor}`}`);
    const page = answer.body as unknown as Paged;
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

it('are summed in each state, those that are withheld too', async () => {
  const { body } = await shop.seen('/v1/rewards/totals');
  expect(body).toEqual({
    totals: [
      // Of carla, in whose place berta's clawback made room.
      { state: 'available', currency: 'EUR', count: 3, amount: 1_500 },
      { state: 'clawed_back', currency: 'EUR', count: 1, amount: -500 },
      { state: 'granted', currency: 'EUR', count: 4, amount: 800 },
      { state: 'paid', currency: 'EUR', count: 1, amount: 500 },
      { state: 'reversed', currency: 'EUR', count: 1, amount: 200 },
      { state: 'withheld', currency: 'EUR', count: 1, amount: 500 },
    ],
  });
  const { body: one } = await shop.seen('/v1/rewards/totals?campaignId=held');
  expect(one['totals']).toMatchObject([{ state: 'granted' }, { state: 'reversed' }]);
});

it('are summed for each recipient, whoever is to be paid most first', async () => {
  const none = { held: 0, available: 0, paid: 0, clawedBack: 0, withheld: 0 };
  const row = (value: string, sums: object) => ({
    ...{ recipient: { type: 'customer_id', value }, recipientGroupId: expect.any(String), currency: 'EUR' },
    ...none,
    ...sums,
  });
  const found = await all('/v1/rewards/recipients');
  expect(found.slice(0, 2)).toEqual([
    row('anna', { available: 1_000, withheld: 500 }),
    row('carla', { available: 500 }),
  ]);
  expect(found).toHaveLength(8);
  expect(found).toContainEqual(row('berta', { paid: 500, clawedBack: -500 }));
  expect(found).toContainEqual(row('buyer-1', { held: 200 }));
  expect(found).toContainEqual(row('buyer-4', {}));
  expect(await all('/v1/rewards/recipients?campaignId=friends')).toHaveLength(3);
});

it('are listed with what keeps them back while they are withheld', async () => {
  const waiting = { orderId: '3', code: 'CAP_REACHED', blockedBy: 'cap', amount: 500, currency: 'EUR' };
  expect(await all('/v1/rewards/withheld')).toMatchObject([{ ...waiting, recipient: { value: 'anna' } }]);
  expect(await all('/v1/rewards/withheld?campaignId=held')).toEqual([]);
});

it('are nobody else’s: another merchant has none', async () => {
  const other = await app.merchant();
  for (const path of ['recipients', 'withheld']) {
    expect((await app.get(`/v1/rewards/${path}`, other.secret)).body['items']).toEqual([]);
  }
  expect((await app.get('/v1/rewards/totals', other.secret)).body).toEqual({ totals: [] });
  expect((await app.get('/v1/campaigns/friends/usage', other.secret)).status).toBe(404);
});

it('use a campaign’s budgets on the day of their purchase, and give back to it', async () => {
  const { body } = await shop.seen('/v1/campaigns/friends/usage?days=2');
  const today = String(body['to']);
  expect(body).toEqual({
    from: new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10),
    to: today,
    before: 0,
    days: [{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), amount: 1_500 }],
  });
  expect((await shop.get('/v1/campaigns/friends/usage?days=0')).body['code']).toBe('INVALID_PARAMETER');
  expect((await shop.get('/v1/campaigns/unknown/usage')).status).toBe(404);
});

describe('a campaign that is checked', () => {
  const check = (id: string, body: unknown) => shop.send('POST', `/v1/campaigns/${id}/check`, body);

  it('is not stored', async () => {
    const facts = await app.facts(shop.merchant.merchantId);
    const { status, body } = await check('new', campaign());
    expect([status, body]).toEqual([200, { publishable: true, code: null, detail: null, errors: [] }]);
    expect(await app.facts(shop.merchant.merchantId)).toBe(facts);
    expect((await shop.get('/v1/campaigns/new')).status).toBe(404);
  });

  it('has its mistakes named, those of the condition with their place', async () => {
    const { body } = await check('new', campaign({ condition: 'purchase.nett > 5', currency: 'EURO' }));
    expect(body).toMatchObject({ publishable: false, code: 'INVALID_BODY' });
    expect(body['errors']).toContainEqual(expect.objectContaining({ path: 'condition', line: 1, column: 10 }));
    expect(body['errors']).toContainEqual(expect.objectContaining({ path: 'currency' }));
    const { body: broken } = await check('new', campaign({ condition: 'purchase.net >' }));
    expect(broken['code']).toBe('CONDITION_INVALID');
  });

  it('is refused as its publication would be', async () => {
    const { body } = await check('friends', campaign({ currency: 'USD' }));
    expect(body).toMatchObject({ publishable: false, code: 'CURRENCY_FIXED', errors: [] });
    const published = await shop.publish('friends', campaign({ currency: 'USD' }));
    expect(published.body['detail']).toBe(body['detail']);
  });
});
