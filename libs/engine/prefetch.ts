/**
 * Loading everything that a batch can touch, by a fixed number of statements whatever its size. What was asked for and is
 * not there is loaded as absent; what was not asked for throws when it is touched.
 */
import type { ClientBase } from 'pg';
import type { RecordedFact } from '../kernel/facts';
import { connectionKey, CONNECTION_KINDS } from '../kernel/identity/connection';
import type { Pseudonym } from '../kernel/identity/identifier';
import { noClaims } from '../kernel/purchases/claim';
import type { MerchantWorld, World } from '../kernel/world';
import { ClaimRow, claimFromRow } from '../../projections/claims';
import { ConnectionRow, connectionFromRow } from '../../projections/connections';
import { PurchaseRow, purchaseFromRow } from '../../projections/purchases';
import { tableOf } from '../../projections/registry';
import { TouchpointRow, touchpointFromRow } from '../../projections/touchpoints';
import { loadGroups } from './prefetch-groups';
import { loadFailedPurchases, loadPaidRewards, loadRewards } from './prefetch-rewards';
import {
  loadAcceptedClaims,
  loadConnectionsOfGroups,
  loadDecidedProposals,
  loadOpenProposals,
  loadUnmergedEdges,
} from './prefetch-unmerges';
import { MerchantReach } from './reach';
import { byId, columns, flatten, select, type Reaches } from './select';

/** Of an order's claims with other tokens than the order's, the newest are judged singly: more need not be loaded. */
const WRONG_CLAIMS_MAX = 100;

const PURCHASE = tableOf(PurchaseRow);
const CLAIM = tableOf(ClaimRow);
const TOUCHPOINT = tableOf(TouchpointRow);
const CONNECTION = tableOf(ConnectionRow);

export async function prefetch(client: ClientBase, world: World, facts: readonly RecordedFact[]): Promise<void> {
  const reaches = reachesOf(world, facts);
  if (reaches.length === 0) return;
  await loadPaidRewards(client, reaches);
  await loadDecidedProposals(client, reaches);
  await loadUnmergedEdges(client, reaches);
  await loadNamedPurchases(client, reaches);
  await loadWaitingPurchases(client, reaches);
  await loadClaims(client, reaches);
  for (const { merchant, reach } of reaches) reach.addConnections((orderId) => merchant.purchases.get(orderId));
  await loadConnections(client, reaches);
  await loadGroups(
    client,
    flatten(reaches, ({ reach }) => reach.identifiers),
  );
  const reachOf = new Map(reaches.map(({ merchant, reach }) => [merchant, reach]));
  await loadConnectionsOfGroups(client, reaches, (merchant) => membersByComponent(merchant, reachOf.get(merchant)!));
  await loadOrdersAndTouchpoints(client, reaches);
  await loadAcceptedClaims(client, reaches);
  await loadFailedPurchases(client, reaches);
  await loadRewards(client, reaches);
  await loadOpenProposals(client, reaches);
}

function reachesOf(world: World, facts: readonly RecordedFact[]): Reaches {
  const byMerchant = new Map<string, RecordedFact[]>();
  for (const recorded of facts) {
    if (recorded.fact.type === 'DefaultsConfigured') continue;
    const { merchantId } = recorded.fact.data;
    const own = byMerchant.get(merchantId);
    if (own) own.push(recorded);
    else byMerchant.set(merchantId, [recorded]);
  }
  return [...byMerchant].map(([merchantId, own]) => {
    const merchant = world.merchant(merchantId);
    const patches = [...world.settings.defaults, ...merchant.policies.changes].map(({ patch }) => patch);
    for (const { fact } of own) {
      if ((fact.type === 'PolicyChanged' || fact.type === 'MerchantRegistered') && fact.data.policy) {
        patches.push(fact.data.policy);
      }
    }
    const reach = new MerchantReach(
      merchantId,
      patches.some(({ linkByEmail }) => linkByEmail === true),
      patches.some(({ reprocess }) => reprocess === 'review'),
    );
    for (const recorded of own) reach.addFact(recorded);
    return { merchant, reach };
  });
}

async function loadNamedPurchases(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys = flatten(reaches, ({ reach }) => reach.orders.keys());
  for (const { merchant, key } of keys) merchant.purchases.load(key, undefined);
  const rows = await select<PurchaseRow>(
    client,
    'named purchases',
    `select ${PURCHASE.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     join purchases t using (merchant_id, order_id)`,
    columns(keys),
  );
  const { merchantOf, reachOf } = byId(reaches);
  for (const row of rows) {
    const purchase = purchaseFromRow(row);
    merchantOf(row).purchases.load(row.orderId, purchase);
    reachOf(row).addHeld(purchase);
  }
}

async function loadWaitingPurchases(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys = flatten(reaches, ({ reach }) => reach.buyers);
  for (const { merchant, key } of keys) merchant.unlinkedOrders.load(key, []);
  const rows = await select<PurchaseRow>(
    client,
    'waiting purchases',
    `select ${PURCHASE.selectList} from (
       select p.merchant_id, p.order_id from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join purchases p on p.merchant_id = k.merchant_id and p.customer_id = k.id and p.anchor_id is null
       union
       select p.merchant_id, p.order_id from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join purchases p on p.merchant_id = k.merchant_id and p.email_hash = k.id and p.anchor_id is null
     ) k join purchases t using (merchant_id, order_id)`,
    columns(keys),
  );
  const { merchantOf, reachOf } = byId(reaches);
  for (const row of rows) {
    const merchant = merchantOf(row);
    if (!merchant.purchases.has(row.orderId)) merchant.purchases.load(row.orderId, purchaseFromRow(row));
    for (const id of [row.customerId, row.emailHash]) {
      if (id !== null && merchant.unlinkedOrders.has(id)) merchant.unlinkedOrders.add(id, row.orderId);
    }
    reachOf(row).addWaiting(merchant.purchases.get(row.orderId)!);
  }
}

async function loadClaims(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys: { merchant: MerchantWorld; key: string }[] = [];
  const tokens: string[] = [];
  for (const { merchant, reach } of reaches) {
    for (const orderId of reach.orders.keys()) merchant.claims.load(orderId, noClaims(orderId, false));
    for (const judged of reach.judgedOrders((orderId) => merchant.purchases.get(orderId))) {
      merchant.claims.load(judged.orderId, noClaims(judged.orderId, true));
      keys.push({ merchant, key: judged.orderId });
      for (const token of judged.tokens) if (token !== null) tokens.push(token);
    }
  }
  if (keys.length === 0) return;
  // Where a claim may do without a token all that wait may be right.
  const anyToken = reaches.some(({ merchant }) =>
    merchant.policies.changes.some(({ patch }) => patch.requireToken === false),
  );
  const rows = await select<ClaimRow & { leftOut: number }>(
    client,
    'claims',
    `select ${CLAIM.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     cross join lateral (
       select * from claims c where c.merchant_id = k.merchant_id and c.order_id = k.order_id
         and (c.status = 'accepted' or (c.token = any($3::text[]) and c.reason is distinct from 'BLOCKED_IDENTIFIER'))
       union all
       (select * from claims c where c.merchant_id = k.merchant_id and c.order_id = k.order_id
         and c.status <> 'accepted' and c.token <> all($3::text[])
         and coalesce(c.reason, '') not in ('TOKEN_MISMATCH', 'BLOCKED_IDENTIFIER')
        order by c.position desc limit $4)
     ) t order by t.position`,
    [...columns(keys), tokens, anyToken ? null : WRONG_CLAIMS_MAX],
  );
  const { merchantOf, reachOf } = byId(reaches);
  const wrong = new Map<string, number>();
  const right = new Set(tokens);
  for (const row of rows) {
    const claim = claimFromRow(row);
    merchantOf(row).claims.get(row.orderId)!.claims.set(claim.claimId, claim);
    reachOf(row).addClaim(claim);
    if (row.status === 'accepted' || right.has(row.token)) continue;
    const key = `${row.merchantId} ${row.orderId}`;
    wrong.set(key, (wrong.get(key) ?? 0) + 1);
  }
  const full = keys.filter(({ merchant, key }) => wrong.get(`${merchant.merchantId} ${key}`) === WRONG_CLAIMS_MAX);
  if (full.length > 0 && !anyToken) await countLeftOut(client, reaches, full, tokens);
}

async function countLeftOut(
  client: ClientBase,
  reaches: Reaches,
  keys: readonly { merchant: MerchantWorld; key: string }[],
  tokens: readonly string[],
): Promise<void> {
  const rows = await select<{ merchantId: string; orderId: string; count: number }>(
    client,
    'claims left out',
    `select c.merchant_id as "merchantId", c.order_id as "orderId", count(*) as count
     from unnest($1::text[], $2::text[]) as k(merchant_id, order_id) join claims c using (merchant_id, order_id)
     where c.status <> 'accepted' and c.token <> all($3::text[])
       and coalesce(c.reason, '') not in ('TOKEN_MISMATCH', 'BLOCKED_IDENTIFIER')
     group by c.merchant_id, c.order_id`,
    [...columns(keys), tokens],
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) merchantOf(row).claims.get(row.orderId)!.leftOut = row.count - WRONG_CLAIMS_MAX;
}

async function loadConnections(client: ClientBase, reaches: Reaches): Promise<void> {
  const merchantIds: string[] = [];
  const low: Pseudonym[] = [];
  const high: Pseudonym[] = [];
  for (const { merchant, reach } of reaches) {
    for (const [a, b] of reach.pairs.values()) {
      merchantIds.push(merchant.merchantId);
      low.push(a);
      high.push(b);
      for (const kind of CONNECTION_KINDS) merchant.connections.load(connectionKey(a, b, kind), undefined);
    }
  }
  if (low.length === 0) return;
  const rows = await select<ConnectionRow>(
    client,
    'connections',
    `select ${CONNECTION.selectList} from unnest($1::text[], $2::uuid[], $3::uuid[]) as k(merchant_id, low_id, high_id)
     join connections t using (merchant_id, low_id, high_id) order by t.position, t.ordinal`,
    [merchantIds, low, high],
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) {
    if (row.kind === 'dropped') continue;
    merchantOf(row).connections.load(connectionKey(row.lowId, row.highId, row.kind), connectionFromRow(row));
  }
}

/** Orders by their anchors, devices in evidence, and the touchpoints that evaluations ask for. */
async function loadOrdersAndTouchpoints(client: ClientBase, reaches: Reaches): Promise<void> {
  const orders: { merchant: MerchantWorld; key: string; since: string; all: boolean }[] = [];
  const devices: { merchant: MerchantWorld; key: string }[] = [];
  const membersOf = new Map<MerchantWorld, Map<string, Set<Pseudonym>>>();
  for (const { merchant, reach } of reaches) {
    const members = membersByComponent(merchant, reach);
    const groups = new Map([...members].map(([component, ids]) => [component, groupsOf(merchant, ids)]));
    membersOf.set(merchant, members);
    reach.addReviewed(groups);
    // Conditions that ask for the customer ask for everything that the group bought before.
    const withEarlier = merchant.campaigns.asksCustomer || reach.asksCustomer;
    const evaluated = reach.evaluatedComponents();
    const unmerged = reach.unmergedComponents();
    for (const [component, since] of reach.ordersSince(groups, withEarlier)) {
      const all = unmerged.has(component) || (withEarlier && evaluated.has(component));
      for (const id of members.get(component) ?? []) {
        merchant.ordersByAnchor.load(id, []);
        if (since < Infinity) orders.push({ merchant, key: id, since: sinceText(since), all });
      }
    }
    for (const key of reach.devices) {
      merchant.ordersByEvidence.load(key, []);
      devices.push({ merchant, key });
    }
  }
  const { merchantOf } = byId(reaches);
  const loaded = (row: PurchaseRow) => {
    const { purchases } = merchantOf(row);
    if (!purchases.has(row.orderId)) purchases.load(row.orderId, purchaseFromRow(row));
  };
  if (orders.length > 0) {
    const rows = await select<PurchaseRow>(
      client,
      'orders by anchor',
      `select ${PURCHASE.selectList}
       from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::boolean[]) as k(merchant_id, id, since, every)
       join purchases t on t.merchant_id = k.merchant_id and t.anchor_id = k.id
       where (k.every or t.evaluated or t.evaluation_attempts > 0) and t.occurred_at >= k.since`,
      [...columns(orders), orders.map(({ since }) => since), orders.map(({ all }) => all)],
    );
    rows.forEach(loaded);
  }
  if (devices.length > 0) {
    const rows = await select<PurchaseRow & { deviceId: string }>(
      client,
      'orders by evidence',
      `select ${PURCHASE.selectList}, e.device_id as "deviceId"
       from unnest($1::text[], $2::uuid[]) as k(merchant_id, device_id)
       join device_evidence e using (merchant_id, device_id) join purchases t using (merchant_id, order_id)`,
      columns(devices),
    );
    for (const row of rows) {
      loaded(row);
      merchantOf(row).ordersByEvidence.add(row.deviceId, row.orderId);
    }
  }
  for (const { merchant } of reaches) {
    for (const { orderId, anchor } of merchant.purchases.values()) {
      if (anchor !== null) merchant.ordersByAnchor.add(anchor.id, orderId);
    }
  }
  const asked: { merchant: MerchantWorld; key: string }[] = [];
  for (const { merchant, reach } of reaches) {
    const members = membersOf.get(merchant)!;
    reach.addReviewedOrders(members, merchant.purchases.values());
    for (const key of askedTouchpoints(merchant, reach, members)) {
      merchant.touchpoints.load(key, []);
      asked.push({ merchant, key });
    }
  }
  if (asked.length > 0) {
    const rows = await select<TouchpointRow>(
      client,
      'touchpoints',
      `select ${TOUCHPOINT.selectList} from unnest($1::text[], $2::uuid[]) as k(merchant_id, identifier_id)
       join touchpoints t using (merchant_id, identifier_id)`,
      columns(asked),
    );
    for (const row of rows) merchantOf(row).touchpoints.add(row.identifierId, touchpointFromRow(row));
  }
}

/** Identifiers of each component: those that the batch names, and all that are in their groups. */
function membersByComponent(merchant: MerchantWorld, reach: MerchantReach): Map<string, Set<Pseudonym>> {
  const { components } = reach;
  for (const id of reach.identifiers) {
    const identifier = merchant.identifiers.get(id);
    if (identifier) components.join(id, identifier.groupId);
  }
  const members = new Map<string, Set<Pseudonym>>();
  for (const id of reach.identifiers) {
    const component = components.of(id);
    let ids = members.get(component);
    if (!ids) members.set(component, (ids = new Set()));
    ids.add(id);
    const identifier = merchant.identifiers.get(id);
    if (identifier) for (const member of merchant.members.get(identifier.groupId)) ids.add(member);
  }
  return members;
}

function groupsOf(merchant: MerchantWorld, ids: ReadonlySet<Pseudonym>): Set<Pseudonym> {
  return new Set([...ids].map((id) => merchant.identifiers.get(id)?.groupId ?? id));
}

function askedTouchpoints(
  merchant: MerchantWorld,
  reach: MerchantReach,
  members: ReadonlyMap<string, ReadonlySet<Pseudonym>>,
): Set<Pseudonym> {
  const asked = new Set<Pseudonym>();
  for (const component of reach.evaluatedComponents()) for (const id of members.get(component) ?? []) asked.add(id);
  for (const [orderId, { evaluated }] of reach.orders) {
    if (evaluated) for (const device of merchant.purchases.get(orderId)?.evidence ?? []) asked.add(device);
  }
  return asked;
}

function sinceText(since: number): string {
  return since === -Infinity ? '-infinity' : new Date(since).toISOString();
}
