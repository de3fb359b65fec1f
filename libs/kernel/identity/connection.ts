/** What the kernel remembers of a pair of identifiers that somebody tried to connect. */
import type { Evidence, Ref } from '../decisions';
import type { MergeForce } from '../facts';
import type { Pseudonym } from './identifier';

/** A pair has at most one of each kind: an edge, a refusal by each code, and a reverted edge, which separates it. */
export const CONNECTION_KINDS = [
  'edge',
  'BLOCKED_IDENTIFIER',
  'SEPARATED',
  'CUSTOMER_CONFLICT',
  'GROUP_TOO_LARGE',
  'reverted',
] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface Connection {
  /** `dropped`: an edge that was refused when the edges of its group were decided anew. */
  kind: ConnectionKind | 'dropped';
  a: Ref;
  b: Ref;
  evidence: Evidence;
  edgeId: string | null;
  /** The merge of two groups; an edge that only confirmed a group has none. */
  mergeId: string | null;
  into: Pseudonym | null;
  from: Pseudonym | null;
  moved: Pseudonym[];
  /** Rules that the operator chose to override, whether or not they applied. */
  forced: MergeForce[];
  /** Set on a reverted edge. */
  reverted: Reversal | null;
  position: number;
  ordinal: number;
  at: number;
}

export interface Reversal {
  /** Position of the request. */
  position: number;
  at: number;
  reason: string;
  actor: string;
  /** Whether the group split. */
  split: boolean;
  /** The edges that still held the pair together. */
  heldBy: string[];
  /** When the pair was allowed to connect again; null while it is separated. */
  liftedAt: number | null;
}

/** The pair is unordered: (a, b) and (b, a) are one. */
export function connectionKey(a: Pseudonym, b: Pseudonym, kind: ConnectionKind): string {
  return a < b ? `${a} ${b} ${kind}` : `${b} ${a} ${kind}`;
}

const EDGE_ID = /^(?:edge|merge)_(\d{1,5}_\d{1,16}_\d{1,6})$/;

/** The edge id for the id of an edge or of its merge, which differ in one word; null for any other id. */
export function edgeIdOf(id: string): string | null {
  const match = EDGE_ID.exec(id);
  return match && `edge_${match[1]}`;
}

export function mergeIdOf(edgeId: string): string {
  return edgeId.replace('edge', 'merge');
}

/** The place in the log where an edge was made. */
export function placeOfEdge(edgeId: string): { position: number; ordinal: number } {
  const [, , position, ordinal] = edgeId.split('_');
  return { position: Number(position), ordinal: Number(ordinal) };
}

/** Edges and refusals in the order in which they were decided. */
export function inLogOrder(a: Connection, b: Connection): number {
  return a.position - b.position || a.ordinal - b.ordinal;
}
