/** Purchases whose currency is not the campaign's: which rate counts, how it is used, and what happens without one. */
import { converted, type PinnedRate } from '../../../libs/kernel/rewards/conversion';
import { isAtLeast, partOf } from '../../../libs/kernel/rewards/ratio';
import { RateHistory } from '../../../libs/kernel/rewards/rate-history';
import { DAY, HOUR, toInstant } from '../../../libs/kernel/time';
import { MINUTE, NOW, operatorAsks, touched } from '../support/builders';
import {
  amounts,
  entriesOf,
  liveRewards,
  ordered,
  published,
  ratesRecorded,
  referral,
  updated,
} from '../support/campaigns';
import { decided, decidedOf } from '../support/given';
import { Simulation, wait, type Step } from '../support/simulation';
import { device } from '../support/universe';

const pinned = (from: string, to: string, base: string, rate: string): PinnedRate => ({
  from,
  to,
  base,
  rate,
  asOf: 0,
});

const units = (amount: number) => ({ numerator: BigInt(amount), denominator: 1n });

describe('converting', () => {
  it.each([
    // amount in minor units, from, to, base, rate, converted amount
    [10_000, 'USD', 'EUR', 'EUR', '1.25', 8_000],
    [10_000, 'USD', 'EUR', 'USD', '0.8', 8_000],
    [10_000, 'EUR', 'JPY', 'EUR', '160.5', 16_050],
    [16_050, 'JPY', 'EUR', 'EUR', '160.5', 10_000],
    [16_050, 'JPY', 'EUR', 'JPY', '0.00623', 9_999],
    [1_000, 'KWD', 'EUR', 'KWD', '3', 300],
    [300, 'EUR', 'KWD', 'KWD', '3', 1_000],
    [1_000, 'KWD', 'JPY', 'KWD', '480.5', 480],
    [481, 'JPY', 'KWD', 'KWD', '481', 1_000],
    [1, 'EUR', 'USD', 'EUR', '1.5', 2],
    [1, 'EUR', 'USD', 'EUR', '2.5', 2],
  ])('turns %i %s into %s at a rate with base %s of %s: %i', (amount, from, to, base, rate, whole) => {
    expect(partOf(converted(units(amount), from, to, pinned(from, to, base, rate)), 10_000)).toBe(BigInt(whole));
  });

  it('is exact until the final rounding: a third of a third is a ninth', () => {
    const net = converted(units(900), 'USD', 'EUR', pinned('USD', 'EUR', 'EUR', '3'));
    expect(partOf(net, 10_000)).toBe(300n);
    expect(partOf(converted(units(100), 'USD', 'EUR', pinned('USD', 'EUR', 'EUR', '3')), 30_000)).toBe(100n);
    expect(isAtLeast(converted(units(100), 'USD', 'EUR', pinned('USD', 'EUR', 'EUR', '3')), 34)).toBe(false);
    expect(isAtLeast(net, 300)).toBe(true);
  });
});

describe('the rate', () => {
  const history = (...recorded: [asOf: number, base: string, rates: Record<string, string>][]) => {
    const rates = new RateHistory();
    recorded.forEach(([asOf, base, values], position) => rates.record({ position, base, rates: values, asOf }));
    return rates;
  };

  it('is the newest not after the purchase, in either direction; of two equally new, the later recorded', () => {
    const recorded = [
      [10, 'EUR', { USD: '1.1' }],
      [20, 'USD', { EUR: '0.9' }],
      [31, 'EUR', { USD: '9' }],
      [20, 'EUR', { GBP: '0.8' }],
      [15, 'EUR', { USD: '1.3', GBP: '0.7' }],
    ] as Parameters<typeof history>;
    const rates = history(...recorded);
    expect(rates.find('USD', 'EUR', 30)).toEqual({ from: 'USD', to: 'EUR', base: 'USD', rate: '0.9', asOf: 20 });
    expect(rates.find('EUR', 'USD', 30)).toMatchObject({ base: 'USD', rate: '0.9', asOf: 20 });
    expect(rates.find('USD', 'EUR', 31)).toMatchObject({ rate: '9' });
    expect(rates.find('USD', 'EUR', 19)).toMatchObject({ base: 'EUR', rate: '1.3', asOf: 15 });
    expect(rates.find('USD', 'EUR', 9)).toBeNull();
    expect(rates.find('USD', 'GBP', 30)).toBeNull();
    expect(history(...recorded, [20, 'EUR', { USD: '2' }]).find('USD', 'EUR', 30)).toMatchObject({ rate: '2' });
  });
});

/** 10 % for the referrer, in euros. */
const PERCENT = published('c', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
const dollars = { currency: 'USD' };
const RATES = ratesRecorded('EUR', { USD: '1.25', JPY: '160' });
const shopWith = (...steps: Step[]) => Simulation.of().play(PERCENT, referral(), ...steps);
const types = (shop: Simulation) => shop.played.at(-1)!.decisions.map(({ type }) => type);

describe('a purchase in another currency', () => {
  it('is converted at the rate of its time, and that rate is pinned', () => {
    const shop = shopWith(RATES, ...ordered(0, dollars)).finish();
    expect(amounts(shop)).toEqual([800]);
    expect(shop.played.at(-1)!.decisions.slice(1)).toEqual([
      {
        type: 'ExchangeRatePinned',
        data: {
          ...{ merchantId: 'merchant', orderId: 'order-0', from: 'USD', to: 'EUR', base: 'EUR', rate: '1.25' },
          asOf: toInstant(NOW),
        },
      },
      decidedOf(0, 'RewardGranted', { amount: 800, currency: 'EUR' }),
    ]);
  });

  it('keeps its pinned rate whatever is recorded later', () => {
    const shop = shopWith(RATES, ...ordered(0, dollars)).finish();
    shop.play(ratesRecorded('EUR', { USD: '2' }), operatorAsks(0)).finish();
    expect(types(shop)).toEqual(['EvaluationConfirmed']);
    shop.play(updated(0, 2, { ...dollars, refunded: 5_000, status: 'partially_refunded' })).finish();
    expect(amounts(shop)).toEqual([400]);
  });

  it('pins one rate per currency: a version in a different currency uses its own rate', () => {
    const shop = shopWith(RATES, ...ordered(0, dollars)).finish();
    shop.play(updated(0, 2, { currency: 'JPY', total: 16_000 })).finish();
    expect(amounts(shop)).toEqual([1_000]);
    shop.play(ratesRecorded('EUR', { USD: '9' }), updated(0, 3, dollars)).finish();
    expect(amounts(shop)).toEqual([800]);
    shop.play(updated(0, 4, { currency: 'EUR' })).finish();
    expect(amounts(shop)).toEqual([1_000]);
    expect(shop.decisions.filter(({ type }) => type === 'ExchangeRatePinned')).toHaveLength(2);
  });

  it('may use a rate that was recorded after the purchase but before the evaluation', () => {
    const rate = (asOf: number, USD: string) => ratesRecorded('EUR', { USD }, asOf);
    const shop = shopWith(
      rate(NOW - DAY, '1'),
      rate(NOW - HOUR, '1.25'),
      ...ordered(0, dollars),
      wait(1),
      rate(NOW + 1, '5'),
    );
    expect(amounts(shop.finish())).toEqual([800]);
    const late = shopWith(rate(NOW - DAY, '1'), ...ordered(0, dollars), wait(1), rate(NOW - HOUR, '1.25'));
    expect(amounts(late.finish())).toEqual([800]);
  });

  it('dates a rate with a future time by its recording', () => {
    const shop = shopWith(ratesRecorded('EUR', { USD: '1.25' }, NOW + 9 * DAY), ...ordered(0, dollars));
    expect(amounts(shop.finish())).toEqual([800]);
  });

  it('compares tiers in the currency of the campaign, exactly', () => {
    const tiers = [
      { from: 8_000, amount: 80 },
      { from: 8_001, amount: 99 },
    ];
    const rule = { to: 'referrer', kind: 'tiered', tiers } as const;
    const shop = Simulation.of().play(RATES, published('c', { rewards: [rule] }), referral());
    shop.play(...ordered(0, dollars), ...ordered(1, { currency: 'USD', total: 10_001 })).finish();
    expect([amounts(shop, 0), amounts(shop, 1)]).toEqual([[80], [80]]);
  });
});

describe('without a rate', () => {
  it('the evaluation fails, decides nothing, and is retried after five minutes, three times at most', () => {
    const shop = shopWith(...ordered(0, dollars), wait(MINUTE));
    const at = (minutes: number) =>
      ({ error: 'RATE_MISSING', nextAttemptAt: toInstant(NOW + minutes * MINUTE) }) as const;
    expect(shop.played.at(-1)!.decisions).toEqual([decidedOf(0, 'RewardEvaluationFailed', { attempt: 1, ...at(6) })]);
    expect(shop.credits(0)).toBeNull();
    expect(shop.evaluation(0)).toMatchObject({ state: 'failed', dueIn: 6 * MINUTE });
    shop.finish();
    const failures = shop.decisions.slice(-3);
    expect(failures).toEqual([
      decidedOf(0, 'RewardEvaluationFailed', { attempt: 2, ...at(11) }),
      decidedOf(0, 'RewardEvaluationFailed', { attempt: 3, ...at(16) }),
      decidedOf(0, 'RewardEvaluationExhausted', { attempts: 4, error: 'RATE_MISSING' }),
    ]);
    expect(shop.now - NOW).toBe(16 * MINUTE);
    expect(shop.purchase(0).evaluation).toMatchObject({ state: 'exhausted', dueAt: null });
  });

  it('new rates retry the evaluation at once, exhausted or not, oldest purchase first', () => {
    const shop = shopWith(...ordered(1, dollars), ...ordered(0, dollars), wait(MINUTE));
    const scheduled = (order: number) =>
      decidedOf(order, 'RewardEvaluationScheduled', { dueAt: toInstant(shop.now), reasons: ['settling'] });
    expect(shop.record(RATES)).toEqual([scheduled(1), scheduled(0)]);
    shop.finish();
    expect(liveRewards(shop, 0)).toEqual(['c referrer c1 800']);

    const exhausted = shopWith(...ordered(0, dollars)).finish();
    exhausted.play(wait(DAY), RATES, wait(0));
    expect(amounts(exhausted)).toEqual([800]);
    expect(exhausted.merchant().purchases.failed.get('RATE_MISSING')).toEqual([]);
  });

  it.each([
    ['of other currencies', ratesRecorded('EUR', { GBP: '0.8' })],
    ['of a time after the purchase', ratesRecorded('EUR', { USD: '1.25' }, NOW + DAY)],
  ])('rates %s do not retry the evaluation early', (_, rates) => {
    const shop = shopWith(...ordered(0, dollars), wait(7 * MINUTE));
    expect(shop.record(rates)).toEqual([]);
    expect(shop.purchase(0).evaluation).toMatchObject({ state: 'failed', attempts: 2 });
  });

  it('rates that look usable but are not make the evaluation fail again, from the first attempt', () => {
    const shop = shopWith(...ordered(0, dollars), wait(7 * MINUTE), ratesRecorded('GBP', { USD: '1.3' }), wait(0));
    expect(shop.played.at(-1)!.decisions).toEqual([decidedOf(0, 'RewardEvaluationFailed', { attempt: 1 })]);
  });

  it('a new reason starts a new evaluation, whose failures count from zero', () => {
    const shop = shopWith(...ordered(0, dollars), wait(7 * MINUTE));
    expect(shop.purchase(0).evaluation.attempts).toBe(2);
    shop.play(referral('u'));
    expect(shop.evaluation(0)).toMatchObject({ state: 'scheduled', reasons: ['late-touchpoint'] });
    shop.play(wait(MINUTE));
    expect(shop.purchase(0).evaluation).toMatchObject({ state: 'failed', attempts: 1 });
    shop.finish().play(operatorAsks(0), wait(0));
    expect(shop.purchase(0).evaluation).toMatchObject({ state: 'failed', attempts: 1, reasons: ['operator'] });
  });

  it('a version that needs no rate, or earns nothing, lets the evaluation succeed', () => {
    const failed = () => shopWith(...ordered(0, dollars), wait(MINUTE));
    expect(amounts(failed().play(updated(0, 2)).finish())).toEqual([1_000]);
    const refunded = failed()
      .play(updated(0, 2, { ...dollars, refunded: 10_000, status: 'refunded' }))
      .finish();
    expect(refunded.purchase(0).evaluation.state).toBe('done');
    expect(refunded.credits(0)).toEqual({ t: 1_000_000 });
  });

  it('granted rewards stay as they are until the rate is known', () => {
    const shop = shopWith(...ordered(0)).finish();
    shop.play(updated(0, 2, dollars)).finish();
    expect(shop.evaluation(0).state).toBe('exhausted');
    expect(entriesOf(shop).map(({ amount, state }) => [amount, state])).toEqual([[1_000, 'granted']]);
    shop.play(RATES).finish();
    expect(amounts(shop)).toEqual([800]);
  });

  it('fixed rewards need no rate, nor do rewards that nobody would get', () => {
    const fixed = Simulation.of().play(published('c'), referral(), ...ordered(0, dollars));
    expect(amounts(fixed.finish())).toEqual([500]);
    const nobody = Simulation.of().play(PERCENT, touched('t', device(0)), ...ordered(0, dollars));
    expect(nobody.finish().evaluation(0).state).toBe('done');
    const unmet = Simulation.of().play(published('c', { ...PERCENT.data, condition: 'false' } as never), referral());
    expect(
      unmet
        .play(...ordered(0, dollars))
        .finish()
        .evaluation(0).state,
    ).toBe('done');
  });

  it('no campaign grants anything while the rate of one is missing', () => {
    const shop = shopWith(published('d'), ...ordered(0, dollars)).finish();
    expect(amounts(shop)).toEqual([]);
    shop.play(RATES).finish();
    expect(liveRewards(shop)).toEqual(['c referrer c1 800', 'd referrer c1 500']);
    expect(shop.decisions.filter(({ type }) => type === 'RewardGranted')).toEqual([
      decided('RewardGranted', { campaignId: 'c' }),
      decided('RewardGranted', { campaignId: 'd' }),
    ]);
  });

  it('a failed evaluation holds up no other purchase', () => {
    const shop = shopWith(...ordered(0, dollars), ...ordered(1)).finish();
    expect([amounts(shop, 0), amounts(shop, 1)]).toEqual([[], [1_000]]);
  });
});
