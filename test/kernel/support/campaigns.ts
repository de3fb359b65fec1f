/** Builders of campaigns, payments and rates for tests, and the rewards that a simulation ends with. */
import type { CampaignPublished, ExchangeRatesRecorded } from '../../../libs/kernel/facts';
import type { Reward } from '../../../libs/kernel/rewards/reward';
import { toInstant, type Millis } from '../../../libs/kernel/time';
import { bought, claimed, NOW, touched } from './builders';
import type { Simulation, Step } from './simulation';
import { customer, device, MERCHANT, orderIdOf, type FactOf } from './universe';

type Said = Omit<Partial<CampaignPublished>, 'validFrom' | 'validUntil'> & { validFrom?: Millis; validUntil?: Millis };

/** Grants 500 cents to the referrer of every purchase, unless the test says otherwise. */
export function published(campaignId: string, said: Said = {}): FactOf<'CampaignPublished'> {
  const { validFrom, validUntil, ...more } = said;
  return {
    type: 'CampaignPublished',
    data: {
      ...{ merchantId: MERCHANT, campaignId, name: campaignId, condition: 'true', currency: 'EUR' },
      ...{ priority: 100, exclusive: false, holdDays: 0, budgets: [] },
      rewards: [{ to: 'referrer', kind: 'fixed', amount: 500 }],
      ...(validFrom !== undefined && { validFrom: toInstant(validFrom) }),
      ...(validUntil !== undefined && { validUntil: toInstant(validUntil) }),
      ...more,
    },
  };
}

export const paused = (campaignId: string) => changed('CampaignPaused', campaignId);
export const resumed = (campaignId: string) => changed('CampaignResumed', campaignId);
export const archived = (campaignId: string) => changed('CampaignArchived', campaignId);

function changed<T extends 'CampaignPaused' | 'CampaignResumed' | 'CampaignArchived'>(type: T, campaignId: string) {
  return { type, data: { merchantId: MERCHANT, campaignId } } as const;
}

export function paid(rewardId: string): FactOf<'RewardPaymentRecorded'> {
  return {
    type: 'RewardPaymentRecorded',
    data: { merchantId: MERCHANT, rewardId, reference: `payment of ${rewardId}` },
  };
}

export function ratesRecorded(
  base: string,
  rates: ExchangeRatesRecorded['rates'],
  asOf: Millis = NOW,
): FactOf<'ExchangeRatesRecorded'> {
  return { type: 'ExchangeRatesRecorded', data: { merchantId: MERCHANT, base, rates, asOf: toInstant(asOf) } };
}

/** Person 1 referred person 0. */
export const REFERRER = customer(1);
export const BUYER = customer(0);

export const referral = (id = 't', referrer = REFERRER) => touched(id, device(0), { referrer });

/** An order of person 0 with the claim that links it; evaluated a settling period later. */
export function ordered(order: number, said: Parameters<typeof bought>[1] = {}, person = 0): Step[] {
  const customerId = customer(person);
  return [bought(order, { customerId, total: 10_000, ...said }), claimed(`c${order}`, order, device(person))];
}

/** A newer version of the same order of person 0. */
export function updated(order: number, sourceVersion: number, said: Parameters<typeof bought>[1] = {}) {
  return bought(order, { customerId: BUYER, total: 10_000, sourceVersion, ...said });
}

export function entriesOf(shop: Simulation, order = 0): readonly Reward[] {
  return shop.merchant().rewards.of(orderIdOf(order)).rewards;
}

/** `campaign role recipient amount` of each live reward; paid and clawed-back ones say so. */
export function liveRewards(shop: Simulation, order = 0): string[] {
  const live = entriesOf(shop, order).filter(({ state }) => state !== 'reversed');
  return live.map(({ campaignId, role, recipient, amount, state }) => {
    return [campaignId, role, nameOf(recipient.id), amount, ...(state === 'granted' ? [] : [state])].join(' ');
  });
}

export function amounts(shop: Simulation, order = 0): number[] {
  return entriesOf(shop, order).flatMap(({ state, amount }) => (state === 'reversed' ? [] : [amount]));
}

/** `campaign amount blockedBy`. */
export function withheldRewards(shop: Simulation, order = 0): string[] {
  const { withheld } = shop.merchant().rewards.of(orderIdOf(order));
  return withheld.map(({ campaignId, amount, blockedBy }) => [campaignId, amount, blockedBy].join(' '));
}

/** The used amount of a budget window: `total`, `day 2026-02-15`, … */
export function usedOf(shop: Simulation, campaignId: string, window = 'total'): number {
  return shop.merchant().rewards.budgetUsage.get(`${campaignId} ${window}`) ?? 0;
}

/** `c0` for customer 0, `d1` for a device of person 1. */
function nameOf(id: string): string {
  return `${id[0]}${Number(`0x${id.slice(2, 4)}`)}`;
}
