/** How decisions change what is remembered of pairs, and the mapping to groups; called by `evolve` alone. */
import type { Evidence, IdentityGroupsUnmerged, Ref } from '../decisions';
import type { MergeForce } from '../facts';
import type { MerchantWorld } from '../world';
import { connectionKey, type Connection, type ConnectionKind } from './connection';
import { see, splitMembers, type Seeing } from './group';

interface Place extends Seeing {
  ordinal: number;
}

export function addConnection(
  merchant: MerchantWorld,
  kind: ConnectionKind,
  data: { a: Ref; b: Ref; evidence: Evidence; forced?: MergeForce[] },
  place: Place,
  edge: Partial<Pick<Connection, 'edgeId' | 'mergeId' | 'into' | 'from' | 'moved'>>,
): void {
  const { a, b, evidence, forced = [] } = data;
  if (kind !== 'BLOCKED_IDENTIFIER') for (const side of [a, b]) see(merchant, side, place);
  const { position, ordinal, recordedAt: at } = place;
  const connection: Connection = {
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
  };
  const key = connectionKey(a.id, b.id, kind);
  if (connection.edgeId) merchant.edges.load(connection.edgeId, key);
  merchant.connectionsOf.add(a.id, key);
  merchant.connectionsOf.add(b.id, key);
  setConnection(merchant, key, connection);
}

/** Takes the edge away, and says of the others what they are now. */
export function unmerged(merchant: MerchantWorld, data: IdentityGroupsUnmerged, place: Place): void {
  const { a, b, edgeId, reason, actor, parts, heldBy } = data;
  const edge = removeEdge(merchant, edgeId);
  const { position, recordedAt: at } = place;
  const reverted = { position, at, reason, actor, split: parts.length > 1, heldBy, liftedAt: null };
  setConnection(merchant, connectionKey(a.id, b.id, 'reverted'), { ...edge, kind: 'reverted', reverted });

  for (const dropped of data.dropped) {
    merchant.changedConnection({ ...removeEdge(merchant, dropped), kind: 'dropped' });
  }
  for (const { edgeId: changed, ...merge } of data.merges) {
    const key = merchant.edges.get(changed)!;
    setConnection(merchant, key, { ...merchant.connections.get(key)!, ...merge });
  }
  splitMembers(merchant, data.groupId, parts);
}

/** The pair may connect again. Without effect where it is not separated. */
export function liftSeparation(merchant: MerchantWorld, a: Ref, b: Ref, at: number): void {
  const key = connectionKey(a.id, b.id, 'reverted');
  const separation = merchant.connections.get(key);
  if (!separation?.reverted || separation.reverted.liftedAt !== null) return;
  setConnection(merchant, key, { ...separation, reverted: { ...separation.reverted, liftedAt: at } });
}

function removeEdge(merchant: MerchantWorld, edgeId: string): Connection {
  const key = merchant.edges.get(edgeId)!;
  const edge = merchant.connections.get(key)!;
  merchant.connections.delete(key);
  for (const { id } of [edge.a, edge.b]) merchant.connectionsOf.remove(id, key);
  return edge;
}

function setConnection(merchant: MerchantWorld, key: string, connection: Connection): void {
  merchant.connections.set(key, connection);
  merchant.changedConnection(connection);
}
