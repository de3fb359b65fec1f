/** How rewards change with the purchase, its credits and its group, before and after they are paid. */
import { DAY, HOUR } from '../../../libs/kernel/time';
import { asserted, claimed, NOW, operatorAsks, touched } from '../support/builders';
import {
  amounts,
  BUYER,
  entriesOf,
  liveRewards,
  ordered,
  paid,
  published,
  referral,
  REFERRER,
  updated,
  usedOf,
} from '../support/campaigns';
import { decided, decidedOf } from '../support/given';
import { Simulation, wait, type Step } from '../support/simulation';
import { customer, device } from '../support/universe';

/** 10 % for the referrer, so that a reward follows the net. */
const PERCENT = published('c', {
  rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }],
  budgets: [{ window: 'total', amount: 1_000_000 }],
});
const shopWith = (...steps: Step[]) =>
  Simulation.of()
    .play(PERCENT, referral(), ...ordered(0), ...steps)
    .finish();
const payAll = (shop: Simulation) =>
  shop.play(...entriesOf(shop).flatMap(({ state, rewardId }) => (state === 'granted' ? [paid(rewardId)] : [])));
const lastDecisions = (shop: Simulation) => shop.played.at(-1)!.decisions.map(({ type }) => type);
const entries = (shop: Simulation) => entriesOf(shop).map(({ amount, state }) => `${amount} ${state}`);
const refunded = (amount: number, version = 2) =>
  updated(0, version, { refunded: amount, status: amount === 10_000 ? 'refunded' : 'partially_refunded' });

describe('a reward that is not paid', () => {
  it('stays untouched while it is desired', () => {
    const shop = shopWith();
    const before = entriesOf(shop);
    shop.play(operatorAsks(0), wait(0));
    expect(lastDecisions(shop)).toEqual(['EvaluationConfirmed']);
    expect(entriesOf(shop)).toBe(before);
  });

  it('is reversed when its amount changes, and granted again with a new hold', () => {
    const shop = shopWith(wait(HOUR));
    shop.play(refunded(4_000), wait(0));
    expect(lastDecisions(shop)).toEqual(['EvaluationConfirmed', 'RewardReversed', 'RewardGranted']);
    expect(entries(shop)).toEqual(['1000 reversed', '600 granted']);
    expect(entriesOf(shop)[1]!.availableAt).toBe(shop.now);
    expect(usedOf(shop, 'c')).toBe(600);
  });

  it('is reversed when the order is fully refunded, cancelled, or pending again', () => {
    for (const status of ['refunded', 'cancelled', 'pending'] as const) {
      const shop = shopWith(updated(0, 2, { status }));
      expect(entries(shop.finish())).toEqual([]);
      const later = shopWith().play(wait(HOUR), updated(0, 2, { status }));
      expect(entries(later.finish())).toEqual(['1000 reversed']);
      expect(usedOf(later, 'c')).toBe(0);
      later.play(updated(0, 3)).finish();
      expect(entries(later)).toEqual(['1000 reversed', '1000 granted']);
    }
  });

  it('moves to the referrer whose touchpoint is credited now', () => {
    const shop = shopWith();
    shop.play(referral('u', customer(2)), wait(HOUR));
    expect(liveRewards(shop)).toEqual(['c referrer c2 1000']);
    expect(lastDecisions(shop)).toEqual(['PurchaseAttributed', 'RewardReversed', 'RewardGranted']);
  });

  it('moves in scenario C: a claim after the evaluation brings the new referral', () => {
    const shop = Simulation.of().play(PERCENT, referral(), asserted('a', BUYER, device(0)), ...ordered(0).slice(0, 1));
    expect(liveRewards(shop.finish())).toEqual(['c referrer c1 1000']);
    shop
      .play(touched('new', device(5), { referrer: customer(2), occurredAt: NOW - 1 }), claimed('k', 0, device(5)))
      .finish();
    expect(liveRewards(shop)).toEqual(['c referrer c2 1000']);
  });

  it('is reversed when the referrer turns out to be the buyer', () => {
    const shop = Simulation.of()
      .play(PERCENT, referral('t', device(7)), ...ordered(0))
      .finish();
    expect(liveRewards(shop)).toEqual(['c referrer d7 1000']);
    shop.play(asserted('a', device(7), device(0))).finish();
    expect(liveRewards(shop)).toEqual([]);
  });
});

describe('a reward that was paid', () => {
  it('stays paid, and a negative entry that names it claws it back', () => {
    const shop = payAll(shopWith());
    expect(liveRewards(shop)).toEqual(['c referrer c1 1000 paid']);
    shop.play(refunded(10_000), wait(0));
    expect(shop.played.at(-1)!.decisions).toEqual([
      decidedOf(0, 'EvaluationConfirmed'),
      decidedOf(0, 'RewardClawedBack', {
        amount: -1_000,
        clawsBack: entriesOf(shop)[0]!.rewardId,
        recipient: REFERRER,
      }),
    ]);
    expect(liveRewards(shop)).toEqual(['c referrer c1 1000 paid', 'c referrer c1 -1000 clawed_back']);
    expect(usedOf(shop, 'c')).toBe(0);
  });

  it('is clawed back by the difference if a smaller amount is desired', () => {
    const shop = payAll(shopWith()).play(refunded(4_000)).finish();
    expect(entries(shop)).toEqual(['1000 paid', '-400 clawed_back']);
    shop.play(refunded(7_000, 3)).finish();
    expect(entries(shop)).toEqual(['1000 paid', '-400 clawed_back', '-300 clawed_back']);
    expect(usedOf(shop, 'c')).toBe(300);
  });

  it('gets a separate entry for the difference if more is desired, which is reversed or granted on its own', () => {
    const shop = payAll(shopWith())
      .play(updated(0, 2, { total: 15_000 }))
      .finish();
    expect(entries(shop)).toEqual(['1000 paid', '500 granted']);
    shop.play(updated(0, 3, { total: 12_000 })).finish();
    expect(entries(shop)).toEqual(['1000 paid', '500 reversed', '200 granted']);
    payAll(shop)
      .play(updated(0, 4, { total: 9_000 }))
      .finish();
    expect(entries(shop)).toEqual([
      ...['1000 paid', '500 reversed', '200 paid', '-200 clawed_back', '-100 clawed_back'],
    ]);
    expect(usedOf(shop, 'c')).toBe(900);
  });

  it('is granted again after it was clawed back', () => {
    const shop = payAll(shopWith())
      .play(updated(0, 2, { status: 'pending' }))
      .finish()
      .play(updated(0, 3))
      .finish();
    expect(entries(shop)).toEqual(['1000 paid', '-1000 clawed_back', '1000 granted']);
    payAll(shop).play(refunded(10_000, 4)).finish();
    expect(amounts(shop).reduce((a, b) => a + b)).toBe(0);
    expect(entries(shop).slice(2)).toEqual(['1000 paid', '-1000 clawed_back']);
  });

  it('is paid once: later payments change nothing', () => {
    const shop = payAll(shopWith());
    const { rewardId } = entriesOf(shop)[0]!;
    shop.play({ type: 'RewardPaymentRecorded', data: { merchantId: 'merchant', rewardId, reference: 'again' } });
    expect(lastDecisions(shop)).toEqual([]);
    expect(entriesOf(shop)[0]).toMatchObject({ state: 'paid', reference: `payment of ${rewardId}` });
    expect(shop.record(paid('rw_9_9_9'))).toEqual([]);
  });
});

describe('a payment for a reward that was reversed before it', () => {
  const reversed = () => shopWith(wait(HOUR), refunded(10_000));

  it('is recorded, with its clawback in the same decision', () => {
    const shop = reversed();
    const { rewardId } = entriesOf(shop)[0]!;
    expect(shop.record(paid(rewardId))).toEqual([
      decided('RewardClawedBack', { amount: -1_000, clawsBack: rewardId, currency: 'EUR' }),
    ]);
    expect(entries(shop)).toEqual(['1000 paid', '-1000 clawed_back']);
    expect(usedOf(shop, 'c')).toBe(0);
    shop.play(operatorAsks(0), wait(0));
    expect(lastDecisions(shop)).toEqual(['EvaluationConfirmed']);
  });

  it('does not affect the reward that was granted in its place', () => {
    const shop = shopWith(wait(HOUR), refunded(4_000));
    const { rewardId } = entriesOf(shop)[0]!;
    shop.record(paid(rewardId));
    expect(entries(shop)).toEqual(['1000 paid', '600 granted', '-1000 clawed_back']);
    shop.play(refunded(5_000, 3)).finish();
    expect(amounts(shop).reduce((a, b) => a + b)).toBe(500);
    expect(entries(shop)).toEqual(['1000 paid', '600 reversed', '-1000 clawed_back', '500 granted']);
  });

  it('does nothing for a clawback', () => {
    const shop = payAll(shopWith()).play(refunded(10_000)).finish();
    expect(shop.record(paid(entriesOf(shop)[1]!.rewardId))).toEqual([]);
    expect(entries(shop)).toEqual(['1000 paid', '-1000 clawed_back']);
  });
});

describe('rewards of a guest whose order gets a customer', () => {
  it('go to the current anchor', () => {
    const referee = published('c', { rewards: [{ to: 'referee', kind: 'fixed', amount: 5 }] });
    const [order, claim] = ordered(0, { customerId: undefined });
    const shop = Simulation.of().play(referee, order!, claim!).finish();
    expect(liveRewards(shop)).toEqual(['c referee d0 5']);
    shop.play(updated(0, 2)).finish();
    expect(liveRewards(shop)).toEqual(['c referee c0 5']);
  });
});

describe('finality', () => {
  it('does not apply to refunds: rewards are clawed back years later', () => {
    const shop = payAll(shopWith())
      .play(wait(800 * DAY), refunded(10_000))
      .finish();
    expect(entries(shop)).toEqual(['1000 paid', '-1000 clawed_back']);
  });
});
