import { Command } from '@nestjs/cqrs';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import type { ProposalDecided } from '../../../libs/kernel/facts';
import { findProposalState } from '../../../libs/queries/proposals';
import { commandHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';

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
    // Whether it is open depends on all earlier requests.
    await reads.waitForNewest(merchantId);
    const answer = valueOf(await intake.merges.decide(merchantId, proposalId, decision, body));
    const { position } = answer;
    await reads.waitForDecision(merchantId, position);
    const proposal = await findProposalState(pool, merchantId, proposalId);
    // Of two who decide at the same moment the first in the log counts; so does an evaluation that came before both.
    if (proposal?.decidedPosition !== position) {
      throw new Problem('PROPOSAL_CLOSED', `The proposal is ${proposal?.status}.`, { position });
    }
    return answer;
  }),
];
