/**
 * Evaluations that merges and unmerges would cause, where the policy wants them reviewed: what they would change is
 * proposed, and an operator decides. Of a purchase at most one proposal is open; another evaluation ends it.
 */
import type { ProposedDifference, ProposedReward, ReprocessingProposed } from './decisions';
import type { Deciding } from './deciding';
import type { EvaluationReason, ProposalDecided } from './facts';
import { outcomeOf } from './outcome';
import type { Evaluation, Purchase } from './purchases/purchase';
import { keyOf, netOf, rewardsOf } from './rewards/reward';
import type { Millis } from './time';
import type { MerchantWorld } from './world';

export const PROPOSAL_STATUSES = ['open', 'approved', 'rejected', 'superseded'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export interface Proposal {
  proposalId: string;
  orderId: string;
  status: ProposalStatus;
  reasons: EvaluationReason[];
  difference: ProposedDifference;
  /** The purchase's evaluation as it was, and is again when this is rejected. */
  before: Evaluation;
  decided: { at: Millis; reason: string | null; actor: string | null } | null;
  position: number;
  ordinal: number;
  at: Millis;
}

/** A further reason joins the proposal that is open. */
export function propose(deciding: Deciding, purchase: Purchase, reason: EvaluationReason): void {
  const { orderId, evaluation } = purchase;
  const open = evaluation.state === 'proposed';
  const earlier = open ? evaluation.reasons.filter((other) => other !== reason) : [];
  deciding.emit({
    type: 'ReprocessingProposed',
    data: {
      merchantId: deciding.merchant.merchantId,
      orderId,
      proposalId: open ? evaluation.id! : deciding.newId('proposal'),
      reasons: [...earlier, reason],
      difference: differenceOf(deciding, purchase),
    },
  });
}

function differenceOf(deciding: Deciding, purchase: Purchase): ProposedDifference {
  const { attribution, desired } = outcomeOf(deciding, purchase);
  const credits = { now: purchase.attribution?.outcome.credits ?? [], then: attribution.credits };
  if (desired.rateMissing) return { credits, rewards: { lost: [], gained: [] }, rateMissing: true };

  const { rewards } = rewardsOf(deciding.merchant, purchase.orderId);
  const wanted = desired.rewards.map((reward) => ({ ...reward, currency: reward.campaign.definition.currency }));
  const byKey = new Map([...rewards, ...wanted].map((reward) => [reward.key, reward]));
  const lost: ProposedReward[] = [];
  const gained: ProposedReward[] = [];
  for (const [key, reward] of byKey) {
    const now = netOf(rewards, key);
    const then = wanted.find((other) => other.key === key)?.amount ?? 0;
    const changed = { ...keyOf(reward), amount: Math.abs(then - now), currency: reward.currency };
    if (then < now) lost.push(changed);
    if (then > now) gained.push(changed);
  }
  return { credits, rewards: { lost, gained } };
}

/** The proposal and, with it, what the purchase's evaluation is now. */
export function proposed(
  merchant: MerchantWorld,
  data: ReprocessingProposed,
  { evaluation }: Purchase,
  place: { position: number; ordinal: number; recordedAt: Millis },
): Evaluation {
  const { orderId, proposalId, reasons, difference } = data;
  const open = evaluation.state === 'proposed' ? merchant.proposals.get(proposalId) : undefined;
  const { position, ordinal, recordedAt: at } = place;
  const first = open ?? { before: evaluation, position, ordinal, at };
  merchant.proposals.set(proposalId, {
    ...{ before: first.before, position: first.position, ordinal: first.ordinal, at: first.at },
    ...{ proposalId, orderId, status: 'open', reasons, difference, decided: null },
  });
  return { ...evaluation, state: 'proposed', id: proposalId, dueAt: null, reasons };
}

/** Another evaluation was scheduled, which will see what the proposal saw; one that was approved stays so. */
export function supersede(merchant: MerchantWorld, { evaluation }: Purchase, at: Millis): void {
  if (evaluation.state !== 'proposed') return;
  const proposal = merchant.proposals.get(evaluation.id!)!;
  if (proposal.status !== 'open') return;
  const decided = { at, reason: null, actor: null };
  merchant.proposals.set(proposal.proposalId, { ...proposal, status: 'superseded', decided });
}

/** Undefined: there is none, or it is not open any more. */
export function openProposal(merchant: MerchantWorld, proposalId: string): Proposal | undefined {
  const proposal = merchant.proposals.get(proposalId);
  return proposal?.status === 'open' ? proposal : undefined;
}

export function closeProposal(merchant: MerchantWorld, open: Proposal, data: ProposalDecided, at: Millis): void {
  const { decision: status, reason, actor } = data;
  merchant.proposals.set(open.proposalId, { ...open, status, decided: { at, reason, actor } });
}
