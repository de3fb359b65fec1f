/**
 * The first stage: the rows that facts name, which may name more orders; the held orders; and the orders that wait for
 * a buyer who may become known.
 */
import type { ClientBase } from 'pg';
import { ConnectionRow } from '../../../projections/connections';
import type { PurchaseRow } from '../../../projections/purchases';
import { tableOf } from '../../../projections/registry';
import { RewardRow } from '../../../projections/rewards';
import { connectionKey, placeOfEdge } from '../../kernel/identity/connection';
import { loadDecidedProposals } from './proposals';
import { addPurchase, bytesMax, loadedPurchase, PURCHASE, purchaseColumns } from './purchases';
import { columns, keysOf, loadByKey, ownerOf, select, type Entry } from './select';

const CONNECTION = tableOf(ConnectionRow);
const REWARD = tableOf(RewardRow);

export async function loadNamed(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  await loadPaidRewards(client, entries);
  await loadDecidedProposals(client, entries);
  await loadUnmergedEdges(client, entries);
  await loadHeldPurchases(client, entries);
  await loadWaitingPurchases(client, entries);
}

/** The orders whose rewards were paid. */
async function loadPaidRewards(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, ({ reach }) => reach.paidRewards);
  await loadByKey<RewardRow>(client, keys, {
    name: 'paid rewards',
    table: REWARD,
    by: 'reward_id',
    absent: ({ merchant }, rewardId) => merchant.rewards.orderOfReward.load(rewardId, undefined),
    present: ({ merchant, reach }, { rewardId, orderId }) => {
      merchant.rewards.orderOfReward.load(rewardId, orderId);
      reach.addPaidOrder(orderId);
    },
  });
}

/** The pairs of the edges that are taken back. */
async function loadUnmergedEdges(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, ({ reach }) => reach.unmerged);
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.identities.edges.load(key, undefined);
  const places = keys.map(({ key }) => placeOfEdge(key));
  const rows = await select<ConnectionRow>(
    client,
    'unmerged edges',
    `select ${CONNECTION.selectList} from unnest($1::text[], $2::bigint[], $3::integer[]) as k(merchant_id, position, ordinal)
     join connections t using (merchant_id, position, ordinal)`,
    [columns(keys)[0], places.map(({ position }) => position), places.map(({ ordinal }) => ordinal)],
  );
  const owner = ownerOf(entries);
  for (const { edgeId, lowId, highId, ...row } of rows) {
    if (edgeId === null) continue;
    const { merchant, reach } = owner(row);
    merchant.identities.edges.load(edgeId, connectionKey(lowId, highId, 'edge'));
    reach.addUnmerged(edgeId, lowId, highId);
  }
}

async function loadHeldPurchases(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, ({ reach }) => reach.orders.keys());
  await loadByKey<PurchaseRow>(client, keys, {
    name: 'held purchases',
    table: PURCHASE,
    columns: purchaseColumns('$3'),
    value: bytesMax(entries),
    by: 'order_id',
    absent: ({ merchant }, orderId) => merchant.purchases.rows.load(orderId, undefined),
    present: ({ merchant, reach }, row) => {
      const purchase = loadedPurchase(row);
      merchant.purchases.rows.load(row.orderId, purchase);
      reach.addHeld(purchase);
    },
  });
}

/** Unlinked orders of customers and e-mails who may become known. */
async function loadWaitingPurchases(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, ({ reach }) => reach.buyers);
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.purchases.unlinked.load(key, []);
  const rows = await select<PurchaseRow>(
    client,
    'waiting purchases',
    `select ${purchaseColumns('$3')} from (
       select p.merchant_id, p.order_id from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join purchases p on p.merchant_id = k.merchant_id and p.customer_id = k.id and p.anchor_id is null
       union
       select p.merchant_id, p.order_id from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join purchases p on p.merchant_id = k.merchant_id and p.email_hash = k.id and p.anchor_id is null
     ) k join purchases t using (merchant_id, order_id)`,
    [...columns(keys), bytesMax(keys)],
  );
  const owner = ownerOf(entries);
  for (const row of rows) {
    const { merchant, reach } = owner(row);
    const { unlinked } = merchant.purchases;
    addPurchase(merchant, row);
    for (const id of [row.customerId, row.emailHash]) {
      if (id !== null && unlinked.has(id)) unlinked.add(id, row.orderId);
    }
    reach.addWaiting(merchant.purchases.get(row.orderId));
  }
}
