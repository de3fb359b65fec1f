/** Evaluations that operators decide on, with what they would change. */
import type { Pool } from 'pg';
import type { Credit, ProposedDifference, ProposedReward } from '../kernel/decisions';
import type { EvaluationReason } from '../kernel/facts';
import type { ProposalStatus } from '../kernel/proposals/proposals';
import type { Instant } from '../kernel/time';
import { toCreditView, type CreditView } from './purchases';
import { firstOf, inSlices, instant, instantOrNull, type Listed, pageOf, type PlainIdentifier } from './rows';

/** So many of the first credits and rewards of a difference are shown. */
export const DIFFERENCES_SHOWN_MAX = 100;

export interface ProposalView {
  proposalId: string;
  orderId: string;
  status: ProposalStatus;
  reasons: EvaluationReason[];
  difference: DifferenceView;
  at: Instant;
  /** Position of the fact that caused the proposal. */
  position: number;
  decidedAt: Instant | null;
  /** Who decided the proposal, and why; null: another evaluation came first. */
  actor: string | null;
  reason: string | null;
}

export interface DifferenceView {
  credits: { now: CreditView[]; nowCount: number; then: CreditView[]; thenCount: number };
  rewards: { lost: RewardChangeView[]; lostCount: number; gained: RewardChangeView[]; gainedCount: number };
  /** The rewards cannot be computed until an exchange rate is recorded. */
  rateMissing: boolean;
}

/** What is shown of a difference: the first of each list, and how many there are. */
export interface ShownDifference {
  credits: { now: Credit[]; nowCount: number; then: Credit[]; thenCount: number };
  rewards: { lost: ProposedReward[]; lostCount: number; gained: ProposedReward[]; gainedCount: number };
  rateMissing?: true | null;
}

export interface RewardChangeView {
  campaignId: string;
  campaignVersion: number;
  role: ProposedReward['role'];
  recipient: PlainIdentifier;
  touchpointId: string | null;
  amount: number;
  currency: string;
}

export interface ProposalFilter {
  status?: ProposalStatus;
  orderId?: string;
}

export interface ProposalPlace {
  position: number;
  ordinal: number;
}

interface ProposalRow {
  proposal_id: string;
  order_id: string;
  status: ProposalStatus;
  reasons: EvaluationReason[];
  difference: ShownDifference;
  at: Date;
  position: string;
  ordinal: number;
  decided_at: Date | null;
  decided_by: string | null;
  decided_because: string | null;
}

/** An SQL expression: `ShownDifference` of the proposal `p`. */
const SHOWN_DIFFERENCE = `jsonb_build_object(
  'credits', jsonb_build_object(${shownPart('credits', 'now')}, ${shownPart('credits', 'then')}),
  'rewards', jsonb_build_object(${shownPart('rewards', 'lost')}, ${shownPart('rewards', 'gained')}),
  'rateMissing', p.difference -> 'rateMissing')`;

function shownPart(of: string, name: string): string {
  const list = `p.difference -> '${of}' -> '${name}'`;
  return `'${name}', ${firstOf(list, DIFFERENCES_SHOWN_MAX)}, '${name}Count', jsonb_array_length(${list})`;
}

/** Newest first; `before` is the `next` of the previous page. A page of large proposals ends early. */
export async function listProposals(
  pool: Pool,
  merchantId: string,
  filter: ProposalFilter,
  limit: number,
  before: ProposalPlace | null,
): Promise<Listed<ProposalView, ProposalPlace>> {
  return inSlices(limit, before, (length, place) => listSlice(pool, merchantId, filter, length, place));
}

async function listSlice(
  pool: Pool,
  merchantId: string,
  filter: ProposalFilter,
  limit: number,
  before: ProposalPlace | null,
): Promise<Listed<ProposalView, ProposalPlace>> {
  const { rows } = await pool.query<ProposalRow>({
    name: 'list-proposals',
    text: `select p.proposal_id, p.order_id, p.status, p.reasons, ${SHOWN_DIFFERENCE} as difference, p.at, p.position, p.ordinal,
        p.decided_at, p.decided_by, p.decided_because
      from proposals p
      where p.merchant_id = $1
        and ($2::text is null or p.status = $2)
        and ($3::text is null or p.order_id = $3)
        and ($4::bigint is null or (p.position, p.ordinal) < ($4, $5::integer))
      order by p.position desc, p.ordinal desc limit $6`,
    values: [merchantId, filter.status, filter.orderId, before?.position, before?.ordinal, limit + 1],
  });
  const page = pageOf(rows, limit);
  const values = await valuesOf(
    pool,
    merchantId,
    page.rows.flatMap(({ difference }) => pseudonymsIn(difference)),
  );
  const items = page.rows.map((row) => ({
    proposalId: row.proposal_id,
    orderId: row.order_id,
    status: row.status,
    reasons: row.reasons,
    difference: toDifferenceView(row.difference, values),
    at: instant(row.at),
    position: Number(row.position),
    decidedAt: instantOrNull(row.decided_at),
    actor: row.decided_by,
    reason: row.decided_because,
  }));
  const next = page.last === null ? null : { position: Number(page.last.position), ordinal: page.last.ordinal };
  return { items, next };
}

export interface ProposalState {
  status: ProposalStatus;
  /** Position of the fact that decided the proposal; null: it is open. */
  decidedPosition: number | null;
  decidedAt: Instant | null;
  /** Who decided it, and why; null: it is open, or another evaluation came first. */
  actor: string | null;
  reason: string | null;
}

export async function findProposalState(
  pool: Pool,
  merchantId: string,
  proposalId: string,
): Promise<ProposalState | null> {
  const { rows } = await pool.query<{
    status: ProposalStatus;
    decided_position: string | null;
    decided_at: Date | null;
    actor: string | null;
    reason: string | null;
  }>({
    name: 'find-proposal-state',
    text: `select status, decided_position, decided_at, decided_by as actor, decided_because as reason
      from proposals where merchant_id = $1 and proposal_id = $2`,
    values: [merchantId, proposalId],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { status, decided_position: position, decided_at: at, actor, reason } = row;
  const decidedPosition = position === null ? null : Number(position);
  return { status, decidedPosition, decidedAt: instantOrNull(at), actor, reason };
}

/** Plain values by pseudonym; erased values are missing. */
export async function valuesOf(
  pool: Pool,
  merchantId: string,
  pseudonyms: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ pseudonym: string; value: string }>({
    name: 'vault-values',
    text: 'select pseudonym, value from vault where merchant_id = $1 and pseudonym = any($2::uuid[])',
    values: [merchantId, [...new Set(pseudonyms)]],
  });
  return new Map(rows.map(({ pseudonym, value }) => [pseudonym, value]));
}

export function pseudonymsIn({ credits, rewards }: ShownDifference): string[] {
  const referrers = [...credits.now, ...credits.then].flatMap(({ referrer }: Credit) => referrer?.id ?? []);
  return [...referrers, ...[...rewards.lost, ...rewards.gained].map(({ recipient }) => recipient.id)];
}

export function showDifference({ credits, rewards, rateMissing }: ProposedDifference): ShownDifference {
  const [{ now, then }, { lost, gained }] = [credits, rewards];
  const first = <T>(list: T[]) => list.slice(0, DIFFERENCES_SHOWN_MAX);
  return {
    credits: { now: first(now), nowCount: now.length, then: first(then), thenCount: then.length },
    rewards: { lost: first(lost), lostCount: lost.length, gained: first(gained), gainedCount: gained.length },
    rateMissing,
  };
}

export function toDifferenceView(
  { credits, rewards, rateMissing }: ShownDifference,
  values: ReadonlyMap<string, string>,
): DifferenceView {
  const credit = (one: Credit) => toCreditView(one, values);
  const reward = ({
    campaignId,
    campaignVersion,
    role,
    recipient,
    touchpointId,
    amount,
    currency,
  }: ProposedReward) => ({
    campaignId,
    campaignVersion,
    role,
    touchpointId: touchpointId ?? null,
    amount,
    currency,
    recipient: { type: recipient.type, value: values.get(recipient.id) ?? null },
  });
  return {
    credits: { ...credits, now: credits.now.map(credit), then: credits.then.map(credit) },
    rewards: { ...rewards, lost: rewards.lost.map(reward), gained: rewards.gained.map(reward) },
    rateMissing: rateMissing === true,
  };
}
