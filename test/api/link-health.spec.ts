import { ADMIN_KEY, TestApp } from '../support/app';
import { Storefront } from '../support/storefront';

interface Health {
  from: string;
  to: string;
  claims: Record<string, number>;
  claimsWithoutPurchase: Record<string, number>;
  purchases: { linked: Record<string, number>; unlinked: Record<string, number> };
  mismatchRate: Record<string, unknown>;
  hours: ({ hour: string } & Omit<Health, 'hours'>)[];
  examples: Record<string, string[]>;
}

const NO_CLAIMS = {
  ...{ matched: 0, duplicate: 0, mismatched: 0, missingToken: 0, expired: 0, blocked: 0, tooMany: 0, waiting: 0 },
  checkouts: 0,
};
const NO_EXAMPLES = { SDK_SILENT: [], TOKEN_MISMATCH: [], WAITING: [], WEBHOOK_SILENT: [] };

describe('link health', () => {
  let app: TestApp;
  let shop: Storefront;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await Storefront.open(app);
  });

  async function health(query = ''): Promise<Health> {
    const { status, body } = await shop.seen(`/v1/link-health${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as unknown as Health;
  }

  const claim = (orderId: string, token: string, anonymousId = `device-${orderId}`) =>
    shop.track({ anonymousId, orderId, token });

  /** Moves the recording of these orders into the past. */
  async function age(table: 'claims' | 'purchases', minutes: number, ...orderIds: string[]): Promise<void> {
    const column = table === 'claims' ? 'recorded_at' : 'first_recorded_at';
    const { rowCount } = await app.database.pool.query(
      `update ${table} set ${column} = ${column} - $3 * interval '1 minute' where merchant_id = $1 and order_id = any($2)`,
      [shop.merchant.merchantId, orderIds, minutes],
    );
    expect(rowCount).toBeGreaterThanOrEqual(orderIds.length);
  }

  it('shows zeros in each of the last 24 hours for a merchant without data', async () => {
    const nothing = await health();
    expect(nothing).toMatchObject({
      claims: NO_CLAIMS,
      claimsWithoutPurchase: { WEBHOOK_SILENT: 0 },
      purchases: {
        linked: { claim: 0, carried: 0, customer: 0, email: 0 },
        unlinked: { SDK_SILENT: 0, TOKEN_MISMATCH: 0, WAITING: 0 },
        credited: { code: 0, visit: 0 },
        coverage: { covered: 0, all: 0, percent: null },
      },
      mismatchRate: { judged: 0, mismatched: 0, percent: null, alertPercent: 5, exceeded: false },
      examples: NO_EXAMPLES,
    });
    expect(Date.parse(nothing.to) - Date.parse(nothing.from)).toBe(24 * 3_600_000);
    expect([24, 25]).toContain(nothing.hours.length);
    expect(nothing.hours.every(({ hour }) => hour.endsWith(':00:00.000Z'))).toBe(true);
  });

  it('counts claims by their outcome', async () => {
    await shop.order('matched');
    await claim('matched', 'token-matched');
    await shop.order('mismatched');
    await claim('mismatched', 'wrong');
    await shop.order('missing', { token: null });
    await claim('missing', 'any');
    await claim('expired', 'token-expired');
    await health();
    await age('claims', 31 * 24 * 60, 'expired');
    await shop.order('expired');
    await shop.order('blocked');
    await claim('blocked', 'token-blocked', 'guest');
    await shop.order('many');
    for (let device = 0; device < 11; device++) await claim('many', 'token-many', `device-${device}`);
    await claim('waiting', 'token-waiting');
    await health();
    await age('claims', -31 * 24 * 60, 'expired');
    const { claims, hours, mismatchRate } = await health();
    expect(claims).toEqual({
      ...NO_CLAIMS,
      ...{ matched: 11, mismatched: 1, missingToken: 1, expired: 1, blocked: 1, tooMany: 1, waiting: 1 },
    });
    const total = (field: string) => hours.reduce((sum, hour) => sum + hour.claims[field]!, 0);
    for (const [field, count] of Object.entries(claims)) expect([field, total(field)]).toEqual([field, count]);
    expect(mismatchRate).toEqual({ judged: 16, mismatched: 1, percent: 6.25, alertPercent: 5, exceeded: false });
  });

  it('counts purchases by what linked them', async () => {
    shop = await Storefront.open(app, { linkByEmail: true });
    await shop.order('by-claim', { customerId: 'anna' });
    await claim('by-claim', 'token-by-claim');
    await shop.order('by-customer', { customerId: 'anna' });
    await shop.order('guest', { email: 'ben@example.com' });
    await claim('guest', 'token-guest');
    await shop.order('by-email', { email: 'ben@example.com' });
    const { purchases, examples } = await health();
    expect(purchases).toMatchObject({
      linked: { claim: 2, carried: 0, customer: 1, email: 1 },
      unlinked: { SDK_SILENT: 0, TOKEN_MISMATCH: 0, WAITING: 0 },
    });
    expect(examples).toEqual(NO_EXAMPLES);
  });

  it('says why a waiting purchase is not linked', async () => {
    for (const orderId of ['young', 'old', 'older', 'wrong', 'refused']) await shop.order(orderId);
    await claim('wrong', 'no');
    await claim('refused', 'token-refused', 'guest');
    await health();
    await age('purchases', 59, 'young');
    await age('purchases', 61, 'old', 'older', 'wrong', 'refused');
    const { purchases, examples } = await health();
    expect(purchases.unlinked).toEqual({ SDK_SILENT: 2, TOKEN_MISMATCH: 1, WAITING: 2 });
    expect(examples).toEqual({
      ...{ SDK_SILENT: ['older', 'old'], TOKEN_MISMATCH: ['wrong'], WAITING: ['refused', 'young'], WEBHOOK_SILENT: [] },
    });
    await claim('old', 'token-old');
    await claim('wrong', 'token-wrong');
    expect((await health()).purchases).toMatchObject({
      linked: { claim: 2, carried: 0, customer: 0, email: 0 },
      coverage: { covered: 2, all: 5, percent: 40 },
      unlinked: { SDK_SILENT: 1, TOKEN_MISMATCH: 0, WAITING: 2 },
    });
  });

  it('counts a claim as WEBHOOK_SILENT when it has waited for more than an hour', async () => {
    for (const orderId of ['young', 'old']) await claim(orderId, 'token');
    await claim('old', 'token', 'a second device');
    await health();
    await age('claims', 59, 'young');
    await age('claims', 61, 'old');
    const silent = await health();
    expect(silent.claims).toEqual({ ...NO_CLAIMS, waiting: 3 });
    expect(silent.claimsWithoutPurchase).toEqual({ WEBHOOK_SILENT: 2 });
    expect(silent.examples['WEBHOOK_SILENT']).toEqual(['old']);
    await shop.order('old', { token: 'token' });
    expect((await health()).claimsWithoutPurchase).toEqual({ WEBHOOK_SILENT: 0 });
  });

  it('gives the newest five orders as examples', async () => {
    for (let order = 0; order < 7; order++) await shop.order(`order-${order}`);
    expect((await health()).examples['WAITING']).toEqual([6, 5, 4, 3, 2].map((order) => `order-${order}`));
  });

  it('covers a range that includes its start and excludes its end', async () => {
    await claim('a', 'token');
    await shop.order('b');
    await health();
    const { pool } = app.database;
    const { merchantId } = shop.merchant;
    await pool.query("update claims set recorded_at = '2026-02-03T04:00:00Z' where merchant_id = $1", [merchantId]);
    await pool.query("update purchases set first_recorded_at = '2026-02-03T04:59:59.999Z' where merchant_id = $1", [
      merchantId,
    ]);
    const { claims, purchases, ...range } = await health('?from=2026-02-03T04:00:00Z&to=2026-02-03T05:00:00Z');
    expect([claims['waiting'], purchases.unlinked['SDK_SILENT']]).toEqual([1, 1]);
    expect([range.from, range.to]).toEqual(['2026-02-03T04:00:00.000Z', '2026-02-03T05:00:00.000Z']);
    expect(range.hours.map(({ hour }) => hour)).toEqual(['2026-02-03T04:00:00.000Z']);
    expect(range.hours[0]).toMatchObject({ claims, purchases });

    const before = await health('?to=2026-02-03T06:00:00%2B02:00');
    expect([before.from, before.claims['waiting'], before.hours.length]).toEqual(['2026-02-02T04:00:00.000Z', 0, 24]);
    const after = await health('?from=2026-02-03T04:00:00.001Z&to=2026-02-03T04:59:59.999Z');
    expect([after.claims['waiting'], after.purchases.unlinked['SDK_SILENT']]).toEqual([0, 0]);
    const across = await health('?from=2026-02-03T03:30:00Z&to=2026-02-03T05:30:00Z');
    expect(across.hours.map(({ hour, claims }) => [hour.slice(11, 13), claims['waiting']])).toEqual([
      ...[
        ['03', 0],
        ['04', 1],
        ['05', 0],
      ],
    ]);
  });

  it.each([
    ['?from=yesterday', 'from'],
    ['?to=2026-02-30T00:00:00Z', 'to'],
    ['?from=2026-02-03T04:00:00', 'from'],
    ['?from=2026-02-03T04:00:00Z&to=2026-02-03T04:00:00Z', 'from'],
    ['?from=9000-01-01T00:00:00Z', 'from'],
    ['?from=2026-02-03T04:00:00Z&to=2026-02-10T04:00:00.001Z', 'from'],
    ['?after=x', 'after'],
  ])('refuses the query %s', async (query, path) => {
    const { status, body } = await shop.get(`/v1/link-health${query}`);
    expect([status, body['code'], body['errors']]).toMatchObject([400, 'INVALID_PARAMETER', [{ path }]]);
  });

  it('accepts a range of a week', async () => {
    expect((await health('?from=2026-02-03T04:00:00Z&to=2026-02-10T04:00:00Z')).hours).toHaveLength(168);
  });

  it('covers one merchant only', async () => {
    await shop.order('1');
    await claim('2', 'token');
    await health();
    const other = await Storefront.open(app);
    const { body } = await other.get('/v1/link-health');
    expect(body).toMatchObject({ claims: NO_CLAIMS, examples: NO_EXAMPLES });
    const { merchantId } = shop.merchant;
    const admin = await app.get(`/v1/link-health?merchantId=${merchantId}`, ADMIN_KEY);
    expect([admin.status, admin.body]).toMatchObject([200, { claims: { waiting: 1 }, examples: { WAITING: ['1'] } }]);
    const refused = async (query: string, key: string) => {
      const { status, body: problem } = await app.get(`/v1/link-health${query}`, key);
      return [status, problem['code']];
    };
    expect(await refused('', ADMIN_KEY)).toEqual([400, 'MERCHANT_REQUIRED']);
    expect(await refused('?merchantId=nobody', ADMIN_KEY)).toEqual([404, 'MERCHANT_UNKNOWN']);
    expect(await refused('', shop.merchant.publishable)).toEqual([403, 'FORBIDDEN']);
    expect(await refused(`?merchantId=${merchantId}`, other.merchant.secret)).toEqual([403, 'FORBIDDEN']);
  });

  it('shows the threshold of the policy and whether it is exceeded', async () => {
    shop = await Storefront.open(app, { mismatchAlertPercent: 10 });
    for (let order = 0; order < 18; order++) {
      await shop.order(`order-${order}`);
      await claim(`order-${order}`, `token-order-${order}`);
    }
    await claim('order-0', 'wrong', 'x');
    await claim('order-1', 'wrong', 'y');
    await claim('nobody-knows', 'token');
    expect((await health()).mismatchRate).toEqual({
      ...{ judged: 20, mismatched: 2, percent: 10, alertPercent: 10, exceeded: false },
    });
    await claim('order-2', 'wrong', 'z');
    expect((await health()).mismatchRate).toEqual({
      ...{ judged: 21, mismatched: 3, percent: 14.29, alertPercent: 10, exceeded: true },
    });
    await age('claims', 24 * 60, 'order-2');
    expect((await health()).mismatchRate).toMatchObject({ judged: 19, mismatched: 2 });
  });
});
