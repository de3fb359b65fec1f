/** An identity group as the API shows it: a person's identifiers, the edges between them, and their activity. */
import type { Pool } from 'pg';
import type { IdentifierType } from '../kernel/identity/identifier';
import type { TouchpointSource } from '../kernel/policy';
import type { Instant } from '../kernel/time';
import {
  CONNECTION_VALUES,
  EDGE_COLUMNS,
  type EdgeRow,
  type EdgeView,
  MERGE_COLUMNS,
  type MergeRow,
  type MergeView,
  toEdgeView,
  toMergeView,
} from './merges';
import type { Reader } from './reader';
import { instant, type PlainIdentifier } from './rows';

export const GROUP_LIMITS = {
  /** A group shows so many of its newest touchpoints; a bot can have millions. */
  touchpointsShown: 500,
  /** So many of its newest edges, merges and purchases. */
  shown: 100,
  /** Touchpoints and purchases are counted up to this number, so that a count does not read millions. */
  counted: 10_000,
} as const;

export interface IdentityGroupView {
  /** The canonical group id. */
  id: string;
  identifiers: (PlainIdentifier & { homeGroupId: string; firstSeenAt: Instant })[];
  /** Home groups that were merged into this one. */
  absorbed: string[];
  merges: MergeView[];
  mergesCount: number;
  edges: EdgeView[];
  edgesCount: number;
  touchpoints: {
    touchpointId: string;
    source: TouchpointSource;
    channel: string | null;
    campaign: string | null;
    referrer: PlainIdentifier | null;
    url: string | null;
    occurredAt: Instant;
    position: number;
  }[];
  touchpointsCount: number;
  purchases: string[];
  purchasesCount: number;
}

interface GroupRow {
  id: string;
  identifiers: { id: string; type: IdentifierType; value: string | null; at: string }[];
  merges: MergeRow[] | null;
  merges_count: string;
  edges: EdgeRow[] | null;
  edges_count: string;
  touchpoints:
    | {
        touchpointId: string;
        source: TouchpointSource;
        channel: string | null;
        campaign: string | null;
        referrerType: IdentifierType | null;
        referrerValue: string | null;
        url: string | null;
        occurredAt: string;
        position: number;
      }[]
    | null;
  touchpoints_count: string;
  purchases: string[] | null;
  purchases_count: string;
}

const EDGES = `connections c
  where c.merchant_id = $1 and c.kind = 'edge' and c.low_id in (select id from members)`;
const MERGES = `${EDGES} and c.merge_id is not null`;

/** The newest of `connections`, in log order, as JSON. */
const newestOf = (connections: string, columns: string) => `(select json_agg(e order by e.position, e.ordinal) from (
  select ${columns} from (
    select * from ${connections} order by c.position desc, c.ordinal desc limit ${GROUP_LIMITS.shown}
  ) c ${CONNECTION_VALUES}
) e)`;

/** The newest of each member first, because one index scan over all members would read all their touchpoints. */
const TOUCHPOINTS = `(select json_agg(t order by t.position) from (
  select t.touchpoint_id as "touchpointId", t.source, t.channel, t.campaign, t.referrer_type as "referrerType",
    v.value as "referrerValue", t.url, t.occurred_at as "occurredAt", t.position
  from (
    select m.id, newest.position from members m cross join lateral (
      select t.position from touchpoints t where t.merchant_id = $1 and t.identifier_id = m.id
      order by t.position desc limit ${GROUP_LIMITS.touchpointsShown}
    ) newest order by newest.position desc limit ${GROUP_LIMITS.touchpointsShown}
  ) newest
  join touchpoints t on t.merchant_id = $1 and t.identifier_id = newest.id and t.position = newest.position
  left join vault v on v.merchant_id = $1 and v.pseudonym = t.referrer_id
) t)`;

const PURCHASES = `(select json_agg(newest.order_id order by newest.first_position) from (
  select newest.order_id, newest.first_position from members m cross join lateral (
    select p.order_id, p.first_position from purchases p where p.merchant_id = $1 and p.anchor_id = m.id
    order by p.first_position desc limit ${GROUP_LIMITS.shown}
  ) newest order by newest.first_position desc limit ${GROUP_LIMITS.shown}
) newest)`;

const countOf = (table: string, member: string) => `(select count(*) from (
  select from members m join ${table} t on t.merchant_id = $1 and t.${member} = m.id limit ${GROUP_LIMITS.counted}
) counted)`;

/** The group of the identifier with this pseudonym (which is also its home group); null: it was never seen. */
export async function findIdentityGroup(
  reader: Reader,
  merchantId: string,
  pseudonym: string,
): Promise<IdentityGroupView | null> {
  const { rows } = await reader.query<GroupRow>({
    name: 'find-identity-group',
    text: `with home as (
        select group_id from identifiers where merchant_id = $1 and id = $2
      ), members as (
        select i.* from identifiers i where i.merchant_id = $1 and i.group_id = (select group_id from home)
      )
      select home.group_id as id,
        (select json_agg(json_build_object('id', m.id, 'type', m.type, 'value', v.value, 'at', m.first_seen_at)
            order by m.first_seen_position, m.first_seen_order)
          from members m left join vault v on v.merchant_id = $1 and v.pseudonym = m.id) as identifiers,
        ${newestOf(MERGES, MERGE_COLUMNS)} as merges, (select count(*) from ${MERGES}) as merges_count,
        ${newestOf(EDGES, EDGE_COLUMNS)} as edges, (select count(*) from ${EDGES}) as edges_count,
        ${TOUCHPOINTS} as touchpoints, ${countOf('touchpoints', 'identifier_id')} as touchpoints_count,
        ${PURCHASES} as purchases, ${countOf('purchases', 'anchor_id')} as purchases_count
      from home`,
    values: [merchantId, pseudonym],
  });
  return rows[0] === undefined ? null : toView(rows[0]);
}

function toView(row: GroupRow): IdentityGroupView {
  return {
    id: row.id,
    identifiers: row.identifiers.map(({ id, type, value, at }) => ({
      type,
      value,
      homeGroupId: id,
      firstSeenAt: instant(at),
    })),
    absorbed: row.identifiers.map(({ id }) => id).filter((id) => id !== row.id),
    merges: (row.merges ?? []).map(toMergeView),
    mergesCount: Number(row.merges_count),
    edges: (row.edges ?? []).map(toEdgeView),
    edgesCount: Number(row.edges_count),
    touchpoints: (row.touchpoints ?? []).map(({ referrerType, referrerValue, occurredAt, ...same }) => ({
      ...same,
      referrer: referrerType === null ? null : { type: referrerType, value: referrerValue },
      occurredAt: instant(occurredAt),
    })),
    touchpointsCount: Number(row.touchpoints_count),
    purchases: row.purchases ?? [],
    purchasesCount: Number(row.purchases_count),
  };
}

/** Finds identifiers by pseudonym; identifiers that were never seen are missing. */
export async function findIdentifiers(
  pool: Pool,
  merchantId: string,
  ids: readonly string[],
): Promise<Map<string, PlainIdentifier>> {
  const { rows } = await pool.query<PlainIdentifier & { id: string }>({
    name: 'find-identifiers',
    text: `select i.id, i.type, v.value from identifiers i
      left join vault v on v.merchant_id = i.merchant_id and v.pseudonym = i.id
      where i.merchant_id = $1 and i.id = any($2::uuid[])`,
    values: [merchantId, ids],
  });
  return new Map(rows.map(({ id, ...identifier }) => [id, identifier]));
}
