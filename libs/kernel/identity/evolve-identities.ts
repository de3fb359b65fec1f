/** How decisions on identities change the connections of pairs, and the mapping to groups. */
import type { Decision, Evidence, IdentityGroupsUnmerged, Ref } from '../decisions';
import type { MergeForce } from '../facts';
import type { DecisionMoment, Millis } from '../time';
import { connectionKey, type Connection, type ConnectionKind } from './connection';
import type { Identities } from './identities';

type IdentityDecision = Extract<
  Decision,
  {
    type:
      | 'IdentityEdgeConfirmed'
      | 'IdentityMergeRefused'
      | 'IdentityGroupsMerged'
      | 'IdentityGroupsUnmerged'
      | 'MergeRequestDecided';
  }
>;

export function evolveIdentities(identities: Identities, decision: IdentityDecision, moment: DecisionMoment): void {
  switch (decision.type) {
    case 'IdentityEdgeConfirmed': {
      const { edgeId } = decision.data;
      return addPair(identities, 'edge', decision.data, moment, { edgeId });
    }
    case 'IdentityMergeRefused':
      return addPair(identities, decision.data.code, decision.data, moment, {});
    case 'IdentityGroupsMerged': {
      const { edgeId, mergeId, into, from, moved } = decision.data;
      addPair(identities, 'edge', decision.data, moment, { edgeId, mergeId, into, from, moved });
      return identities.moveMembers(into, from);
    }
    case 'IdentityGroupsUnmerged':
      return unmergeGroups(identities, decision.data, moment);
    case 'MergeRequestDecided': {
      const { requestId, edgeId, mergeId, refused } = decision.data;
      const request = identities.mergeRequests.get(requestId)!;
      return identities.mergeRequests.set(requestId, { ...request, edgeId, mergeId, refused });
    }
    default:
      decision satisfies never;
  }
}

function addPair(
  identities: Identities,
  kind: ConnectionKind,
  data: { a: Ref; b: Ref; evidence: Evidence; forced?: MergeForce[] },
  moment: DecisionMoment,
  edge: Partial<Pick<Connection, 'edgeId' | 'mergeId' | 'into' | 'from' | 'moved'>>,
): void {
  const { a, b, evidence, forced = [] } = data;
  if (kind !== 'BLOCKED_IDENTIFIER') for (const side of [a, b]) identities.see(side, moment);
  const { position, ordinal, recordedAt: at } = moment;
  identities.addConnection(connectionKey(a.id, b.id, kind), {
    kind,
    a,
    b,
    evidence,
    edgeId: edge.edgeId ?? null,
    mergeId: edge.mergeId ?? null,
    into: edge.into ?? null,
    from: edge.from ?? null,
    moved: edge.moved ?? [],
    forced,
    reverted: null,
    position,
    ordinal,
    at,
  });
}

/** Removes the edge, and updates the group's other edges. */
function unmergeGroups(identities: Identities, data: IdentityGroupsUnmerged, moment: DecisionMoment): void {
  const { a, b, edgeId, reason, actor, parts, heldBy } = data;
  const edge = identities.removeEdge(edgeId);
  const { position, recordedAt: at } = moment;
  const reverted = { position, at, reason, actor, split: parts.length > 1, heldBy, liftedAt: null };
  identities.setConnection(connectionKey(a.id, b.id, 'reverted'), { ...edge, kind: 'reverted', reverted });

  for (const dropped of data.dropped) {
    identities.writeConnection({ ...identities.removeEdge(dropped), kind: 'dropped' });
  }
  for (const { edgeId: changed, ...merge } of data.merges) {
    const key = identities.edges.get(changed)!;
    identities.setConnection(key, { ...identities.connections.get(key)!, ...merge });
  }
  identities.splitMembers(data.groupId, parts);
}

/** Lets the pair connect again. Has no effect if the pair is not separated. */
export function liftSeparation(identities: Identities, a: Ref, b: Ref, at: Millis): void {
  const key = connectionKey(a.id, b.id, 'reverted');
  const separation = identities.connections.get(key);
  if (!separation?.reverted || separation.reverted.liftedAt !== null) return;
  identities.setConnection(key, { ...separation, reverted: { ...separation.reverted, liftedAt: at } });
}
