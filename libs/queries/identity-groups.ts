/** An identity group as the API shows it: a person's identifiers, the edges between them, and their activity. */
import type { Pool } from 'pg';
import type { IdentifierType } from '../kernel/identity/identifier';
import type { TouchpointSource } from '../kernel/policy';
import type { Instant } from '../kernel/time';
import {
  type EdgeView,
  MERGE_COLUMNS,
  MERGE_VALUES,
  type MergeRow,
  type MergeView,
  toEdgeView,
  toMergeView,
} from './merges';
import { instant, type PlainIdentifier } from './rows';

/** A group shows its newest touchpoints; a bot can have more than this. */
const TOUCHPOINTS_MAX = 1_000;
const PURCHASES_MAX = 1_000;

export interface IdentityGroupView {
  /** The canonical group id. */
  id: string;
  identifiers: (PlainIdentifier & { homeGroupId: string; firstSeenAt: Instant })[];
  /** Home groups that were merged into this one. */
  absorbed: string[];
  merges: MergeView[];
  edges: EdgeView[];
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
  purchases: string[];
}

interface GroupRow {
  id: string;
  identifiers: { id: string; type: IdentifierType; value: string | null; at: string }[];
  edges: MergeRow[] | null;
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
  purchases: string[] | null;
}

/** The group of the identifier with this pseudonym (which is also its home group); null: it was never seen. */
export async function findIdentityGroup(
  pool: Pool,
  merchantId: string,
  pseudonym: string,
): Promise<IdentityGroupView | null> {
  const { rows } = await pool.query<GroupRow>({
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
        (select json_agg(e order by e.position, e.ordinal) from (
          select ${MERGE_COLUMNS} from connections c ${MERGE_VALUES}
          where c.merchant_id = $1 and c.kind = 'edge' and c.low_id in (select id from members)
        ) e) as edges,
        (select json_agg(t order by t.position) from (
          select t.touchpoint_id as "touchpointId", t.source, t.channel, t.campaign, t.referrer_type as "referrerType",
            v.value as "referrerValue", t.url, t.occurred_at as "occurredAt", t.position
          from touchpoints t left join vault v on v.merchant_id = $1 and v.pseudonym = t.referrer_id
          where t.merchant_id = $1 and t.identifier_id in (select id from members)
          order by t.position desc limit ${TOUCHPOINTS_MAX}
        ) t) as touchpoints,
        (select json_agg(p.order_id order by p.first_position) from (
          select p.order_id, p.first_position from purchases p
          where p.merchant_id = $1 and p.anchor_id in (select id from members)
          order by p.first_position desc limit ${PURCHASES_MAX}
        ) p) as purchases
      from home`,
    values: [merchantId, pseudonym],
  });
  return rows[0] === undefined ? null : toView(rows[0]);
}

function toView(row: GroupRow): IdentityGroupView {
  const edges = row.edges ?? [];
  return {
    id: row.id,
    identifiers: row.identifiers.map(({ id, type, value, at }) => ({
      type,
      value,
      homeGroupId: id,
      firstSeenAt: instant(at),
    })),
    absorbed: row.identifiers.map(({ id }) => id).filter((id) => id !== row.id),
    merges: edges.filter(({ merge_id }) => merge_id !== null).map(toMergeView),
    edges: edges.map(toEdgeView),
    touchpoints: (row.touchpoints ?? []).map(({ referrerType, referrerValue, occurredAt, ...same }) => ({
      ...same,
      referrer: referrerType === null ? null : { type: referrerType, value: referrerValue },
      occurredAt: instant(occurredAt),
    })),
    purchases: row.purchases ?? [],
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
