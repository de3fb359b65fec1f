/** How payments and decisions change the rewards of a purchase. */
import type { Decision } from '../decisions';
import type { PolicyHistory } from '../policy-history';
import { policyOf, type Purchase } from '../purchases/purchase';
import { DAY, toMillis, type DecisionMoment } from '../time';
import { rewardKey, type Reward } from './reward';
import type { Rewards } from './rewards';

type RewardDecision = Extract<
  Decision,
  { type: 'RewardGranted' | 'RewardClawedBack' | 'RewardReversed' | 'RewardWithheld' | 'WithholdingEnded' }
>;

export function evolveRewards(
  rewards: Rewards,
  decision: RewardDecision,
  { position, ordinal, recordedAt: at }: DecisionMoment,
  { purchase, policies }: { purchase: Purchase; policies: PolicyHistory },
): void {
  const { orderId, firstRecordedAt } = purchase;
  switch (decision.type) {
    case 'RewardGranted': {
      const { data } = decision;
      // Written out: this runs for every reward, and a copy that grows field by field is slow.
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
      rewards.add(reward, firstRecordedAt);
      return rewards.endWithholding(orderId, reward.key);
    }
    case 'RewardClawedBack': {
      const { merchantId: _, ...data } = decision.data;
      const kept = { state: 'clawed_back' as const, availableAt: at, reference: null };
      return rewards.add({ ...data, key: rewardKey(data), ...kept, position, ordinal, at }, firstRecordedAt);
    }
    case 'RewardReversed': {
      const reversed = rewards.of(orderId).rewards.find(({ rewardId }) => rewardId === decision.data.rewardId)!;
      return rewards.replace(reversed, { ...reversed, state: 'reversed' }, firstRecordedAt);
    }
    case 'RewardWithheld': {
      const { merchantId: _, ...data } = decision.data;
      const finalAt = firstRecordedAt + policyOf(policies, purchase).policy.finalityDays * DAY;
      const entry = { ...data, key: rewardKey(data), position, ordinal, finalAt };
      const others = rewards.of(orderId).withheld.filter((other) => other.key !== entry.key);
      return rewards.setWithheld(orderId, [...others, entry]);
    }
    case 'WithholdingEnded':
      return rewards.endWithholding(orderId, rewardKey(decision.data));
    default:
      decision satisfies never;
  }
}
