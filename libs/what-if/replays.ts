/** What-ifs that were asked for over REST: kept in a table until a worker has run them, and afterwards with the result. */
import type { Pool } from 'pg';
import type { RunState } from '../database/run-queue';
import { ok, refused, type Outcome } from '../intake/outcomes';
import type { CampaignDefinition } from '../intake/campaigns';
import type { Code } from '../kernel/codes';
import type { PolicyPatch } from '../kernel/policy';
import type { Instant } from '../kernel/time';
import { instant, instantOrNull, pageOf, type Listed } from '../queries/rows';
import type { PurchaseChange } from './purchase-changes';
import type { ScenarioReport } from './report';
import type { Scenario } from './scenario';
import { showChanges, showReport, type PurchaseChangeView, type ReportView } from './shown';

/** Why a replay failed. */
export const REPLAY_ERRORS = ['REPLAY_TOO_LARGE', 'INTERNAL'] as const satisfies readonly Code[];
export type ReplayError = (typeof REPLAY_ERRORS)[number];

/** Of one merchant so many are kept, the newest. */
export const REPLAYS_KEPT = 20;

export interface ReplaySummary {
  replayId: number;
  state: RunState;
  scenarios: string[];
  facts: { done: number; total: number };
  createdAt: Instant;
  endedAt: Instant | null;
  error: ReplayError | null;
}

/** What a scenario was to change, as far as it can be asked for again. */
export interface ScenarioView {
  name: string;
  /** The fields that it sets, without `blockedValues`, of which only pseudonyms are kept. */
  policy: Omit<PolicyPatch, 'blockedValues' | 'blockedIds'>;
  /** Null: the campaign never was. */
  campaigns: { campaignId: string; definition: CampaignDefinition | null }[];
  kernelVersion: number | null;
  /** It sets blocked values or owners of codes too. */
  setsMore: boolean;
}

export interface ReplayView extends ReplaySummary {
  /** In their order. */
  definitions: ScenarioView[];
  /** In the order of the scenarios; null until the replay is done. */
  reports: ReportView[] | null;
}

/** Those that an earlier version kept say nothing of the use of budgets. */
type KeptReport = Omit<ScenarioReport, 'budgetUse'> & Partial<Pick<ScenarioReport, 'budgetUse'>>;

interface ReplayRow {
  id: string;
  state: RunState;
  names: string[];
  facts_done: string;
  facts_total: string;
  created_at: Date;
  ended_at: Date | null;
  error: ReplayError | null;
  reports?: KeptReport[] | null;
}

type FullRow = ReplayRow & { scenarios: Scenario[] };

const SUMMARY = `id, state, jsonb_path_query_array(scenarios, '$[*].name') as names, facts_done, facts_total, created_at,
  ended_at, error`;

/** Queues a replay, and deletes the merchant's oldest. REPLAY_RUNNING while another one is not finished. */
export async function queueReplay(
  pool: Pool,
  merchantId: string,
  scenarios: readonly Scenario[],
): Promise<Outcome<{ replayId: number }>> {
  const { rows } = await pool.query<{ id: string }>(
    `with old as (
       delete from replays where merchant_id = $1 and state not in ('queued', 'running') and id < (
         select coalesce(min(id), 0) from (
           select id from replays where merchant_id = $1 order by id desc limit $3) as newest)
     )
     insert into replays (merchant_id, state, scenarios) values ($1, 'queued', $2)
     on conflict (merchant_id) where state in ('queued', 'running') do nothing
     returning id`,
    [merchantId, JSON.stringify(scenarios), REPLAYS_KEPT - 1],
  );
  const [row] = rows;
  return row === undefined ? refused('REPLAY_RUNNING', 'Another replay is not finished yet.') : ok(idOf(row));
}

function idOf({ id }: { id: string }): { replayId: number } {
  return { replayId: Number(id) };
}

/** A replay that has ended stays as it is. */
export async function cancelReplay(pool: Pool, merchantId: string, replayId: number): Promise<void> {
  await pool.query(
    `update replays set state = 'cancelled', ended_at = now()
     where merchant_id = $1 and id = $2 and state in ('queued', 'running')`,
    [merchantId, replayId],
  );
}

/** Newest first; `before` is the `next` of the previous page. */
export async function listReplays(
  pool: Pool,
  merchantId: string,
  limit: number,
  before: number | null,
): Promise<Listed<ReplaySummary, number>> {
  const { rows } = await pool.query<ReplayRow>({
    name: 'list-replays',
    text: `select ${SUMMARY} from replays where merchant_id = $1 and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    values: [merchantId, before, limit + 1],
  });
  const page = pageOf(rows, limit);
  return { items: page.rows.map(toSummary), next: page.last === null ? null : Number(page.last.id) };
}

export async function findReplay(pool: Pool, merchantId: string, replayId: number): Promise<ReplayView | null> {
  const { rows } = await pool.query<FullRow>({
    name: 'find-replay',
    text: `select ${SUMMARY}, reports, scenarios from replays where merchant_id = $1 and id = $2`,
    values: [merchantId, replayId],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const reports = row.reports ? await Promise.all(row.reports.map((report) => shownReport(pool, report))) : null;
  return { ...toSummary(row), definitions: row.scenarios.map(toScenario), reports };
}

function shownReport(pool: Pool, report: KeptReport): Promise<ReportView> {
  return showReport(pool, { ...report, budgetUse: report.budgetUse ?? [] });
}

/** Names of the scenarios of a replay; null if there is no such replay. */
export async function findScenarios(pool: Pool, merchantId: string, replayId: number): Promise<string[] | null> {
  const { rows } = await pool.query<{ names: string[] }>({
    name: 'find-scenarios',
    text: `select jsonb_path_query_array(scenarios, '$[*].name') as names from replays
      where merchant_id = $1 and id = $2`,
    values: [merchantId, replayId],
  });
  return rows[0]?.names ?? null;
}

/** The purchases that a scenario changes, in order. `after` is the `next` of the previous page. */
export async function listReplayChanges(
  pool: Pool,
  merchantId: string,
  place: { replayId: number; scenario: number },
  limit: number,
  after: number | null,
): Promise<Listed<PurchaseChangeView, number>> {
  const { rows } = await pool.query<{ number: number; change: PurchaseChange }>({
    name: 'list-replay-changes',
    text: `select number, change from replay_changes
      where replay_id = $1 and scenario = $2 and number > coalesce($3::integer, -1) order by number limit $4`,
    values: [place.replayId, place.scenario, after, limit + 1],
  });
  const page = pageOf(rows, limit);
  const items = await showChanges(
    pool,
    merchantId,
    page.rows.map(({ change }) => change),
  );
  return { items, next: page.last === null ? null : page.last.number };
}

function toScenario({ name, policy, campaigns, removedCampaigns, codes, kernelVersion }: Scenario): ScenarioView {
  const { blockedValues, blockedIds: _, ...fields } = policy;
  return {
    name,
    policy: fields,
    campaigns: [
      ...campaigns.map(({ definition: { campaignId, ...definition } }) => ({ campaignId, definition })),
      ...removedCampaigns.map((campaignId) => ({ campaignId, definition: null })),
    ],
    kernelVersion: kernelVersion ?? null,
    setsMore: blockedValues !== undefined || (codes ?? []).length > 0,
  };
}

function toSummary(row: ReplayRow): ReplaySummary {
  return {
    replayId: Number(row.id),
    state: row.state,
    scenarios: row.names,
    facts: { done: Number(row.facts_done), total: Number(row.facts_total) },
    createdAt: instant(row.created_at),
    endedAt: instantOrNull(row.ended_at),
    error: row.error,
  };
}
