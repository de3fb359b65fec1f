/**
 * The kernel: one fact in, its decisions out. A pure function of the world and the fact; the world is what all facts
 * before it made. The live engine, verify and every other replay call this and nothing else.
 */
import type { Decision } from './decisions';
import { Deciding } from './deciding';
import { failEvaluation, requestEvaluation, retryRateMissing } from './evaluate';
import { evolveFact } from './evolve';
import type { MergeRequested, RecordedFact } from './facts';
import { connect } from './identity/connect';
import { connectionKey } from './identity/connection';
import { unmerge } from './identity/unmerge';
import type { Pseudonym } from './identity/identifier';
import { isBlocked } from './policy-history';
import { judgeClaim } from './purchases/judge-claims';
import { linkOrdersOf } from './purchases/link';
import { openProposal } from './proposals';
import { recordPurchase } from './purchases/record-purchase';
import { recordedRates } from './rewards/conversion';
import { campaignRefusal, rewardById } from './rewards/evolve-rewards';
import { clawBackPaid } from './rewards/reconcile';
import { evaluateApproved, reevaluateFor } from './settling';
import { toMillis } from './time';
import { NotPrefetched, type MerchantWorld, type World } from './world';

/** Recorded with every decision. A change of behaviour on purpose is a new number. */
export const KERNEL_VERSION = 1;

/** Changes the world by the fact and by what is decided of it; returns the decisions, in order. */
export function step(world: World, recorded: RecordedFact): Decision[] {
  if (world.seenFacts !== null) {
    if (world.seenFacts.has(recorded.id)) return [];
    world.seenFacts.add(recorded.id);
  }
  const { fact } = recorded;
  if (fact.type === 'DefaultsConfigured') {
    evolveFact(world, null, recorded);
    return [];
  }
  const merchant = world.merchant(fact.data.merchantId);
  world.journal.begin();
  try {
    return decide(world, merchant, fact.type === 'FactRequeued' ? { ...recorded, fact: fact.data.fact } : recorded);
  } catch (error) {
    if (error instanceof NotPrefetched) throw error;
    world.journal.rollBack();
    return decideFailure(world, merchant, recorded, error as Error);
  } finally {
    world.journal.end();
  }
}

/** A bug must not hold up the partition: the fact is recorded as failed, an evaluation is tried again later. */
function decideFailure(world: World, merchant: MerchantWorld, recorded: RecordedFact, error: Error): Decision[] {
  const { fact, id: factId } = recorded;
  const deciding = new Deciding(world, merchant, recorded);
  if (fact.type === 'RewardEvaluationRequested' && fact.data.requestedBy === 'timer') {
    failEvaluation(deciding, merchant.purchases.get(fact.data.orderId)!, 'INTERNAL');
  } else {
    const data = { merchantId: merchant.merchantId, factId, factType: fact.type, error: error.name };
    deciding.emit({ type: 'FactFailed', data });
  }
  return deciding.decisions;
}

function decide(world: World, merchant: MerchantWorld, recorded: RecordedFact): Decision[] {
  const { fact } = recorded;
  const deciding = new Deciding(world, merchant, recorded);
  const before = beforeFact(merchant, recorded);
  evolveFact(world, merchant, recorded);

  switch (fact.type) {
    case 'MerchantRegistered':
    case 'PolicyChanged':
    case 'DefaultsConfigured':
    case 'FactRequeued':
      break;
    case 'TouchpointRecorded': {
      const { anonymousId: device, occurredAt } = fact.data;
      if (isBlocked(deciding.policyNow(), device)) {
        const identifier = { type: device.type, id: device.id };
        const { merchantId } = merchant;
        deciding.emit({ type: 'IdentifierBlocked', data: { merchantId, identifier, in: 'touchpoint' } });
      } else {
        reevaluateFor(deciding, device.id, Math.min(toMillis(occurredAt), recorded.recordedAt));
      }
      break;
    }
    case 'PurchaseClaimed':
      judgeClaim(deciding, merchant.claims.get(fact.data.orderId)!.claims.get(fact.data.claimId)!);
      break;
    case 'IdentityAsserted': {
      const { a, b, assertionId, evidence: note } = fact.data;
      connect(deciding, a, b, { kind: 'assertion', assertionId, note });
      for (const id of newlyKnown(merchant, before.known, [a.id, b.id])) linkOrdersOf(deciding, id);
      break;
    }
    case 'MergeRequested':
      requestMerge(deciding, fact.data);
      for (const id of newlyKnown(merchant, before.known, [fact.data.a.id, fact.data.b.id])) linkOrdersOf(deciding, id);
      break;
    case 'UnmergeRequested':
      unmerge(deciding, fact.data);
      break;
    case 'SeparationLifted':
      break;
    case 'ProposalDecided':
      if (before.proposal && fact.data.decision === 'approved') evaluateApproved(deciding, before.proposal);
      break;
    case 'PurchaseRecorded':
      recordPurchase(deciding, fact.data.orderId, before.purchase);
      break;
    case 'RewardEvaluationRequested':
      requestEvaluation(deciding, fact.data);
      break;
    case 'CampaignPublished':
      if (before.refusal !== null) {
        const { merchantId, campaignId } = fact.data;
        deciding.emit({ type: 'CampaignRefused', data: { merchantId, campaignId, code: before.refusal } });
      }
      break;
    case 'CampaignPaused':
    case 'CampaignResumed':
    case 'CampaignArchived':
      break;
    case 'RewardPaymentRecorded':
      if (before.reward?.state === 'reversed') clawBackPaid(deciding, before.reward);
      break;
    case 'ExchangeRatesRecorded':
      retryRateMissing(deciding, recordedRates(fact.data, recorded.position, recorded.recordedAt));
      break;
  }
  return deciding.decisions;
}

/** What a decision needs to know of the world before the fact changed it. */
function beforeFact(merchant: MerchantWorld, { fact }: RecordedFact) {
  const purchase = fact.type === 'PurchaseRecorded' ? merchant.purchases.get(fact.data.orderId) : undefined;
  const sides =
    fact.type === 'IdentityAsserted' || fact.type === 'MergeRequested' ? [fact.data.a.id, fact.data.b.id] : [];
  const refusal = fact.type === 'CampaignPublished' ? campaignRefusal(merchant, fact.data) : null;
  const reward = fact.type === 'RewardPaymentRecorded' ? rewardById(merchant, fact.data.rewardId) : undefined;
  const proposal = fact.type === 'ProposalDecided' ? openProposal(merchant, fact.data.proposalId) : undefined;
  return { purchase, known: sides.filter((id) => isKnown(merchant, id)), refusal, reward, proposal };
}

/** Connects, and tells the one who asked what became of it. */
function requestMerge(deciding: Deciding, { requestId, a, b, reason: note, actor, force }: MergeRequested): void {
  const { merchant } = deciding;
  const connected = connect(deciding, a, b, { kind: 'operator', requestId, actor, note }, force);
  const data = { merchantId: merchant.merchantId, requestId };
  if (connected !== 'merged' && connected !== 'same') {
    deciding.emit({ type: 'MergeRequestDecided', data: { ...data, refused: connected } });
    return;
  }
  const edge = merchant.connections.get(connectionKey(a.id, b.id, 'edge'));
  const edgeId = edge?.edgeId ?? undefined;
  const mergeId = edge?.mergeId ?? undefined;
  deciding.emit({ type: 'MergeRequestDecided', data: { ...data, edgeId, mergeId } });
}

function newlyKnown(merchant: MerchantWorld, before: readonly Pseudonym[], sides: Pseudonym[]): Pseudonym[] {
  return sides.filter((id) => isKnown(merchant, id) && !before.includes(id));
}

function isKnown(merchant: MerchantWorld, id: Pseudonym): boolean {
  return merchant.identifiers.get(id)?.known === true;
}
