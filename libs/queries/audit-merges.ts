/** Everything that connected identifiers, or was refused or taken back, with its evidence and what it did to rewards. */
import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { READ_MANY_MAX } from '../event-log/event-log';
import { ledgerStream } from '../event-log/streams';
import type { Code } from '../kernel/codes';
import type { Evidence } from '../kernel/decisions';
import type { Pseudonym } from '../kernel/identity/identifier';
import { toInstant, type Instant } from '../kernel/time';
import { CONNECTION_VALUES, EDGE_COLUMNS, EFFECTS, type EdgeRow, PURCHASES_REEVALUATED } from './merges';
import { instant, type PlainIdentifier } from './rows';

/** Groups, and other outcomes, are read in pages of so many: a merchant may have millions. */
const PAGE = 100;
/** So many edges of one group, and rewards of one merge, are told of. */
export const AUDIT_LIMITS = { edges: 2_000, rewards: READ_MANY_MAX } as const;

export interface AuditedConnection {
  /** `confirmed`: an edge within one group; `dropped`: it fell away when another edge was taken back. */
  status: 'merged' | 'confirmed' | 'refused' | 'reverted' | 'dropped';
  refusedBecause: Code | null;
  edgeId: string | null;
  mergeId: string | null;
  /** Home groups. */
  intoGroupId: Pseudonym | null;
  fromGroupId: Pseudonym | null;
  identifiersMoved: number;
  a: PlainIdentifier & { id: Pseudonym };
  b: PlainIdentifier & { id: Pseudonym };
  evidence: Evidence;
  forced: string[];
  at: Instant;
  position: number;
  reverted: { at: Instant; position: number; actor: string; reason: string; split: boolean; heldBy: string[] } | null;
  effects: { purchasesReevaluated: number; rewardsGranted: number; rewardsReversed: number; money: Sum[] };
}

/** What recipients got more, or less than 0, in minor units. */
export interface Sum {
  currency: string;
  amount: number;
}

/** A group of more than one identifier, as it is now. */
export interface AuditedGroup {
  /** The canonical group: its anchor's home group. */
  groupId: Pseudonym;
  identifiers: (PlainIdentifier & { id: Pseudonym })[];
  /** In log order. */
  edges: AuditedConnection[];
}

interface AuditRow extends EdgeRow {
  a_id: Pseudonym;
  b_id: Pseudonym;
  group_id: Pseudonym;
  into_group_id: Pseudonym | null;
  from_group_id: Pseudonym | null;
  moved_count: number;
  effects: { purchases: number; rewards: number[] };
}

const COLUMNS = `${EDGE_COLUMNS}, c.into_group_id, c.from_group_id, cardinality(c.moved) as moved_count,
  (select json_build_object('purchases', ${PURCHASES_REEVALUATED},
      'rewards', coalesce(json_agg(r.ledger_revision) filter (where r.ledger_revision is not null), '[]'))
    ${EFFECTS}) as effects`;

export interface Audited {
  pool: Pool;
  log: EventLog;
  merchantId: string;
  partition: number;
}

/** The groups of a merchant that have more than one identifier, or the one of the identifier `of`. */
export async function* auditGroups(audited: Audited, of?: Pseudonym): AsyncGenerator<AuditedGroup> {
  const { pool, merchantId } = audited;
  let last: Pseudonym | undefined;
  for (;;) {
    const { rows } = await pool.query<{ group_id: Pseudonym }>({
      name: 'audited-groups',
      text: `select i.group_id from identifiers i
        where i.merchant_id = $1 and i.id <> i.group_id and ($2::uuid is null or i.group_id > $2)
          and ($3::uuid is null or i.group_id = (select home.group_id from identifiers home
            where home.merchant_id = $1 and home.id = $3))
        group by i.group_id order by i.group_id limit $4`,
      values: [merchantId, last, of ?? null, PAGE],
    });
    if (rows.length === 0) return;
    for (const { group_id: groupId } of rows) yield auditGroup(audited, groupId);
    last = rows.at(-1)!.group_id;
  }
}

async function auditGroup(audited: Audited, groupId: Pseudonym): Promise<AuditedGroup> {
  const { pool, merchantId } = audited;
  const { rows: identifiers } = await pool.query<AuditedGroup['identifiers'][number]>({
    name: 'audited-identifiers',
    text: `select i.id, i.type, v.value from identifiers i
      left join vault v on v.merchant_id = i.merchant_id and v.pseudonym = i.id
      where i.merchant_id = $1 and i.group_id = $2 order by i.first_seen_position, i.first_seen_order`,
    values: [merchantId, groupId],
  });
  const { rows } = await pool.query<AuditRow>({
    name: 'audited-edges',
    text: `select ${COLUMNS} from connections c ${CONNECTION_VALUES}
      where c.merchant_id = $1 and c.kind = 'edge' and c.low_id = any($2::uuid[])
      order by c.position, c.ordinal limit $3`,
    values: [merchantId, identifiers.map(({ id }) => id), AUDIT_LIMITS.edges],
  });
  return { groupId, identifiers, edges: await Promise.all(rows.map((row) => toAudited(audited, row))) };
}

/** Refusals, and what was taken back or fell away, in log order; with `of`, those that name somebody of its group. */
export async function* auditOthers(audited: Audited, of?: Pseudonym): AsyncGenerator<AuditedConnection> {
  const { pool, merchantId } = audited;
  let last: { position: string; ordinal: number } | undefined;
  for (;;) {
    const { rows } = await pool.query<AuditRow>({
      name: 'audited-others',
      text: `with members as (
          select i.id from identifiers i where i.merchant_id = $1 and i.group_id =
            (select home.group_id from identifiers home where home.merchant_id = $1 and home.id = $4)
        )
        select ${COLUMNS} from connections c ${CONNECTION_VALUES}
        where c.merchant_id = $1 and c.kind <> 'edge'
          and ($2::bigint is null or (c.position, c.ordinal) > ($2, $3::integer))
          and ($4::uuid is null or c.a_id in (select id from members) or c.b_id in (select id from members))
        order by c.position, c.ordinal limit $5`,
      values: [merchantId, last?.position ?? null, last?.ordinal ?? null, of ?? null, PAGE],
    });
    for (const row of rows) yield toAudited(audited, row);
    if (rows.length < PAGE) return;
    last = rows.at(-1)!;
  }
}

async function toAudited(audited: Audited, row: AuditRow): Promise<AuditedConnection> {
  const { kind, merge_id: mergeId, reverted } = row;
  const isRefused = kind !== 'edge' && kind !== 'reverted' && kind !== 'dropped';
  return {
    status: isRefused ? 'refused' : kind === 'edge' ? (mergeId === null ? 'confirmed' : 'merged') : kind,
    refusedBecause: isRefused ? kind : null,
    edgeId: row.edge_id,
    mergeId,
    intoGroupId: row.into_group_id,
    fromGroupId: row.from_group_id,
    identifiersMoved: row.moved_count,
    a: { type: row.a_type, value: row.a_value, id: row.a_id },
    b: { type: row.b_type, value: row.b_value, id: row.b_id },
    evidence: row.evidence,
    forced: row.forced,
    at: instant(row.at),
    position: Number(row.position),
    reverted: reverted && {
      at: toInstant(reverted.at),
      position: reverted.position,
      actor: reverted.actor,
      reason: reverted.reason,
      split: reverted.split,
      heldBy: reverted.heldBy,
    },
    effects: { purchasesReevaluated: row.effects.purchases, ...(await moneyOf(audited, row.effects.rewards)) },
  };
}

/** The rewards that were granted and taken back, by their ledger events: only these know the currency. */
async function moneyOf(
  { log, partition }: Audited,
  revisions: readonly number[],
): Promise<Omit<AuditedConnection['effects'], 'purchasesReevaluated'>> {
  const money = new Map<string, number>();
  let rewardsGranted = 0;
  let rewardsReversed = 0;
  if (revisions.length === 0) return { rewardsGranted, rewardsReversed, money: [] };
  for (const { type, data } of await log.readMany(ledgerStream(partition), revisions.slice(0, AUDIT_LIMITS.rewards))) {
    const { amount, currency } = JSON.parse(data) as Sum;
    if (type === 'RewardGranted') rewardsGranted++;
    else rewardsReversed++;
    // The amount of a clawback is negative already.
    money.set(currency, (money.get(currency) ?? 0) + (type === 'RewardReversed' ? -amount : amount));
  }
  return { rewardsGranted, rewardsReversed, money: [...money].map(([currency, amount]) => ({ currency, amount })) };
}
