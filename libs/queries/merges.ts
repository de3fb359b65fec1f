/** The outcome of every attempt to connect two identifiers: a merge or a refusal, with its evidence and effects. */
import type { Pool } from 'pg';
import type { Code, MergeRefusal } from '../kernel/codes';
import type { Evidence } from '../kernel/decisions';
import type { IdentifierType } from '../kernel/identity/identifier';
import { toInstant, type Instant } from '../kernel/time';
import { edgeIdOf, placeOfEdge, type Connection, type Reversal } from '../kernel/identity/connection';
import { instant, type Listed, pageOf, type PlainIdentifier } from './rows';

export const MERGE_STATUSES = ['merged', 'refused', 'reverted'] as const;
export type MergeStatus = (typeof MERGE_STATUSES)[number];

export interface MergeView {
  /** Null: refused. */
  mergeId: string | null;
  intoGroupId: string | null;
  fromGroupId: string | null;
  edge: [PlainIdentifier, PlainIdentifier];
  /** Of the two identifiers; they tell erased ones apart. */
  homeGroupIds: [string, string];
  evidence: Evidence;
  identifiersMoved: PlainIdentifier[];
  at: Instant;
  position: number;
  status: MergeStatus;
  refusedBecause: Code | null;
  revertedAt: Instant | null;
  /** The request that took it back. */
  reverted: ReversalOfMerge | null;
  effects: { purchasesReevaluated: number; rewardsReversed: number; rewardsGranted: number; budgetDelta: number };
}

export interface ReversalOfMerge {
  position: number;
  actor: string;
  reason: string;
  split: boolean;
  /** When the pair was allowed to connect again; null: it is separated. */
  liftedAt: Instant | null;
}

export interface MergeFilter {
  /** Any home group of a group: selects the connections that join one of the group's identifiers. */
  group?: string;
  status?: MergeStatus;
  evidence?: Evidence['kind'];
  /** Who asked for it, or for taking it back. */
  actor?: string;
  /** From this instant on. */
  from?: Instant;
  /** Before this instant. */
  to?: Instant;
}

/** Place in the log, by which the list is ordered. */
export interface MergePlace {
  position: number;
  ordinal: number;
}

/** A connection that holds two identifiers together. */
export interface EdgeView {
  edgeId: string;
  a: PlainIdentifier;
  b: PlainIdentifier;
  /** Of a and b; they tell erased ones apart. */
  homeGroupIds: [string, string];
  evidence: Evidence;
  at: Instant;
  position: number;
  mergeId: string | null;
  forced: boolean;
}

export interface EdgeRow {
  kind: Connection['kind'];
  edge_id: string | null;
  forced: string[];
  reverted: Reversal | null;
  merge_id: string | null;
  a_id: string;
  b_id: string;
  a_type: IdentifierType;
  a_value: string | null;
  b_type: IdentifierType;
  b_value: string | null;
  evidence: Evidence;
  position: string;
  ordinal: number;
  at: Date | string;
}

export interface MergeRow extends EdgeRow {
  into_group_id: string | null;
  from_group_id: string | null;
  moved: PlainIdentifier[] | null;
  effects: MergeView['effects'];
}

/** `c` is a connection, joined with CONNECTION_VALUES. */
export const EDGE_COLUMNS = `c.kind, c.edge_id, c.forced, c.reverted, c.merge_id, c.evidence, c.position, c.ordinal, c.at,
  c.a_id, c.a_type, a.value as a_value, c.b_id, c.b_type, b.value as b_value`;

/**
 * `o`: the evaluations of purchases that the fact of connection `c` scheduled or proposed; `r`: the rewards that the next
 * evaluation of each gave and took. A proposed evaluation counts once it has run. A purchase's first evaluation counts
 * only for an assertion or an operator's merge, because a claim or an order has its purchase evaluated anyway. When
 * one fact merged several groups, each merge shows the effects. A refusal is recorded once, so it also shows the
 * effects of later requests that were refused for the same reason.
 */
export const EFFECTS = `
    from (
      select distinct h.order_id, h.type, (select min(e.position) from purchase_history e
        where e.merchant_id = h.merchant_id and e.order_id = h.order_id and e.position > h.position
          and e.type in ('PurchaseAttributed', 'EvaluationConfirmed')) as evaluated_at
      from purchase_history h
      where h.merchant_id = c.merchant_id and h.type in ('RewardEvaluationScheduled', 'ReprocessingProposed')
        and h.position in (
          select c.position union all
          select r.position from merge_requests r where r.merchant_id = c.merchant_id and r.refused = c.kind
            and r.low_id = c.low_id and r.high_id = c.high_id)
        and (h.position <> c.position or c.evidence->>'kind' in ('operator', 'assertion')
          or exists (select from purchase_history before where before.merchant_id = h.merchant_id
            and before.order_id = h.order_id and before.position < h.position and before.type = 'PurchaseAttributed'))
    ) o
    left join purchase_history r on r.merchant_id = c.merchant_id and r.order_id = o.order_id
      and r.position = o.evaluated_at and r.amount is not null`;
export const PURCHASES_REEVALUATED = `
  count(distinct o.order_id) filter (where o.type = 'RewardEvaluationScheduled' or o.evaluated_at is not null)`;

/** Beside those of an edge. */
export const MERGE_COLUMNS = `${EDGE_COLUMNS}, c.into_group_id, c.from_group_id,
  (select json_agg(json_build_object('type', i.type, 'value', v.value) order by i.first_seen_position, i.first_seen_order)
    from identifiers i
    left join vault v on v.merchant_id = i.merchant_id and v.pseudonym = i.id
    where i.merchant_id = c.merchant_id and i.id = any(c.moved)) as moved,
  (select json_build_object('purchasesReevaluated', ${PURCHASES_REEVALUATED},
      'rewardsReversed', count(*) filter (where r.type in ('RewardReversed', 'RewardClawedBack')),
      'rewardsGranted', count(*) filter (where r.type = 'RewardGranted'), 'budgetDelta', coalesce(sum(r.amount), 0))
    ${EFFECTS}) as effects`;
export const CONNECTION_VALUES = `
  left join vault a on a.merchant_id = c.merchant_id and a.pseudonym = c.a_id
  left join vault b on b.merchant_id = c.merchant_id and b.pseudonym = c.b_id`;

/** Newest first; `before` is the `next` of the previous page. */
export async function listMerges(
  pool: Pool,
  merchantId: string,
  filter: MergeFilter,
  limit: number,
  before: MergePlace | null,
): Promise<Listed<MergeView, MergePlace>> {
  const { rows } = await pool.query<MergeRow>({
    name: 'list-merges',
    text: `with members as (
        select i.id from identifiers i where i.merchant_id = $1 and i.group_id =
          (select home.group_id from identifiers home where home.merchant_id = $1 and home.id = $2)
      )
      select ${MERGE_COLUMNS} from connections c ${CONNECTION_VALUES}
      where c.merchant_id = $1
        and (c.merge_id is not null or c.kind <> 'edge') and c.kind <> 'dropped'
        and ($2::uuid is null or c.a_id in (select id from members) or c.b_id in (select id from members))
        and ($3::text is null or case c.kind when 'edge' then 'merged' when 'reverted' then 'reverted' else 'refused' end = $3)
        and ($4::timestamptz is null or c.at >= $4)
        and ($5::timestamptz is null or c.at < $5)
        and ($6::text is null or c.evidence->>'kind' = $6)
        and ($7::text is null or c.evidence->>'actor' = $7 or c.reverted->>'actor' = $7)
        and ($8::bigint is null or (c.position, c.ordinal) < ($8, $9::integer))
      order by c.position desc, c.ordinal desc limit $10`,
    values: [
      merchantId,
      filter.group,
      filter.status,
      filter.from,
      filter.to,
      filter.evidence,
      filter.actor,
      before?.position,
      before?.ordinal,
      limit + 1,
    ],
  });
  const page = pageOf(rows, limit);
  const next = page.last === null ? null : { position: Number(page.last.position), ordinal: page.last.ordinal };
  return { items: page.rows.map(toMergeView), next };
}

export function toMergeView(row: MergeRow): MergeView {
  const status = row.kind === 'edge' ? 'merged' : row.kind === 'reverted' ? 'reverted' : 'refused';
  return {
    mergeId: row.merge_id,
    intoGroupId: row.into_group_id,
    fromGroupId: row.from_group_id,
    edge: [
      { type: row.a_type, value: row.a_value },
      { type: row.b_type, value: row.b_value },
    ],
    homeGroupIds: [row.a_id, row.b_id],
    evidence: row.evidence,
    identifiersMoved: row.moved ?? [],
    at: instant(row.at),
    position: Number(row.position),
    status,
    refusedBecause: status === 'refused' ? (row.kind as Code) : null,
    revertedAt: row.reverted && toInstant(row.reverted.at),
    reverted: row.reverted && toReversalView(row.reverted),
    effects: row.effects,
  };
}

function toReversalView({ position, actor, reason, split, liftedAt }: Reversal): ReversalOfMerge {
  return { position, actor, reason, split, liftedAt: liftedAt === null ? null : toInstant(liftedAt) };
}

export function toEdgeView(row: EdgeRow): EdgeView {
  return {
    edgeId: row.edge_id!,
    a: { type: row.a_type, value: row.a_value },
    b: { type: row.b_type, value: row.b_value },
    homeGroupIds: [row.a_id, row.b_id],
    evidence: row.evidence,
    at: instant(row.at),
    position: Number(row.position),
    mergeId: row.merge_id,
    forced: row.forced.length > 0,
  };
}

/** The merge or edge with this id; null: it never existed, or was dropped when its group was decided anew. */
export async function findMerge(pool: Pool, merchantId: string, id: string): Promise<MergeView | null> {
  const edgeId = edgeIdOf(id);
  const place = edgeId === null ? null : placeOfEdge(edgeId);
  if (place === null || !Number.isSafeInteger(place.position)) return null;
  const { rows } = await pool.query<MergeRow>({
    name: 'find-merge',
    text: `select ${MERGE_COLUMNS} from connections c ${CONNECTION_VALUES}
      where c.merchant_id = $1 and c.position = $2 and c.ordinal = $3 and c.edge_id = $4 and c.kind <> 'dropped'`,
    values: [merchantId, place.position, place.ordinal, edgeId],
  });
  return rows[0] === undefined ? null : toMergeView(rows[0]);
}

/** The present kind of the edge with this merge or edge id; null: no such edge ever existed. */
export async function findEdgeKind(pool: Pool, merchantId: string, id: string): Promise<Connection['kind'] | null> {
  const [edge] = await findEdges(pool, merchantId, [id]);
  return edge?.kind ?? null;
}

/** Edges by the ids of edges or merges, in log order. */
export async function findEdges(pool: Pool, merchantId: string, ids: readonly string[]): Promise<EdgeRow[]> {
  const edgeIds = ids.flatMap((id) => edgeIdOf(id) ?? []);
  const places = edgeIds.map(placeOfEdge).filter(({ position }) => Number.isSafeInteger(position));
  const { rows } = await pool.query<EdgeRow>({
    name: 'find-edges',
    text: `select ${EDGE_COLUMNS} from unnest($2::bigint[], $3::integer[]) as k(position, ordinal)
      join connections c on c.merchant_id = $1 and c.position = k.position and c.ordinal = k.ordinal ${CONNECTION_VALUES}
      where c.edge_id = any($4::text[]) order by c.position, c.ordinal`,
    values: [merchantId, places.map(({ position }) => position), places.map(({ ordinal }) => ordinal), edgeIds],
  });
  return rows;
}

/** Whether the pair's newest edge was reverted and the pair has not been allowed to connect since. */
export async function isSeparated(pool: Pool, merchantId: string, a: string, b: string): Promise<boolean> {
  const { rows } = await pool.query<{ reverted: Reversal }>({
    name: 'is-separated',
    text: `select c.reverted from connections c
      where c.merchant_id = $1 and c.low_id = least($2::uuid, $3::uuid) and c.high_id = greatest($2::uuid, $3::uuid)
        and c.kind = 'reverted' order by c.position desc, c.ordinal desc limit 1`,
    values: [merchantId, a, b],
  });
  return rows[0] !== undefined && rows[0].reverted.liftedAt === null;
}

export interface MergeRequestView {
  mergeId: string | null;
  edgeId: string | null;
  refused: MergeRefusal | null;
}

/** Returns null until the request is decided. */
export async function findMergeRequest(
  pool: Pool,
  merchantId: string,
  requestId: string,
): Promise<MergeRequestView | null> {
  const { rows } = await pool.query<MergeRequestView>({
    name: 'find-merge-request',
    text: `select merge_id as "mergeId", edge_id as "edgeId", refused from merge_requests
      where merchant_id = $1 and request_id = $2`,
    values: [merchantId, requestId],
  });
  return rows[0] ?? null;
}

export interface ReversalView {
  split: boolean;
  heldBy: EdgeView[];
}

/** What the request at `position` did to the edge; null: another request reverted it. */
export async function findReversal(
  pool: Pool,
  merchantId: string,
  id: string,
  position: number,
): Promise<ReversalView | null> {
  const [edge] = await findEdges(pool, merchantId, [id]);
  if (edge?.reverted?.position !== position) return null;
  const held = await findEdges(pool, merchantId, edge.reverted.heldBy);
  return { split: edge.reverted.split, heldBy: held.map(toEdgeView) };
}
