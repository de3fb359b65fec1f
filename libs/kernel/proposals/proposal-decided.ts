/** An operator approved or rejected a proposal; only the first decision counts. */
import { evaluateAtOnce } from '../evaluation/settling';
import { factRule } from '../fact-rule';
import type { ProposalDecided } from '../facts';
import type { Proposal } from './proposals';

export const proposalDecided = factRule<ProposalDecided, Proposal | undefined>({
  before: ({ proposals }, { proposalId }) => proposals.open(proposalId),

  evolve({ proposals, purchases }, data, moment) {
    const open = proposals.open(data.proposalId);
    if (open === undefined) return;
    proposals.close(open, data, moment);
    const purchase = purchases.get(open.orderId);
    if (data.decision === 'rejected') purchases.set({ ...purchase, evaluation: open.before });
  },

  decide(deciding, { decision }, open) {
    if (open !== undefined && decision === 'approved') evaluateAtOnce(deciding, open.orderId, open.reasons);
  },
});
