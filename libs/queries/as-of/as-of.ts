/** A purchase and an identity group as they were: the answers of the live reads, at a moment of the past. */
import { tableOf } from '../../../projections/registry';
import { ClaimRow } from '../../../projections/claims';
import { ConnectionRow } from '../../../projections/connections';
import { IdentifierRow } from '../../../projections/identifiers';
import { PurchaseRow } from '../../../projections/purchases';
import type { Batch } from '../../../projections/read-model';
import { RewardRow, WithheldRow } from '../../../projections/rewards';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { toInstant } from '../../kernel/time';
import { findIdentityGroup, type IdentityGroupView } from '../identity-groups';
import { findPurchase, type PurchaseView } from '../purchases';
import { seePastGroups } from './past-groups';
import type { PastMoment } from './past-moment';
import { changesOfPurchase } from './past-purchase';
import { PastWorld } from './past-world';
import { rowsUntil, TablesAsOf, type Stand } from './tables-as-of';
import type { Whose } from './whose';

/** Null: it was not recorded by then. @throws TooMuch */
export async function purchaseAsOf(whose: Whose, orderId: string, moment: PastMoment): Promise<PurchaseView | null> {
  const { pool, log, merchantId } = whose;
  const { position, clock } = moment;
  const past = await pastOfPurchase(whose, orderId, position);
  if (past === null) return null;
  const tables = new TablesAsOf(
    pool,
    [
      rowsOf(past, IdentifierRow),
      rowsOf(past, PurchaseRow),
      rowsOf(past, ClaimRow),
      rowsOf(past, RewardRow),
      rowsOf(past, WithheldRow),
      rowsUntil('purchase_history', merchantId, position),
      rowsUntil('claim_rejections', merchantId, position),
    ],
    clock,
  );
  return findPurchase(tables, log, merchantId, orderId);
}

/** The world of one purchase, with the groups of its buyer and of those whom it rewards; null: it was not recorded by then. */
export async function pastOfPurchase(whose: Whose, orderId: string, position: number): Promise<PastWorld | null> {
  const { pool, log, merchantId, partition } = whose;
  const [past, changes] = await Promise.all([
    PastWorld.open(pool, merchantId, partition),
    changesOfPurchase(whose, orderId, position),
  ]);
  const ids = new Set<Pseudonym>();
  for (const change of changes) {
    if (!('decision' in change)) continue;
    const { data } = change.decision;
    if ('anchor' in data) ids.add(data.anchor.id);
    if ('recipient' in data) ids.add(data.recipient.id);
  }
  const connected = await seePastGroups(pool, log, past, [...ids], position);
  past.fold([...connected, ...changes]);
  return past.merchant.purchases.find(orderId) === undefined ? null : past;
}

/** The group of an identifier, by its pseudonym; null: it was not seen by then. @throws TooMuch */
export async function groupAsOf(
  whose: Whose,
  pseudonym: Pseudonym,
  moment: PastMoment,
): Promise<IdentityGroupView | null> {
  const { pool, log, merchantId, partition } = whose;
  const { position, clock } = moment;
  const past = await PastWorld.open(pool, merchantId, partition);
  past.fold(await seePastGroups(pool, log, past, [pseudonym], position));
  const tables = new TablesAsOf(
    pool,
    [
      rowsOf(past, IdentifierRow),
      rowsOf(past, ConnectionRow),
      rowsUntil('touchpoints', merchantId, position),
      rowsUntil('purchase_history', merchantId, position),
      rowsUntil('merge_requests', merchantId, position),
      purchasesByAnchor(merchantId, moment),
    ],
    clock,
  );
  return findIdentityGroup(tables, merchantId, pseudonym);
}

/** The rows that a read model would have, were the world all that ever was. */
function rowsOf(past: PastWorld, row: new () => object): Stand {
  const table = tableOf(row);
  const { world, merchant } = past;
  const batch: Batch = {
    world,
    merchants: [merchant],
    decided: [],
    ledgerRevision: -1,
    rejections: new Map(),
    sightings: [],
  };
  return { name: table.table, json: table.json(batch) };
}

/**
 * Purchases by the anchor of then: the one that the next move left, or today's if none followed. The link never goes away
 * again, so its time tells whether it was there; only at the very millisecond the history has to tell.
 */
function purchasesByAnchor(merchantId: string, { position, recordedAt }: PastMoment): Stand {
  const wasLinked = `p.merchant_id = $1::text and p.first_position <= $2::bigint and (p.linked_at < $3::timestamptz
    or (p.linked_at = $3::timestamptz and exists (select from purchase_history h where h.merchant_id = p.merchant_id
      and h.order_id = p.order_id and h.type = 'PurchaseLinked' and h.position <= $2::bigint)))`;
  const sql = `
    select p.merchant_id, p.order_id, p.first_position, p.anchor_id from purchases p
    where ${wasLinked} and not exists (select from purchase_facts f where f.merchant_id = p.merchant_id
      and f.order_id = p.order_id and f.position > $2::bigint and f.left_anchor is not null)
    union all
    select p.merchant_id, p.order_id, p.first_position, f.left_anchor
    from purchase_facts f join purchases p on p.merchant_id = f.merchant_id and p.order_id = f.order_id
    where f.merchant_id = $1::text and f.position > $2::bigint and f.left_anchor is not null and ${wasLinked}
      and not exists (select from purchase_facts e where e.merchant_id = f.merchant_id and e.order_id = f.order_id
        and e.position > $2::bigint and e.position < f.position and e.left_anchor is not null)`;
  const at = Number.isFinite(recordedAt) ? toInstant(recordedAt) : '-infinity';
  return { name: 'purchases', sql, values: [merchantId, position, at] };
}
