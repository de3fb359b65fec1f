import { goodsOf } from '../../../libs/kernel/purchases/goods';
import { BUYER, liveRewards, ordered, published, ratesRecorded, referral, updated } from '../support/campaigns';
import { Simulation } from '../support/simulation';
import { NOW } from '../support/builders';
import { HOUR } from '../../../libs/kernel/time';

const item = (price: number, quantity = 1_000) => ({ sku: 'tea', quantity, price });

describe('what the goods cost', () => {
  it.each<[string, { goods?: number; total: number; items: ReturnType<typeof item>[] }, number]>([
    ['is what the version says', { goods: 700, total: 1_000, items: [item(900)] }, 700],
    ['is never more than the total', { goods: 1_200, total: 1_000, items: [] }, 1_000],
    ['is the sum of the items if it says nothing', { total: 1_000, items: [item(300, 2_500), item(50)] }, 800],
    ['is the total if the items come to more', { total: 700, items: [item(900)] }, 700],
    ['is the total if there are no items', { total: 700, items: [] }, 700],
    ['is rounded half-even where parts of a unit were bought', { total: 700, items: [item(5, 500), item(2, 500)] }, 4],
    [
      'is exact beyond 2^53 thousandths',
      { total: Number.MAX_SAFE_INTEGER, items: [item(9_007_199_254_740_901)] },
      9_007_199_254_740_901,
    ],
  ])('%s', (_, version, goods) => expect(goodsOf(version)).toBe(goods));
});

describe('a campaign on the goods alone', () => {
  const tenPercent = [{ to: 'referrer' as const, kind: 'percent' as const, basisPoints: 1_000 }];
  const shop = (base: 'net' | 'goods' | undefined, goods: number, more = {}) =>
    Simulation.of()
      .play(published('a', { base, rewards: tenPercent, ...more }), referral(), ...ordered(0, { goods, items: [] }))
      .finish();

  it('pays of the goods; without a base, or with the net, of everything', () => {
    expect(liveRewards(shop('goods', 8_000))).toEqual(['a referrer c1 800']);
    expect(liveRewards(shop('net', 8_000))).toEqual(['a referrer c1 1000']);
    expect(liveRewards(shop(undefined, 8_000))).toEqual(['a referrer c1 1000']);
  });

  it('takes of a refund the part of the goods, exact until the one rounding', () => {
    const simulation = shop('goods', 8_000);
    simulation.play(updated(0, 2, { status: 'partially_refunded', refunded: 3_333, goods: 8_000, items: [] })).finish();
    // 8,000 × 6,667 / 10,000 × 10 % = 533.36
    expect(liveRewards(simulation)).toEqual(['a referrer c1 533']);
  });

  it('reaches tiers by the goods', () => {
    const tiers = [
      { from: 0, amount: 1 },
      { from: 9_000, amount: 2 },
    ];
    const rewards = [{ to: 'referrer' as const, kind: 'tiered' as const, tiers }];
    expect(liveRewards(shop('goods', 8_999, { rewards }))).toEqual(['a referrer c1 1']);
    expect(liveRewards(shop('goods', 9_000, { rewards }))).toEqual(['a referrer c1 2']);
  });

  it('is converted with one rounding', () => {
    const simulation = Simulation.of().play(ratesRecorded('EUR', { JPY: '150' }, NOW - HOUR));
    simulation.play(published('a', { base: 'goods', currency: 'JPY', rewards: tenPercent }), referral());
    simulation.play(...ordered(0, { goods: 3_333, items: [] })).finish();
    expect(liveRewards(simulation)).toEqual(['a referrer c1 500']);
  });

  it('pays nothing of an order without goods, such as a gift card', () => {
    expect(liveRewards(shop('goods', 0))).toEqual([]);
  });

  it('follows a version that only changes what the goods cost', () => {
    const simulation = shop('goods', 8_000);
    simulation.play(updated(0, 2, { goods: 5_000, items: [] }));
    expect(simulation.evaluation(0)).toMatchObject({ reasons: ['updated'] });
    expect(liveRewards(simulation.finish())).toEqual(['a referrer c1 500']);
  });
});

describe('conditions', () => {
  const holds = (condition: string, said: object) => {
    const simulation = Simulation.of().play(published('a', { condition }), referral(), ...ordered(0, said));
    return liveRewards(simulation.finish()).length === 1;
  };

  it('ask what the goods cost, which codes the order has, and whether it is a renewal', () => {
    expect(holds('purchase.goods == 700', { goods: 700 })).toBe(true);
    expect(holds('"ANNA" in purchase.codes', { carried: { codes: ['ANNA'] } })).toBe(true);
    expect(holds('purchase.codes.exists(code, code.startsWith("AN"))', { carried: { codes: ['BEN'] } })).toBe(false);
    expect(holds('size(purchase.codes) == 0', {})).toBe(true);
    expect(holds('!purchase.renewal', {})).toBe(true);
    expect(holds('!purchase.renewal', { renewal: true })).toBe(false);
  });

  it('see a renewal in every version once one of them says so', () => {
    const simulation = Simulation.of().play(published('a', { condition: '!purchase.renewal' }), referral());
    simulation.play(...ordered(0, { renewal: true }), updated(0, 2, { customerId: BUYER })).finish();
    expect(liveRewards(simulation)).toEqual([]);
  });
});
