/** The payout system paid a reward. If the reward was taken back meanwhile, the money has still moved. */
import { factRule } from '../fact-rule';
import type { RewardPaymentRecorded } from '../facts';
import { clawBackPaid } from './reconcile';
import type { Reward } from './reward';

export const rewardPaymentRecorded = factRule<RewardPaymentRecorded, Reward | undefined>({
  before: ({ rewards }, { rewardId }) => rewards.byId(rewardId),

  /** A reversed reward counts again. A paid reward stays as it is. */
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
