/**
 * Facts of operators and payout systems name what the engine made: rewards, edges, proposals. A scenario made others in
 * their place, so its facts name those.
 */
import type { OutsideFact } from '../kernel/facts';
import { connectionKey, edgeIdOf } from '../kernel/identity/connection';
import type { Reward } from '../kernel/rewards/reward';
import type { MerchantWorld } from '../kernel/world';

/** The fact as it would have been in the scenario; null if what it names is not there. */
export function translate(fact: OutsideFact, recorded: MerchantWorld, scenario: MerchantWorld): OutsideFact | null {
  switch (fact.type) {
    case 'RewardPaymentRecorded': {
      const rewardId = rewardLike(recorded.rewards.byId(fact.data.rewardId), scenario);
      return rewardId === undefined ? null : { type: fact.type, data: { ...fact.data, rewardId } };
    }
    case 'UnmergeRequested': {
      const mergeId = edgeLike(fact.data.mergeId, recorded, scenario);
      return mergeId === undefined ? null : { type: fact.type, data: { ...fact.data, mergeId } };
    }
    case 'ProposalDecided': {
      const orderId = recorded.proposals.open(fact.data.proposalId)?.orderId;
      const evaluation = orderId === undefined ? undefined : scenario.purchases.find(orderId)?.evaluation;
      if (evaluation?.state !== 'proposed') return null;
      return { type: fact.type, data: { ...fact.data, proposalId: evaluation.id! } };
    }
    default:
      return fact;
  }
}

/** Id of the scenario's unpaid reward for the same thing, whatever its amount and the version of its campaign. */
function rewardLike(reward: Reward | undefined, { rewards }: MerchantWorld): string | undefined {
  if (reward === undefined) return undefined;
  const alike = rewards.of(reward.orderId).rewards.filter((other) => isAlike(reward, other));
  // The same reward may have been granted, reversed and granted again: the newest can be paid.
  return (alike.findLast(({ state }) => state === 'granted') ?? alike.at(-1))?.rewardId;
}

function isAlike(a: Reward, b: Reward): boolean {
  return (
    a.campaignId === b.campaignId &&
    a.rewardIndex === b.rewardIndex &&
    a.role === b.role &&
    a.touchpointId === b.touchpointId &&
    a.recipient.id === b.recipient.id &&
    (a.clawsBack === null) === (b.clawsBack === null)
  );
}

/** Id of the scenario's edge between the same two identifiers. */
function edgeLike(id: string, recorded: MerchantWorld, { identities }: MerchantWorld): string | undefined {
  const edgeId = edgeIdOf(id);
  const key = edgeId === null ? undefined : recorded.identities.edges.get(edgeId);
  const edge = key === undefined ? undefined : recorded.identities.connections.get(key);
  if (edge?.edgeId !== edgeId || edge === undefined) return undefined;
  return identities.connections.get(connectionKey(edge.a.id, edge.b.id, 'edge'))?.edgeId ?? undefined;
}
