/** How decisions change purchases: their claims, their link and their evaluation. */
import { attributionOf, type Decision } from '../decisions';
import { toRef } from '../identity/identifier';
import type { Identities } from '../identity/identities';
import type { PolicyHistory } from '../policy-history';
import { toMillis, type DecisionMoment } from '../time';
import { claimKey } from './claim';
import { buyerOf, type Evaluation, type Purchase } from './purchase';
import type { Purchases } from './purchases';

type PurchaseDecision = Extract<
  Decision,
  {
    type:
      | 'PurchaseClaimAccepted'
      | 'PurchaseClaimRejected'
      | 'WaitingClaimsDropped'
      | 'DeviceEvidenceAdded'
      | 'PurchaseLinked'
      | 'PurchaseAnchorMoved'
      | 'RewardEvaluationScheduled'
      | 'PurchaseAttributed'
      | 'EvaluationConfirmed'
      | 'RewardEvaluationFailed'
      | 'RewardEvaluationExhausted'
      | 'ExchangeRatePinned';
  }
>;

export function evolvePurchases(
  purchases: Purchases,
  decision: PurchaseDecision,
  moment: DecisionMoment,
  { identities, policies }: { identities: Identities; policies: PolicyHistory },
): void {
  const { orderId } = decision.data;
  // A claim can be refused before its order comes; all other decisions need the purchase.
  const purchase = purchases.get(orderId);
  switch (decision.type) {
    case 'PurchaseClaimAccepted': {
      const { claimId, device } = decision.data;
      purchases.claims.judge(orderId, claimKey(claimId, device), { status: 'accepted', reason: null });
      identities.see({ type: 'anonymous_id', id: device }, moment);
      const buyer = buyerOf(policies, purchase, policies.at(moment.position));
      if (buyer !== null) {
        identities.see(toRef(buyer), moment);
        identities.makeKnown(buyer.id);
      }
      return purchases.set({
        ...purchase,
        acceptedClaims: purchase.acceptedClaims + 1,
        firstDevice: purchase.firstDevice ?? device,
        link: purchase.link && { ...purchase.link, via: 'claim' },
      });
    }
    case 'PurchaseClaimRejected': {
      const { claimId, device, code } = decision.data;
      return purchases.claims.judge(orderId, claimKey(claimId, device), { status: 'rejected', reason: code });
    }
    case 'WaitingClaimsDropped':
      return purchases.claims.dropUndecided(orderId, purchase.token);
    case 'DeviceEvidenceAdded':
      return purchases.addEvidence(orderId, decision.data.device, moment.position);
    case 'PurchaseLinked': {
      const { via, anchor } = decision.data;
      identities.see(anchor, moment);
      return purchases.set({ ...purchase, anchor, link: { via, at: moment.recordedAt } });
    }
    case 'PurchaseAnchorMoved': {
      const { anchor } = decision.data;
      identities.see(anchor, moment);
      if (purchase.acceptedClaims > 0) identities.makeKnown(anchor.id);
      return purchases.set({ ...purchase, anchor });
    }
    case 'RewardEvaluationScheduled': {
      const { evaluationId: id, dueAt, reasons } = decision.data;
      const pending: Evaluation = { state: 'scheduled', id, dueAt: toMillis(dueAt), reasons, attempts: 0, error: null };
      return purchases.set({ ...purchase, evaluation: pending });
    }
    case 'PurchaseAttributed': {
      const { position, ordinal } = moment;
      return purchases.set(evaluated(purchase, { at: { position, ordinal }, outcome: attributionOf(decision.data) }));
    }
    case 'EvaluationConfirmed':
      return purchases.set(evaluated(purchase, purchase.attribution));
    case 'RewardEvaluationFailed': {
      const { error, attempt, nextAttemptAt } = decision.data;
      return purchases.set(
        failed(purchase, { state: 'failed', error, attempts: attempt, dueAt: toMillis(nextAttemptAt) }),
      );
    }
    case 'RewardEvaluationExhausted': {
      const { error, attempts } = decision.data;
      return purchases.set(failed(purchase, { state: 'exhausted', error, attempts, dueAt: null }));
    }
    case 'ExchangeRatePinned': {
      const { from, to, base, rate, asOf } = decision.data;
      const rates = [...purchase.rates, { from, to, base, rate, asOf: toMillis(asOf) }];
      return purchases.set({ ...purchase, rates });
    }
    default:
      decision satisfies never;
  }
}

function evaluated(purchase: Purchase, attribution: Purchase['attribution']): Purchase {
  const attempts = purchase.evaluation.attempts + 1;
  const evaluation: Evaluation = { ...purchase.evaluation, state: 'done', dueAt: null, attempts, error: null };
  return { ...purchase, evaluation, evaluated: true, attribution };
}

function failed(purchase: Purchase, outcome: Pick<Evaluation, 'state' | 'error' | 'attempts' | 'dueAt'>): Purchase {
  return { ...purchase, evaluation: { ...purchase.evaluation, ...outcome } };
}
