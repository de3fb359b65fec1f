import { ApiPropertyOptional } from '@nestjs/swagger';
import type { WithholdingCode } from '../../../libs/kernel/codes';
import { REWARD_ROLES, type RewardRole } from '../../../libs/kernel/rewards/reward-rule';
import {
  type PurchaseRewardView,
  REWARD_STATES,
  type ShownRewardState,
  type WithheldView,
} from '../../../libs/queries/rewards';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownText, ShownUuid } from '../openapi/shown';
import { IdentifierShown } from './identifier';

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

  @ShownInstant({
    nullable: true,
    description: 'Null: the last evaluation of the purchase failed, and the reward is held until one succeeds.',
  })
  availableAt: string | null;

  @ApiPropertyOptional({ description: 'Of a clawback: the paid reward.' })
  clawsBack?: string;
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
