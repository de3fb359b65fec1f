import { ApiProperty } from '@nestjs/swagger';
import { CAMPAIGN_DEFAULTS, CAMPAIGN_LIMITS } from '../../../libs/intake/campaigns';
import { ID_LENGTH_MAX } from '../../../libs/intake/limits';
import { BUDGET_WINDOWS, type BudgetWindow } from '../../../libs/kernel/facts';
import { REWARD_ROLES, type RewardRule } from '../../../libs/kernel/rewards/reward-rule';
import { CAMPAIGN_STATES, type CampaignState } from '../../../libs/kernel/rewards/campaign';
import { CONDITION_LENGTH_MAX } from '../../../libs/kernel/rewards/condition';
import type { CampaignStory, CampaignVersionView, CampaignView } from '../../../libs/queries/campaigns';
import { ListParameters } from '../input/common-parameters';
import { OneOfParameter } from '../input/parameter';
import { ShownAs, ShownFlag, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { CURRENCY_SCHEMA, Takes, TakesFlag, TakesInstant, TakesInteger, TakesText } from '../openapi/taken';
import { pageOf } from '../reading/page';

const LIMITS = CAMPAIGN_LIMITS;

function integer([minimum, maximum]: readonly [number, number]) {
  return { type: 'integer', minimum, maximum };
}

/** Null for an optional field means left out, here too. */
function orNull({ type, ...schema }: { type: string }) {
  return { type: [type, 'null'], ...schema };
}

const absent = { type: 'null' };

function object(properties: Record<string, object>, required: readonly string[]) {
  return { type: 'object', properties, required };
}

const TIER_SCHEMA = {
  oneOf: [
    object({ from: integer(LIMITS.from), amount: integer(LIMITS.amount), basisPoints: absent }, ['from', 'amount']),
    object({ from: integer(LIMITS.from), basisPoints: integer(LIMITS.basisPoints), amount: absent }, [
      'from',
      'basisPoints',
    ]),
  ],
};

/** As taken: fields of the other kinds can be there when they are null. */
function rewardSchema(kind: string, own: Record<string, object>, required: readonly string[]) {
  const others = { amount: absent, basisPoints: absent, min: absent, max: absent, tiers: absent };
  const to = { type: 'string', enum: [...REWARD_ROLES] };
  return object({ ...others, to, kind: { type: 'string', enum: [kind] }, ...own }, ['to', 'kind', ...required]);
}

const REWARD_SCHEMA = {
  oneOf: [
    rewardSchema('fixed', { amount: integer(LIMITS.amount) }, ['amount']),
    rewardSchema(
      'percent',
      {
        basisPoints: integer(LIMITS.basisPoints),
        min: orNull(integer(LIMITS.min)),
        max: orNull(integer(LIMITS.max)),
      },
      ['basisPoints'],
    ),
    rewardSchema(
      'tiered',
      {
        tiers: {
          type: 'array',
          minItems: LIMITS.tiers[0],
          maxItems: LIMITS.tiers[1],
          items: TIER_SCHEMA,
          description: 'Each `from` above that of the tier before.',
        },
      },
      ['tiers'],
    ),
  ],
};

const BUDGET_SCHEMA = object(
  { window: { type: 'string', enum: [...BUDGET_WINDOWS] }, amount: integer(LIMITS.amount) },
  ['window', 'amount'],
);

export class CampaignBody {
  @TakesText(ID_LENGTH_MAX)
  name: string;

  @TakesText(CONDITION_LENGTH_MAX, { description: 'A CEL expression over `purchase`, `touchpoint` and `customer`.' })
  condition: string;

  @Takes(CURRENCY_SCHEMA, { description: 'Of all its versions.' })
  currency: string;

  @TakesInteger(LIMITS.priority, {
    optional: true,
    description: `Campaigns are asked by ascending priority, then id; ${CAMPAIGN_DEFAULTS.priority} when left out.`,
  })
  priority?: number;

  @TakesFlag({ optional: true, description: 'When it gives a reward, the campaigns after it are not asked.' })
  exclusive?: boolean;

  @TakesInstant({ optional: true, description: 'Purchases of this time or later.' })
  validFrom?: string;

  @TakesInstant({ optional: true, description: 'Purchases before this time; after `validFrom`.' })
  validUntil?: string;

  @TakesInteger(LIMITS.holdDays, { optional: true, description: 'Between grant and `availableAt`.' })
  holdDays?: number;

  @Takes({ type: 'array', minItems: LIMITS.rewards[0], maxItems: LIMITS.rewards[1], items: REWARD_SCHEMA })
  rewards: RewardRule[];

  @Takes(object({ count: orNull(integer(LIMITS.count)), amount: orNull(integer(LIMITS.amount)) }, []), {
    optional: true,
    description: 'Of live rewards, for each group of recipients.',
  })
  caps?: object;

  @Takes(
    { type: 'array', maxItems: LIMITS.budgets[1], items: BUDGET_SCHEMA },
    { optional: true, description: 'Each window once.' },
  )
  budgets?: object[];
}

class CapsShown {
  @ShownInteger({ nullable: true })
  count: number | null;

  @ShownInteger({ nullable: true })
  amount: number | null;
}

class BudgetShown {
  @ShownOneOf(BUDGET_WINDOWS)
  window: BudgetWindow;

  @ShownInteger({ description: 'Minor units.' })
  amount: number;
}

export class CampaignVersionShown implements CampaignVersionView {
  @ShownInteger({ description: 'From 1.' })
  version: number;

  @ShownPosition({ description: 'Of its publication: purchases first recorded after it are decided by it.' })
  position: number;

  @ShownInstant()
  publishedAt: string;

  @ShownText()
  name: string;

  @ShownText()
  condition: string;

  @ShownText()
  currency: string;

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

  @ApiProperty({ type: 'array', items: REWARD_SCHEMA } as object)
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

  @ShownAs(() => CampaignVersionShown, { list: true, description: 'Newest first.' })
  versions: CampaignVersionShown[];

  @ShownAs(() => CampaignStateShown, {
    list: true,
    description: 'Since when it is or was in each state, newest first.',
  })
  states: CampaignStateShown[];

  @ShownAs(() => BudgetUsedShown, { list: true, description: 'What live rewards use of the current windows.' })
  used: BudgetUsedShown[];
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
