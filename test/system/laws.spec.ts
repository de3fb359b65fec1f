/** Checks the laws of money on the whole system: two processes on one Postgres, and many callers at once. */
import { audit, quiet } from '../chaos/audit';
import { makeMerchants } from '../chaos/load';
import { Program } from '../chaos/program';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { readBooks } from './books';
import { netOf, Shop, type Told } from './shop';
import { refundsOf, shuffled, stories } from './stories';

const by = { reason: 'a law', actor: 'ann' };
const TENTH = { condition: 'true', rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] };
const WELCOME = {
  condition: 'customer.purchasesBefore == 0',
  rewards: [{ to: 'referee', kind: 'fixed', amount: 100 }],
};
const SCARCE = {
  ...TENTH,
  budgets: [
    { window: 'total', amount: 1_500 },
    { window: 'day', amount: 1_000 },
  ],
};
const CAPPED = {
  condition: 'touchpoint.hasReferrer',
  rewards: [{ to: 'referrer', kind: 'fixed', amount: 50 }],
  caps: { count: 3, amount: 120 },
};

describe('two processes on one database with many callers at once', () => {
  let database: TestDatabase;
  let programs: Program[];
  let one: Shop;
  let another: Shop;
  let merged: Shop;
  let limited: Shop[];
  let facts: Told[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const start = () => Program.start({ DATABASE_URL: database.url });
    programs = await Promise.all([start(), start()]);
    const urls = programs.map(({ url }) => url);
    const names = ['one', 'another', 'merged', 'limited', 'limited-too'];
    const merchants = await makeMerchants(urls[0]!, names);
    const shops = merchants.map((merchant) => new Shop(merchant, urls));
    [one, another, merged] = shops as [Shop, Shop, Shop];
    limited = shops.slice(3);
    facts = stories();
    for (const shop of [one, another, merged]) {
      await publish(shop, 'tenth', TENTH);
      await publish(shop, 'welcome', WELCOME);
    }
    for (const shop of limited) {
      await publish(shop, 'scarce', SCARCE);
      await publish(shop, 'capped', CAPPED);
    }
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.kill()));
    await database.drop();
  });

  it('facts in any order lead to the same groups, credits and rewards', async () => {
    await Promise.all([one.tell(shuffled(facts, 1)), another.tell(shuffled(facts, 2))]);
    await quiet(database.pool);
    const outcome = await one.outcome();
    expect(outcome).toHaveLength(20);
    expect(outcome.filter(({ rewards }) => Object.keys(rewards).length > 0).length).toBeGreaterThan(12);
    expect(await another.outcome()).toEqual(outcome);
  });

  it('a repeated fact is a duplicate of the first, and a repeated evaluation changes nothing', async () => {
    const before = await one.outcome();
    const books = await readBooks(database.pool, one.merchant.merchantId);
    await one.tell(shuffled(facts, 3));
    await evaluateAll(one);
    expect(await one.outcome()).toEqual(before);
    expect(await readBooks(database.pool, one.merchant.merchantId)).toEqual(books);
  });

  it('a change of campaigns or policy today does not affect a purchase of yesterday', async () => {
    const before = await one.outcome();
    await publish(one, 'tenth', { ...TENTH, rewards: [{ to: 'referrer', kind: 'fixed', amount: 9_999 }] });
    await publish(one, 'late', TENTH);
    expect(await one.server('POST', 'campaigns/tenth/pause')).toMatchObject({ status: 200 });
    expect(await one.server('POST', 'campaigns/welcome/archive')).toMatchObject({ status: 200 });
    const policy = { model: 'first-touch', lookbackDays: 1, sourceRanking: [['paid']], reprocess: 'off' };
    expect(await one.server('PUT', 'policy', policy)).toMatchObject({ status: 200 });
    await evaluateAll(one);
    expect(await one.outcome()).toEqual(before);
  });

  it('a reverted merge leaves the same state as no merge', async () => {
    await merged.tell(shuffled(facts, 4));
    await quiet(database.pool);
    const before = await merged.outcome();
    const sides = { a: { type: 'customer_id', value: 'customer-0' }, b: { type: 'customer_id', value: 'customer-3' } };
    const { body } = await merged.operator('POST', 'merges', { ...sides, force: ['CUSTOMER_CONFLICT'], ...by });
    expect(body).toMatchObject({ refused: null, mergeId: expect.any(String) });
    await quiet(database.pool);
    const together = await merged.outcome();
    expect(together.map(({ rewards }) => rewards)).not.toEqual(before.map(({ rewards }) => rewards));
    const reverted = await merged.operator('POST', `merges/${String(body['mergeId'])}/revert`, by);
    expect(reverted).toMatchObject({ body: { split: true } });
    await quiet(database.pool);
    expect(await merged.outcome()).toEqual(before);
  });

  it('no budget or cap is ever exceeded, and granted plus withheld rewards are what each purchase earns', async () => {
    const all = [...facts, ...refundsOf(facts)];
    await Promise.all(
      limited.map(async (shop, i) => {
        let isTold = false;
        const telling = shop.tell(shuffled(all, 5 + i)).then(() => (isTold = true));
        while (!isTold) await payOut(shop);
        await telling;
      }),
    );
    await quiet(database.pool);
    for (const shop of limited) {
      const { merchantId } = shop.merchant;
      const { used, live, net } = await readBooks(database.pool, merchantId);
      for (const [key, amounts] of Object.entries(used)) {
        const limit = key === 'scarce total' ? 1_500 : key.startsWith('scarce day') ? 1_000 : Infinity;
        expect(Math.max(...amounts)).toBeLessThanOrEqual(limit);
        expect(Math.min(...amounts)).toBeGreaterThanOrEqual(0);
      }
      expect(Math.max(...used['scarce total']!)).toBeGreaterThan(700);
      for (const [key, states] of Object.entries(live)) {
        if (!key.startsWith('capped')) continue;
        // 120 at most, 50 each: two rewards.
        expect(Math.max(...states.map(({ count }) => count))).toBe(2);
        expect(Math.max(...states.map(({ amount }) => amount))).toBe(100);
      }
      await expectTablesToAgree(merchantId, used, live);

      let withheld = 0;
      for (const purchase of await shop.purchases()) {
        const ofLedger = Object.entries(net).filter(([key]) => (JSON.parse(key) as string[])[0] === purchase.orderId);
        const shown = netOf(purchase.rewards);
        expect(sum(Object.values(shown))).toBe(sum(ofLedger.map(([, amount]) => amount)));
        const has = (campaignId: string) => {
          const live = Object.entries(shown).filter(([key]) => key.startsWith(`${campaignId} `));
          const missing = purchase.withheld.filter((entry) => entry.campaignId === campaignId);
          withheld += missing.length;
          return sum(live.map(([, amount]) => amount)) + sum(missing.map(({ amount }) => amount));
        };
        const { orderId } = purchase;
        const [tenth, fifty] = desiredOf(purchase as never);
        expect({ orderId, scarce: has('scarce'), capped: has('capped') }).toEqual({
          ...{ orderId, scarce: tenth, capped: fifty },
        });
      }
      expect(withheld).toBeGreaterThan(3);
    }
  });

  it('everything is in the log once, follows from it, and can be rebuilt from it', async () => {
    const told = [one, another, merged, ...limited].flatMap((shop) => shop.facts);
    const { facts: recorded, evaluations } = await audit(database.pool, { facts: told, promised: [], wrong: [] });
    expect(recorded).toBeGreaterThanOrEqual(told.length);
    expect(evaluations).toBeGreaterThan(100);
  });

  async function publish(shop: Shop, campaignId: string, campaign: object): Promise<void> {
    const answer = await shop.server('PUT', `campaigns/${campaignId}`, {
      ...{ name: campaignId, currency: 'EUR' },
      ...campaign,
    });
    expect(answer).toMatchObject({ status: 200 });
  }

  async function evaluateAll(shop: Shop): Promise<void> {
    for (const { orderId } of await shop.purchases()) {
      expect(await shop.operator('POST', `purchases/${orderId}/evaluate`, by)).toMatchObject({ status: 202 });
    }
    await quiet(database.pool);
  }

  /** Pays some available rewards, which may be reversed at the same time. */
  async function payOut(shop: Shop): Promise<void> {
    const { body } = await shop.server('GET', 'rewards?state=available&limit=3');
    for (const { rewardId } of body['items'] as { rewardId: string }[]) {
      const { status } = await shop.server('POST', `rewards/${rewardId}/payments`, { reference: `payout ${rewardId}` });
      expect([202, 409]).toContain(status);
    }
  }

  async function expectTablesToAgree(
    merchantId: string,
    used: Record<string, number[]>,
    live: Record<string, { count: number; amount: number }[]>,
  ): Promise<void> {
    const budgets = await database.pool.query<{ key: string; used: string }>(
      `select key, used from budget_usage where merchant_id = $1 and key ~ ' (total|day .*)$'`,
      [merchantId],
    );
    expect(Object.fromEntries(budgets.rows.map((row) => [row.key, Number(row.used)]))).toEqual(lastOf(used));
    const caps = await database.pool.query<{ campaign: string; recipient: string; count: number; amount: string }>(
      `select campaign_id as campaign, recipient_id as recipient, count, amount from cap_usage where merchant_id = $1`,
      [merchantId],
    );
    const ofCaps = caps.rows.map(({ campaign, recipient, count, amount }) => {
      return [`${campaign} ${recipient}`, { count, amount: Number(amount) }];
    });
    expect(Object.fromEntries(ofCaps)).toEqual(lastOf(live));
  }
});

/** The expected rewards of a shown purchase: a tenth of the net (half-even) and fifty, only if it was referred. */
function desiredOf(purchase: {
  status: string;
  total: number;
  refunded: number;
  attribution: { credits: { referrer?: unknown }[] } | null;
}): [tenth: number, fifty: number] {
  const { status, total, refunded, attribution } = purchase;
  const earns = (status === 'paid' || status === 'partially_refunded') && total > refunded;
  if (!earns || !attribution?.credits[0]?.referrer) return [0, 0];
  const net = total - refunded;
  const [whole, rest] = [Math.floor(net / 10), net % 10];
  return [rest > 5 || (rest === 5 && whole % 2 === 1) ? whole + 1 : whole, 50];
}

function lastOf<T>(histories: Record<string, T[]>): Record<string, T> {
  return Object.fromEntries(Object.entries(histories).map(([key, values]) => [key, values.at(-1)!]));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
