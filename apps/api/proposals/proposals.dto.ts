import { EVALUATION_REASONS, type EvaluationReason } from '../../../libs/kernel/facts';
import { PROPOSAL_STATUSES, type ProposalStatus } from '../../../libs/kernel/proposals/proposals';
import type { DifferenceView, ProposalView } from '../../../libs/queries/proposals';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { OneOfParameter } from '../input/parameter';
import { ShownAs, ShownFlag, ShownInstant, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { CreditsChangeShown, RewardsChangeShown } from '../shapes/change';

class DifferenceShown implements DifferenceView {
  @ShownAs(() => CreditsChangeShown)
  credits: CreditsChangeShown;

  @ShownAs(() => RewardsChangeShown)
  rewards: RewardsChangeShown;

  @ShownFlag({ description: 'The rewards are not known before an exchange rate is recorded.' })
  rateMissing: boolean;
}

class ProposalShown implements ProposalView {
  @ShownText()
  proposalId: string;

  @ShownText()
  orderId: string;

  @ShownOneOf(PROPOSAL_STATUSES, { description: '`superseded`: another evaluation came before the decision.' })
  status: ProposalStatus;

  @ShownOneOf(EVALUATION_REASONS, { list: true })
  reasons: EvaluationReason[];

  @ShownAs(() => DifferenceShown)
  difference: DifferenceShown;

  @ShownInstant()
  at: string;

  @ShownPosition({ description: 'Of the fact that caused it.' })
  position: number;

  @ShownInstant({ nullable: true })
  decidedAt: string | null;

  @ShownText({ nullable: true, description: 'Who decided it.' })
  actor: string | null;

  @ShownText({ nullable: true })
  reason: string | null;
}

export class ProposalsPage extends pageOf(ProposalShown, 'ProposalsPage') {}

export class ProposalsParameters extends ListParameters {
  @OneOfParameter(PROPOSAL_STATUSES)
  status?: ProposalStatus;

  @IdParameter('Of one purchase.')
  orderId?: string;
}
