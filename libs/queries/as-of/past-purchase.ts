/** A purchase as it was, from the recorded facts and decisions that concern it. */
import type { Pool } from 'pg';
import { kernelTypes } from '../../database/kernel-types';
import { READ_MANY_MAX, type EventLog, type StoredEvent } from '../../event-log/event-log';
import { intakeStream, ledgerStream } from '../../event-log/streams';
import { PURCHASE_LIMITS } from '../purchases';
import type { Whose } from './whose';
import { changeOfDecision, changeOfFact, type Change } from './past-world';
import { TooMuch } from './too-much';

export const PAST_LIMITS = {
  /** Facts and decisions that concern one purchase. */
  changes: 10_000,
  /** Of their data, together. */
  bytes: 64 * 1_048_576,
  /** Of an order that somebody floods with wrong claims, so many of the newest rejections are folded. */
  rejections: 1_000,
} as const;

/** Decisions of a purchase's history that belong to its group, which is folded by itself. */
const OF_GROUPS = `('IdentityEdgeConfirmed', 'IdentityMergeRefused', 'IdentityGroupsMerged', 'IdentityGroupsUnmerged')`;

/** Verdicts that change nothing but the claim. */
const REFUSALS = `('PurchaseClaimRejected', 'PurchaseClaimRepeated')`;

interface Pointers {
  facts: number[];
  claims: number[];
  decisions: number[];
  rejections: number[];
  proposes: boolean;
}

/** Everything up to `position` that made the purchase what it was. @throws TooMuch */
export async function changesOfPurchase(
  { pool, log, merchantId, partition }: Whose,
  orderId: string,
  position: number,
): Promise<Change[]> {
  const { rows } = await pool.query<Pointers>({
    name: 'past-purchase',
    text: `select
        array(select p.first_position where p.first_position <= $3
          union all
          select f.position from purchase_facts f
          where f.merchant_id = $1 and f.order_id = $2 and f.position <= $3 limit $5) as facts,
        array(select c.position from claims c
          where c.merchant_id = $1 and c.order_id = $2 and c.position <= $3 and c.status = 'accepted'
          union
          (select c.position from claims c where c.merchant_id = $1 and c.order_id = $2 and c.position <= $3
            order by c.position desc limit $4)) as claims,
        array(select h.ledger_revision from purchase_history h
          where h.merchant_id = $1 and h.order_id = $2 and h.position <= $3
            and h.type not in ${OF_GROUPS} and h.type not in ${REFUSALS} limit $5) as decisions,
        array(select r.ledger_revision from claim_rejections r
          where r.merchant_id = $1 and r.order_id = $2 and r.position <= $3
          order by r.position desc, r.ledger_revision desc limit $6) as rejections,
        exists (select from purchase_history h
          where h.merchant_id = $1 and h.order_id = $2 and h.type = 'ReprocessingProposed') as proposes
      from purchases p where p.merchant_id = $1 and p.order_id = $2`,
    values: [merchantId, orderId, position, PURCHASE_LIMITS.shown + 1, PAST_LIMITS.changes + 1, PAST_LIMITS.rejections],
  });
  const [row] = rows;
  if (row === undefined) return [];
  const decisions = numbers([...row.decisions, ...row.rejections]);
  const proposals = row.proposes ? await decidedProposals(pool, merchantId, orderId, position) : [];
  const facts = numbers([...row.facts, ...row.claims, ...proposals]);
  const count = facts.length + decisions.length;
  if (count > PAST_LIMITS.changes) throw new TooMuch(`more than ${PAST_LIMITS.changes} facts and decisions`);
  const budget = { bytes: PAST_LIMITS.bytes };
  const changes = await Promise.all([
    changesAt(log, intakeStream(partition), facts, changeOfFact, budget),
    changesAt(log, ledgerStream(partition), decisions, changeOfDecision, budget),
  ]);
  return changes.flat();
}

async function decidedProposals(pool: Pool, merchantId: string, orderId: string, position: number): Promise<number[]> {
  const { rows } = await pool.query<{ position: number }>({
    name: 'past-proposals',
    // A proposal carries the place in the log where it was made.
    text: `select q.decided_position as position from purchase_history h
      join proposals q on q.merchant_id = h.merchant_id and q.position = h.position and q.order_id = h.order_id
      where h.merchant_id = $1 and h.order_id = $2 and h.type = 'ReprocessingProposed'
        and q.status in ('approved', 'rejected') and q.decided_position <= $3`,
    values: [merchantId, orderId, position],
    types: kernelTypes,
  });
  return rows.map((row) => row.position);
}

async function changesAt(
  log: EventLog,
  stream: string,
  revisions: readonly number[],
  changeOf: (event: StoredEvent) => Change,
  budget: { bytes: number },
): Promise<Change[]> {
  const changes: Change[] = [];
  for (let at = 0; at < revisions.length; at += SLICE_MAX) {
    for (const event of await log.readMany(stream, revisions.slice(at, at + SLICE_MAX))) {
      budget.bytes -= event.data.length;
      if (budget.bytes < 0) throw new TooMuch(`facts and decisions of more than ${PAST_LIMITS.bytes} bytes`);
      changes.push(changeOf(event));
    }
  }
  return changes;
}

/** So many events are read at once, as an attribution can list a thousand credits. */
const SLICE_MAX = Math.min(100, READ_MANY_MAX);

/** Bigints in an array come as text. */
function numbers(list: readonly (number | string)[]): number[] {
  return [...new Set(list.map(Number))];
}
