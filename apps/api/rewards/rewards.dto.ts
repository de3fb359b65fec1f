import { IDENTIFIER_TYPES, type IdentifierType } from '../../../libs/kernel/identity/identifier';
import { REWARD_STATES, type RewardTotal, type RewardView, type ShownRewardState } from '../../../libs/queries/rewards';
import type { RecipientView } from '../../../libs/queries/rewards-by-recipient';
import type { WaitingRewardView } from '../../../libs/queries/withheld-rewards';
import { IdParameter, ListParameters, ReadParameters } from '../input/common-parameters';
import { OneOfParameter, Parameter } from '../input/parameter';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { IdentifierShown } from '../shapes/identifier';
import { PurchaseRewardShown, WithheldShown } from '../shapes/reward';

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

const SUM_STATES = [...REWARD_STATES, 'withheld'] as const;

class RewardTotalShown implements RewardTotal {
  @ShownOneOf(SUM_STATES)
  state: RewardTotal['state'];

  @ShownText({ description: 'ISO 4217.' })
  currency: string;

  @ShownInteger()
  count: number;

  @ShownInteger({ description: 'Minor units; negative for clawbacks.' })
  amount: number;
}

export class RewardTotalsShown {
  @ShownAs(() => RewardTotalShown, { list: true, description: 'States and currencies in which there are rewards.' })
  totals: RewardTotalShown[];
}

export class RewardTotalsParameters extends ReadParameters {
  @IdParameter()
  campaignId?: string;
}

export class OfCampaignParameters extends ListParameters {
  @IdParameter()
  campaignId?: string;
}

class RecipientShown implements RecipientView {
  @ShownAs(() => IdentifierShown)
  recipient: IdentifierShown;

  @ShownUuid({ description: 'Canonical group of the recipient, as of now.' })
  recipientGroupId: string;

  @ShownText({ description: 'ISO 4217. A recipient has a row for each.' })
  currency: string;

  @ShownInteger({ description: 'Minor units. Granted, and not available yet.' })
  held: number;

  @ShownInteger({ description: 'Minor units. Can be paid now.' })
  available: number;

  @ShownInteger({ description: 'Minor units.' })
  paid: number;

  @ShownInteger({ description: 'Minor units, not above 0: of what was paid, so much is owed back.' })
  clawedBack: number;

  @ShownInteger({ description: 'Minor units. Waits for room in a budget or cap.' })
  withheld: number;
}

export class RecipientsPage extends pageOf(RecipientShown, 'RecipientsPage') {}

class WaitingRewardShown extends WithheldShown implements WaitingRewardView {
  @ShownText()
  orderId: string;

  @ShownPosition({ description: 'Of the fact because of which it was withheld.' })
  position: number;

  @ShownInteger({ description: 'Among the decisions of that fact.' })
  ordinal: number;
}

export class WithheldPage extends pageOf(WaitingRewardShown, 'WithheldPage') {}
