/** The second stage: earlier claims of the orders that are judged, and which identifiers claims may connect. */
import type { ClientBase } from 'pg';
import { ClaimRow, claimFromRow, UNDECIDED_CLAIM } from '../../../projections/claims';
import { tableOf } from '../../../projections/registry';
import { LIMITS } from '../../kernel/limits';
import { keyOf, noClaims, type Claim } from '../../kernel/purchases/claim';
import { columns, keysOf, loadByKey, ownerOf, select, type Entry, type Key } from './select';

const CLAIM = tableOf(ClaimRow);

export async function loadJudgedClaims(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const judged: Key[] = [];
  const tokens = new Set<string>();
  const asked: (Key & { times: number })[] = [];
  for (const entry of entries) {
    const { merchant, reach } = entry;
    const { claims } = merchant.purchases;
    for (const orderId of reach.orders.keys()) claims.orders.load(orderId, noClaims(orderId, false));
    for (const order of reach.judgedOrders((orderId) => merchant.purchases.find(orderId))) {
      claims.orders.load(order.orderId, noClaims(order.orderId, true));
      judged.push({ ...entry, key: order.orderId });
      for (const token of order.tokens) if (token !== null) tokens.add(token);
    }
    for (const [token, times] of reach.tokensAsked()) asked.push({ ...entry, key: token, times });
  }
  if (judged.length > 0) await loadClaims(client, judged, [...tokens]);
  await loadClaimsByToken(client, asked);
  for (const { merchant, reach } of entries) reach.addConnections((orderId) => merchant.purchases.find(orderId));
}

/** Loads accepted claims, those with one of the tokens, and the newest of the others, which are refused one by one. */
async function loadClaims(client: ClientBase, judged: readonly Key[], tokens: readonly string[]): Promise<void> {
  const newest = LIMITS.wrongClaimsJudgedSingly;
  // If claims need no token, every waiting claim may be right.
  const all = judged.some(({ reach }) => reach.claimsNeedNoToken);
  const rows = await select<ClaimRow>(
    client,
    'claims',
    `select ${CLAIM.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     cross join lateral (
       select * from claims c where c.merchant_id = k.merchant_id and c.order_id = k.order_id
         and (c.status = 'accepted' or (c.token = any($3::text[]) and c.status <> 'duplicate'
           and c.reason is distinct from 'BLOCKED_IDENTIFIER'))
       union all
       (select * from claims c where c.merchant_id = k.merchant_id and c.order_id = k.order_id
         and c.token <> all($3::text[]) and ${UNDECIDED_CLAIM}
        order by c.position desc limit $4)
     ) t order by t.position, t.ordinal`,
    [...columns(judged), tokens, all ? null : newest],
  );
  const right = new Set(tokens);
  const wrong = new Map<Entry['merchant'], Map<string, number>>();
  const owner = ownerOf(judged);
  for (const row of rows) {
    const { merchant, reach } = owner(row);
    const claim = claimFromRow(row);
    addClaim(merchant, claim);
    reach.addClaim(claim);
    if (row.status === 'accepted' || right.has(row.token!)) continue;
    let ofMerchant = wrong.get(merchant);
    if (!ofMerchant) wrong.set(merchant, (ofMerchant = new Map()));
    ofMerchant.set(row.orderId, (ofMerchant.get(row.orderId) ?? 0) + 1);
  }
  if (all) return;
  const full = judged.filter(({ merchant, key }) => wrong.get(merchant)?.get(key) === newest);
  if (full.length > 0) await countLeftOut(client, full, tokens, newest);
}

/** Claims by token alone that wait for the purchase with their token: of each token the oldest, which alone are judged. */
async function loadClaimsByToken(client: ClientBase, asked: readonly (Key & { times: number })[]): Promise<void> {
  if (asked.length === 0) return;
  for (const { merchant, key } of asked) merchant.purchases.claims.byToken.load(key, []);
  const rows = await select<ClaimRow>(
    client,
    'claims by token',
    `select ${CLAIM.selectList} from unnest($1::text[], $2::text[], $3::integer[]) as k(merchant_id, token, most)
     cross join lateral (
       select * from claims c
       where c.merchant_id = k.merchant_id and c.token = k.token and c.order_id = '' and c.status = 'waiting'
       order by c.position limit k.most
     ) t`,
    [...columns(asked), asked.map(({ times }) => times * LIMITS.claimsByTokenJudged)],
  );
  const owner = ownerOf(asked);
  for (const row of rows) {
    const { merchant, reach } = owner(row);
    merchant.purchases.claims.byToken.add(row.token!, claimFromRow(row));
    reach.addClaimByToken(row.deviceId, row.token!);
  }
}

async function countLeftOut(
  client: ClientBase,
  full: readonly Key[],
  tokens: readonly string[],
  loaded: number,
): Promise<void> {
  const rows = await select<{ merchantId: string; orderId: string; count: number }>(
    client,
    'claims left out',
    `select c.merchant_id as "merchantId", c.order_id as "orderId", count(*) as count
     from unnest($1::text[], $2::text[]) as k(merchant_id, order_id) join claims c using (merchant_id, order_id)
     where c.token <> all($3::text[]) and ${UNDECIDED_CLAIM}
     group by c.merchant_id, c.order_id`,
    [...columns(full), tokens],
  );
  const owner = ownerOf(full);
  for (const { orderId, count, ...row } of rows) {
    owner(row).merchant.purchases.claims.orders.get(orderId)!.leftOut = count - loaded;
  }
}

/** For edges that are taken back: the accepted claims of all loaded purchases. */
export async function loadAcceptedClaims(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const unmerging = entries.filter(({ reach }) => reach.unmerged.size > 0);
  const keys = keysOf(unmerging, ({ merchant: { purchases } }) => {
    const orderIds: string[] = [];
    for (const { orderId } of purchases.rows.values()) {
      const { orders } = purchases.claims;
      if (!orders.has(orderId)) orders.load(orderId, noClaims(orderId, false));
      if (!orders.get(orderId)!.loaded) orderIds.push(orderId);
    }
    return orderIds;
  });
  await loadByKey<ClaimRow>(client, keys, {
    name: 'accepted claims',
    table: CLAIM,
    by: 'order_id',
    where: `t.status = 'accepted'`,
    order: 't.position, t.ordinal',
    present: ({ merchant }, row) => addClaim(merchant, claimFromRow(row)),
  });
}

function addClaim({ purchases }: Entry['merchant'], claim: Claim): void {
  purchases.claims.orders.get(claim.orderId)!.claims.set(keyOf(claim), claim);
}
