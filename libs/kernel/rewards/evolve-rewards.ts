/** How payments and decisions change the rewards of a purchase; called by `evolve` alone. */
import type { CampaignRefusal } from '../codes';
import type { Decision } from '../decisions';
import type { CampaignPublished } from '../facts';
import { policyOf } from '../purchases/purchase';
import { DAY, toMillis, type Millis } from '../time';
import type { MerchantWorld } from '../world';
import { rewardKey, rewardsOf, setRewards, setWithheld, type Reward } from './reward';

type RewardDecision = Extract<
  Decision,
  { type: 'RewardGranted' | 'RewardClawedBack' | 'RewardReversed' | 'RewardWithheld' | 'WithholdingEnded' }
>;

export function evolveRewards(
  merchant: MerchantWorld,
  decision: RewardDecision,
  place: { position: number; ordinal: number; recordedAt: Millis },
): void {
  const { position, ordinal, recordedAt: at } = place;
  const { orderId } = decision.data;
  const { rewards } = rewardsOf(merchant, orderId);
  switch (decision.type) {
    case 'RewardGranted': {
      const { data } = decision;
      // Written out: a copy that then grows by one field after the other is slow, and this is done for every reward.
      const reward: Reward = {
        campaignId: data.campaignId,
        campaignVersion: data.campaignVersion,
        rewardIndex: data.rewardIndex,
        role: data.role,
        touchpointId: data.touchpointId,
        recipient: data.recipient,
        key: rewardKey(data),
        orderId,
        rewardId: data.rewardId,
        amount: data.amount,
        currency: data.currency,
        state: 'granted',
        availableAt: toMillis(data.availableAt),
        clawsBack: null,
        reference: null,
        position,
        ordinal,
        at,
      };
      addReward(merchant, reward);
      return endWithholding(merchant, orderId, reward.key);
    }
    case 'RewardClawedBack': {
      const { merchantId: _, ...data } = decision.data;
      const kept = { state: 'clawed_back' as const, availableAt: at, reference: null };
      return addReward(merchant, { ...data, key: rewardKey(data), ...kept, position, ordinal, at });
    }
    case 'RewardReversed': {
      const reversed = rewards.find(({ rewardId }) => rewardId === decision.data.rewardId)!;
      return replaceReward(merchant, reversed, { ...reversed, state: 'reversed' });
    }
    case 'RewardWithheld': {
      const { merchantId: _, ...data } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      const { finalityDays } = policyOf(merchant, purchase).policy;
      const finalAt = purchase.firstRecordedAt + finalityDays * DAY;
      const entry = { ...data, key: rewardKey(data), position, ordinal, finalAt };
      const others = rewardsOf(merchant, orderId).withheld.filter((other) => other.key !== entry.key);
      return setWithheld(merchant, orderId, [...others, entry]);
    }
    case 'WithholdingEnded':
      return endWithholding(merchant, orderId, rewardKey(decision.data));
  }
}

/** A reward that was reversed meanwhile counts again: the money has moved. One that was paid stays as it is. */
export function payReward(merchant: MerchantWorld, rewardId: string, reference: string): void {
  const reward = rewardById(merchant, rewardId);
  if (reward === undefined || (reward.state !== 'granted' && reward.state !== 'reversed')) return;
  replaceReward(merchant, reward, { ...reward, state: 'paid', reference });
}

export function rewardById(merchant: MerchantWorld, rewardId: string): Reward | undefined {
  const orderId = merchant.rewardOrders.get(rewardId);
  if (orderId === undefined) return undefined;
  return rewardsOf(merchant, orderId).rewards.find((reward) => reward.rewardId === rewardId);
}

/** Why a publication has no effect; null: it has. */
export function campaignRefusal(
  merchant: MerchantWorld,
  { campaignId, currency }: CampaignPublished,
): CampaignRefusal | null {
  if (merchant.campaigns.stateOf(campaignId) === 'archived') return 'CAMPAIGN_ARCHIVED';
  return (merchant.campaigns.currencyOf(campaignId) ?? currency) === currency ? null : 'CURRENCY_FIXED';
}

function addReward(merchant: MerchantWorld, reward: Reward): void {
  const { orderId, rewardId } = reward;
  merchant.rewardOrders.load(rewardId, orderId);
  setRewards(merchant, orderId, [...rewardsOf(merchant, orderId).rewards, reward], reward);
}

function replaceReward(merchant: MerchantWorld, before: Reward, after: Reward): void {
  const { rewards } = rewardsOf(merchant, before.orderId);
  setRewards(
    merchant,
    before.orderId,
    rewards.map((reward) => (reward === before ? after : reward)),
    after,
  );
}

function endWithholding(merchant: MerchantWorld, orderId: string, key: string): void {
  const { withheld } = rewardsOf(merchant, orderId);
  const others = withheld.filter((entry) => entry.key !== key);
  if (others.length < withheld.length) setWithheld(merchant, orderId, others);
}
