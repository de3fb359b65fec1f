/** Budgets and caps: which rewards are withheld for lack of room, and which are tried again when room is freed. */
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
/** Rewards of 500 each, unless the test gives others. */
const budget = (
  amount: number,
  window: 'total' | 'day' | 'week' | 'month' = 'total',
  more: Partial<CampaignPublished> = {},
) => published('c', { ...(more as object), budgets: [{ window, amount }] });
const percent = { rewards: [{ to: 'referrer' as const, kind: 'percent' as const, basisPoints: 1_000 }] };
const shopWith = (...steps: Step[]) => Simulation.of().play(referral(), ...steps);
const everyAmount = (shop: Simulation, ...orders: number[]) => orders.map((order) => amounts(shop, order).join());

describe('a budget', () => {
  it('withholds a reward as a whole if it has no room, in log order', () => {
    const shop = shopWith(budget(1_200), ...ordered(0), ...ordered(1), ...ordered(2)).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['500', '500', '']);
    expect(withheldRewards(shop, 2)).toEqual(['c 500 total']);
    expect(shop.decisions.at(-1)).toEqual(
      decidedOf(2, 'RewardWithheld', { amount: 500, currency: 'EUR', code: 'BUDGET_EXHAUSTED', blockedBy: 'total' }),
    );
    expect(usedOf(shop, 'c')).toBe(1_000);
  });

  it('has room for a reward of exactly the rest, and for a smaller one after a larger was refused', () => {
    const orders = [ordered(0, { total: 6_000 }), ordered(1, { total: 5_000 }), ordered(2, { total: 4_000 })].flat();
    const shop = shopWith(budget(1_000, 'total', percent), ...orders).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['600', '', '400']);
  });

  it('does not repeat an unchanged withholding, and records a changed amount', () => {
    const shop = shopWith(budget(100, 'total', percent), ...ordered(0)).finish();
    shop.play(operatorAsks(0), wait(0));
    expect(types(shop)).toEqual(['EvaluationConfirmed']);
    shop.play(updated(0, 2, { total: 9_000 })).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'RewardWithheld']);
    expect(withheldRewards(shop)).toEqual(['c 900 total']);
  });

  it('ends a withholding when the reward is no longer desired, or when there is room', () => {
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

  it('withholds the whole of a higher amount, and the unpaid lower one is reversed', () => {
    const shop = shopWith(budget(1_000, 'total', percent), ...ordered(0)).finish();
    shop.play(updated(0, 2, { total: 10_010 })).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'RewardReversed', 'RewardWithheld']);
    expect([withheldRewards(shop), amounts(shop)]).toEqual([['c 1001 total'], []]);
  });

  it('withholds the difference to a paid reward until it is no longer desired', () => {
    const shop = shopWith(budget(1_000, 'total', percent), ...ordered(0)).finish();
    shop.play(paid(entriesOf(shop)[0]!.rewardId), updated(0, 2, { total: 12_000 })).finish();
    expect([withheldRewards(shop), amounts(shop)]).toEqual([['c 200 total'], [1_000]]);
    shop.play(updated(0, 3)).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed', 'WithholdingEnded']);
    expect(withheldRewards(shop)).toEqual([]);
  });

  it('keeps its waiting rewards until it has room, even if others are full by then', () => {
    const rewards: CampaignPublished['rewards'] = [
      { to: 'referrer', kind: 'fixed', amount: 900 },
      { to: 'referrer', kind: 'fixed', amount: 100 },
    ];
    const shop = shopWith(budget(500, 'total', { rewards, caps: { count: 1 } }), ...ordered(0)).finish();
    expect([amounts(shop), withheldRewards(shop)]).toEqual([[100], ['c 900 total']]);
    shop.play(operatorAsks(0), wait(0));
    expect(types(shop)).toEqual(['EvaluationConfirmed']);
  });

  it('is shared by all versions of a campaign, with the limit of the version of the purchase', () => {
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

  it('is named as the reason if it is the first of several without room', () => {
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

  it('follows the first recording of the purchase, whenever rewards are granted or taken back', () => {
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

  it('of count limits the number of live rewards per recipient', () => {
    const shop = shopWith(
      cap({ count: 2 }),
      other,
      ...[0, 1, 2].flatMap((order) => ordered(order)),
      ...ordered(3, {}, 3),
    );
    expect(everyAmount(shop.finish(), 0, 1, 2, 3)).toEqual(['500', '500', '', '500']);
    expect(shop.decisions).toContainEqual(decidedOf(2, 'RewardWithheld', { code: 'CAP_REACHED', blockedBy: 'cap' }));
  });

  it('of amount allows exactly its amount per recipient', () => {
    const shop = shopWith(cap({ amount: 1_000 }), ...[0, 1, 2].flatMap((order) => ordered(order))).finish();
    expect(everyAmount(shop, 0, 1, 2)).toEqual(['500', '500', '']);
  });

  it('counts each campaign on its own', () => {
    const shop = shopWith(cap({ count: 1 }), published('d', { caps: { count: 1 } }), ...ordered(0)).finish();
    expect(liveRewards(shop)).toEqual(['c referrer c1 500', 'd referrer c1 500']);
  });

  it('counts the rewards of the whole group, as it is now', () => {
    const steps = [touched('u', device(4), { referrer: device(9) }), ...ordered(0), ...ordered(4, {}, 4)];
    const shop = shopWith(cap({ count: 2 }), ...steps).finish();
    expect(everyAmount(shop, 0, 4)).toEqual(['500', '500']);
    // The referrers of both turn out to be one person.
    shop.play(asserted('a', device(9), customer(1)), ...ordered(1)).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 500 cap']);
    // Granted rewards stay, although the group now has more than a cap would allow.
    expect(everyAmount(shop, 0, 4)).toEqual(['500', '500']);
  });

  it('counts a paid reward and an entry of a difference to it as one reward', () => {
    const shop = shopWith(published('c', { ...percent, caps: { count: 1, amount: 1_500 } }), ...ordered(0)).finish();
    shop.play(paid(entriesOf(shop)[0]!.rewardId), updated(0, 2, { total: 15_000 })).finish();
    expect(amounts(shop)).toEqual([1_000, 500]);
    shop.play(updated(0, 3, { total: 15_010 })).finish();
    expect([amounts(shop), withheldRewards(shop)]).toEqual([[1_000], ['c 501 cap']]);
  });

  it('is named before budgets as the reason of a withholding', () => {
    const both = published('c', { caps: { count: 1 }, budgets: [{ window: 'total', amount: 500 }] });
    const shop = shopWith(both, ...ordered(0), ...ordered(1)).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 500 cap']);
  });

  it('counts clawbacks, which free room', () => {
    const shop = shopWith(cap({ count: 1 }), ...ordered(0), ...ordered(1)).finish();
    shop.play(paid(entriesOf(shop)[0]!.rewardId), cancelled(0)).finish();
    expect(everyAmount(shop, 0, 1)).toEqual(['500,-500', '500']);
  });
});

describe('when a budget or cap frees room', () => {
  const after = HOUR + 2 * MINUTE;

  it('purchases with withheld rewards are evaluated again, a settling period later', () => {
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

  it('an equal grant in its place, or a payment of a reversed reward, causes no evaluation', () => {
    const shop = shopWith(budget(500), ...ordered(0), ...ordered(1), wait(HOUR));
    const { rewardId } = entriesOf(shop)[0]!;
    shop.play(touched('u', device(0), { referrer: customer(2) }), wait(HOUR));
    expect(liveRewards(shop)).toEqual(['c referrer c2 500']);
    expect(shop.evaluation(1).state).toBe('done');
    expect(shop.record(paid(rewardId))).toEqual([decided('RewardClawedBack', { clawsBack: rewardId })]);
    expect(shop.evaluation(1).state).toBe('done');
    expect(usedOf(shop, 'c')).toBe(500);
  });

  it('only purchases that wait for that budget window are evaluated again', () => {
    const days = [...ordered(0), ...ordered(1), wait(DAY), ...ordered(2), ...ordered(3)];
    const shop = shopWith(budget(500, 'day'), ...days, wait(HOUR), cancelled(0), wait(0));
    expect(shop.evaluation(1)).toMatchObject({ state: 'scheduled', reasons: ['budget'] });
    expect(shop.evaluation(3).state).toBe('done');
  });

  it('a cap reevaluates purchases with withheld rewards of the whole recipient group', () => {
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

  it('a cap reevaluates purchases of the part that has less after its group split', () => {
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

  it('a smaller amount frees room too', () => {
    const shop = shopWith(budget(1_000, 'total', percent), ...ordered(0), ...ordered(1, { total: 3_000 })).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 300 total']);
    shop.play(updated(0, 2, { refunded: 4_000, status: 'partially_refunded' })).finish();
    expect(everyAmount(shop, 0, 1)).toEqual(['600', '300']);
  });

  it('at most a hundred withheld rewards are tried again, the oldest first', () => {
    const many = Array.from({ length: 104 }, (_, order) => ordered(order)).flat();
    const shop = shopWith(budget(500), ...many)
      .finish()
      .play(wait(HOUR), cancelled(0), wait(0));
    const called = shop.played.at(-1)!.decisions.flatMap(({ type, data }) => {
      return type === 'RewardEvaluationScheduled' ? [data.orderId] : [];
    });
    expect(called).toEqual(Array.from({ length: 100 }, (_, i) => `order-${i + 1}`));
  });

  it('each that is tried calls the next while room is left, so that nobody waits beside room', () => {
    const many = Array.from({ length: 230 }, (_, i) => ordered(i + 1, { total: 100 })).flat();
    const shop = shopWith(budget(2_000, 'total', percent), ...ordered(0, { total: 20_000 }), ...many).finish();
    expect(withheldRewards(shop, 1)).toEqual(['c 10 total']);
    shop.play(cancelled(0)).finish();
    const granted = Array.from({ length: 230 }, (_, i) => amounts(shop, i + 1).join());
    expect(granted).toEqual([...Array<string>(200).fill('10'), ...Array<string>(30).fill('')]);
    expect(usedOf(shop, 'c')).toBe(2_000);
  });

  it('rewards of final purchases do not count among that hundred', () => {
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

  it('nothing is counted twice: the used amount is the sum of the live rewards', () => {
    const shop = shopWith(budget(1_000), ...[0, 1, 2, 3].flatMap((order) => ordered(order))).finish();
    shop.play(cancelled(1), cancelled(0)).finish();
    expect(everyAmount(shop, 0, 1, 2, 3)).toEqual(['', '', '500', '500']);
    expect(shop.merchant().rewards.budgetUsage.get(budgetKey('c', 'total'))).toBe(1_000);
  });
});
