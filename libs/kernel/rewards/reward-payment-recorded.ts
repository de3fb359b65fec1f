/** The payout system paid a reward. For one that was taken back meanwhile the money has moved all the same. */
import { factRule } from '../fact-rule';
import type { RewardPaymentRecorded } from '../facts';
import { clawBackPaid } from './reconcile';
import type { Reward } from './reward';

export const rewardPaymentRecorded = factRule<RewardPaymentRecorded, Reward | undefined>({
  before: ({ rewards }, { rewardId }) => rewards.byId(rewardId),

  /** A reward that was reversed counts again. One that was paid stays as it is. */
  evolve({ rewards, purchases }, { rewardId, reference }) {
    const reward = rewards.byId(rewardId);
    if (reward === undefined || (reward.state !== 'granted' && reward.state !== 'reversed')) return;
    const { firstRecordedAt } = purchases.get(reward.orderId);
    rewards.replace(reward, { ...reward, state: 'paid', reference }, firstRecordedAt);
  },

  decide(deciding, _, before) {
    if (before?.state === 'reversed') clawBackPaid(deciding, before);
  },
});
