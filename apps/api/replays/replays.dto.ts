import { ApiProperty } from '@nestjs/swagger';
import { CAMPAIGN, type CampaignDefinition } from '../../../libs/intake/campaigns';
import { RUN_STATES, type RunState } from '../../../libs/database/run-queue';
import { POLICY } from '../../../libs/intake/policy-input';
import { BUDGET_CAMPAIGNS_SHOWN, BUDGET_POINTS_SHOWN, type BudgetUse } from '../../../libs/what-if/budget-use';
import type { MovedCredit } from '../../../libs/what-if/report';
import {
  REPLAY_ERRORS,
  type ReplayError,
  type ReplaySummary,
  type ReplayView,
  type ScenarioView,
} from '../../../libs/what-if/replays';
import type { GroupsView, PurchaseChangeView, ReferrerView, ReportView } from '../../../libs/what-if/shown';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { ShownAs, ShownFlag, ShownInstant, ShownInteger, ShownOneOf, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { BudgetShown } from '../shapes/budget';
import { CreditShown, RewardAmountShown } from '../shapes/change';
import { IdentifierShown } from '../shapes/identifier';

export class ReplayQueuedShown {
  @ShownInteger()
  replayId: number;
}

class ProgressShown {
  @ShownInteger()
  done: number;

  @ShownInteger({ description: '0 until the replay begins.' })
  total: number;
}

class ReplaySummaryShown extends ReplayQueuedShown implements ReplaySummary {
  @ShownOneOf(RUN_STATES)
  state: RunState;

  @ShownText({ list: true, description: 'Their names.' })
  scenarios: string[];

  @ShownAs(() => ProgressShown, { description: "Facts of the merchant's part of the log." })
  facts: ProgressShown;

  @ShownInstant()
  createdAt: string;

  @ShownInstant({ nullable: true })
  endedAt: string | null;

  @ShownOneOf(REPLAY_ERRORS, {
    nullable: true,
    description: '`REPLAY_TOO_LARGE`: it needs more memory than a worker gives; run `tributary what-if`.',
  })
  error: ReplayError | null;
}

class ReplayedPurchasesShown {
  @ShownInteger()
  count: number;

  @ShownInteger({ description: 'As recorded.' })
  evaluated: number;

  @ShownInteger({ description: 'With other credits or rewards.' })
  changed: number;
}

class RewardSumShown {
  @ShownText()
  currency: string;

  @ShownInteger()
  count: number;

  @ShownInteger({ description: 'Minor units; above 0.' })
  amount: number;
}

class RewardSumsShown {
  @ShownAs(() => RewardSumShown, { list: true })
  gained: RewardSumShown[];

  @ShownAs(() => RewardSumShown, { list: true })
  lost: RewardSumShown[];
}

class CostSumShown {
  @ShownText()
  currency: string;

  @ShownInteger({ description: 'Minor units, as recorded: live rewards less clawbacks.' })
  now: number;

  @ShownInteger({ description: 'Minor units, in the scenario.' })
  then: number;
}

class CampaignCostShown extends CostSumShown {
  @ShownText()
  merchantId: string;

  @ShownText()
  campaignId: string;

  @ShownText({ description: "Month of the purchases' first recording, UTC: `2026-01`." })
  month: string;
}

class ReplayCostShown {
  @ShownAs(() => CostSumShown, { list: true })
  total: CostSumShown[];

  @ShownAs(() => CampaignCostShown, { list: true, description: 'Campaigns and months that cost another amount.' })
  changed: CampaignCostShown[];
}

class BudgetDifferenceShown {
  @ShownText()
  merchantId: string;

  @ShownText()
  campaignId: string;

  @ShownText({ description: '`total`, `day 2026-01-31`, `week 2026-01-26` (its Monday), `month 2026-01`.' })
  window: string;

  @ShownInstant({ nullable: true, description: 'When a reward was first withheld, as recorded; null: never.' })
  now: string | null;

  @ShownInstant({ nullable: true, description: 'The same in the scenario.' })
  then: string | null;
}

class BudgetsOfBothShown {
  @ShownAs(() => BudgetShown, { list: true, description: 'Of the newest version, as recorded.' })
  now: BudgetShown[];

  @ShownAs(() => BudgetShown, { list: true })
  then: BudgetShown[];
}

class UsedOfBudgetsShown {
  @ShownInteger({ description: 'Minor units.' })
  now: number;

  @ShownInteger()
  then: number;
}

class BudgetPointShown extends UsedOfBudgetsShown {
  @ShownInstant({ description: 'Where the hour or day begins.' })
  at: string;
}

class BudgetUseShown implements BudgetUse {
  @ShownText()
  merchantId: string;

  @ShownText()
  campaignId: string;

  @ShownText()
  currency: string;

  @ShownAs(() => BudgetsOfBothShown)
  budgets: BudgetsOfBothShown;

  @ShownOneOf(['hour', 'day'], { description: 'Days (UTC) where the hours are too many.' })
  step: BudgetUse['step'];

  @ShownAs(() => UsedOfBudgetsShown, { description: 'Used before the first point.' })
  before: UsedOfBudgetsShown;

  @ShownAs(() => BudgetPointShown, {
    list: true,
    description:
      `The newest ${BUDGET_POINTS_SHOWN} hours or days in which something was used. ` +
      'A purchase counts where it was first recorded, as budgets count it.',
  })
  points: BudgetPointShown[];
}

class ReferrerDifferenceShown extends CostSumShown implements ReferrerView {
  @ShownText()
  merchantId: string;

  @ShownAs(() => IdentifierShown)
  recipient: IdentifierShown;
}

class ReferrersShown {
  @ShownAs(() => ReferrerDifferenceShown, { list: true, description: 'The ten who gain most.' })
  up: ReferrerDifferenceShown[];

  @ShownAs(() => ReferrerDifferenceShown, { list: true, description: 'The ten who lose most.' })
  down: ReferrerDifferenceShown[];
}

class MergeDifferenceShown {
  @ShownText()
  merchantId: string;

  @ShownAs(() => IdentifierShown)
  a: IdentifierShown;

  @ShownAs(() => IdentifierShown)
  b: IdentifierShown;

  @ShownInstant()
  at: string;
}

class GroupsDifferenceShown implements GroupsView {
  @ShownInteger()
  count: number;

  @ShownAs(() => MergeDifferenceShown, { list: true, description: 'The first 100.' })
  first: MergeDifferenceShown[];
}

class GroupsShown {
  @ShownAs(() => GroupsDifferenceShown, { description: 'Merges of the scenario alone.' })
  merged: GroupsDifferenceShown;

  @ShownAs(() => GroupsDifferenceShown, { description: 'Merges of the recorded history alone.' })
  notMerged: GroupsDifferenceShown;
}

class ChannelSumShown {
  @ShownInteger({ description: 'Millionths of a purchase.' })
  conversions: number;

  @ShownInteger({ description: 'Net value in minor units.' })
  value: number;
}

class ChannelDifferenceShown {
  @ShownText({ nullable: true, description: 'Null: purchases without a credited touchpoint.' })
  channel: string | null;

  @ShownText()
  currency: string;

  @ShownAs(() => ChannelSumShown)
  now: ChannelSumShown;

  @ShownAs(() => ChannelSumShown)
  then: ChannelSumShown;
}

class MovedCreditShown extends ChannelSumShown implements MovedCredit {
  @ShownText({ nullable: true, description: 'Null: nobody had the credit.' })
  from: string | null;

  @ShownText({ nullable: true, description: 'Null: nobody would have it.' })
  to: string | null;

  @ShownText()
  currency: string;
}

class ScenarioReportShown implements ReportView {
  @ShownText()
  name: string;

  @ShownAs(() => ReplayedPurchasesShown)
  purchases: ReplayedPurchasesShown;

  @ShownAs(() => RewardSumsShown)
  rewards: RewardSumsShown;

  @ShownAs(() => ReplayCostShown)
  cost: ReplayCostShown;

  @ShownAs(() => BudgetDifferenceShown, {
    list: true,
    description: 'Budget windows that ran out of room in one course alone, or at another time.',
  })
  budgets: BudgetDifferenceShown[];

  @ShownAs(() => BudgetUseShown, {
    list: true,
    description: `What was used of budgets over time, differing or not; the ${BUDGET_CAMPAIGNS_SHOWN} campaigns that differ most.`,
  })
  budgetUse: BudgetUse[];

  @ShownAs(() => ReferrersShown)
  referrers: ReferrersShown;

  @ShownAs(() => GroupsShown)
  groups: GroupsShown;

  @ShownAs(() => ChannelDifferenceShown, { list: true })
  channels: ChannelDifferenceShown[];

  @ShownAs(() => MovedCreditShown, {
    list: true,
    description: 'Of purchases that both courses evaluated: the credit that one channel loses and another gets.',
  })
  moved: MovedCreditShown[];
}

class ScenarioCampaignShown {
  @ShownText()
  campaignId: string;

  @ApiProperty({ anyOf: [CAMPAIGN.schema, { type: 'null' }], description: 'Null: the campaign never was.' })
  definition: CampaignDefinition | null;
}

class ScenarioShown implements ScenarioView {
  @ShownText()
  name: string;

  @ApiProperty({ ...POLICY.schema, description: 'The fields that it sets, without `blockedValues`.' })
  policy: ScenarioView['policy'];

  @ShownAs(() => ScenarioCampaignShown, { list: true })
  campaigns: ScenarioCampaignShown[];

  @ShownInteger({ nullable: true })
  kernelVersion: number | null;

  @ShownFlag({ description: 'It sets blocked values or owners of codes too, which are not shown.' })
  setsMore: boolean;
}

export class ReplayShown extends ReplaySummaryShown implements ReplayView {
  @ShownAs(() => ScenarioShown, { list: true, description: 'What each scenario was to change.' })
  definitions: ScenarioShown[];

  @ShownAs(() => ScenarioReportShown, { list: true, nullable: true, description: 'Null until the replay is done.' })
  reports: ScenarioReportShown[] | null;
}

export class ReplaysPage extends pageOf(ReplaySummaryShown, 'ReplaysPage') {}

class CreditsOfBothShown {
  @ShownAs(() => CreditShown, { list: true, nullable: true, description: 'Null: the purchase is not evaluated.' })
  now: CreditShown[] | null;

  @ShownAs(() => CreditShown, { list: true, nullable: true })
  then: CreditShown[] | null;
}

class RewardAmountsShown {
  @ShownAs(() => RewardAmountShown, { list: true })
  lost: RewardAmountShown[];

  @ShownAs(() => RewardAmountShown, { list: true })
  gained: RewardAmountShown[];
}

class PurchaseChangeShown implements PurchaseChangeView {
  @ShownText()
  merchantId: string;

  @ShownText()
  orderId: string;

  @ShownInstant({ description: "Of the purchase's first recording." })
  recordedAt: string;

  @ShownAs(() => CreditsOfBothShown)
  credits: CreditsOfBothShown;

  @ShownAs(() => RewardAmountsShown)
  rewards: RewardAmountsShown;
}

export class ChangesPage extends pageOf(PurchaseChangeShown, 'ReplayChangesPage') {}

export class ChangesParameters extends ListParameters {
  @IdParameter('Name of the scenario; the first when it is left out.')
  scenario?: string;
}
