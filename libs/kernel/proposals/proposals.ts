/** The store of one merchant's proposals: evaluations after merges and unmerges that an operator has to decide. */
import type { ProposedDifference, ReprocessingProposed } from '../decisions';
import type { EvaluationReason, ProposalDecided } from '../facts';
import type { Evaluation } from '../purchases/purchase';
import { Table, type Keeping } from '../tables';
import type { DecisionMoment, Millis, Moment } from '../time';

export const PROPOSAL_STATUSES = ['open', 'approved', 'rejected', 'superseded'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export interface Proposal {
  proposalId: string;
  orderId: string;
  status: ProposalStatus;
  reasons: EvaluationReason[];
  difference: ProposedDifference;
  /** The purchase's evaluation before the proposal; a rejection restores it. */
  before: Evaluation;
  /** The fact at `position` closed it; actor and reason are null if another evaluation superseded it. */
  decided: { position: number; at: Millis; reason: string | null; actor: string | null } | null;
  position: number;
  ordinal: number;
  at: Millis;
}

export class Proposals {
  readonly rows: Table<Proposal>;

  constructor(keeping: Keeping) {
    this.rows = new Table('proposal', keeping);
  }

  /** Undefined if there is no such proposal, or it is no longer open. */
  open(proposalId: string): Proposal | undefined {
    const proposal = this.rows.get(proposalId);
    return proposal?.status === 'open' ? proposal : undefined;
  }

  /** Returns the purchase's evaluation while the proposal is open. */
  propose(data: ReprocessingProposed, evaluation: Evaluation, moment: DecisionMoment): Evaluation {
    const { orderId, proposalId, reasons, difference } = data;
    const open = evaluation.state === 'proposed' ? this.rows.get(proposalId) : undefined;
    const { position, ordinal, recordedAt: at } = moment;
    const first = open ?? { before: evaluation, position, ordinal, at };
    this.rows.set(proposalId, {
      proposalId,
      orderId,
      status: 'open',
      reasons,
      difference,
      before: first.before,
      decided: null,
      position: first.position,
      ordinal: first.ordinal,
      at: first.at,
    });
    return { ...evaluation, state: 'proposed', id: proposalId, dueAt: null, reasons };
  }

  close(open: Proposal, { decision: status, reason, actor }: ProposalDecided, moment: Moment): void {
    const { position, recordedAt: at } = moment;
    this.rows.set(open.proposalId, { ...open, status, decided: { position, at, reason, actor } });
  }

  /** Another evaluation was scheduled and will see what the proposal saw. An approved proposal stays approved. */
  supersede(evaluation: Evaluation, { position, recordedAt: at }: Moment): void {
    const open = evaluation.state === 'proposed' ? this.open(evaluation.id!) : undefined;
    if (open === undefined) return;
    const decided = { position, at, reason: null, actor: null };
    this.rows.set(open.proposalId, { ...open, status: 'superseded', decided });
  }
}
