/** Takes one edge back: identifiers that the other edges connect stay a group, the rest become groups of their own. */
import { isOfClaim, type IdentityGroupsUnmerged } from '../decisions';
import type { Deciding } from '../deciding';
import type { SeparationLifted, UnmergeRequested } from '../facts';
import { addDeviceEvidence } from '../purchases/link';
import { reevaluateGroup } from '../evaluation/settling';
import { factRule } from '../fact-rule';
import { callAfterSplit } from '../rewards/room';
import type { MerchantWorld } from '../world';
import { refuse, refusalOfSizes, type Side } from './connect';
import { edgeIdOf, inLogOrder, mergeIdOf, type Connection } from './connection';
import { liftSeparation } from './evolve-identities';
import { anchorBefore, type Identities } from './identities';
import type { Pseudonym } from './identifier';

export const unmergeRequested = factRule<UnmergeRequested>({ decide: unmerge });

export const separationLifted = factRule<SeparationLifted>({
  evolve: ({ identities }, { a, b }, { recordedAt }) => liftSeparation(identities, a, b, recordedAt),
});

function unmerge(deciding: Deciding, { mergeId: id, reason, actor }: UnmergeRequested): void {
  const { merchant } = deciding;
  const { merchantId, identities } = merchant;
  const edge = edgeById(identities, id);
  if (edge === undefined) return;
  const { groupId } = identities.identifiers.get(edge.a.id)!;
  const others = edgesOf(identities, groupId).filter((other) => other !== edge);
  const without = new GroupWithoutEdge(merchant, identities.membersOf(groupId), others);

  const { a, b, evidence, edgeId, mergeId } = edge;
  const parts = without.partsWith(groupId);
  const data: IdentityGroupsUnmerged = {
    merchantId,
    a,
    b,
    evidence,
    edgeId: edgeId!,
    mergeId: mergeId ?? undefined,
    groupId,
    parts,
    heldBy: parts.length > 1 ? [] : without.pathBetween(a.id, b.id),
    merges: without.changedMerges(),
    dropped: without.refused.map(({ edge: { edgeId } }) => edgeId!),
    refusedMeanwhile: refusedSince(identities, groupId, edge),
    reason,
    actor,
  };
  deciding.emit({ type: 'IdentityGroupsUnmerged', data });
  for (const { edge: dropped, code } of without.refused) {
    refuse(deciding, dropped.a, dropped.b, dropped.evidence, code);
    for (const { orderId, device } of claimsRelyingOn(merchant, dropped)) addDeviceEvidence(deciding, orderId, device);
  }
  if (parts.length === 1) return;
  for (const part of parts) reevaluateGroup(deciding, part.groupId, 'unmerge');
  callAfterSplit(
    deciding,
    parts.map(({ identifiers }) => identifiers),
  );
}

/** The edge with this id that is in force; undefined if there never was one or it was taken back. */
function edgeById(identities: Identities, id: string): Connection | undefined {
  const edgeId = edgeIdOf(id);
  const key = edgeId === null ? undefined : identities.edges.get(edgeId);
  const edge = key === undefined ? undefined : identities.connections.get(key);
  return edge?.edgeId === edgeId ? edge : undefined;
}

/** All edges of a group, in log order. */
function edgesOf(identities: Identities, groupId: Pseudonym): Connection[] {
  return connectionsOf(identities, groupId).filter(({ kind }) => kind === 'edge');
}

function connectionsOf(identities: Identities, groupId: Pseudonym): Connection[] {
  const keys = new Set(identities.membersOf(groupId).flatMap((id) => identities.connectionsOf.get(id)));
  return [...keys].map((key) => identities.connections.get(key)!).sort(inLogOrder);
}

/** Connects with a member of the group, refused after the edge came because of the group's customers or size. */
function refusedSince(
  identities: Identities,
  groupId: Pseudonym,
  edge: Connection,
): IdentityGroupsUnmerged['refusedMeanwhile'] {
  return connectionsOf(identities, groupId).flatMap((connection) => {
    const { a, b, kind: code, position } = connection;
    if (code !== 'CUSTOMER_CONFLICT' && code !== 'GROUP_TOO_LARGE') return [];
    return inLogOrder(connection, edge) > 0 ? [{ a, b, code, position }] : [];
  });
}

/** Purchases of one side that the other device claimed, by the claim that made the edge or a later one. */
function claimsRelyingOn(
  { purchases }: MerchantWorld,
  { a, b, evidence }: Connection,
): { orderId: string; device: Pseudonym }[] {
  const own = isOfClaim(evidence) ? [{ orderId: evidence.orderId!, device: a.id }] : [];
  const since = [
    [a.id, b.id],
    [b.id, a.id],
  ].flatMap(([device, anchor]) => {
    const orders = purchases.byAnchor.get(anchor!).filter((orderId) => {
      return purchases.claims.of(orderId).some((claim) => claim.status === 'accepted' && claim.device.id === device);
    });
    return orders.map((orderId) => ({ orderId, device: device! }));
  });
  const firstPosition = ({ orderId }: { orderId: string }) => purchases.get(orderId).firstPosition;
  return [...own, ...since].sort((x, y) => firstPosition(x) - firstPosition(y));
}

/** A group's members and all its edges but one, decided in log order as if that edge had never come. */
class GroupWithoutEdge {
  readonly refused: { edge: Connection; code: 'CUSTOMER_CONFLICT' | 'GROUP_TOO_LARGE' }[] = [];
  private readonly merges: { edge: Connection; into: Pseudonym; from: Pseudonym; moved: Pseudonym[] }[] = [];
  private readonly sides = new Map<Pseudonym, Side>();

  constructor(merchant: MerchantWorld, members: readonly Pseudonym[], edges: readonly Connection[]) {
    const { identities } = merchant;
    for (const id of members) {
      const anchor = identities.identifiers.get(id)!;
      this.sides.set(id, { groupId: id, members: [id], customers: identities.customersIn([id]), anchor });
    }
    for (const edge of edges) this.decide(merchant, edge);
  }

  /** The parts; the one that keeps the canonical id comes first. */
  partsWith(groupId: Pseudonym): IdentityGroupsUnmerged['parts'] {
    const parts = [...new Set(this.sides.values())].map((side) => {
      return { groupId: side.groupId, identifiers: [...side.members].sort() };
    });
    return parts.sort((a, b) => Number(b.groupId === groupId) - Number(a.groupId === groupId));
  }

  /** Edges that now merge groups and did not before, or that now merge different groups. */
  changedMerges(): IdentityGroupsUnmerged['merges'] {
    return this.merges.flatMap(({ edge, into, from, moved }) => {
      const same = edge.into === into && edge.from === from && String(edge.moved) === String(moved);
      return same ? [] : [{ edgeId: edge.edgeId!, mergeId: mergeIdOf(edge.edgeId!), into, from, moved }];
    });
  }

  /** Ids of the edges from one identifier to the other: merges form a tree, so there is only one path. */
  pathBetween(from: Pseudonym, to: Pseudonym): string[] {
    const ways = new Map<Pseudonym, { edgeId: string; before: Pseudonym } | null>([[from, null]]);
    for (const at of ways.keys()) {
      for (const { edge } of this.merges) {
        const next = edge.a.id === at ? edge.b.id : edge.b.id === at ? edge.a.id : undefined;
        if (next !== undefined && !ways.has(next)) ways.set(next, { edgeId: edge.edgeId!, before: at });
      }
    }
    const path: string[] = [];
    for (let way = ways.get(to); way; way = ways.get(way.before)) path.unshift(way.edgeId);
    return path;
  }

  /** Decides by the policy of the moment at which the edge came. */
  private decide(merchant: MerchantWorld, edge: Connection): void {
    const a = this.sides.get(edge.a.id)!;
    const b = this.sides.get(edge.b.id)!;
    if (a === b) return;
    const code = refusalOfSizes(merchant.policies.at(edge.position).policy, a, b, edge.forced);
    if (code !== null) {
      this.refused.push({ edge, code });
      return;
    }
    const [stays, goes] = anchorBefore(a.anchor, b.anchor) ? [a, b] : [b, a];
    this.merges.push({ edge, into: stays.groupId, from: goes.groupId, moved: [...goes.members].sort() });
    const members = [...stays.members, ...goes.members];
    const joined = { ...stays, members, customers: a.customers + b.customers };
    for (const id of members) this.sides.set(id, joined);
  }
}
