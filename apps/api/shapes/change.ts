import { REWARD_ROLES, type RewardRole } from '../../../libs/kernel/rewards/reward-rule';
import { CREDIT_SOURCES, type CreditSource } from '../../../libs/kernel/policy';
import type { RewardChangeView } from '../../../libs/queries/proposals';
import type { CreditView } from '../../../libs/queries/purchases';
import { ShownAs, ShownInteger, ShownOneOf, ShownText } from '../openapi/shown';
import { IdentifierShown } from './identifier';

export class CreditShown implements CreditView {
  @ShownText()
  touchpointId: string;

  @ShownOneOf(CREDIT_SOURCES)
  source: CreditSource;

  @ShownText({ nullable: true })
  channel: string | null;

  @ShownText({ nullable: true })
  campaign: string | null;

  @ShownInteger({ description: 'Millionths; those of a purchase sum to 1,000,000.' })
  share: number;

  @ShownAs(() => IdentifierShown, { nullable: true })
  referrer: IdentifierShown | null;
}

export class CreditsChangeShown {
  @ShownAs(() => CreditShown, { list: true, description: 'The first 100.' })
  now: CreditShown[];

  @ShownInteger({ description: 'Of all.' })
  nowCount: number;

  @ShownAs(() => CreditShown, { list: true, description: 'The first 100.' })
  then: CreditShown[];

  @ShownInteger({ description: 'Of all.' })
  thenCount: number;
}

export class RewardAmountShown implements Omit<RewardChangeView, 'campaignVersion'> {
  @ShownText()
  campaignId: string;

  @ShownOneOf(REWARD_ROLES)
  role: RewardRole;

  @ShownAs(() => IdentifierShown)
  recipient: IdentifierShown;

  @ShownText({ nullable: true })
  touchpointId: string | null;

  @ShownInteger({ description: 'Minor units.' })
  amount: number;

  @ShownText()
  currency: string;
}

class RewardChangeShown extends RewardAmountShown implements RewardChangeView {
  @ShownInteger()
  campaignVersion: number;
}

export class RewardsChangeShown {
  @ShownAs(() => RewardChangeShown, { list: true, description: 'The first 100.' })
  lost: RewardChangeShown[];

  @ShownInteger({ description: 'Of all.' })
  lostCount: number;

  @ShownAs(() => RewardChangeShown, { list: true, description: 'The first 100.' })
  gained: RewardChangeShown[];

  @ShownInteger({ description: 'Of all.' })
  gainedCount: number;
}
