import { Command } from '@nestjs/cqrs';
import { closedProposal } from '../../../libs/intake/merge-intake';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import type { ProposalDecided } from '../../../libs/kernel/facts';
import { findProposalState } from '../../../libs/queries/proposals';
import { commandHandler } from '../handling';
import { Problem, problemOf, valueOf } from '../http/problem';

export class DecideProposal extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly proposalId: string,
    readonly decision: ProposalDecided['decision'],
    readonly body: unknown,
  ) {
    super();
  }
}

export const PROPOSAL_COMMANDS = [
  commandHandler(DecideProposal, async ({ merchantId, proposalId, decision, body }, { intake, reads, pool }) => {
    // Whether the proposal is open depends on all earlier requests.
    await reads.waitForNewest(merchantId);
    const answer = valueOf(await intake.merges.decide(merchantId, proposalId, decision, body));
    const { position } = answer;
    await reads.waitForDecision(merchantId, position);
    const proposal = await findProposalState(pool, merchantId, proposalId);
    // Of two decisions at the same moment the first in the log counts, and an evaluation before both supersedes them.
    if (proposal?.decidedPosition !== position) {
      throw proposal === null ? new Problem('NOT_FOUND') : problemOf(closedProposal(proposal), { position });
    }
    return answer;
  }),
];
