/** Which rewards a purchase should have: a pure function of its attribution and of the campaigns of its time. */
import { apportionNumbers } from '../attribution/apportion';
import type { Touchpoint } from '../attribution/touchpoint';
import type { Attribution, ConditionFailed, Credit, Ref, RewardKey } from '../decisions';
import type { CampaignPublished } from '../facts';
import type { Purchase } from '../purchases/purchase';
import { toMillis } from '../time';
import type { CampaignVersion } from './campaign';
import { ask, dependsOnTouchpoint, touchpointFields, type ConditionVariables } from './condition';
import { ConditionBudget } from './condition-budget';
import { rewardKey } from './reward';
import { converted, type PinnedRate } from './conversion';
import type { RateHistory } from './rate-history';
import type { Ratio } from './ratio';
import { amountOf } from './reward-rule';

export interface DesiredReward extends RewardKey {
  /** See `rewardKey`. */
  key: string;
  amount: number;
  campaign: CampaignVersion;
}

export interface Desired {
  rewards: DesiredReward[];
  conditionErrors: Omit<ConditionFailed, 'merchantId' | 'orderId'>[];
  /** Rates used for the first time. */
  rates: PinnedRate[];
  /** True if the purchase needs a rate that is not recorded; until then nothing is desired. */
  rateMissing: boolean;
}

/** What became of one campaign: why it rewards nobody, or `DESIRED`. */
export type CampaignOutcome =
  | 'NOT_YET_VALID'
  | 'NO_LONGER_VALID'
  | 'NO_CREDIT'
  | 'CONDITION_FALSE'
  | 'NOBODY_TO_REWARD'
  | 'BEHIND_EXCLUSIVE'
  | 'DESIRED';

export interface DesiredInput {
  purchase: Purchase;
  attribution: Attribution;
  /** The touchpoint of each credit, in the order of the credits. */
  credited: readonly Touchpoint[];
  /** The campaigns in force when the purchase was first recorded, in order. */
  campaigns: readonly CampaignVersion[];
  /** What conditions read of the purchase, and of its customer if they ask. */
  conditioned: { purchase: object; customer(): object };
  rates: RateHistory;
  kernelVersion: number;
  /** Told of each campaign, for those who explain; a decision does not depend on it. */
  tell?: (campaign: CampaignVersion, outcome: CampaignOutcome) => void;
}

/** Every campaign's condition runs once for each credit, or once if there is none. */
interface Question {
  credit: Credit | null;
  variables: ConditionVariables;
}

export function desiredRewards(input: DesiredInput): Desired {
  const { purchase, campaigns } = input;
  const desired: Desired = { rewards: [], conditionErrors: [], rates: [], rateMissing: false };
  const earns = purchase.status === 'paid' || purchase.status === 'partially_refunded';
  if (!earns || purchase.total - purchase.refunded <= 0) return desired;
  const questions = questionsOf(input);
  const budget = input.kernelVersion < 2 ? null : new ConditionBudget();
  for (const [i, campaign] of campaigns.entries()) {
    const outcome = addRewards(desired, campaign, input, questions, budget);
    input.tell?.(campaign, outcome);
    if (!campaign.definition.exclusive || outcome !== 'DESIRED') continue;
    for (const behind of input.tell ? campaigns.slice(i + 1) : []) input.tell!(behind, 'BEHIND_EXCLUSIVE');
    break;
  }
  return desired;
}

function questionsOf({ attribution, credited, purchase, conditioned }: DesiredInput): Question[] {
  const about = (touchpoint: object | null): ConditionVariables => ({
    purchase: conditioned.purchase,
    touchpoint,
    get customer() {
      return conditioned.customer();
    },
  });
  if (attribution.credits.length === 0) return [{ credit: null, variables: about(null) }];
  return attribution.credits.map((credit, i) => {
    return { credit, variables: about(touchpointFields(credited[i]!, credit.share, purchase.occurredAt)) };
  });
}

function addRewards(
  desired: Desired,
  campaign: CampaignVersion,
  input: DesiredInput,
  questions: readonly Question[],
  budget: ConditionBudget | null,
): CampaignOutcome {
  const { validFrom, validUntil, rewards } = campaign.definition;
  const { occurredAt } = input.purchase;
  if (validFrom !== undefined && occurredAt < toMillis(validFrom)) return 'NOT_YET_VALID';
  if (validUntil !== undefined && occurredAt >= toMillis(validUntil)) return 'NO_LONGER_VALID';
  // Without a credit only the referee can get a reward.
  if (questions[0]!.credit === null && !rewards.some(({ to }) => to === 'referee')) return 'NO_CREDIT';
  const held =
    budget === null ? heldInVersion1(desired, campaign, questions) : heldOf(desired, campaign, questions, budget);
  if (held.length === 0) return 'CONDITION_FALSE';
  const before = desired.rewards.length;
  addRewardsFor(desired, campaign, input, held);
  return desired.rewards.length > before ? 'DESIRED' : 'NOBODY_TO_REWARD';
}

/** Asks once if the answer is the same for all touchpoints, and records the first error alone. */
function heldOf(
  desired: Desired,
  campaign: CampaignVersion,
  questions: readonly Question[],
  budget: ConditionBudget,
): readonly Question[] {
  const { condition } = campaign.definition;
  const once = !dependsOnTouchpoint(condition);
  let failed = false;
  const held: Question[] = [];
  for (const question of once ? questions.slice(0, 1) : questions) {
    const answer = ask(condition, question.variables, budget);
    if (answer === true) held.push(question);
    if (typeof answer !== 'string' || failed) continue;
    failed = true;
    desired.conditionErrors.push(errorOf(campaign, once ? null : question.credit, answer));
  }
  return once && held.length > 0 ? questions : held;
}

/** Asks for every touchpoint, without a budget, and records every error. */
function heldInVersion1(desired: Desired, campaign: CampaignVersion, questions: readonly Question[]): Question[] {
  return questions.filter(({ credit, variables }) => {
    const answer = ask(campaign.definition.condition, variables, null);
    if (typeof answer === 'string') desired.conditionErrors.push(errorOf(campaign, credit, answer));
    return answer === true;
  });
}

function errorOf({ campaignId, version: campaignVersion }: CampaignVersion, credit: Credit | null, error: string) {
  return { campaignId, campaignVersion, touchpointId: credit?.touchpointId, error };
}

/** @param held the questions for which the condition holds */
function addRewardsFor(
  desired: Desired,
  campaign: CampaignVersion,
  input: DesiredInput,
  held: readonly Question[],
): void {
  const { credits } = input.attribution;
  const rewarded = new Set(held.flatMap(({ credit }) => (credit?.referrer === undefined ? [] : [credit])));
  campaign.definition.rewards.forEach((rule, rewardIndex) => {
    // A rule that rewards nobody needs no amount, and no exchange rate.
    if (rule.to === 'referrer' && rewarded.size === 0) return;
    // One amount for the whole purchase; referrers share it.
    const amount = amountOf(rule, () => baseIn(desired, campaign.definition, input));
    if (amount === 0) return;
    const byKey = new Map<string, DesiredReward>();
    const add = (touchpointId: string | undefined, recipient: Ref, part: number) => {
      const { campaignId, version: campaignVersion } = campaign;
      const role = rule.to;
      const key = rewardKey({ campaignId, campaignVersion, rewardIndex, role, touchpointId, recipient });
      // Touchpoints of two devices may have the same id; their parts add up to one reward.
      const same = byKey.get(key);
      if (same !== undefined) {
        same.amount += part;
        return;
      }
      const reward: DesiredReward = {
        campaignId,
        campaignVersion,
        rewardIndex,
        role,
        touchpointId,
        recipient,
        key,
        amount: part,
        campaign,
      };
      byKey.set(key, reward);
      desired.rewards.push(reward);
    };
    if (rule.to === 'referee') {
      // Of a purchase that is not linked nobody knows who it is; once linked it is evaluated again.
      if (input.purchase.anchor !== null) add(undefined, input.purchase.anchor, amount);
      return;
    }
    const parts = apportionNumbers(
      amount,
      credits.map(({ share }) => share),
    );
    credits.forEach((credit, i) => {
      if (rewarded.has(credit) && parts[i] !== 0) add(credit.touchpointId, credit.referrer!, parts[i]!);
    });
  });
}

/** What percentages and tiers are of, in the currency of the campaign; null: no rate is recorded. */
function baseIn(desired: Desired, { base, currency }: CampaignPublished, input: DesiredInput): Ratio | null {
  const { purchase, rates } = input;
  const amount = base === 'goods' ? goodsPart(purchase) : netOf(purchase);
  if (currency === purchase.currency) return converted(amount, currency, currency, null);
  // An earlier version of the order may have had another currency, with a pinned rate of its own.
  const pinned = [...purchase.rates, ...desired.rates];
  const known = pinned.find(({ from, to }) => from === purchase.currency && to === currency);
  const rate = known ?? rates.find(purchase.currency, currency, purchase.occurredAt);
  if (rate === null) {
    desired.rateMissing = true;
    return null;
  }
  if (known === undefined) desired.rates.push(rate);
  return converted(amount, purchase.currency, currency, rate);
}

function netOf({ total, refunded }: Purchase): Ratio {
  return { numerator: BigInt(total - refunded), denominator: 1n };
}

/** Of the net, as much as the goods are of the total: a refund takes from goods and shipping alike. */
function goodsPart({ goods, total, refunded }: Purchase): Ratio {
  return { numerator: BigInt(goods) * BigInt(total - refunded), denominator: BigInt(total) };
}
