/** What is remembered of a pair of identifiers that somebody tried to connect. */
import type { Evidence, Ref } from '../decisions';
import type { MergeForce } from '../facts';
import type { Pseudonym } from './identifier';

/** What a pair may have at most one of: an edge, a refusal of each kind, and a reverted edge, which separates it. */
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
  /** Of an edge that merged two groups; one that only confirmed has none. */
  mergeId: string | null;
  into: Pseudonym | null;
  from: Pseudonym | null;
  moved: Pseudonym[];
  /** Rules that an operator overrode, or would have. */
  forced: MergeForce[];
  /** Of a reverted edge. */
  reverted: Reversal | null;
  position: number;
  ordinal: number;
  at: number;
}

export interface Reversal {
  /** Of the request. */
  position: number;
  at: number;
  reason: string;
  actor: string;
  /** Whether the group came apart. */
  split: boolean;
  /** Edges that held it together. */
  heldBy: string[];
  /** When its pair was allowed to connect again; null: it is separated. */
  liftedAt: number | null;
}

/** The pair is unordered: (a, b) and (b, a) are one. */
export function connectionKey(a: Pseudonym, b: Pseudonym, kind: ConnectionKind): string {
  return a < b ? `${a} ${b} ${kind}` : `${b} ${a} ${kind}`;
}

const EDGE_ID = /^(?:edge|merge)_(\d{1,5}_\d{1,16}_\d{1,6})$/;

/** A merge is named by its edge's id, or by its own, which differ in one word; null: the id of neither. */
export function edgeIdOf(id: string): string | null {
  const match = EDGE_ID.exec(id);
  return match && `edge_${match[1]}`;
}

export function mergeIdOf(edgeId: string): string {
  return edgeId.replace('edge', 'merge');
}

/** Where in the log an edge was made. */
export function placeOfEdge(edgeId: string): { position: number; ordinal: number } {
  const [, , position, ordinal] = edgeId.split('_');
  return { position: Number(position), ordinal: Number(ordinal) };
}

/** Edges and refusals in the order in which they were decided. */
export function inLogOrder(a: Connection, b: Connection): number {
  return a.position - b.position || a.ordinal - b.ordinal;
}
