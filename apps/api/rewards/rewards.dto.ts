import { IDENTIFIER_TYPES, type IdentifierType } from '../../../libs/kernel/identity/identifier';
import { REWARD_STATES, type RewardView, type ShownRewardState } from '../../../libs/queries/rewards';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { OneOfParameter, Parameter } from '../input/parameter';
import { ShownInstant, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { PurchaseRewardShown } from '../shapes/reward';

export class RewardShown extends PurchaseRewardShown implements RewardView {
  @ShownText()
  orderId: string;

  @ShownText({ nullable: true, description: 'Of its payment.' })
  reference: string | null;

  @ShownInstant()
  grantedAt: string;

  @ShownPosition({ description: 'Of the fact that caused it.' })
  position: number;
}

export class RewardsPage extends pageOf(RewardShown, 'RewardsPage') {}

export class RewardsParameters extends ListParameters {
  @IdParameter()
  orderId?: string;

  @IdParameter()
  campaignId?: string;

  @OneOfParameter(
    IDENTIFIER_TYPES,
    'Together with `recipientValue`: rewards of everybody in the group of this identifier.',
  )
  recipientType?: IdentifierType;

  @Parameter({
    schema: { type: 'string', minLength: 1 },
    description: 'Together with `recipientType`.',
    must: 'must be a text',
    holds: (value) => typeof value === 'string' && value !== '',
  })
  recipientValue?: string;

  @OneOfParameter(REWARD_STATES)
  state?: ShownRewardState;
}
