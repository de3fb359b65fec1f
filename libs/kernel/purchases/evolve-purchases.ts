/** How decisions change purchases: their claims, their link and their evaluation. */
import { attributionOf, type ClaimNamed, type Decision } from '../decisions';
import { toRef } from '../identity/identifier';
import type { Identities } from '../identity/identities';
import type { PolicyHistory } from '../policy-history';
import { toMillis, type DecisionMoment } from '../time';
import { claimKey } from './claim';
import type { Verdict } from './claims';
import { buyerOf, type Evaluation, type Purchase } from './purchase';
import type { Purchases } from './purchases';

type PurchaseDecision = Extract<
  Decision,
  {
    type:
      | 'PurchaseClaimAccepted'
      | 'PurchaseClaimRejected'
      | 'PurchaseClaimRepeated'
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
      const { device, carried, byToken } = decision.data;
      judged(purchases, decision.data, { status: 'accepted', reason: null });
      identities.see({ type: 'anonymous_id', id: device }, moment);
      const buyer = buyerOf(policies, purchase, policies.at(moment.position));
      if (buyer !== null) {
        identities.see(toRef(buyer), moment);
        identities.makeKnown(buyer.id);
      }
      return purchases.set({
        ...purchase,
        acceptedClaims: purchase.acceptedClaims + 1,
        claimedDevices: carried ? purchase.claimedDevices : [...purchase.claimedDevices, device],
        claimedByToken: purchase.claimedByToken || byToken === true,
        firstDevice: purchase.firstDevice ?? device,
        // A claim is worth more than a carried device, and that more than a customer or an e-mail.
        link: purchase.link && {
          ...purchase.link,
          via: carried && purchase.link.via !== 'claim' ? 'carried' : 'claim',
        },
      });
    }
    case 'PurchaseClaimRepeated':
      return judged(purchases, decision.data, { status: 'duplicate', reason: null });
    case 'PurchaseClaimRejected':
      return judged(purchases, decision.data, { status: 'rejected', reason: decision.data.code });
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

/** A claim by token alone belongs to the purchase from its first verdict on. */
function judged(purchases: Purchases, named: ClaimNamed, verdict: Verdict): void {
  const { claims } = purchases;
  const { orderId } = named;
  const key = claimKey(named);
  let claim = claims.find(orderId, key);
  if (claim === undefined && named.byToken) {
    claim = claims.findWaiting(purchases.get(orderId).token!, key)!;
    claims.adopt(orderId, claim);
  }
  claims.judge(claim!, verdict);
}

function evaluated(purchase: Purchase, attribution: Purchase['attribution']): Purchase {
  const attempts = purchase.evaluation.attempts + 1;
  const evaluation: Evaluation = { ...purchase.evaluation, state: 'done', dueAt: null, attempts, error: null };
  return { ...purchase, evaluation, evaluated: true, attribution };
}

function failed(purchase: Purchase, outcome: Pick<Evaluation, 'state' | 'error' | 'attempts' | 'dueAt'>): Purchase {
  return { ...purchase, evaluation: { ...purchase.evaluation, ...outcome } };
}
