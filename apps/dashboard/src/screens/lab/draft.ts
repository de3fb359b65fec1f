/** Scenarios as somebody types them, and as the API takes them. What cannot be read is sent as it is: the API says why. */
import { decimalText, exponentOf, parseDecimal, toMinorUnits, toSafeAmount } from '../../../../../libs/kernel/money';
import type { CampaignSent, ReplaySent, Shown } from '../../api/client';
import { LAB, type Model } from '../../texts/lab';

type CampaignBody = Shown['CampaignBody'];
type Reward = CampaignBody['rewards'][number];
type Window = NonNullable<CampaignBody['budgets']>[number]['window'];
export type Ranking = NonNullable<Shown['PolicyBody']['sourceRanking']>;
export type Source = Ranking[number][number];

export const SCENARIOS_MAX = 10;
export const MODELS = Object.keys(LAB.models) as Model[];
export const WINDOWS = Object.keys(LAB.campaign.windows) as Window[];
export const SOURCES = [
  'code',
  'referral',
  'paid',
  'email',
  'social',
  'organic',
  'other',
  'direct',
] as const satisfies Source[];
/** Each source can have a rank of its own. */
export const RANKS = SOURCES.map((_, index) => index + 1);

export interface TierDraft {
  key: number;
  from: string;
  kind: 'amount' | 'percent';
  value: string;
}

export interface RewardDraft {
  key: number;
  to: Reward['to'];
  kind: Reward['kind'];
  amount: string;
  percent: string;
  min: string;
  max: string;
  tiers: TierDraft[];
}

export interface BudgetDraft {
  key: number;
  window: Window;
  amount: string;
}

export interface CampaignDraft {
  key: number;
  campaignId: string;
  isNew: boolean;
  /** As if it had never been. */
  isRemoved: boolean;
  name: string;
  condition: string;
  currency: string;
  base: 'net' | 'goods';
  priority: string;
  exclusive: boolean;
  /** As the browser's field for dates has them, in the reader's zone. */
  validFrom: string;
  validUntil: string;
  holdDays: string;
  rewards: RewardDraft[];
  capCount: string;
  capAmount: string;
  budgets: BudgetDraft[];
}

export interface ScenarioDraft {
  key: number;
  name: string;
  model: Model | '';
  lookbackDays: string;
  delay: string;
  /** Null: as recorded. */
  ranking: Record<Source, number> | null;
  campaigns: CampaignDraft[];
  /** What the form has no field for. */
  otherPolicy: object;
  kernelVersion: number | null;
}

/** Null stands for what was left out. */
function isLeftOut(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

let keys = 0;
const nextKey = () => ++keys;

export function newScenario(name: string, model: Model | '' = ''): ScenarioDraft {
  return {
    ...{ key: nextKey(), name, model, lookbackDays: '', delay: '', ranking: null, campaigns: [] },
    ...{ otherPolicy: {}, kernelVersion: null },
  };
}

export function newTier(): TierDraft {
  return { key: nextKey(), from: '0', kind: 'amount', value: '' };
}

export function newReward(): RewardDraft {
  return {
    key: nextKey(),
    to: 'referrer',
    kind: 'fixed',
    amount: '',
    percent: '',
    min: '',
    max: '',
    tiers: [newTier()],
  };
}

export function newBudget(window: Window): BudgetDraft {
  return { key: nextKey(), window, amount: '' };
}

export function newCampaign(): CampaignDraft {
  return {
    ...{ key: nextKey(), campaignId: '', isNew: true, isRemoved: false, name: '', condition: 'touchpoint.hasReferrer' },
    ...{
      currency: 'EUR',
      base: 'net',
      priority: '100',
      exclusive: false,
      validFrom: '',
      validUntil: '',
      holdDays: '0',
    },
    ...{ rewards: [newReward()], capCount: '', capAmount: '', budgets: [] },
  };
}

export function campaignDraft(campaignId: string, body: CampaignBody | Shown['CampaignVersionShown']): CampaignDraft {
  const { name, condition, currency, base, priority, exclusive, validFrom, validUntil, holdDays, caps } = body;
  const money = (amount: number | null | undefined) => (isLeftOut(amount) ? '' : amountText(amount, currency));
  return {
    ...{ key: nextKey(), campaignId, isNew: false, isRemoved: false, name, condition, currency, base: base ?? 'net' },
    priority: String(priority ?? 100),
    exclusive: exclusive ?? false,
    validFrom: localText(validFrom),
    validUntil: localText(validUntil),
    holdDays: String(holdDays ?? 0),
    rewards: body.rewards.map((reward) => ({
      ...newReward(),
      to: reward.to,
      kind: reward.kind,
      amount: money(reward.amount),
      percent: percentText(reward.basisPoints),
      min: money(reward.min),
      max: money(reward.max),
      ...(reward.kind === 'tiered' && {
        tiers: reward.tiers.map(({ from, amount, basisPoints }) => ({
          key: nextKey(),
          from: money(from),
          kind: isLeftOut(amount) ? ('percent' as const) : ('amount' as const),
          value: isLeftOut(amount) ? percentText(basisPoints) : money(amount),
        })),
      }),
    })),
    capCount: isLeftOut(caps?.count) ? '' : String(caps.count),
    capAmount: money(caps?.amount),
    budgets: (body.budgets ?? []).map(({ window, amount }) => ({ key: nextKey(), window, amount: money(amount) })),
  };
}

export function scenarioDraft({ name, policy, campaigns, kernelVersion }: Shown['ScenarioShown']): ScenarioDraft {
  const { model, lookbackDays, settlingPeriodSeconds, sourceRanking, ...otherPolicy } = policy;
  return {
    ...newScenario(name, model ?? ''),
    lookbackDays: isLeftOut(lookbackDays) ? '' : String(lookbackDays),
    delay: isLeftOut(settlingPeriodSeconds) ? '' : String(settlingPeriodSeconds),
    ranking: isLeftOut(sourceRanking) ? null : ranksOf(sourceRanking),
    campaigns: campaigns.map(({ campaignId, definition }) =>
      definition === null
        ? { ...newCampaign(), campaignId, isNew: false, isRemoved: true }
        : campaignDraft(campaignId, definition),
    ),
    otherPolicy,
    kernelVersion,
  };
}

/** Sources that a ranking leaves out come last, together. */
export function ranksOf(ranking: Ranking): Record<Source, number> {
  const rankOf = (source: Source) => {
    const index = ranking.findIndex((sources) => sources.includes(source));
    return Math.min(RANKS.length, (index < 0 ? ranking.length : index) + 1);
  };
  return Object.fromEntries(SOURCES.map((source) => [source, rankOf(source)])) as Record<Source, number>;
}

export function scenarioBody(draft: ScenarioDraft): ReplaySent['scenarios'][number] {
  const { name, model, lookbackDays, delay, ranking, campaigns, otherPolicy, kernelVersion } = draft;
  const policy = {
    ...otherPolicy,
    ...(model !== '' && { model }),
    ...(lookbackDays.trim() !== '' && { lookbackDays: integerOf(lookbackDays) }),
    ...(delay.trim() !== '' && { settlingPeriodSeconds: integerOf(delay) }),
    ...(ranking !== null && {
      sourceRanking: RANKS.map((rank) => SOURCES.filter((source) => ranking[source] === rank)).filter(
        (sources) => sources.length > 0,
      ),
    }),
  };
  return {
    name: name.trim(),
    ...(Object.keys(policy).length > 0 && { policy }),
    ...(campaigns.length > 0 && {
      campaigns: Object.fromEntries(
        campaigns.map((one) => [one.campaignId.trim(), one.isRemoved ? null : campaignBody(one)]),
      ),
    }),
    ...(kernelVersion !== null && { kernelVersion }),
  } as ReplaySent['scenarios'][number];
}

export function campaignBody(draft: CampaignDraft): CampaignSent {
  const { name, condition, base, exclusive, priority, holdDays, rewards, budgets, capCount, capAmount } = draft;
  const currency = draft.currency.trim().toUpperCase();
  const money = (text: string) => amountOf(text, currency);
  return {
    ...{ name: name.trim(), condition: condition.trim(), currency, exclusive },
    ...(base === 'goods' && { base }),
    priority: integerOf(priority),
    holdDays: integerOf(holdDays),
    validFrom: instantOf(draft.validFrom),
    validUntil: instantOf(draft.validUntil),
    rewards: rewards.map(({ to, kind, amount, percent, min, max, tiers }) => {
      switch (kind) {
        case 'fixed':
          return { to, kind, amount: money(amount) };
        case 'percent':
          return { to, kind, basisPoints: basisPointsOf(percent), min: money(min), max: money(max) };
        case 'tiered':
          return {
            to,
            kind,
            tiers: tiers.map(({ from, kind: gives, value }) =>
              gives === 'amount'
                ? { from: money(from), amount: money(value) }
                : { from: money(from), basisPoints: basisPointsOf(value) },
            ),
          };
      }
    }),
    caps: { count: integerOf(capCount), amount: money(capAmount) },
    budgets: budgets.map(({ window, amount }) => ({ window, amount: money(amount) })),
  } as CampaignSent;
}

/** A text that is no number is left to the API to refuse; an empty one was left out. */
type Read = number | string | undefined;

function integerOf(text: string): Read {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

function amountOf(text: string, currency: string): Read {
  return scaled(text, exponentOf(currency) ?? 2);
}

function basisPointsOf(text: string): Read {
  return scaled(text, 2);
}

function scaled(text: string, places: number): Read {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const decimal = parseDecimal(trimmed);
  const units = decimal && toMinorUnits(decimal, places, 'exact');
  return (units === null ? null : toSafeAmount(units)) ?? trimmed;
}

function amountText(amount: number, currency: string): string {
  return decimalText(amount, exponentOf(currency) ?? 2);
}

function percentText(basisPoints: number | null | undefined): string {
  return isLeftOut(basisPoints) ? '' : decimalText(basisPoints, 2).replace(/\.?0+$/, '');
}

function instantOf(local: string): string | undefined {
  if (local === '') return undefined;
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}

function localText(at: string | null | undefined): string {
  if (isLeftOut(at)) return '';
  const date = new Date(at);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
