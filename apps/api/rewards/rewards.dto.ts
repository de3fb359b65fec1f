import { ApiPropertyOptional } from '@nestjs/swagger';
import type { WithholdingCode } from '../../../libs/kernel/codes';
import { REWARD_ROLES, type RewardRole } from '../../../libs/kernel/facts';
import { IDENTIFIER_TYPES, type IdentifierType } from '../../../libs/kernel/identity/identifier';
import {
  type PurchaseRewardView,
  REWARD_STATES,
  type RewardView,
  type ShownRewardState,
  type WithheldView,
} from '../../../libs/queries/rewards';
import { IdentifierShown } from '../identities/identifier.dto';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { OneOfParameter, Parameter } from '../input/parameter';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { pageOf } from '../reading/page';

export class PurchaseRewardShown implements PurchaseRewardView {
  @ShownText()
  rewardId: string;

  @ShownText()
  campaignId: string;

  @ShownInteger()
  campaignVersion: number;

  @ShownOneOf(REWARD_ROLES)
  role: RewardRole;

  @ShownAs(() => IdentifierShown)
  recipient: IdentifierShown;

  @ShownUuid({ description: 'Canonical group of the recipient, as of now.' })
  recipientGroupId: string;

  @ShownText({ nullable: true, description: 'The credited touchpoint; null for a referee.' })
  touchpointId: string | null;

  @ShownInteger({ description: 'Minor units; negative for a clawback.' })
  amount: number;

  @ShownText({ description: 'ISO 4217.' })
  currency: string;

  @ShownOneOf(REWARD_STATES, { description: 'A `granted` reward is held; it becomes `available` at `availableAt`.' })
  state: ShownRewardState;

  @ShownInstant()
  availableAt: string;

  @ApiPropertyOptional({ description: 'Of a clawback: the paid reward.' })
  clawsBack?: string;
}

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

export class WithheldShown implements WithheldView {
  @ShownText()
  campaignId: string;

  @ShownInteger()
  campaignVersion: number;

  @ShownOneOf(REWARD_ROLES)
  role: RewardRole;

  @ShownAs(() => IdentifierShown)
  recipient: IdentifierShown;

  @ShownUuid()
  recipientGroupId: string;

  @ShownText({ nullable: true })
  touchpointId: string | null;

  @ShownInteger({ description: 'Minor units.' })
  amount: number;

  @ShownText({ description: 'ISO 4217.' })
  currency: string;

  @ShownOneOf(['BUDGET_EXHAUSTED', 'CAP_REACHED'])
  code: WithholdingCode;

  @ShownText({
    description:
      'The budget or cap that has no room: `total`, `day 2026-01-31`, `week 2026-01-26`, `month 2026-01` or `cap`.',
  })
  blockedBy: string;
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
