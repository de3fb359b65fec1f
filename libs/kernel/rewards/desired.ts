/** Which rewards a purchase should have: a pure function of its attribution and of the campaigns of its time. */
import { apportionNumbers } from '../attribution/apportion';
import type { Touchpoint } from '../attribution/touchpoint';
import type { Attribution, ConditionFailed, Credit, RewardKey } from '../decisions';
import type { RewardRule } from '../facts';
import type { Purchase } from '../purchases/purchase';
import { toMillis } from '../time';
import type { CampaignVersion } from './campaign';
import { holds, touchpointFields, type ConditionContext } from './condition';
import { converted, isAtLeast, partOf, rateFor, type PinnedRate, type Ratio, type RecordedRates } from './conversion';

export interface DesiredReward extends RewardKey {
  amount: number;
  campaign: CampaignVersion;
}

export interface Desired {
  rewards: DesiredReward[];
  conditionErrors: Omit<ConditionFailed, 'merchantId' | 'orderId'>[];
  /** Rates used for the first time. */
  rates: PinnedRate[];
  /** A rate that is needed is not recorded: nothing is desired until it is. */
  rateMissing: boolean;
}

export interface DesiredInput {
  purchase: Purchase;
  attribution: Attribution;
  /** By id, of the credits. */
  touchpoints: ReadonlyMap<string, Touchpoint>;
  /** In force when the purchase was first recorded, in order. */
  campaigns: readonly CampaignVersion[];
  context: ConditionContext;
  rates: readonly RecordedRates[];
}

interface Asked extends DesiredInput {
  /** What conditions see of each credited touchpoint: the same for all campaigns. */
  fields: ReadonlyMap<string, object>;
}

const MINOR_UNITS_MAX = BigInt(Number.MAX_SAFE_INTEGER);

export function desiredRewards(input: DesiredInput): Desired {
  const { purchase, campaigns } = input;
  const desired: Desired = { rewards: [], conditionErrors: [], rates: [], rateMissing: false };
  const earns = purchase.status === 'paid' || purchase.status === 'partially_refunded';
  if (!earns || purchase.total - purchase.refunded <= 0) return desired;
  const fields = new Map<string, object>();
  for (const { touchpointId, share } of input.attribution.credits) {
    fields.set(touchpointId, touchpointFields(input.touchpoints.get(touchpointId)!, share, purchase.occurredAt));
  }
  const asked: Asked = { ...input, fields };
  for (const campaign of campaigns) {
    const { validFrom, validUntil, exclusive } = campaign.definition;
    if (validFrom !== undefined && purchase.occurredAt < toMillis(validFrom)) continue;
    if (validUntil !== undefined && purchase.occurredAt >= toMillis(validUntil)) continue;
    const before = desired.rewards.length;
    addRewards(desired, campaign, asked);
    if (exclusive && desired.rewards.length > before) break;
  }
  return desired;
}

function addRewards(desired: Desired, campaign: CampaignVersion, input: Asked): void {
  const { attribution, purchase } = input;
  const { rewards } = campaign.definition;
  const credited = creditsOnWhichItHolds(desired, campaign, input);
  const isWithoutCredit = attribution.credits.length === 0 && rewards.some(({ to }) => to === 'referee');
  const holdsForReferee = isWithoutCredit ? asks(desired, campaign, input, null) : credited.size > 0;
  const { credits } = attribution;
  const hasReferrer = credits.some(
    ({ touchpointId, referrer }) => referrer !== undefined && credited.has(touchpointId),
  );
  rewards.forEach((rule, rewardIndex) => {
    // Of what nobody can get no amount is asked for, nor the rate that it needs.
    if (rule.to === 'referee' ? !holdsForReferee : !hasReferrer) return;
    const amount = amountOf(desired, rule, campaign, input);
    if (amount === 0) return;
    const { campaignId, version: campaignVersion } = campaign;
    const key = { campaignId, campaignVersion, rewardIndex, role: rule.to, campaign };
    if (rule.to === 'referee') {
      desired.rewards.push({ ...key, recipient: purchase.anchor!, amount });
      return;
    }
    const parts = apportionNumbers(
      amount,
      credits.map(({ share }) => share),
    );
    credits.forEach(({ touchpointId, referrer }, i) => {
      if (referrer === undefined || !credited.has(touchpointId) || parts[i] === 0) return;
      desired.rewards.push({ ...key, touchpointId, recipient: referrer, amount: parts[i]! });
    });
  });
}

function creditsOnWhichItHolds(desired: Desired, campaign: CampaignVersion, input: Asked): Set<string> {
  const credits = input.attribution.credits.filter((credit) => asks(desired, campaign, input, credit));
  return new Set(credits.map(({ touchpointId }) => touchpointId));
}

function asks(desired: Desired, campaign: CampaignVersion, input: Asked, credit: Credit | null): boolean {
  const touchpointId = credit?.touchpointId;
  const touchpoint = touchpointId === undefined ? null : input.fields.get(touchpointId)!;
  return holds(campaign.definition.condition, input.context, touchpoint, (error) => {
    const { campaignId, version: campaignVersion } = campaign;
    desired.conditionErrors.push({ campaignId, campaignVersion, touchpointId, error });
  });
}

/** Once for the purchase, in minor units of the campaign's currency. */
function amountOf(desired: Desired, rule: RewardRule, campaign: CampaignVersion, input: DesiredInput): number {
  if (rule.kind === 'fixed') return rule.amount;
  const net = netIn(desired, campaign.definition.currency, input);
  if (net === null) return 0;
  if (rule.kind === 'percent') {
    const part = partOf(net, rule.basisPoints);
    const least = BigInt(rule.min ?? 0);
    const most = rule.max === undefined ? MINOR_UNITS_MAX : BigInt(rule.max);
    return Number(part < least ? least : part > most ? most : part);
  }
  const tier = rule.tiers
    .filter(({ from }) => isAtLeast(net, from))
    .reduce<RewardTierReached>((best, next) => {
      return best === null || next.from > best.from ? next : best;
    }, null);
  if (tier === null) return 0;
  if ('amount' in tier) return tier.amount;
  const part = partOf(net, tier.basisPoints);
  return Number(part > MINOR_UNITS_MAX ? MINOR_UNITS_MAX : part);
}

type RewardTierReached = Extract<RewardRule, { kind: 'tiered' }>['tiers'][number] | null;

function netIn(desired: Desired, currency: string, { purchase, rates }: DesiredInput): Ratio | null {
  const net = purchase.total - purchase.refunded;
  if (currency === purchase.currency) return converted(net, currency, currency, null);
  // A version of the order may have named another currency, and have pinned a rate of its own.
  const pinned = [...purchase.rates, ...desired.rates];
  const known = pinned.find(({ from, to }) => from === purchase.currency && to === currency);
  const rate = known ?? rateFor(rates, purchase.currency, currency, purchase.occurredAt);
  if (rate === null) {
    desired.rateMissing = true;
    return null;
  }
  if (known === undefined) desired.rates.push(rate);
  return converted(net, purchase.currency, currency, rate);
}
