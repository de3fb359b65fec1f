/** Campaigns as merchants write them: read field by field, with all that is wrong told at once. */
import { randomUUID } from 'node:crypto';
import { BUDGET_WINDOWS, type BudgetWindow, type CampaignPublished } from '../kernel/facts';
import { REWARD_ROLES, type RewardRole, type RewardRule, type RewardTier } from '../kernel/rewards/reward-rule';
import { CONDITION_LENGTH_MAX, checkCondition } from '../kernel/rewards/condition';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import { FieldReport, Fields, judged } from './fields';
import type { Outcome } from './outcomes';

/** Least and most of every number and list of a campaign; the REST layer documents the same. */
export const CAMPAIGN_LIMITS = {
  priority: [-1_000_000, 1_000_000],
  holdDays: [0, 3_650],
  rewards: [1, 20],
  tiers: [1, 20],
  budgets: [0, BUDGET_WINDOWS.length],
  /** Minor units. */
  amount: [1, Number.MAX_SAFE_INTEGER],
  /** Minor units of the net from which a tier counts. */
  from: [0, Number.MAX_SAFE_INTEGER],
  min: [0, Number.MAX_SAFE_INTEGER],
  max: [1, Number.MAX_SAFE_INTEGER],
  basisPoints: [1, 1_000_000],
  count: [1, Number.MAX_SAFE_INTEGER],
} as const satisfies Record<string, readonly [number, number]>;

/** Of one merchant, archived ones included: each evaluation may have to ask all of them. */
export const CAMPAIGNS_MAX = 1_000;

/** What a merchant who leaves them out gets. */
export const CAMPAIGN_DEFAULTS = { priority: 100, exclusive: false, holdDays: 0 } as const;

export const REWARD_KINDS = ['fixed', 'percent', 'tiered'] as const;
export const CAMPAIGN_FIELDS = [
  'name',
  'condition',
  'currency',
  'priority',
  'exclusive',
  'validFrom',
  'validUntil',
  'holdDays',
  'rewards',
  'caps',
  'budgets',
] as const satisfies readonly (keyof CampaignPublished)[];
/** Beside `to` and `kind`. */
const FIELDS_OF_KIND = { fixed: ['amount'], percent: ['basisPoints', 'min', 'max'], tiered: ['tiers'] } as const;
const EVERY_REWARD_FIELD = ['to', 'kind', ...Object.values(FIELDS_OF_KIND).flat()];

export type CampaignDefinition = Omit<CampaignPublished, 'merchantId' | 'campaignId'>;

/** Reads a campaign. INVALID_BODY, INVALID_TEXT; CONDITION_INVALID when nothing else is wrong. */
export function readCampaign(input: unknown): Outcome<CampaignDefinition> {
  return judged(() => {
    const report = new FieldReport();
    const definition = definitionOf(new Fields(input, '', report, CAMPAIGN_FIELDS));
    report.throwIfAny();
    return definition;
  });
}

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

function definitionOf(fields: Fields): CampaignDefinition {
  const validFrom = fields.optional('validFrom', fields.instant);
  const validUntil = fields.optional('validUntil', fields.instant);
  // Both are RFC 3339 in UTC with milliseconds: their texts sort as their times do.
  if (validFrom && validUntil && validFrom >= validUntil) fields.fail('validUntil', 'must be after validFrom');
  return leaveOut<CampaignDefinition>({
    name: fields.label('name'),
    condition: conditionOf(fields),
    currency: fields.currency('currency'),
    priority: bounded(fields, 'priority') ?? CAMPAIGN_DEFAULTS.priority,
    exclusive: fields.optional('exclusive', fields.boolean) ?? CAMPAIGN_DEFAULTS.exclusive,
    validFrom,
    validUntil,
    holdDays: bounded(fields, 'holdDays') ?? CAMPAIGN_DEFAULTS.holdDays,
    rewards: fields.objects('rewards', CAMPAIGN_LIMITS.rewards, EVERY_REWARD_FIELD, rewardOf),
    caps: fields.optional('caps', capsOf.bind(null, fields)),
    budgets: budgetsOf(fields),
  });
}

function conditionOf(fields: Fields): string {
  const condition = fields.note('condition', CONDITION_LENGTH_MAX);
  // What is no text, or too much of it, was reported.
  if (condition === '' || condition.length > 2 * CONDITION_LENGTH_MAX) return condition;
  const problem = checkCondition(condition);
  if (problem !== null) fields.report.addCondition(fields.pathOf('condition'), problem);
  return condition;
}

function rewardOf(fields: Fields): RewardRule {
  const to: RewardRole = fields.oneOf('to', REWARD_ROLES);
  const kind = fields.oneOf('kind', REWARD_KINDS);
  const taken: readonly string[] = FIELDS_OF_KIND[kind];
  for (const name of EVERY_REWARD_FIELD.slice(2)) {
    if (!taken.includes(name) && fields.value(name) !== undefined && fields.value('kind') === kind) {
      fields.fail(name, `is not for rewards that are ${kind}`);
    }
  }
  // Of an unknown kind nothing more can be said.
  if (fields.value('kind') !== kind || kind === 'fixed') {
    return { to, kind: 'fixed', amount: fields.value('kind') === kind ? required(fields, 'amount') : 0 };
  }
  if (kind === 'tiered') return { to, kind, tiers: tiersOf(fields) };
  const min = bounded(fields, 'min');
  const max = bounded(fields, 'max');
  if (min !== undefined && max !== undefined && min > max) fields.fail('max', 'must not be below min');
  const basisPoints = required(fields, 'basisPoints');
  return leaveOut<Extract<RewardRule, { kind: 'percent' }>>({ to, kind, basisPoints, min, max });
}

function tiersOf(fields: Fields): RewardTier[] {
  let before = -1;
  return fields.objects('tiers', CAMPAIGN_LIMITS.tiers, ['from', 'amount', 'basisPoints'], (tier) => {
    const from = required(tier, 'from');
    if (from <= before) tier.fail('from', 'must be above that of the tier before');
    before = from;
    const byRate = tier.value('basisPoints') !== undefined;
    if (byRate && tier.value('amount') !== undefined) tier.fail('amount', 'can not be together with basisPoints');
    return byRate ? { from, basisPoints: required(tier, 'basisPoints') } : { from, amount: required(tier, 'amount') };
  });
}

/** No cap at all is as if they had been left out. */
function capsOf(fields: Fields): CampaignDefinition['caps'] {
  const caps = fields.object('caps', ['count', 'amount']);
  const read = leaveOut<{ count?: number; amount?: number }>({
    count: bounded(caps, 'count'),
    amount: bounded(caps, 'amount'),
  });
  return Object.keys(read).length === 0 ? undefined : read;
}

function budgetsOf(fields: Fields): CampaignDefinition['budgets'] {
  if (fields.value('budgets') === undefined) return [];
  const named = new Set<unknown>();
  return fields.objects('budgets', CAMPAIGN_LIMITS.budgets, ['window', 'amount'], (budget) => {
    const window: BudgetWindow = budget.oneOf('window', BUDGET_WINDOWS);
    if (named.has(budget.value('window'))) budget.fail('window', 'is there twice');
    named.add(budget.value('window'));
    return { window, amount: required(budget, 'amount') };
  });
}

type LimitName = keyof typeof CAMPAIGN_LIMITS;

function required(fields: Fields, name: LimitName): number {
  const [min, max]: readonly [number, number] = CAMPAIGN_LIMITS[name];
  return fields.integer(name, min, max);
}

function bounded(fields: Fields, name: LimitName): number | undefined {
  return fields.optional(name, () => required(fields, name));
}
