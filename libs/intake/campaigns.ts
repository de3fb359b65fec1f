/** Campaigns as merchants write them. */
import { randomUUID } from 'node:crypto';
import { BUDGET_WINDOWS, type CampaignPublished } from '../kernel/facts';
import { REWARD_ROLES, type RewardRule, type RewardTier } from '../kernel/rewards/reward-rule';
import { CONDITION_LENGTH_MAX, checkCondition } from '../kernel/rewards/condition';
import { choice, list, mapped, object, optional, preset, variants, type Shape } from './body-shape';
import { absent, currency, flag, instant, integer, label, lines, oneOf } from './body-values';
import { factDraft, type FactDraft } from './fact-draft';

/** Least and most of every number and list of a campaign. */
export const CAMPAIGN_LIMITS = {
  priority: [-1_000_000, 1_000_000],
  holdDays: [0, 3_650],
  rewards: [1, 20],
  tiers: [1, 20],
  budgets: [0, BUDGET_WINDOWS.length],
  /** Minor units. */
  amount: [1, Number.MAX_SAFE_INTEGER],
  /** Minor units of the base from which a tier counts. */
  from: [0, Number.MAX_SAFE_INTEGER],
  min: [0, Number.MAX_SAFE_INTEGER],
  max: [1, Number.MAX_SAFE_INTEGER],
  basisPoints: [1, 1_000_000],
  count: [1, Number.MAX_SAFE_INTEGER],
} as const satisfies Record<string, readonly [number, number]>;
const LIMITS = CAMPAIGN_LIMITS;

/** Of one merchant, archived ones included: each evaluation may have to ask all of them. */
export const CAMPAIGNS_MAX = 1_000;

/** What a merchant who leaves them out gets. */
export const CAMPAIGN_DEFAULTS = { priority: 100, exclusive: false, holdDays: 0 } as const;

const CONDITION = mapped(
  lines(CONDITION_LENGTH_MAX, { description: 'A CEL expression over `purchase`, `touchpoint` and `customer`.' }),
  (condition, place) => {
    const problem = checkCondition(condition);
    return problem === null ? condition : place.failWithin(problem);
  },
);

const ROLE = oneOf(REWARD_ROLES);
const AMOUNT = integer(LIMITS.amount);
const BASIS_POINTS = integer(LIMITS.basisPoints);

const ONE_OF_BOTH = absent('cannot be together with basisPoints');
const BY_AMOUNT = object({ from: integer(LIMITS.from), amount: AMOUNT, basisPoints: ONE_OF_BOTH });
const BY_RATE = object({ from: integer(LIMITS.from), basisPoints: BASIS_POINTS, amount: ONE_OF_BOTH });
const TIER = choice<RewardTier>([BY_AMOUNT, BY_RATE], ({ basisPoints }) =>
  basisPoints === undefined || basisPoints === null ? BY_AMOUNT : BY_RATE,
);

const TIERS = list(TIER, LIMITS.tiers, {
  description: 'Each `from` above that of the tier before.',
  rule(tiers, place) {
    let before = -1;
    tiers.forEach((tier, i) => {
      if (tier === undefined) return;
      if (tier.from <= before) place.item(i).field('from').fail('must be above that of the tier before');
      before = tier.from;
    });
  },
});

/** The fields of rewards of another kind; each kind replaces those that are its own. */
function others(kind: RewardRule['kind']) {
  const other = absent(`is not for rewards that are ${kind}`);
  return { amount: other, basisPoints: other, min: other, max: other, tiers: other };
}

export const REWARD: Shape<RewardRule> = variants('kind', {
  fixed: object({ ...others('fixed'), to: ROLE, kind: oneOf(['fixed']), amount: AMOUNT }),
  percent: object(
    {
      ...others('percent'),
      to: ROLE,
      kind: oneOf(['percent']),
      basisPoints: BASIS_POINTS,
      min: optional(integer(LIMITS.min)),
      max: optional(integer(LIMITS.max)),
    },
    {
      rule({ min, max }, place) {
        if (min !== undefined && max !== undefined && min > max) place.field('max').fail('must not be below min');
      },
    },
  ),
  tiered: object({ ...others('tiered'), to: ROLE, kind: oneOf(['tiered']), tiers: TIERS }),
});

/** No cap at all is as if they had been left out. */
const CAPS = mapped(
  object(
    { count: optional(integer(LIMITS.count)), amount: optional(AMOUNT) },
    { description: 'Of live rewards, for each group of recipients.' },
  ),
  (caps) => (Object.keys(caps).length === 0 ? undefined : caps),
);

const BUDGETS = list(object({ window: oneOf(BUDGET_WINDOWS), amount: AMOUNT }), LIMITS.budgets, {
  description: 'Each window once.',
  rule(budgets, place) {
    budgets.forEach((budget, i) => {
      const isFirst = budgets.findIndex((other) => other?.window === budget?.window) === i;
      if (budget !== undefined && !isFirst) place.item(i).field('window').fail('is there twice');
    });
  },
});

export const CAMPAIGN = object(
  {
    name: label(),
    condition: CONDITION,
    currency: currency({ description: 'Of all its versions.' }),
    base: optional(
      oneOf(['net', 'goods'], {
        description:
          'What percentages and tiers are of: the net (when left out), or the part of it that the goods cost.',
      }),
    ),
    priority: preset(
      integer(LIMITS.priority, {
        description: `Campaigns are asked by ascending priority, then id; ${CAMPAIGN_DEFAULTS.priority} when left out.`,
      }),
      CAMPAIGN_DEFAULTS.priority,
    ),
    exclusive: preset(
      flag({ description: 'When it gives a reward, the campaigns after it are not asked.' }),
      CAMPAIGN_DEFAULTS.exclusive,
    ),
    validFrom: optional(instant({ description: 'Purchases of this time or later.' })),
    validUntil: optional(instant({ description: 'Purchases before this time; after `validFrom`.' })),
    holdDays: preset(
      integer(LIMITS.holdDays, { description: 'Between grant and `availableAt`.' }),
      CAMPAIGN_DEFAULTS.holdDays,
    ),
    rewards: list(REWARD, LIMITS.rewards),
    caps: optional(CAPS),
    budgets: preset(BUDGETS, []),
  },
  {
    name: 'CampaignBody',
    rule({ validFrom, validUntil }, place) {
      // Both are RFC 3339 in UTC with milliseconds: their texts sort as their times do.
      if (validFrom && validUntil && validFrom >= validUntil) place.field('validUntil').fail('must be after validFrom');
    },
  },
);
export type CampaignDefinition = Omit<CampaignPublished, 'merchantId' | 'campaignId'>;

/** Builds CampaignPublished: each call is the next version. */
export function campaignDraft(merchantId: string, campaignId: string, definition: CampaignDefinition): FactDraft {
  const data = { merchantId, campaignId, ...definition };
  return factDraft({ type: 'CampaignPublished', data }, randomUUID(), data, []);
}

export const STATE_AFTER = { pause: 'paused', resume: 'active', archive: 'archived' } as const;
export type CampaignChange = keyof typeof STATE_AFTER;
const FACT_OF = { pause: 'CampaignPaused', resume: 'CampaignResumed', archive: 'CampaignArchived' } as const;

/** Builds the fact that a campaign is paused, goes on, or has ended. */
export function campaignChangeDraft(merchantId: string, campaignId: string, change: CampaignChange): FactDraft {
  const type = FACT_OF[change];
  const data = { merchantId, campaignId };
  return factDraft({ type, data }, randomUUID(), data, []);
}
