/** A purchase earns by the campaigns in force when it was first recorded, whenever it is evaluated. */
import { DAY, HOUR } from '../../../libs/kernel/time';
import { bought, claimed, operatorAsks, policyChanged, touched } from '../support/builders';
import {
  amounts,
  archived,
  liveRewards,
  ordered,
  paused,
  published,
  referral,
  REFERRER,
  resumed,
  updated,
} from '../support/campaigns';
import { decided, given } from '../support/given';
import { Simulation, wait, type Step } from '../support/simulation';
import { customer, device } from '../support/universe';

const fixed = (amount: number) => published('c', { rewards: [{ to: 'referrer', kind: 'fixed', amount }] });
const play = (...steps: Step[]) =>
  Simulation.of()
    .play(referral(), ...steps)
    .finish();

describe('a purchase earns by the campaigns as of its first recording', () => {
  it('not by one that was published between its recording and its evaluation', () => {
    expect(amounts(play(...ordered(0), fixed(100)))).toEqual([]);
  });

  it('by the version at that time', () => {
    expect(amounts(play(fixed(100), fixed(200), ...ordered(0), fixed(300)))).toEqual([200]);
  });

  it('by the state at that time', () => {
    expect(amounts(play(fixed(1), ...ordered(0), paused('c')))).toEqual([1]);
    expect(amounts(play(fixed(1), ...ordered(0), archived('c')))).toEqual([1]);
    expect(amounts(play(fixed(1), paused('c'), ...ordered(0), resumed('c')))).toEqual([]);
    expect(amounts(play(fixed(1), paused('c'), resumed('c'), ...ordered(0)))).toEqual([1]);
    expect(amounts(play(fixed(1), archived('c'), ...ordered(0)))).toEqual([]);
  });

  it('a version that is published while the campaign is paused is paused too, and counts once resumed', () => {
    expect(amounts(play(fixed(1), paused('c'), fixed(2), ...ordered(0)))).toEqual([]);
    expect(amounts(play(fixed(1), paused('c'), fixed(2), resumed('c'), ...ordered(0)))).toEqual([2]);
  });

  it('the first version of the order counts, whichever is held and whenever the purchase is linked', () => {
    const pending = bought(0, { customerId: customer(0), total: 10_000, status: 'pending' });
    const shop = play(fixed(100), pending, fixed(200), updated(0, 2), wait(HOUR), claimed('k', 0, device(0)));
    expect(amounts(shop)).toEqual([100]);
  });

  it('even months later, with the policy at that time', () => {
    const shop = play(fixed(100), ...ordered(0));
    shop.play(wait(200 * DAY), fixed(900), paused('c'), policyChanged({ model: 'first-touch', lookbackDays: 1 }));
    shop.play(operatorAsks(0)).finish();
    expect(amounts(shop)).toEqual([100]);
    expect(shop.played.at(-1)!.decisions).toEqual([decided('EvaluationConfirmed')]);
    shop.play(updated(0, 2, { refunded: 5_000, status: 'partially_refunded' })).finish();
    expect(liveRewards(shop)).toEqual(['c referrer c1 100']);
    shop.play(updated(0, 3, { refunded: 10_000, status: 'refunded' })).finish();
    expect(amounts(shop)).toEqual([]);
  });

  it('by validity at the current time of the purchase, which a version may move', () => {
    const shop = play(published('c', { validUntil: Date.UTC(2026, 1, 14) }), ...ordered(0));
    expect(amounts(shop)).toEqual([]);
    const earlier = Date.UTC(2026, 1, 13);
    shop.play(
      updated(0, 2, { occurredAt: earlier }),
      touched('e', device(0), { occurredAt: earlier, referrer: REFERRER }),
    );
    expect(amounts(shop.finish())).toEqual([500]);
  });
});

describe('a publication', () => {
  it('is refused, without effect, if its currency is not that of the first version', () => {
    given(fixed(100), paused('c'))
      .when(published('c', { currency: 'USD' }))
      .then(decided('CampaignRefused', { campaignId: 'c', code: 'CURRENCY_FIXED' }));
    const shop = play(fixed(100), published('c', { currency: 'USD' }), fixed(300), ...ordered(0));
    expect(liveRewards(shop)).toEqual(['c referrer c1 300']);
    expect(shop.decisions.filter(({ type }) => type === 'RewardGranted')[0]!.data).toMatchObject({
      campaignVersion: 2,
    });
  });

  it('is refused if the campaign is archived, for good', () => {
    given(fixed(100), archived('c'))
      .when(fixed(200))
      .then(decided('CampaignRefused', { campaignId: 'c', code: 'CAMPAIGN_ARCHIVED' }));
    expect(amounts(play(fixed(100), archived('c'), resumed('c'), fixed(200), ...ordered(0)))).toEqual([]);
  });

  it('does not affect earlier purchases', () => {
    given(referral(), ...ordered(0), wait(HOUR))
      .when(fixed(100), paused('c'), resumed('c'), archived('c'), wait(DAY))
      .then();
  });
});
