/** The groups of some identifiers as they were: everybody who was ever connected with them, and their edges in log order. */
import type { Pool } from 'pg';
import { ConnectionRow, connectionFromRow } from '../../../projections/connections';
import { IdentifierRow, identifierFromRow } from '../../../projections/identifiers';
import { tableOf } from '../../../projections/registry';
import { kernelTypes } from '../../database/kernel-types';
import { READ_MANY_MAX, type EventLog } from '../../event-log/event-log';
import { ledgerStream } from '../../event-log/streams';
import type { Decision, LedgerMeta } from '../../kernel/decisions';
import type { Connection } from '../../kernel/identity/connection';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { changeOfDecision, type Change, type PastWorld } from './past-world';
import { lastNotAbove } from './search-log';
import { TooMuch } from './too-much';

const CONNECTION = tableOf(ConnectionRow);
const IDENTIFIER = tableOf(IdentifierRow);

export const COMPONENT_MAX = 20_000;

/**
 * Sees the identifiers that were ever connected with `ids` and had been seen by `position`, each as a group of its own.
 * Returns the changes of their groups until then, to be folded with the others.
 */
export async function seePastGroups(
  pool: Pool,
  log: EventLog,
  past: PastWorld,
  ids: readonly Pseudonym[],
  position: number,
): Promise<Change[]> {
  if (ids.length === 0) return [];
  const { merchantId, identities } = past.merchant;
  const edges = await edgesAround(pool, merchantId, ids);
  const members = [...new Set([...ids, ...edges.flatMap(({ a, b }) => [a.id, b.id])])];
  const { rows } = await pool.query<IdentifierRow>({
    name: 'past-identifiers',
    text: `select ${IDENTIFIER.selectList} from identifiers t
      where t.merchant_id = $1 and t.id = any($2::uuid[]) and t.first_seen_position <= $3`,
    values: [merchantId, members, position],
    types: kernelTypes,
  });
  for (const row of rows) {
    // When it was first seen never changes; whose group it is in is folded from its edges.
    identities.identifiers.set(row.id, { ...identifierFromRow(row), groupId: row.id, known: false });
    identities.members.replace(row.id, [row.id]);
  }
  return changesOf(log, past, edges, position);
}

/** All edges that ever connected the identifiers with anybody, directly or through others. */
export async function edgesAround(pool: Pool, merchantId: string, ids: readonly Pseudonym[]): Promise<Connection[]> {
  const { rows } = await pool.query<ConnectionRow>({
    name: 'edges-around',
    text: `with recursive component(id) as (
        select unnest($2::uuid[])
        union
        select next.id from component m cross join lateral (
          select c.high_id as id from connections c
          where c.merchant_id = $1 and c.low_id = m.id and c.edge_id is not null
          union all
          select c.low_id from connections c
          where c.merchant_id = $1 and c.high_id = m.id and c.edge_id is not null
        ) next
      )
      select ${CONNECTION.selectList} from (select id from component limit $3) m
      join connections t on t.merchant_id = $1 and t.low_id = m.id and t.edge_id is not null
      order by t.position, t.ordinal limit $3`,
    values: [merchantId, ids, COMPONENT_MAX + 1],
    types: kernelTypes,
  });
  if (rows.length > COMPONENT_MAX) throw new TooMuch(`more than ${COMPONENT_MAX} edges`);
  return rows.map(connectionFromRow);
}

/**
 * An edge is stored as it was decided, until an edge of its group is taken back: that rewrites others. Then the ledger
 * has to say how it was.
 */
async function changesOf(
  log: EventLog,
  past: PastWorld,
  edges: readonly Connection[],
  position: number,
): Promise<Change[]> {
  const isAsDecided = edges.every(({ kind }) => kind === 'edge');
  if (isAsDecided) {
    const { merchantId } = past.merchant;
    return edges.filter((edge) => edge.position <= position).map((edge) => changeOfEdge(merchantId, edge));
  }
  const places = edges.flatMap((edge) => [edge.position, edge.reverted?.position ?? edge.position]);
  const causes = [...new Set(places)].filter((place) => place <= position);
  const inside = new Set(edges.map(({ edgeId }) => edgeId));
  return (await decisionsAt(log, past.world.partition, causes)).filter(
    (change) => 'decision' in change && inside.has(edgeIdOf(change.decision) ?? null),
  );
}

/** The decision that made the edge. */
export function decisionOfEdge(merchantId: string, edge: Connection): Decision {
  const { a, b, evidence, edgeId, mergeId, into, from, moved } = edge;
  const forced = edge.forced.length > 0 ? { forced: edge.forced } : {};
  const pair = { merchantId, a, b, evidence, ...forced, edgeId: edgeId! };
  return mergeId === null
    ? { type: 'IdentityEdgeConfirmed', data: { ...pair, groupId: a.id } }
    : { type: 'IdentityGroupsMerged', data: { ...pair, mergeId, into: into!, from: from!, moved } };
}

function changeOfEdge(merchantId: string, edge: Connection): Change {
  const { position, ordinal, at: recordedAt } = edge;
  return { moment: { position, ordinal, recordedAt }, decision: decisionOfEdge(merchantId, edge) };
}

function edgeIdOf({ type, data }: Decision): string | undefined {
  const isOfEdge =
    type === 'IdentityEdgeConfirmed' || type === 'IdentityGroupsMerged' || type === 'IdentityGroupsUnmerged';
  return isOfEdge ? data.edgeId : undefined;
}

/** The decisions on the facts at these positions, which are found in the ledger by bisection. */
async function decisionsAt(log: EventLog, partition: number, causes: readonly number[]): Promise<Change[]> {
  const stream = ledgerStream(partition);
  const head = await log.head(stream);
  const sorted = causes.toSorted((a, b) => a - b);
  // The decisions of a fact lie between the last decision of the facts before it and its own last decision.
  const bounds = [...new Set(sorted.flatMap((cause) => [cause - 1, cause]))];
  const ends = await lastNotAbove(log, stream, head, bounds, positionOf);
  const endOf = new Map(bounds.map((bound, i) => [bound, ends[i]!]));
  const revisions = sorted.flatMap((cause) => range(endOf.get(cause - 1)! + 1, endOf.get(cause)!));
  const changes: Change[] = [];
  for (let at = 0; at < revisions.length; at += READ_MANY_MAX) {
    changes.push(...(await log.readMany(stream, revisions.slice(at, at + READ_MANY_MAX))).map(changeOfDecision));
  }
  return changes;
}

function positionOf({ meta }: { meta: string | null }): number {
  return (JSON.parse(meta!) as LedgerMeta).position;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
