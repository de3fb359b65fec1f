/**
 * With the policy `reprocess: review`, an evaluation that a merge or unmerge would cause becomes a proposal, with
 * its changes, for an operator. A purchase has at most one open proposal; another evaluation supersedes it.
 */
import type { ProposedDifference, ProposedReward } from '../decisions';
import type { Deciding } from '../deciding';
import { outcomeOf } from '../evaluation/outcome';
import type { EvaluationReason } from '../facts';
import type { Purchase } from '../purchases/purchase';
import { keyOf, netOf } from '../rewards/reward';

/** A further reason joins the open proposal. */
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

  const { rewards } = deciding.merchant.rewards.of(purchase.orderId);
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
