/**
 * Passes each decision to the store of its concept; a few decisions change two concepts. Replaying the intake together
 * with its recorded decisions gives the world that the engine had.
 */
import type { Decision } from './decisions';
import { evolveIdentities } from './identity/evolve-identities';
import { evolvePurchases } from './purchases/evolve-purchases';
import { evolveRewards } from './rewards/evolve-rewards';
import type { DecisionMoment } from './time';
import type { MerchantWorld } from './world';

export function evolveDecision(merchant: MerchantWorld, decision: Decision, moment: DecisionMoment): void {
  const { identities, purchases, rewards, proposals, policies } = merchant;
  switch (decision.type) {
    case 'IdentityEdgeConfirmed':
    case 'IdentityMergeRefused':
    case 'IdentityGroupsMerged':
    case 'IdentityGroupsUnmerged':
    case 'MergeRequestDecided':
      return evolveIdentities(identities, decision, moment);
    case 'RewardEvaluationScheduled': {
      proposals.supersede(purchases.get(decision.data.orderId).evaluation, moment);
      return evolvePurchases(purchases, decision, moment, merchant);
    }
    case 'PurchaseClaimAccepted':
    case 'PurchaseClaimRejected':
    case 'PurchaseClaimRepeated':
    case 'WaitingClaimsDropped':
    case 'DeviceEvidenceAdded':
    case 'PurchaseLinked':
    case 'PurchaseAnchorMoved':
    case 'PurchaseAttributed':
    case 'EvaluationConfirmed':
    case 'RewardEvaluationFailed':
    case 'RewardEvaluationExhausted':
    case 'ExchangeRatePinned':
      return evolvePurchases(purchases, decision, moment, merchant);
    case 'ReprocessingProposed': {
      const purchase = purchases.get(decision.data.orderId);
      return purchases.set({ ...purchase, evaluation: proposals.propose(decision.data, purchase.evaluation, moment) });
    }
    case 'RewardGranted':
    case 'RewardClawedBack':
    case 'RewardReversed':
    case 'RewardWithheld':
    case 'WithholdingEnded':
      return evolveRewards(rewards, decision, moment, { purchase: purchases.get(decision.data.orderId), policies });
    case 'ConditionFailed': {
      if (merchant.kernelVersion < 2) return;
      const purchase = purchases.get(decision.data.orderId);
      return purchases.set({
        ...purchase,
        failedConditions: [...purchase.failedConditions, decision.data.campaignId],
      });
    }
    case 'IdentifierBlocked':
    case 'CampaignRefused':
    case 'FactFailed':
      return;
    default:
      decision satisfies never;
  }
}
