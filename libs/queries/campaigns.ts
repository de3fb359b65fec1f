/** Campaigns with all their versions and states. */
import type { Pool } from 'pg';
import type { BudgetWindow, CampaignPublished } from '../kernel/facts';
import type { RewardRule } from '../kernel/rewards/reward-rule';
import type { CampaignState } from '../kernel/rewards/campaign';
import { budgetKey, windowsOf } from '../kernel/rewards/reward';
import type { Instant } from '../kernel/time';
import { inSlices, instant, type Listed, pageOf } from './rows';

/** One immutable version, as published. */
export interface CampaignVersionView {
  version: number;
  position: number;
  publishedAt: Instant;
  name: string;
  condition: string;
  currency: string;
  base: 'net' | 'goods';
  priority: number;
  exclusive: boolean;
  validFrom: Instant | null;
  validUntil: Instant | null;
  holdDays: number;
  rewards: RewardRule[];
  caps: { count: number | null; amount: number | null } | null;
  budgets: { window: BudgetWindow; amount: number }[];
}

/** A campaign by its newest version. */
export interface CampaignView extends CampaignVersionView {
  campaignId: string;
  state: CampaignState;
}

/** So many of a campaign's newest versions and changes of state are shown. */
export const CHANGES_SHOWN_MAX = 100;

export interface CampaignStory {
  campaignId: string;
  state: CampaignState;
  /** The newest, newest first. */
  versions: CampaignVersionView[];
  /** When it last entered its states, newest first; publishing the first version made it active. */
  states: { state: CampaignState; position: number; at: Instant }[];
  /** What live rewards use of the current budget windows. */
  used: { window: BudgetWindow; of: string; amount: number }[];
}

export interface CampaignNow {
  campaignId: string;
  state: CampaignState;
  /** Position of the fact that brought it into `state`. */
  statePosition: number;
  /** The first version fixes the currency of all versions. */
  currency: string;
}

interface VersionRow {
  campaign_id: string;
  version: number;
  position: string;
  published_at: Date | string;
  definition: CampaignPublished;
}

const STATE = `coalesce((select s.state from campaign_states s
  where s.merchant_id = c.merchant_id and s.campaign_id = c.campaign_id order by s.position desc limit 1), 'active')`;

/** Returns null when the campaign does not exist. */
export async function findCampaignNow(pool: Pool, merchantId: string, campaignId: string): Promise<CampaignNow | null> {
  const { rows } = await pool.query<{ state: CampaignState; state_position: string; currency: string }>({
    name: 'find-campaign-now',
    text: `select ${STATE} as state, c.definition ->> 'currency' as currency,
        coalesce((select max(s.position) from campaign_states s
          where s.merchant_id = c.merchant_id and s.campaign_id = c.campaign_id), c.position) as state_position
      from campaign_versions c where c.merchant_id = $1 and c.campaign_id = $2 and c.version = 1`,
    values: [merchantId, campaignId],
  });
  const row = rows[0];
  return row === undefined
    ? null
    : { campaignId, state: row.state, statePosition: Number(row.state_position), currency: row.currency };
}

/** Counts archived campaigns too. */
export async function countCampaigns(pool: Pool, merchantId: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>({
    name: 'count-campaigns',
    text: 'select count(*) from campaign_versions where merchant_id = $1 and version = 1',
    values: [merchantId],
  });
  return Number(rows[0]!.count);
}

/** The version that the publication at `position` made; null: the publication was refused or is not decided yet. */
export async function findCampaignVersion(
  pool: Pool,
  merchantId: string,
  campaignId: string,
  position: number,
): Promise<number | null> {
  const { rows } = await pool.query<{ version: number }>({
    name: 'find-campaign-version',
    text: 'select version from campaign_versions where merchant_id = $1 and campaign_id = $2 and position = $3',
    values: [merchantId, campaignId, position],
  });
  return rows[0]?.version ?? null;
}

/** Newest first publication first; `before` is the `next` of the previous page. A page of large ones ends early. */
export async function listCampaigns(
  pool: Pool,
  merchantId: string,
  filter: { state?: CampaignState },
  limit: number,
  before: number | null,
): Promise<Listed<CampaignView, number>> {
  return inSlices(limit, before, (length, place) => listSlice(pool, merchantId, filter, length, place));
}

async function listSlice(
  pool: Pool,
  merchantId: string,
  filter: { state?: CampaignState },
  limit: number,
  before: number | null,
): Promise<Listed<CampaignView, number>> {
  const { rows } = await pool.query<VersionRow & { state: CampaignState; first_position: string }>({
    name: 'list-campaigns',
    text: `select newest.*, ${STATE} as state, c.position as first_position
      from campaign_versions c
      cross join lateral (select n.campaign_id, n.version, n.position, n.published_at, n.definition
        from campaign_versions n where n.merchant_id = c.merchant_id and n.campaign_id = c.campaign_id
        order by n.version desc limit 1) newest
      where c.merchant_id = $1 and c.version = 1
        and ($2::bigint is null or c.position < $2)
        and ($3::text is null or ${STATE} = $3)
      order by c.position desc limit $4`,
    values: [merchantId, before, filter.state, limit + 1],
  });
  const page = pageOf(rows, limit);
  return {
    items: page.rows.map((row) => ({ campaignId: row.campaign_id, state: row.state, ...toVersion(row) })),
    next: page.last === null ? null : Number(page.last.first_position),
  };
}

/** @param now milliseconds; selects the budget windows that count as current */
export async function findCampaign(
  pool: Pool,
  merchantId: string,
  campaignId: string,
  now: number,
): Promise<CampaignStory | null> {
  const windows = Object.entries(windowsOf(now)) as [BudgetWindow, string][];
  const { rows } = await pool.query<{
    versions: VersionRow[] | null;
    first: VersionRow;
    states: { state: CampaignState; position: number; at: string }[] | null;
    used: Record<string, number> | null;
  }>({
    name: 'find-campaign',
    text: `select
        (select json_agg(c order by c.version desc) from (
          select * from campaign_versions where merchant_id = $1 and campaign_id = $2
          order by version desc limit ${CHANGES_SHOWN_MAX}) c) as versions,
        (select to_json(c) from campaign_versions c
          where c.merchant_id = $1 and c.campaign_id = $2 and c.version = 1) as first,
        (select json_agg(s order by s.position desc) from (
          select * from campaign_states where merchant_id = $1 and campaign_id = $2
          order by position desc limit ${CHANGES_SHOWN_MAX}) s) as states,
        (select json_object_agg(u.key, u.used) from budget_usage u
          where u.merchant_id = $1 and u.key = any($3::text[])) as used`,
    values: [merchantId, campaignId, windows.map(([, window]) => budgetKey(campaignId, window))],
  });
  const { versions, first, states, used } = rows[0]!;
  if (versions === null) return null;
  const began = { state: 'active' as const, position: Number(first.position), at: instant(first.published_at) };
  const changes = (states ?? []).map(({ state, position, at }) => ({ state, position, at: instant(at) }));
  return {
    campaignId,
    state: changes[0]?.state ?? 'active',
    versions: versions.map(toVersion),
    states: [...changes, began].slice(0, CHANGES_SHOWN_MAX),
    used: windows.map(([window, of]) => ({ window, of, amount: used?.[budgetKey(campaignId, of)] ?? 0 })),
  };
}

function toVersion({ version, position, published_at, definition }: VersionRow): CampaignVersionView {
  const { name, condition, currency, base = 'net', priority, exclusive, validFrom, validUntil } = definition;
  const { holdDays, rewards, caps, budgets } = definition;
  return {
    version,
    position: Number(position),
    publishedAt: instant(published_at),
    name,
    condition,
    currency,
    base,
    priority,
    exclusive,
    validFrom: validFrom ?? null,
    validUntil: validUntil ?? null,
    holdDays,
    rewards,
    caps: caps === undefined ? null : { count: caps.count ?? null, amount: caps.amount ?? null },
    budgets,
  };
}

/** Ids of all campaigns that the merchant ever published. */
export async function campaignIds(pool: Pool, merchantId: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ campaign_id: string }>({
    name: 'campaign-ids',
    text: 'select distinct campaign_id from campaign_versions where merchant_id = $1',
    values: [merchantId],
  });
  return new Set(rows.map(({ campaign_id: id }) => id));
}
