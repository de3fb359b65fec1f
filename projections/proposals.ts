import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MergeRefusal } from '../libs/kernel/codes';
import type { ProposedDifference } from '../libs/kernel/decisions';
import type { EvaluationReason } from '../libs/kernel/facts';
import type { Proposal, ProposalStatus } from '../libs/kernel/proposals/proposals';
import type { Evaluation } from '../libs/kernel/purchases/purchase';
import { asMillis, asNumber, type ReadModel } from './read-model';

/** Evaluations after merges and unmerges that an operator decides on. */
@Entity('proposals')
export class ProposalRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'proposal_id', type: 'text' }) proposalId: string;
  @Column({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ type: 'text' }) status: ProposalStatus;
  @Column({ type: 'text', array: true }) reasons: EvaluationReason[];
  @Column({ type: 'jsonb' }) difference: ProposedDifference;
  /** The purchase's evaluation before the proposal; rejecting the proposal restores it. */
  @Column({ type: 'jsonb' }) before: Evaluation;
  @Column({ name: 'decided_at', type: 'timestamptz', precision: 3, nullable: true, transformer: asMillis }) decidedAt:
    number | null;
  /** Position of the fact that decided the proposal. */
  @Column({ name: 'decided_position', type: 'bigint', nullable: true, transformer: asNumber }) decidedPosition:
    number | null;
  @Column({ name: 'decided_because', type: 'text', nullable: true }) decidedBecause: string | null;
  @Column({ name: 'decided_by', type: 'text', nullable: true }) decidedBy: string | null;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const proposals: ReadModel<ProposalRow> = {
  entity: ProposalRow,
  version: 2,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, proposals }) =>
      [...proposals.rows.changedRows()].map(({ decided, ...proposal }) => ({
        merchantId,
        ...proposal,
        decidedAt: decided?.at ?? null,
        decidedPosition: decided?.position ?? null,
        decidedBecause: decided?.reason ?? null,
        decidedBy: decided?.actor ?? null,
      })),
    ),
};

/** The kernel's proposal from a selected row. */
export function proposalFromRow(row: ProposalRow): Proposal {
  const { merchantId: _, decidedAt: at, decidedPosition, decidedBecause: reason, decidedBy: actor, ...proposal } = row;
  return { ...proposal, decided: at === null ? null : { position: decidedPosition!, at, reason, actor } };
}

/** Outcomes of operators' merge requests. */
@Entity('merge_requests')
@Index('merge_requests_pair', ['merchantId', 'lowId', 'highId'], { where: 'refused is not null' })
export class MergeRequestRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'request_id', type: 'text' }) requestId: string;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  /** The pair, smaller id first; null in rows from before it was recorded. */
  @Column({ name: 'low_id', type: 'uuid', nullable: true }) lowId: string | null;
  @Column({ name: 'high_id', type: 'uuid', nullable: true }) highId: string | null;
  @Column({ name: 'edge_id', type: 'text', nullable: true }) edgeId: string | null;
  @Column({ name: 'merge_id', type: 'text', nullable: true }) mergeId: string | null;
  @Column({ type: 'text', nullable: true }) refused: MergeRefusal | null;
}

export const mergeRequests: ReadModel<MergeRequestRow> = {
  entity: MergeRequestRow,
  version: 2,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, identities }) =>
      [...identities.mergeRequests.changedRows()].map((request) => {
        const { requestId, a, b, position, edgeId = null, mergeId = null, refused = null } = request;
        const [lowId, highId] = a < b ? [a, b] : [b, a];
        return { merchantId, requestId, position, lowId, highId, edgeId, mergeId, refused };
      }),
    ),
};
