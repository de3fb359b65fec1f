import { Column, Entity, PrimaryColumn } from 'typeorm';
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
  /** The purchase's evaluation as it was, and is again when this is rejected. */
  @Column({ type: 'jsonb' }) before: Evaluation;
  @Column({ name: 'decided_at', type: 'timestamptz', precision: 3, nullable: true, transformer: asMillis }) decidedAt:
    number | null;
  @Column({ name: 'decided_because', type: 'text', nullable: true }) decidedBecause: string | null;
  @Column({ name: 'decided_by', type: 'text', nullable: true }) decidedBy: string | null;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const proposals: ReadModel<ProposalRow> = {
  entity: ProposalRow,
  version: 1,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, proposals }) =>
      [...proposals.rows.changedRows()].map(({ decided, ...proposal }) => ({
        merchantId,
        ...proposal,
        decidedAt: decided?.at ?? null,
        decidedBecause: decided?.reason ?? null,
        decidedBy: decided?.actor ?? null,
      })),
    ),
};

/** The kernel's proposal from a selected row. */
export function proposalFromRow(row: ProposalRow): Proposal {
  const { merchantId: _, decidedAt: at, decidedBecause: reason, decidedBy: actor, ...proposal } = row;
  return { ...proposal, decided: at === null ? null : { at, reason, actor } };
}

/** What became of operators' requests for merges. */
@Entity('merge_requests')
export class MergeRequestRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'request_id', type: 'text' }) requestId: string;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ name: 'edge_id', type: 'text', nullable: true }) edgeId: string | null;
  @Column({ name: 'merge_id', type: 'text', nullable: true }) mergeId: string | null;
  @Column({ type: 'text', nullable: true }) refused: MergeRefusal | null;
}

export const mergeRequests: ReadModel<MergeRequestRow> = {
  entity: MergeRequestRow,
  version: 1,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, identities }) =>
      [...identities.decidedMergeRequests].map(
        ({ requestId, position, edgeId = null, mergeId = null, refused = null }) => {
          return { merchantId, requestId, position, edgeId, mergeId, refused };
        },
      ),
    ),
};
