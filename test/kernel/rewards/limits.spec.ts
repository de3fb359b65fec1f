/** Budgets and caps: what is withheld for want of room, and who is called when room comes back. */
import type { CampaignPublished } from '../../../libs/kernel/facts';
import { budgetKey, windowsOf } from '../../../libs/kernel/rewards/reward';
import { DAY, HOUR } from '../../../libs/kernel/time';
import { asserted, bought, claimed, MINUTE, NOW, operatorAsks, touched, unmergeRequested } from '../support/builders';
import {
  amounts,
  entriesOf,
  liveRewards,
  ordered,
  paid,
  published,
  referral,
  updated,
  usedOf,
  withheldRewards,
} from '../support/campaigns';
import { decided, decidedOf } from '../support/given';
import { Simulation, wait, type Step } from '../support/simulation';
import { customer, device } from '../support/universe';

const types = (shop: Simulation) => shop.played.at(-1)!.decisions.map(({ type }) => type);
const cancelled = (order: number) => updated(order, 9, { status: 'cancelled' });
/** 500 each, unless the rewards are others. */
const budget = (
  amount: number,
  window: 'total' | 'day' | 'week' | 'month' = 'total',
  more: Partial<CampaignPublished> = {},
) => published('c', { ...(more as object), budgets: [{ window, amount }] });
const percent = { rewards: [{ to: 'referrer' as const, kind: 'percent' as const, basisPoints: 1_000 }] };
const shopWith = (...steps: Step[]) => Simulation.of().play(referral(), ...steps);
const everyAmount = (shop: Simulation, ...orders: number[]) => orders.map((order) => amounts(shop, order).join());

describe('a budget', () => {
  it('withholds as a whole what it has no room for, in log order', () => {
    const shop = shopWith(budget(1_200), ...ordered(0), ...ordered(1), ...ordered(2)).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['500', '500', '']);
    expect(withheldRewards(shop, 2)).toEqual(['c 500 total']);
    expect(shop.decisions.at(-1)).toEqual(
      decidedOf(2, 'RewardWithheld', { amount: 500, currency: 'EUR', code: 'BUDGET_EXHAUSTED', blockedBy: 'total' }),
    );
    expect(usedOf(shop, 'c')).toBe(1_000);
  });

  it('has room for exactly what is left, and for a smaller one after a larger was refused', () => {
    const orders = [ordered(0, { total: 6_000 }), ordered(1, { total: 5_000 }), ordered(2, { total: 4_000 })].flat();
    const shop = shopWith(budget(1_000, 'total', percent), ...orders).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['600', '', '400']);
  });

  it('repeats no unchanged withholding, and says when another amount is withheld', () => {
    const shop = shopWith(budget(100, 'total', percent), ...ordered(0)).finish();
    shop.play(operatorAsks(0), wait(0));
    expect(types(shop)).toEqual(['EvaluationConfirmed']);
    shop.play(updated(0, 2, { total: 9_000 })).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'RewardWithheld']);
    expect(withheldRewards(shop)).toEqual(['c 900 total']);
  });

  it('ends a withholding when it is desired no more, or when it has room', () => {
    const shop = shopWith(budget(700, 'total', percent), ...ordered(0)).finish();
    expect(withheldRewards(shop)).toEqual(['c 1000 total']);
    shop.play(cancelled(0)).finish();
    expect(shop.played.at(-1)!.decisions).toEqual([
      decidedOf(0, 'EvaluationConfirmed'),
      decidedOf(0, 'WithholdingEnded', { campaignId: 'c', rewardIndex: 0, touchpointId: 't' }),
    ]);
    shop.play(updated(0, 10, { total: 5_000 })).finish();
    expect([withheldRewards(shop), amounts(shop)]).toEqual([[], [500]]);
  });

  it('withholds the whole of a higher amount: what was not paid is taken back', () => {
    const shop = shopWith(budget(1_000, 'total', percent), ...ordered(0)).finish();
    shop.play(updated(0, 2, { total: 10_010 })).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'RewardReversed', 'RewardWithheld']);
    expect([withheldRewards(shop), amounts(shop)]).toEqual([['c 1001 total'], []]);
  });

  it('withholds the difference to what was paid, until it is desired no more', () => {
    const shop = shopWith(budget(1_000, 'total', percent), ...ordered(0)).finish();
    shop.play(paid(entriesOf(shop)[0]!.rewardId), updated(0, 2, { total: 12_000 })).finish();
    expect([withheldRewards(shop), amounts(shop)]).toEqual([['c 200 total'], [1_000]]);
    shop.play(updated(0, 3)).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'WithholdingEnded']);
    expect(withheldRewards(shop)).toEqual([]);
  });

  it('stays what a reward waits for as long as it has no room, whatever else has none by then', () => {
    const rewards: CampaignPublished['rewards'] = [
      { to: 'referrer', kind: 'fixed', amount: 900 },
      { to: 'referrer', kind: 'fixed', amount: 100 },
    ];
    const shop = shopWith(budget(500, 'total', { rewards, caps: { count: 1 } }), ...ordered(0)).finish();
    expect([amounts(shop), withheldRewards(shop)]).toEqual([[100], ['c 900 total']]);
    shop.play(operatorAsks(0), wait(0));
    expect(types(shop)).toEqual(['EvaluationConfirmed']);
  });

  it('belongs to the campaign across its versions, with the limit of the version of the purchase', () => {
    const shop = shopWith(
      budget(500),
      ...ordered(0),
      budget(900),
      ...ordered(1),
      budget(1_000),
      ...ordered(2),
    ).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['500', '', '500']);
    shop.play(published('d'), ...ordered(3)).finish();
    expect(liveRewards(shop, 3)).toEqual(['d referrer c1 500']);
  });

  it('of several: the first without room is named', () => {
    const budgets: CampaignPublished['budgets'] = [
      { window: 'total', amount: 5_000 },
      { window: 'day', amount: 600 },
      { window: 'month', amount: 700 },
    ];
    const shop = shopWith(published('c', { budgets }), ...ordered(0), ...ordered(1)).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 500 day 2026-02-15']);
  });
});

describe('the window of a budget', () => {
  it.each([
    ['2026-02-15T23:59:59.999Z', 'day 2026-02-15', 'week 2026-02-09', 'month 2026-02'],
    ['2026-02-16T00:00:00.000Z', 'day 2026-02-16', 'week 2026-02-16', 'month 2026-02'],
    ['2026-03-01T00:00:00.000Z', 'day 2026-03-01', 'week 2026-02-23', 'month 2026-03'],
    ['2027-01-01T12:00:00.000Z', 'day 2027-01-01', 'week 2026-12-28', 'month 2027-01'],
    ['1970-01-01T00:00:00.000Z', 'day 1970-01-01', 'week 1969-12-29', 'month 1970-01'],
    ['2024-02-29T12:00:00.000Z', 'day 2024-02-29', 'week 2024-02-26', 'month 2024-02'],
  ])('of %s is %s, %s, %s', (instant, day, week, month) => {
    expect(windowsOf(Date.parse(instant))).toEqual({ total: 'total', day, week, month });
  });

  it.each([
    ['day', DAY],
    ['week', DAY],
    ['month', 14 * DAY],
  ] as const)('%s: the next one has room again', (window, later) => {
    // NOW is the midnight before a Sunday.
    const shop = shopWith(budget(500, window), ...ordered(0), ...ordered(1), wait(later), ...ordered(2)).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['500', '', '500']);
  });

  it('is that of the first recording of the purchase, whenever it is evaluated or given back', () => {
    const late = bought(0, { customerId: customer(0), total: 10_000 });
    const shop = shopWith(budget(500, 'day'), late, wait(DAY), claimed('k', 0, device(0)), ...ordered(1)).finish();
    expect(everyAmount(shop, 0, 1)).toEqual(['500', '500']);
    expect([usedOf(shop, 'c', 'day 2026-02-15'), usedOf(shop, 'c', 'day 2026-02-16')]).toEqual([500, 500]);
    shop.play(wait(9 * DAY), cancelled(0)).finish();
    expect([usedOf(shop, 'c', 'day 2026-02-15'), usedOf(shop, 'c', 'day 2026-02-16')]).toEqual([0, 500]);
  });
});

describe('a cap', () => {
  const cap = (caps: CampaignPublished['caps']) => published('c', { caps });
  const other = touched('other', device(3), { referrer: customer(2) });

  it('of count: so many live rewards per recipient', () => {
    const shop = shopWith(
      cap({ count: 2 }),
      other,
      ...[0, 1, 2].flatMap((order) => ordered(order)),
      ...ordered(3, {}, 3),
    );
    expect(everyAmount(shop.finish(), 0, 1, 2, 3)).toEqual(['500', '500', '', '500']);
    expect(shop.decisions).toContainEqual(decidedOf(2, 'RewardWithheld', { code: 'CAP_REACHED', blockedBy: 'cap' }));
  });

  it('of amount: so much per recipient, and exactly that', () => {
    const shop = shopWith(cap({ amount: 1_000 }), ...[0, 1, 2].flatMap((order) => ordered(order))).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['500', '500', '']);
  });

  it('counts per campaign', () => {
    const shop = shopWith(cap({ count: 1 }), published('d', { caps: { count: 1 } }), ...ordered(0)).finish();
    expect(liveRewards(shop)).toEqual(['c referrer c1 500', 'd referrer c1 500']);
  });

  it('counts what the whole group has, as it is now', () => {
    const steps = [touched('u', device(4), { referrer: device(9) }), ...ordered(0), ...ordered(4, {}, 4)];
    const shop = shopWith(cap({ count: 2 }), ...steps).finish();
    expect(everyAmount(shop, 0, 4)).toEqual(['500', '500']);
    // The referrers of both turn out to be one.
    shop.play(asserted('a', device(9), customer(1)), ...ordered(1)).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 500 cap']);
    // What was granted stays, though the group has more than another cap would allow.
    expect(everyAmount(shop, 0, 4)).toEqual(['500', '500']);
  });

  it('counts an entry of the difference to a paid reward as the same reward', () => {
    const shop = shopWith(published('c', { ...percent, caps: { count: 1, amount: 1_500 } }), ...ordered(0)).finish();
    shop.play(paid(entriesOf(shop)[0]!.rewardId), updated(0, 2, { total: 15_000 })).finish();
    expect(amounts(shop)).toEqual([1_000, 500]);
    shop.play(updated(0, 3, { total: 15_010 })).finish();
    expect([amounts(shop), withheldRewards(shop)]).toEqual([[1_000], ['c 501 cap']]);
  });

  it('comes before budgets when it is said what has no room', () => {
    const both = published('c', { caps: { count: 1 }, budgets: [{ window: 'total', amount: 500 }] });
    const shop = shopWith(both, ...ordered(0), ...ordered(1)).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 500 cap']);
  });

  it('counts clawbacks: they give back', () => {
    const shop = shopWith(cap({ count: 1 }), ...ordered(0), ...ordered(1)).finish();
    shop.play(paid(entriesOf(shop)[0]!.rewardId), cancelled(0)).finish();
    expect(everyAmount(shop, 0, 1)).toEqual(['500,-500', '500']);
  });
});

describe('when room comes back', () => {
  const after = HOUR + 2 * MINUTE;

  it('those whose rewards were withheld are evaluated again, a settling period later', () => {
    const shop = shopWith(budget(500), ...ordered(0), ...ordered(1), ...ordered(2), wait(HOUR), cancelled(0), wait(0));
    expect(shop.played.at(-1)!.decisions).toEqual([
      decidedOf(0, 'EvaluationConfirmed'),
      decidedOf(0, 'RewardReversed'),
      decidedOf(1, 'RewardEvaluationScheduled', { reasons: ['budget'] }),
      decidedOf(2, 'RewardEvaluationScheduled', { reasons: ['budget'] }),
    ]);
    expect(shop.evaluation(1).dueIn).toBe(HOUR + MINUTE);
    expect(everyAmount(shop.finish(), 0, 1, 2)).toEqual(['', '500', '']);
    expect([withheldRewards(shop, 1), withheldRewards(shop, 2)]).toEqual([[], ['c 500 total']]);
  });

  it('not when as much was granted in its place, nor by a payment of what was reversed', () => {
    const shop = shopWith(budget(500), ...ordered(0), ...ordered(1), wait(HOUR));
    const { rewardId } = entriesOf(shop)[0]!;
    shop.play(touched('u', device(0), { referrer: customer(2) }), wait(HOUR));
    expect(liveRewards(shop)).toEqual(['c referrer c2 500']);
    expect(shop.evaluation(1).state).toBe('done');
    expect(shop.record(paid(rewardId))).toEqual([decided('RewardClawedBack', { clawsBack: rewardId })]);
    expect(shop.evaluation(1).state).toBe('done');
    expect(usedOf(shop, 'c')).toBe(500);
  });

  it('only those that wait for that window', () => {
    const days = [...ordered(0), ...ordered(1), wait(DAY), ...ordered(2), ...ordered(3)];
    const shop = shopWith(budget(500, 'day'), ...days, wait(HOUR), cancelled(0), wait(0));
    expect(shop.evaluation(1)).toMatchObject({ state: 'scheduled', reasons: ['budget'] });
    expect(shop.evaluation(3).state).toBe('done');
  });

  it('in a cap: those of the whole group of its recipient', () => {
    const steps = [touched('u', device(4), { referrer: device(9) }), asserted('a', device(9), customer(1))];
    const shop = shopWith(
      published('c', { caps: { count: 1 } }),
      ...steps,
      ...ordered(0),
      ...ordered(4, {}, 4),
      wait(HOUR),
    );
    expect(withheldRewards(shop, 4)).toEqual(['c 500 cap']);
    shop.play(cancelled(0), wait(0));
    expect(shop.evaluation(4)).toMatchObject({ state: 'scheduled', reasons: ['budget'], dueIn: after - MINUTE });
    expect(liveRewards(shop.finish(), 4)).toEqual(['c referrer d9 500']);
  });

  it('in a cap, since a group came apart: those of the part that has less now', () => {
    const steps = [touched('u', device(4), { referrer: device(9) }), asserted('a', device(9), customer(1))];
    const shop = shopWith(
      published('c', { caps: { count: 1 } }),
      ...steps,
      ...ordered(0),
      ...ordered(4, {}, 4),
    ).finish();
    expect(withheldRewards(shop, 4)).toEqual(['c 500 cap']);
    const edge = [...shop.merchant().identities.connections.values()].find(({ a }) => a.id === device(9).id)!;
    shop.play(unmergeRequested(edge.mergeId!));
    expect(shop.evaluation(4)).toMatchObject({ state: 'scheduled', reasons: ['budget'] });
    expect(shop.evaluation(0).state).toBe('done');
    expect(everyAmount(shop.finish(), 0, 4)).toEqual(['500', '500']);
  });

  it('a smaller amount gives room too', () => {
    const shop = shopWith(budget(1_000, 'total', percent), ...ordered(0), ...ordered(1, { total: 3_000 })).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 300 total']);
    shop.play(updated(0, 2, { refunded: 4_000, status: 'partially_refunded' })).finish();
    expect(everyAmount(shop, 0, 1)).toEqual(['600', '300']);
  });

  it('the oldest first, at most a hundred', () => {
    const many = Array.from({ length: 104 }, (_, order) => ordered(order)).flat();
    const shop = shopWith(budget(500), ...many)
      .finish()
      .play(wait(HOUR), cancelled(0), wait(0));
    const called = shop.played.at(-1)!.decisions.flatMap(({ type, data }) => {
      return type === 'RewardEvaluationScheduled' ? [data.orderId] : [];
    });
    expect(called).toEqual(Array.from({ length: 100 }, (_, i) => `order-${i + 1}`));
  });

  it('those beyond finality take nobody else their place', () => {
    const old = Array.from({ length: 101 }, (_, order) => ordered(order)).flat();
    const shop = shopWith(
      budget(500),
      ...old,
      wait(60 * DAY),
      touched('u', device(0), { occurredAt: NOW + 59 * DAY, referrer: customer(1) }),
    );
    shop.play(...ordered(200, { occurredAt: NOW + 60 * DAY })).finish();
    expect(withheldRewards(shop, 200)).toEqual(['c 500 total']);
    shop.play(wait(31 * DAY), cancelled(0), wait(0));
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'RewardReversed', 'RewardEvaluationScheduled']);
    expect(amounts(shop.finish(), 200)).toEqual([500]);
  });

  it('counts nothing twice: what is used is what the live rewards sum to', () => {
    const shop = shopWith(budget(1_000), ...[0, 1, 2, 3].flatMap((order) => ordered(order))).finish();
    shop.play(cancelled(1), cancelled(0)).finish();
    expect(everyAmount(shop, 0, 1, 2, 3)).toEqual(['', '', '500', '500']);
    expect(shop.merchant().rewards.budgetUsage.get(budgetKey('c', 'total'))).toBe(1_000);
  });
});
