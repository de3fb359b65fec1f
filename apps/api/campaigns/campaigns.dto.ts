import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REWARD } from '../../../libs/intake/campaigns';
import type { FieldError } from '../../../libs/intake/outcomes';
import { CODES, type Code } from '../../../libs/kernel/codes';
import { BUDGET_WINDOWS, type BudgetWindow } from '../../../libs/kernel/facts';
import type { RewardRule } from '../../../libs/kernel/rewards/reward-rule';
import { CAMPAIGN_STATES, type CampaignState } from '../../../libs/kernel/rewards/campaign';
import type { CampaignStory, CampaignVersionView, CampaignView } from '../../../libs/queries/campaigns';
import type { CampaignUsage } from '../../../libs/queries/campaign-usage';
import { ListParameters, ReadParameters } from '../input/common-parameters';
import { NumberParameter, OneOfParameter } from '../input/parameter';
import type { CampaignCheck } from './queries';
import { ShownAs, ShownFlag, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { BudgetShown } from '../shapes/budget';

class CapsShown {
  @ShownInteger({ nullable: true })
  count: number | null;

  @ShownInteger({ nullable: true })
  amount: number | null;
}

export class CampaignVersionShown implements CampaignVersionView {
  @ShownInteger({ description: 'From 1.' })
  version: number;

  @ShownPosition({
    description: 'Of its publication. This version decides purchases that were first recorded after it.',
  })
  position: number;

  @ShownInstant()
  publishedAt: string;

  @ShownText()
  name: string;

  @ShownText()
  condition: string;

  @ShownText()
  currency: string;

  @ShownOneOf(['net', 'goods'])
  base: 'net' | 'goods';

  @ShownInteger()
  priority: number;

  @ShownFlag()
  exclusive: boolean;

  @ShownInstant({ nullable: true })
  validFrom: string | null;

  @ShownInstant({ nullable: true })
  validUntil: string | null;

  @ShownInteger()
  holdDays: number;

  @ApiProperty({ type: 'array', items: REWARD.schema })
  rewards: RewardRule[];

  @ShownAs(() => CapsShown, { nullable: true })
  caps: CapsShown | null;

  @ShownAs(() => BudgetShown, { list: true })
  budgets: BudgetShown[];
}

export class CampaignShown extends CampaignVersionShown implements CampaignView {
  @ShownText()
  campaignId: string;

  @ShownOneOf(CAMPAIGN_STATES)
  state: CampaignState;
}

class CampaignStateShown {
  @ShownOneOf(CAMPAIGN_STATES)
  state: CampaignState;

  @ShownPosition()
  position: number;

  @ShownInstant()
  at: string;
}

class BudgetUsedShown {
  @ShownOneOf(BUDGET_WINDOWS)
  window: BudgetWindow;

  @ShownText({ description: '`total`, `day 2026-01-31`, `week 2026-01-26` (its Monday), `month 2026-01`.' })
  of: string;

  @ShownInteger({ description: 'Minor units.' })
  amount: number;
}

export class CampaignStoryShown implements CampaignStory {
  @ShownText()
  campaignId: string;

  @ShownOneOf(CAMPAIGN_STATES)
  state: CampaignState;

  @ShownAs(() => CampaignVersionShown, { list: true, description: 'The newest 100, newest first.' })
  versions: CampaignVersionShown[];

  @ShownAs(() => CampaignStateShown, {
    list: true,
    description: 'The newest 100 changes of its state, newest first.',
  })
  states: CampaignStateShown[];

  @ShownAs(() => BudgetUsedShown, { list: true, description: 'What live rewards use of the current windows.' })
  used: BudgetUsedShown[];
}

class UsedOnDayShown {
  @ShownText({ description: 'UTC: `2026-01-31`.' })
  day: string;

  @ShownInteger({ description: 'Minor units. Below 0 only if rewards were clawed back of which none was granted.' })
  amount: number;
}

export class CampaignUsageShown implements CampaignUsage {
  @ShownText({ description: 'The first day.' })
  from: string;

  @ShownText({ description: 'The last day: today.' })
  to: string;

  @ShownInteger({ description: 'Minor units. Use by purchases that were first recorded before the first day.' })
  before: number;

  @ShownAs(() => UsedOnDayShown, {
    list: true,
    description: "By the day of the purchases' first recording, oldest first; days without use are left out.",
  })
  days: UsedOnDayShown[];
}

export const USAGE_DAYS_MAX = 366;
const USAGE_DAYS = 90;

export class CampaignUsageParameters extends ReadParameters {
  @NumberParameter(1, USAGE_DAYS_MAX, 'How many days, up to today.', USAGE_DAYS)
  days: number = USAGE_DAYS;
}

class FieldErrorShown implements FieldError {
  @ShownText({ description: 'Of the field in the body: `rewards[0].amount`.' })
  path: string;

  @ShownText()
  message: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Of a condition: the place within its text, from 1.' })
  line?: number;

  @ApiPropertyOptional({ type: 'integer' })
  column?: number;
}

export class CampaignCheckShown implements CampaignCheck {
  @ShownFlag()
  publishable: boolean;

  @ShownOneOf(Object.keys(CODES), { nullable: true, description: 'With which a publication would be refused.' })
  code: Code | null;

  @ShownText({ nullable: true })
  detail: string | null;

  @ShownAs(() => FieldErrorShown, { list: true })
  errors: FieldErrorShown[];
}

export class CampaignPublishedShown {
  @ShownText()
  campaignId: string;

  @ShownInteger()
  version: number;

  @ShownPosition()
  position: number;
}

export class CampaignChangedShown {
  @ShownText()
  campaignId: string;

  @ShownOneOf(CAMPAIGN_STATES)
  state: CampaignState;

  @ShownPosition({ description: 'At which it came into this state.' })
  position: number;
}

export class CampaignsPage extends pageOf(CampaignShown, 'CampaignsPage') {}

export class CampaignsParameters extends ListParameters {
  @OneOfParameter(CAMPAIGN_STATES)
  state?: CampaignState;
}
