import type { RewardRule } from '../../../libs/kernel/rewards/reward-rule';
import { DAY, HOUR } from '../../../libs/kernel/time';
import { bought, claimed, NOW, touched } from '../support/builders';
import { amounts, liveRewards, ordered, published, referral, REFERRER } from '../support/campaigns';
import { Simulation, type Step } from '../support/simulation';
import { BLOCKED_CUSTOMER, customer, device } from '../support/universe';

/** The rewards of one order, referred by one touchpoint, under one rule. */
function earned(rule: RewardRule, said: Parameters<typeof bought>[1] = {}): number[] {
  return amounts(
    Simulation.of()
      .play(published('c', { rewards: [rule] }), referral(), ...ordered(0, said))
      .finish(),
  );
}

const rewarding = (rewards: RewardRule[], more: Parameters<typeof published>[1] = {}) =>
  published('c', { rewards, ...more });

describe('touchpoints of two devices with the same id', () => {
  const shop = () =>
    Simulation.of({ model: 'linear' }).play(
      rewarding([{ to: 'referrer', kind: 'fixed', amount: 100 }], { condition: 'touchpoint.channel == "blog"' }),
      touched('visit-1', device(0), { referrer: REFERRER, channel: 'blog' }),
      touched('visit-1', device(0, 1), { referrer: REFERRER, channel: 'blog' }),
      touched('visit-1', device(0, 2), { referrer: REFERRER, channel: 'shop' }),
      ...ordered(0),
      claimed('second', 0, device(0, 1)),
      claimed('third', 0, device(0, 2)),
    );

  it('are credited separately, and the condition runs on each', () => {
    const credits = shop().finish().purchase(0).attribution!.outcome.credits;
    expect(credits.map(({ channel, share }) => [channel, share])).toEqual(
      expect.arrayContaining([
        ['blog', 333_333],
        ['shop', 333_333],
      ]),
    );
    expect(credits).toHaveLength(3);
  });

  it('add their parts to one reward for the same referrer', () => {
    expect(amounts(shop().finish())).toEqual([67]);
  });
});

describe('the amount of a reward', () => {
  it('is the same for a fixed rule, whatever was paid', () => {
    expect(earned({ to: 'referrer', kind: 'fixed', amount: 500 }, { total: 1 })).toEqual([500]);
  });

  it.each([
    // basis points, net, amount: halves go to the even side
    [1_000, 10_000, 1_000],
    [5_000, 1, 0],
    [5_000, 3, 2],
    [5_000, 5, 2],
    [5_001, 5, 3],
    [1, 10_000, 1],
    [15_000, 3, 4],
    [1_000_000, 7, 700],
  ])('percent: %i basis points of %i are %i, half-even', (basisPoints, total, amount) => {
    expect(earned({ to: 'referrer', kind: 'percent', basisPoints }, { total })).toEqual(amount === 0 ? [] : [amount]);
  });

  it('stays between min and max for a percent rule', () => {
    const rule = { to: 'referrer', kind: 'percent', basisPoints: 1_000, min: 100, max: 200 } as const;
    expect([500, 1_000, 1_500, 9_999].map((total) => earned(rule, { total })[0])).toEqual([100, 100, 150, 200]);
  });

  it('is min for a percent rule even if the percentage rounds to 0', () => {
    expect(earned({ to: 'referrer', kind: 'percent', basisPoints: 1, min: 1 }, { total: 1 })).toEqual([1]);
  });

  it('never exceeds the largest possible amount for a percent rule', () => {
    const total = Number.MAX_SAFE_INTEGER;
    expect(earned({ to: 'referrer', kind: 'percent', basisPoints: 1_000_000 }, { total })).toEqual([total]);
  });

  it('is the whole amount or rate of the highest tier reached for a tiered rule, in any order of tiers', () => {
    const tiers = [
      { from: 5_000, basisPoints: 1_000 },
      { from: 1_000, amount: 50 },
      { from: 20_000, amount: 3_000 },
    ];
    const rule = { to: 'referrer', kind: 'tiered', tiers } as const;
    const nets = [999, 1_000, 4_999, 5_000, 19_999, 20_000];
    expect(nets.map((total) => earned({ ...rule, tiers: [...tiers] }, { total })[0])).toEqual([
      ...[undefined, 50, 50, 500, 2_000, 3_000],
    ]);
  });

  it('follows the net: a refunded amount earns nothing', () => {
    const rule = { to: 'referrer', kind: 'percent', basisPoints: 1_000 } as const;
    expect(earned(rule, { refunded: 4_000, status: 'partially_refunded' })).toEqual([600]);
    expect(earned(rule, { refunded: 10_000 })).toEqual([]);
  });

  it.each(['pending', 'cancelled', 'refunded'] as const)('is 0 for a purchase that is %s', (status) => {
    const shop = Simulation.of().play(published('c'), referral(), ...ordered(0));
    shop.play(bought(0, { customerId: customer(0), total: 10_000, status, sourceVersion: 2 })).finish();
    expect(amounts(shop)).toEqual([]);
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
  });

  it('is 0 for a free purchase, even under a fixed rule', () => {
    expect(earned({ to: 'referrer', kind: 'fixed', amount: 500 }, { total: 0 })).toEqual([]);
  });
});

describe('the reward of referrers', () => {
  const touches = (...referrers: (number | null)[]): Step[] =>
    referrers.map((person, i) =>
      touched(`t${i}`, device(0), {
        occurredAt: NOW - HOUR + i,
        ...(person !== null && { referrer: customer(person) }),
      }),
    );
  const split = (amount: number, more: Parameters<typeof published>[1], ...referrers: (number | null)[]) =>
    liveRewards(
      Simulation.of({ model: 'linear' })
        .play(rewarding([{ to: 'referrer', kind: 'fixed', amount }], more), ...touches(...referrers), ...ordered(0))
        .finish(),
    );

  it('is split among the credits by share, with largest remainders', () => {
    expect(split(100, {}, 1, 2, 3)).toEqual(['c referrer c1 34', 'c referrer c2 33', 'c referrer c3 33']);
    expect(split(101, {}, 1, 2, 3)).toEqual(['c referrer c1 34', 'c referrer c2 34', 'c referrer c3 33']);
  });

  it('is separate for each touchpoint, even of the same referrer', () => {
    expect(split(100, {}, 1, 1)).toEqual(['c referrer c1 50', 'c referrer c1 50']);
  });

  it('goes to nobody for credits without a referrer', () => {
    expect(split(99, {}, 1, null, 3)).toEqual(['c referrer c1 33', 'c referrer c3 33']);
  });

  it('goes to nobody for credits on which the condition fails', () => {
    const later = `touchpoint.ageSeconds < 3600`;
    expect(split(99, { condition: later }, 1, 2, 3)).toEqual(['c referrer c2 33', 'c referrer c3 33']);
  });

  it('leaves out referrers who would get 0', () => {
    expect(split(1, {}, 1, 2)).toEqual(['c referrer c1 1']);
  });

  it('names the touchpoint, the rule and the version', () => {
    const shop = Simulation.of()
      .play(published('c'), published('c'), referral(), ...ordered(0))
      .finish();
    expect(shop.decisions.filter(({ type }) => type === 'RewardGranted')).toEqual([
      {
        type: 'RewardGranted',
        data: {
          ...{ merchantId: 'merchant', orderId: 'order-0', campaignId: 'c', campaignVersion: 2, rewardIndex: 0 },
          ...{ role: 'referrer', touchpointId: 't', recipient: REFERRER, amount: 500, currency: 'EUR' },
          rewardId: expect.stringMatching(/^rw_3_/) as unknown,
          availableAt: '2026-02-15T00:01:00.000Z',
        },
      },
    ]);
  });

  it('is not granted for a blocked referrer or a self-referral', () => {
    const shop = (referrer: typeof REFERRER) =>
      Simulation.of()
        .play(published('c'), referral('t', referrer), ...ordered(0))
        .finish();
    expect(amounts(shop(BLOCKED_CUSTOMER))).toEqual([]);
    expect(amounts(shop(customer(0)))).toEqual([]);
    expect(amounts(shop(device(0)))).toEqual([]);
  });
});

describe('the reward of the referee', () => {
  const both: RewardRule[] = [
    { to: 'referrer', kind: 'fixed', amount: 100 },
    { to: 'referee', kind: 'fixed', amount: 7 },
  ];
  const play = (condition: string, ...steps: Step[]) =>
    liveRewards(
      Simulation.of({ model: 'linear' })
        .play(rewarding(both, { condition }), ...steps, ...ordered(0))
        .finish(),
    );

  it('goes once to the anchor of the purchase if the condition holds on any credit', () => {
    const steps = [referral('a'), referral('b', customer(2))];
    expect(play('true', ...steps)).toEqual(['c referrer c1 50', 'c referrer c2 50', 'c referee c0 7']);
    expect(play('touchpoint.campaign == "x"', ...steps, touched('x', device(0), { campaign: 'x' }))).toEqual([
      'c referee c0 7',
    ]);
    expect(play('false', ...steps)).toEqual([]);
  });

  it('goes to the device if a guest buys', () => {
    const shop = Simulation.of()
      .play(rewarding(both), bought(0), claimed('k', 0, device(2)))
      .finish();
    expect(liveRewards(shop)).toEqual(['c referee d2 7']);
  });

  it('needs one check with a null touchpoint if nothing is credited, and nobody else is rewarded', () => {
    expect(play('touchpoint == null')).toEqual(['c referee c0 7']);
    expect(play('touchpoint != null')).toEqual([]);
    expect(play('touchpoint.source == "referral"')).toEqual([]);
    expect(play('touchpoint == null || touchpoint.hasReferrer')).toEqual(['c referee c0 7']);
    expect(play('touchpoint == null', referral())).toEqual([]);
  });
});

describe('the campaigns of one purchase', () => {
  const play = (...steps: Step[]) =>
    liveRewards(
      Simulation.of()
        .play(...steps, referral(), ...ordered(0))
        .finish(),
    ).map((reward) => reward.split(' ')[0]);

  it('grant by ascending priority, then by id', () => {
    const campaigns = [
      published('b'),
      published('z', { priority: -1 }),
      published('a'),
      published('y', { priority: 200 }),
    ];
    expect(play(...campaigns)).toEqual(['z', 'a', 'b', 'y']);
  });

  it('are stopped by an exclusive one that desires a reward', () => {
    expect(play(published('a'), published('b', { exclusive: true }), published('c'))).toEqual(['a', 'b']);
  });

  it('are not stopped by an exclusive one that desires no reward', () => {
    expect(play(published('a', { exclusive: true, condition: 'false' }), published('b'))).toEqual(['b']);
    const forReferee = published('a', {
      exclusive: true,
      rewards: [{ to: 'referee', kind: 'percent', basisPoints: 1 }],
    });
    expect(
      liveRewards(
        Simulation.of()
          .play(forReferee, published('b'), referral(), ...ordered(0, { total: 100 }))
          .finish(),
      ),
    ).toEqual(['b referrer c1 500']);
  });

  it('are stopped by an exclusive one even if its reward is withheld', () => {
    const exhausted = published('a', { exclusive: true, budgets: [{ window: 'total', amount: 1 }] });
    expect(play(exhausted, published('b'))).toEqual([]);
  });

  it('are valid from validFrom on, and until just before validUntil, by the time of the purchase', () => {
    expect(play(published('a', { validFrom: NOW }), published('b', { validFrom: NOW + 1 }))).toEqual(['a']);
    expect(play(published('a', { validUntil: NOW }), published('b', { validUntil: NOW + 1 }))).toEqual(['b']);
  });

  it('hold their rewards for holdDays', () => {
    const shop = Simulation.of()
      .play(published('c', { holdDays: 14 }), referral(), ...ordered(0))
      .finish();
    const [reward] = [...shop.merchant().rewards.orders.values()][0]!.rewards;
    expect(reward!.availableAt).toBe(NOW + 60_000 + 14 * DAY);
  });
});
