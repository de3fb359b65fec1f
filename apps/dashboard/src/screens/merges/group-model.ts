/** A person as a graph: who belongs to them, what joins them, and the moments at which that changed. */
import type { Shown } from '../../api/client';

type Group = Shown['IdentityGroupShown'];
type Merge = Shown['MergeShown'];

export interface GroupNode {
  id: string;
  identifier: Shown['IdentifierShown'];
  /** Named by a refused connection, and somebody else. */
  isOther: boolean;
}

export interface GroupLine {
  id: string;
  from: string;
  to: string;
  a: Shown['IdentifierShown'];
  b: Shown['IdentifierShown'];
  evidence: Merge['evidence'];
  at: string;
  position: number;
  forced: boolean;
  refusedBecause: string | null;
}

export interface GroupGraph {
  nodes: GroupNode[];
  lines: GroupLine[];
}

export interface Moment {
  position: number;
  at: string;
  what: 'merged' | 'confirmed' | 'refused' | 'reverted';
  pair: readonly Shown['IdentifierShown'][];
  evidence: Merge['evidence'] | null;
}

/** The group with those refusals that were there by `position` and touch one of its identifiers. */
export function graphOf(group: Group, attempts: readonly Merge[], position = Infinity): GroupGraph {
  const nodes = new Map<string, GroupNode>();
  for (const { type, value, homeGroupId } of group.identifiers) {
    nodes.set(homeGroupId, { id: homeGroupId, identifier: { type, value }, isOther: false });
  }
  const members = new Set(nodes.keys());
  const lines = group.edges.map(({ edgeId, a, b, homeGroupIds, evidence, at, position: made, forced }): GroupLine => {
    const [from, to] = homeGroupIds;
    return { id: edgeId, from: from!, to: to!, a, b, evidence, at, position: made, forced, refusedBecause: null };
  });
  for (const { status, edge, homeGroupIds, evidence, at, position: made, refusedBecause } of attempts) {
    if (status !== 'refused' || made > position) continue;
    const [a, b] = [edge[0]!, edge[1]!];
    const [from, to] = [homeGroupIds[0]!, homeGroupIds[1]!];
    if (!members.has(from) && !members.has(to)) continue;
    if (!nodes.has(from)) nodes.set(from, { id: from, identifier: a, isOther: true });
    if (!nodes.has(to)) nodes.set(to, { id: to, identifier: b, isOther: true });
    const id = `${made} ${from} ${to} ${refusedBecause}`;
    lines.push({ id, from, to, a, b, evidence, at, position: made, forced: false, refusedBecause });
  }
  return { nodes: [...nodes.values()], lines: lines.filter(({ from, to }) => nodes.has(from) && nodes.has(to)) };
}

/** In the order of the log. */
export function momentsOf(group: Group, attempts: readonly Merge[]): Moment[] {
  const moments: Moment[] = [];
  for (const { a, b, evidence, at, position, mergeId } of group.edges) {
    moments.push({ position, at, what: mergeId === null ? 'confirmed' : 'merged', pair: [a, b], evidence });
  }
  for (const { status, edge, evidence, at, position, reverted, revertedAt } of attempts) {
    if (status === 'merged') continue;
    moments.push({ position, at, what: status === 'refused' ? 'refused' : 'merged', pair: edge, evidence });
    if (reverted !== null && revertedAt !== null) {
      moments.push({ position: reverted.position, at: revertedAt, what: 'reverted', pair: edge, evidence: null });
    }
  }
  // Of several at one fact, the last one stands for all.
  const byPosition = new Map(moments.map((moment) => [moment.position, moment]));
  return [...byPosition.values()].sort((one, other) => one.position - other.position);
}
