import { DAY, HOUR, toInstant } from '../../libs/kernel/time';
import {
  BUDGET_CAMPAIGNS_SHOWN,
  BUDGET_POINTS_SHOWN,
  type BudgetUse,
  BudgetUses,
  mostDifferent,
} from '../../libs/what-if/budget-use';
import { changesNothing } from '../../libs/what-if/report';
import {
  bought,
  claimed,
  codeAssigned,
  mergeRequested,
  MINUTE,
  proposalDecided,
  unmergeRequested,
} from '../kernel/support/builders';
import { BUYER, entriesOf, ordered, paid, published, referral, REFERRER } from '../kernel/support/campaigns';
import { Simulation, wait } from '../kernel/support/simulation';
import { device, MERCHANT, orderIdOf } from '../kernel/support/universe';
import { NOTHING, reportFor, whatIf } from './run';

const definition = (campaignId: string, said: Parameters<typeof published>[1] = {}) => {
  const { merchantId: _, ...rest } = published(campaignId, said).data;
  return rest;
};

it('a longer settling period lets a later claim in before the first evaluation', () => {
  const shop = Simulation.of().play(referral('t'), ...ordered(0), wait(5 * MINUTE));
  shop.play(claimed('late', 0, device(0, 1)), wait(HOUR));
  const reasons = (settlingPeriodSeconds: number) => {
    const run = whatIf(shop.played, { ...NOTHING, policy: { settlingPeriodSeconds } });
    return run.scenarios[0]!.world.merchant(MERCHANT).purchases.get(orderIdOf(0)).evaluation.reasons;
  };
  expect(reasons(60)).toEqual(['merge']);
  expect(reasons(600)).toEqual(['settling']);
});

it('an evaluation that waits like the recorded one comes when the recorded one came', () => {
  const shop = Simulation.of().play(referral('t'), ...ordered(0), wait(HOUR));
  const run = whatIf(shop.played, { ...NOTHING, policy: { model: 'linear' } });
  const attribution = run.scenarios[0]!.world.merchant(MERCHANT).purchases.get(orderIdOf(0)).attribution!;
  const fired = shop.played.find(({ recorded }) => recorded.fact.type === 'RewardEvaluationRequested')!;
  expect(attribution.at.position).toBe(fired.recorded.position);
});

it('without a budget, the rewards that it withheld are gained, and the report says what they cost', () => {
  const limited = published('gifts', { budgets: [{ window: 'total', amount: 700 }] });
  const shop = Simulation.of().play(limited, referral('t'), ...ordered(0), ...ordered(1), wait(HOUR));
  const campaigns = [{ definition: definition('gifts'), replaces: true }];
  const { changes, ...report } = reportFor(shop.played, { campaigns });
  expect(report.rewards).toEqual({ gained: [{ currency: 'EUR', count: 1, amount: 500 }], lost: [] });
  expect(report.cost).toEqual({
    total: [{ currency: 'EUR', now: 500, then: 1_000 }],
    changed: [{ merchantId: MERCHANT, campaignId: 'gifts', month: '2026-02', currency: 'EUR', now: 500, then: 1_000 }],
  });
  expect(report.budgets).toMatchObject([{ campaignId: 'gifts', window: 'total', then: null }]);
  expect(report.budgets[0]!.now).not.toBeNull();
  expect(report.referrers.up).toMatchObject([{ recipient: { id: REFERRER.id }, now: 500, then: 1_000 }]);
  expect(changes.map(({ orderId }) => orderId)).toEqual([orderIdOf(1)]);
});

describe('the use of budgets over time', () => {
  const limited = published('gifts', { budgets: [{ window: 'month', amount: 700 }] });
  const budgets = [{ window: 'month' as const, amount: 1_200 }];
  const campaigns = [{ definition: definition('gifts', { budgets }), replaces: true }];

  it('is told for both courses by the hour of the purchases, with the budgets of both', () => {
    const shop = Simulation.of().play(limited, published('free'), referral('t'), ...ordered(0), wait(3 * HOUR));
    shop.play(...ordered(1), wait(HOUR));
    const orders = [0, 1].map((order) => shop.merchant().purchases.get(orderIdOf(order)).firstRecordedAt);
    const hours = orders.map((at) => toInstant(at - (at % HOUR)));
    const { budgetUse } = reportFor(shop.played, { campaigns });
    expect(budgetUse).toEqual([
      {
        ...{ merchantId: MERCHANT, campaignId: 'gifts', currency: 'EUR', step: 'hour', before: { now: 0, then: 0 } },
        budgets: { now: [{ window: 'month', amount: 700 }], then: budgets },
        points: [
          { at: hours[0], now: 500, then: 500 },
          // As recorded there was no room for the second one.
          { at: hours[1], now: 0, then: 500 },
        ],
      },
    ]);
  });

  it('is the same in both courses when nothing changes', () => {
    const shop = Simulation.of().play(limited, referral('t'), ...ordered(0), wait(HOUR));
    const { budgetUse, ...report } = reportFor(shop.played, {});
    expect(budgetUse).toMatchObject([{ points: [{ now: 500, then: 500 }] }]);
    expect(changesNothing(report)).toBe(true);
  });

  it('is told by the day where the hours are too many, and of the newest days', () => {
    const { campaigns: history } = Simulation.of().play(limited).merchant();
    const uses = new BudgetUses(MERCHANT, { now: history, then: history });
    const days = BUDGET_POINTS_SHOWN + 10;
    for (let day = 0; day < days; day++) {
      for (const hour of [1, 2]) uses.add('now', 'gifts', 'EUR', day * DAY + hour * HOUR, 1);
    }
    const [use] = uses.all();
    expect(use).toMatchObject({ step: 'day', before: { now: 20, then: 0 } });
    expect(use!.points).toHaveLength(BUDGET_POINTS_SHOWN);
    expect(use!.points[0]).toEqual({ at: toInstant(10 * DAY), now: 2, then: 0 });
  });

  it('is told of the twenty campaigns that differ most', () => {
    const use = (campaignId: string, then: number): BudgetUse => ({
      ...{ merchantId: MERCHANT, campaignId, currency: 'EUR', budgets: { now: [], then: [] }, step: 'day' },
      ...{ before: { now: 0, then: 0 }, points: [{ at: toInstant(0), now: 0, then }] },
    });
    const many = Array.from({ length: BUDGET_CAMPAIGNS_SHOWN + 5 }, (_, i) => use(`c${i}`, i));
    const shown = mostDifferent(many);
    expect(shown).toHaveLength(BUDGET_CAMPAIGNS_SHOWN);
    expect(shown.at(0)!.campaignId).toBe(`c${BUDGET_CAMPAIGNS_SHOWN + 4}`);
    expect(shown.at(-1)!.campaignId).toBe('c5');
  });
});

it('a campaign that never was costs nothing', () => {
  const shop = Simulation.of().play(published('a'), published('b'), referral('t'), ...ordered(0), wait(HOUR));
  const { rewards, cost } = reportFor(shop.played, { removedCampaigns: ['a'] });
  expect(rewards.lost).toEqual([{ currency: 'EUR', count: 1, amount: 500 }]);
  expect(cost.total).toEqual([{ currency: 'EUR', now: 1_000, then: 500 }]);
});

it('a new campaign is in force from the registration on', () => {
  const shop = Simulation.of().play(referral('t'), ...ordered(0), wait(HOUR));
  const campaigns = [{ definition: definition('new'), replaces: false }];
  expect(reportFor(shop.played, { campaigns }).rewards.gained).toEqual([{ currency: 'EUR', count: 1, amount: 500 }]);
});

it('a code that had another owner, or none, leads to other credits', () => {
  const shop = Simulation.of().play(codeAssigned('ANNA', REFERRER), published('a'));
  shop.play(bought(0, { carried: { codes: ['ANNA'] } }), wait(HOUR));
  const other = reportFor(shop.played, { codes: [{ code: 'ANNA', assigned: { owner: BUYER } }] });
  expect(other.rewards).toMatchObject({ gained: [{ amount: 500 }], lost: [{ amount: 500 }] });
  const nobody = reportFor(shop.played, { codes: [{ code: 'ANNA', assigned: null }] });
  expect(nobody.changes).toMatchObject([{ orderId: orderIdOf(0), credits: { now: [{ source: 'code' }], then: null } }]);
  const unheard = reportFor(Simulation.of().play(bought(0, { carried: { codes: ['NEW'] } }), wait(HOUR)).played, {
    codes: [{ code: 'NEW', assigned: { owner: REFERRER } }],
  });
  expect(unheard.changes).toMatchObject([{ credits: { now: null, then: [{ touchpointId: 'code:NEW' }] } }]);
});

it('a payment pays the reward for the same thing, and a smaller one is clawed back in part', () => {
  const shop = Simulation.of().play(published('a'), referral('t'), ...ordered(0), wait(HOUR));
  shop.play(paid(entriesOf(shop)[0]!.rewardId), wait(HOUR));
  const campaigns = [
    { definition: definition('a', { rewards: [{ to: 'referrer', kind: 'fixed', amount: 200 }] }), replaces: true },
    { definition: definition('first', { priority: 1 }), replaces: false },
  ];
  const run = whatIf(shop.played, { ...NOTHING, campaigns });
  const { rewards } = run.scenarios[0]!.world.merchant(MERCHANT).rewards.of(orderIdOf(0));
  expect(rewards.map(({ campaignId, amount, state }) => [campaignId, amount, state])).toEqual([
    ['first', 500, 'granted'],
    ['a', 200, 'paid'],
  ]);
});

it('a payment of a reward that is not granted pays nothing', () => {
  const shop = Simulation.of().play(published('a'), published('b'), referral('t'), ...ordered(0), wait(HOUR));
  shop.play(paid(entriesOf(shop).find(({ campaignId }) => campaignId === 'a')!.rewardId));
  const run = whatIf(shop.played, { ...NOTHING, removedCampaigns: ['a'] });
  const { rewards } = run.scenarios[0]!.world.merchant(MERCHANT).rewards.of(orderIdOf(0));
  expect(rewards.map(({ campaignId, state }) => [campaignId, state])).toEqual([['b', 'granted']]);
});

it('groups that only one of the courses merges are told', () => {
  const shop = Simulation.of().play(mergeRequested('one', device(0), BUYER), mergeRequested('two', device(1), BUYER));
  const { groups } = reportFor(shop.played, { policy: { maxIdentifiersPerGroup: 2 } });
  expect(groups.merged.count).toBe(0);
  expect(groups.notMerged).toMatchObject({ count: 1, first: [{ a: { id: device(1).id }, b: { id: BUYER.id } }] });
});

it('an unmerge takes back the edge between the same identifiers', () => {
  const shop = Simulation.of().play(mergeRequested('one', device(0), BUYER));
  const [edge] = [...shop.merchant().identities.connections.values()];
  shop.play(unmergeRequested(edge!.mergeId!));
  expect(changesNothing(reportFor(shop.played, { policy: { model: 'linear' } }))).toBe(true);
});

it('an approved proposal approves what the scenario proposes', () => {
  const shop = Simulation.of({ reprocess: 'review' }).play(referral('t'), ...ordered(0), wait(HOUR));
  shop.play(mergeRequested('m', device(0, 1), BUYER));
  const [proposal] = shop.merchant().proposals.rows.keys();
  shop.play(proposalDecided(proposal!, 'approved'), wait(DAY));
  const run = whatIf(shop.played, { ...NOTHING, policy: { model: 'linear' } });
  const purchase = run.scenarios[0]!.world.merchant(MERCHANT).purchases.get(orderIdOf(0));
  expect(purchase.evaluation).toMatchObject({ state: 'done', reasons: ['merge'] });
});
