/**
 * How facts and decisions change the world: the only code that does. Replaying the intake with the decisions recorded
 * for it gives the world that the engine had.
 */
import type { Touchpoint } from './attribution/touchpoint';
import { attributionOf, type Decision, type DecisionRef } from './decisions';
import type { PurchaseClaimed, RecordedFact, TouchpointRecorded } from './facts';
import { addConnection, liftSeparation, unmerged } from './identity/evolve-connections';
import { moveMembers, see, type Seeing } from './identity/group';
import { toRef, type Pseudonym } from './identity/identifier';
import { isBlocked } from './policy-history';
import { isUndecided, noClaims, type Claim } from './purchases/claim';
import { closeProposal, openProposal, proposed, supersede } from './proposals';
import { buyerOf, recordVersion, type Evaluation, type Purchase } from './purchases/purchase';
import { recordedRates } from './rewards/conversion';
import { campaignRefusal, evolveRewards, payReward } from './rewards/evolve-rewards';
import { toMillis } from './time';
import type { MerchantWorld, World } from './world';

export function evolveFact(world: World, merchant: MerchantWorld | null, recorded: RecordedFact): void {
  const { fact, position, recordedAt } = recorded;
  if (fact.type === 'DefaultsConfigured') {
    world.configureDefaults({ position, patch: fact.data.policy });
    return;
  }
  if (merchant === null) return;
  switch (fact.type) {
    case 'MerchantRegistered':
      merchant.register(fact.data.name, position, recordedAt, fact.data.policy ?? {});
      return;
    case 'PolicyChanged':
      merchant.changePolicy(position, recordedAt, fact.data.policy);
      return;
    case 'TouchpointRecorded':
      return addTouchpoint(merchant, fact.data, position, recordedAt);
    case 'PurchaseClaimed':
      return addClaim(merchant, fact.data, position, recordedAt);
    case 'IdentityAsserted':
    case 'MergeRequested': {
      const policy = merchant.policies.at(position);
      const sides = [fact.data.a, fact.data.b];
      const usable = sides.filter((side) => !isBlocked(policy, side));
      for (const side of usable) see(merchant, toRef(side), recorded);
      if (usable.length === sides.length) for (const side of sides) makeKnown(merchant, side.id);
      return;
    }
    case 'PurchaseRecorded': {
      const before = merchant.purchases.get(fact.data.orderId);
      replacePurchase(merchant, before, recordVersion(merchant, fact.data, position, recordedAt));
      return;
    }
    case 'SeparationLifted':
      return liftSeparation(merchant, fact.data.a, fact.data.b, recordedAt);
    case 'ProposalDecided': {
      const open = openProposal(merchant, fact.data.proposalId);
      if (open === undefined) return;
      closeProposal(merchant, open, fact.data, recordedAt);
      const purchase = merchant.purchases.get(open.orderId)!;
      if (fact.data.decision === 'rejected')
        replacePurchase(merchant, purchase, { ...purchase, evaluation: open.before });
      return;
    }
    case 'UnmergeRequested':
    case 'RewardEvaluationRequested':
    // Decided as the fact that it holds.
    case 'FactRequeued':
      return;
    case 'CampaignPublished':
      if (campaignRefusal(merchant, fact.data) === null) merchant.publishCampaign(fact.data, position, recordedAt);
      return;
    case 'CampaignPaused':
      return merchant.changeCampaign(fact.data.campaignId, 'paused', position, recordedAt);
    case 'CampaignResumed':
      return merchant.changeCampaign(fact.data.campaignId, 'active', position, recordedAt);
    case 'CampaignArchived':
      return merchant.changeCampaign(fact.data.campaignId, 'archived', position, recordedAt);
    case 'RewardPaymentRecorded':
      return payReward(merchant, fact.data.rewardId, fact.data.reference);
    case 'ExchangeRatesRecorded':
      return merchant.recordRates(recordedRates(fact.data, position, recordedAt));
  }
}

export interface Place extends DecisionRef, Seeing {}

export function evolveDecision(merchant: MerchantWorld, decision: Decision, place: Place): void {
  switch (decision.type) {
    case 'IdentifierBlocked':
      return;
    case 'IdentityEdgeConfirmed':
      return addConnection(merchant, 'edge', decision.data, place, { edgeId: decision.data.edgeId });
    case 'IdentityMergeRefused':
      return addConnection(merchant, decision.data.code, decision.data, place, {});
    case 'IdentityGroupsMerged': {
      const { edgeId, mergeId, into, from, moved } = decision.data;
      addConnection(merchant, 'edge', decision.data, place, { edgeId, mergeId, into, from, moved });
      return moveMembers(merchant, into, from);
    }
    case 'IdentityGroupsUnmerged':
      return unmerged(merchant, decision.data, place);
    case 'MergeRequestDecided': {
      const { merchantId: _, ...request } = decision.data;
      return merchant.decidedMergeRequest({ ...request, position: place.position });
    }
    case 'PurchaseClaimAccepted': {
      const { orderId, claimId, device } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      judged(merchant, orderId, claimId, { status: 'accepted', reason: null, dropped: false });
      see(merchant, { type: 'anonymous_id', id: device }, place);
      const buyer = buyerOf(merchant, purchase, merchant.policies.at(place.position));
      if (buyer !== null) {
        see(merchant, toRef(buyer), place);
        makeKnown(merchant, buyer.id);
      }
      merchant.purchases.set(orderId, {
        ...purchase,
        acceptedClaims: purchase.acceptedClaims + 1,
        firstDevice: purchase.firstDevice ?? device,
        link: purchase.link && { ...purchase.link, via: 'claim' },
      });
      return;
    }
    case 'PurchaseClaimRejected': {
      const { orderId, claimId, code } = decision.data;
      return judged(merchant, orderId, claimId, { status: 'rejected', reason: code, dropped: false });
    }
    case 'WaitingClaimsDropped':
      return dropUndecided(merchant, decision.data.orderId);
    case 'DeviceEvidenceAdded': {
      const { orderId, device } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      merchant.purchases.set(orderId, { ...purchase, evidence: [...purchase.evidence, device] });
      merchant.ordersByEvidence.add(device, orderId);
      merchant.addedEvidence({ device, orderId, position: place.position });
      return;
    }
    case 'PurchaseLinked': {
      const { orderId, via, anchor } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      see(merchant, anchor, place);
      return replacePurchase(merchant, purchase, { ...purchase, anchor, link: { via, at: place.recordedAt } });
    }
    case 'PurchaseAnchorMoved': {
      const { orderId, anchor } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      see(merchant, anchor, place);
      if (purchase.acceptedClaims > 0) makeKnown(merchant, anchor.id);
      return replacePurchase(merchant, purchase, { ...purchase, anchor });
    }
    case 'RewardEvaluationScheduled': {
      const { orderId, evaluationId, dueAt, reasons } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      supersede(merchant, purchase, place.recordedAt);
      return replacePurchase(merchant, purchase, {
        ...purchase,
        evaluation: { state: 'scheduled', id: evaluationId, dueAt: toMillis(dueAt), reasons, attempts: 0, error: null },
      });
    }
    case 'ReprocessingProposed': {
      const purchase = merchant.purchases.get(decision.data.orderId)!;
      const evaluation = proposed(merchant, decision.data, purchase, place);
      return replacePurchase(merchant, purchase, { ...purchase, evaluation });
    }
    case 'PurchaseAttributed': {
      const { position, ordinal } = place;
      const outcome = attributionOf(decision.data);
      return evaluated(merchant, decision.data.orderId, { at: { position, ordinal }, outcome });
    }
    case 'EvaluationConfirmed':
      return evaluated(merchant, decision.data.orderId, undefined);
    case 'RewardEvaluationFailed': {
      const { orderId, error, attempt, nextAttemptAt } = decision.data;
      return failed(merchant, orderId, { state: 'failed', error, attempts: attempt, dueAt: toMillis(nextAttemptAt) });
    }
    case 'RewardEvaluationExhausted': {
      const { orderId, error, attempts } = decision.data;
      return failed(merchant, orderId, { state: 'exhausted', error, attempts, dueAt: null });
    }
    case 'ExchangeRatePinned': {
      const { orderId, from, to, base, rate, asOf } = decision.data;
      const purchase = merchant.purchases.get(orderId)!;
      const rates = [...purchase.rates, { from, to, base, rate, asOf: toMillis(asOf) }];
      merchant.purchases.set(orderId, { ...purchase, rates });
      return;
    }
    case 'RewardGranted':
    case 'RewardClawedBack':
    case 'RewardReversed':
    case 'RewardWithheld':
    case 'WithholdingEnded':
      return evolveRewards(merchant, decision, place);
    case 'ConditionFailed':
    case 'CampaignRefused':
    case 'FactFailed':
      return;
  }
}

function failed(
  merchant: MerchantWorld,
  orderId: string,
  outcome: Pick<Evaluation, 'state' | 'error' | 'attempts' | 'dueAt'>,
): void {
  const purchase = merchant.purchases.get(orderId)!;
  replacePurchase(merchant, purchase, { ...purchase, evaluation: { ...purchase.evaluation, ...outcome } });
}

function evaluated(merchant: MerchantWorld, orderId: string, attribution: Purchase['attribution'] | undefined): void {
  const purchase = merchant.purchases.get(orderId)!;
  const { evaluation } = purchase;
  replacePurchase(merchant, purchase, {
    ...purchase,
    evaluation: { ...evaluation, state: 'done', dueAt: null, attempts: evaluation.attempts + 1, error: null },
    evaluated: true,
    attribution: attribution ?? purchase.attribution,
  });
}

function addTouchpoint(merchant: MerchantWorld, data: TouchpointRecorded, position: number, recordedAt: number): void {
  const policy = merchant.policies.at(position);
  if (isBlocked(policy, data.anonymousId)) return;
  see(merchant, data.anonymousId, { position, recordedAt });
  const touchpoint: Touchpoint = {
    touchpointId: data.touchpointId,
    position,
    identifierId: data.anonymousId.id,
    source: data.source,
    channel: data.channel,
    campaign: data.campaign,
    referrer: data.referrer === undefined || isBlocked(policy, data.referrer) ? undefined : toRef(data.referrer),
    url: data.url,
    occurredAt: Math.min(toMillis(data.occurredAt), recordedAt),
  };
  merchant.touchpoints.add(touchpoint.identifierId, touchpoint);
  merchant.addedTouchpoint(touchpoint);
}

function addClaim(merchant: MerchantWorld, data: PurchaseClaimed, position: number, recordedAt: number): void {
  const claim: Claim = {
    orderId: data.orderId,
    claimId: data.claimId,
    position,
    device: data.anonymousId,
    customer: data.customerId?.id ?? null,
    token: data.token,
    occurredAt: Math.min(toMillis(data.occurredAt), recordedAt),
    recordedAt,
    status: 'waiting',
    reason: null,
    dropped: false,
  };
  let order = merchant.claims.get(data.orderId);
  if (order === undefined) {
    order = noClaims(data.orderId, true);
    merchant.claims.set(data.orderId, order);
  }
  const { claims } = order;
  claims.set(claim.claimId, claim);
  merchant.changedClaim(claim);
  merchant.journal.add(() => claims.delete(claim.claimId));
}

/** Claims are many where somebody guesses: they change in place, so that a thousand cost a thousand. */
function judged(
  merchant: MerchantWorld,
  orderId: string,
  claimId: string,
  verdict: Pick<Claim, 'status' | 'reason' | 'dropped'>,
): void {
  const claim = merchant.claims.get(orderId)!.claims.get(claimId)!;
  changeClaim(merchant, claim, verdict);
}

/** All that were not judged singly by the decisions before this one. */
function dropUndecided(merchant: MerchantWorld, orderId: string): void {
  const order = merchant.claims.get(orderId)!;
  const { token } = merchant.purchases.get(orderId)!;
  for (const claim of order.claims.values()) {
    if (!isUndecided(claim) || claim.token === token) continue;
    changeClaim(merchant, claim, { status: 'rejected', reason: 'TOKEN_MISMATCH', dropped: true });
  }
  if (order.leftOut > 0) merchant.claims.set(orderId, { ...order, leftOut: 0, leftOutDropped: true });
}

function changeClaim(
  merchant: MerchantWorld,
  claim: Claim,
  verdict: Pick<Claim, 'status' | 'reason' | 'dropped'>,
): void {
  const { status, reason, dropped } = claim;
  merchant.journal.add(() => Object.assign(claim, { status, reason, dropped }));
  Object.assign(claim, verdict);
  merchant.changedClaim(claim);
}

function makeKnown(merchant: MerchantWorld, id: Pseudonym): void {
  const identifier = merchant.identifiers.get(id)!;
  if (!identifier.known) merchant.identifiers.set(id, { ...identifier, known: true });
}

/** Keeps the indexes of purchases in step with the row. */
function replacePurchase(merchant: MerchantWorld, before: Purchase | undefined, after: Purchase): void {
  merchant.purchases.set(after.orderId, after);
  if (before?.anchor?.id !== after.anchor?.id) {
    if (before?.anchor) merchant.ordersByAnchor.remove(before.anchor.id, after.orderId);
    if (after.anchor) merchant.ordersByAnchor.add(after.anchor.id, after.orderId);
  }
  const errors = [before?.evaluation.error, after.evaluation.error];
  if (errors[0] !== errors[1]) {
    if (errors[0]) merchant.failedOrders.remove(errors[0], after.orderId);
    if (errors[1]) merchant.failedOrders.add(errors[1], after.orderId);
  }
  const was = before === undefined || before.anchor !== null ? [] : [before.customer?.id, before.email?.id];
  const is = after.anchor !== null ? [] : [after.customer?.id, after.email?.id];
  for (const id of was) if (id && !is.includes(id)) merchant.unlinkedOrders.remove(id, after.orderId);
  for (const id of is) if (id && !was.includes(id)) merchant.unlinkedOrders.add(id, after.orderId);
}
