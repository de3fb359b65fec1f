/** What is remembered of a pair of identifiers that somebody tried to connect. */
import type { Evidence, Ref } from '../decisions';
import type { Pseudonym } from './identifier';

/** A pair has at most one edge, and one refusal of each kind. */
export const CONNECTION_KINDS = ['edge', 'BLOCKED_IDENTIFIER', 'CUSTOMER_CONFLICT', 'GROUP_TOO_LARGE'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface Connection {
  kind: ConnectionKind;
  a: Ref;
  b: Ref;
  evidence: Evidence;
  edgeId: string | null;
  /** Of an edge that merged two groups; one that only confirmed has none. */
  mergeId: string | null;
  into: Pseudonym | null;
  from: Pseudonym | null;
  moved: Pseudonym[];
  position: number;
  ordinal: number;
  at: number;
}

/** The pair is unordered: (a, b) and (b, a) are one. */
export function connectionKey(a: Pseudonym, b: Pseudonym, kind: ConnectionKind): string {
  return a < b ? `${a} ${b} ${kind}` : `${b} ${a} ${kind}`;
}
