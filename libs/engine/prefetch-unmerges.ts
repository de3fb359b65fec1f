/** What operators' decisions can touch: every edge of the groups of which one is taken back, and proposals. */
import type { ClientBase } from 'pg';
import { ClaimRow, claimFromRow } from '../../projections/claims';
import { ConnectionRow, connectionFromRow } from '../../projections/connections';
import { ProposalRow, proposalFromRow } from '../../projections/proposals';
import { PurchaseRow, purchaseFromRow } from '../../projections/purchases';
import { tableOf } from '../../projections/registry';
import { CONNECTION_KINDS, connectionKey, placeOfEdge } from '../kernel/identity/connection';
import type { Pseudonym } from '../kernel/identity/identifier';
import { noClaims } from '../kernel/purchases/claim';
import type { MerchantWorld } from '../kernel/world';
import { byId, columns, flatten, select, type Key, type Reaches } from './select';

const CONNECTION = tableOf(ConnectionRow);
const CLAIM = tableOf(ClaimRow);
const PURCHASE = tableOf(PurchaseRow);
const PROPOSAL = tableOf(ProposalRow);

/** The pairs of the edges that are taken back. */
export async function loadUnmergedEdges(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys = flatten(reaches, ({ reach }) => reach.unmerged);
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.edges.load(key, undefined);
  const places = keys.map(({ key }) => placeOfEdge(key));
  const rows = await select<ConnectionRow>(
    client,
    'unmerged edges',
    `select ${CONNECTION.selectList} from unnest($1::text[], $2::bigint[], $3::integer[]) as k(merchant_id, position, ordinal)
     join connections t using (merchant_id, position, ordinal)`,
    [columns(keys)[0], places.map(({ position }) => position), places.map(({ ordinal }) => ordinal)],
  );
  const { merchantOf, reachOf } = byId(reaches);
  for (const { edgeId, lowId, highId, ...row } of rows) {
    if (edgeId === null) continue;
    merchantOf(row).edges.load(edgeId, connectionKey(lowId, highId, 'edge'));
    reachOf(row).addUnmerged(edgeId, lowId, highId);
  }
}

/** Edges and refusals of all who may be in the group of an edge that is taken back when it is. */
export async function loadConnectionsOfGroups(
  client: ClientBase,
  reaches: Reaches,
  membersOf: (merchant: MerchantWorld) => ReadonlyMap<string, ReadonlySet<Pseudonym>>,
): Promise<void> {
  const keys: Key[] = [];
  for (const { merchant, reach } of reaches) {
    if (reach.unmerged.size === 0) continue;
    const members = membersOf(merchant);
    for (const component of reach.unmergedComponents()) {
      for (const key of members.get(component) ?? []) {
        merchant.connectionsOf.load(key, []);
        keys.push({ merchant, key });
      }
    }
  }
  if (keys.length === 0) return;
  const rows = await select<ConnectionRow>(
    client,
    'connections of groups',
    `select ${CONNECTION.selectList} from (
       select t.merchant_id, t.position, t.ordinal from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join connections t on t.merchant_id = k.merchant_id and t.low_id = k.id
       union
       select t.merchant_id, t.position, t.ordinal from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join connections t on t.merchant_id = k.merchant_id and t.high_id = k.id
     ) k join connections t using (merchant_id, position, ordinal) order by t.position, t.ordinal`,
    columns(keys),
  );
  const { merchantOf } = byId(reaches);
  const evidence: Key[] = [];
  for (const row of rows) {
    const merchant = merchantOf(row);
    loadConnection(merchant, row);
    const { kind, orderId } = row.evidence;
    if (row.kind === 'edge' && row.mergeId === null && kind === 'claim' && !merchant.purchases.has(orderId!)) {
      merchant.purchases.load(orderId!, undefined);
      evidence.push({ merchant, key: orderId! });
    }
  }
  await loadPurchases(client, reaches, evidence);
}

function loadConnection(merchant: MerchantWorld, row: ConnectionRow): void {
  const { lowId, highId, kind, edgeId } = row;
  for (const other of CONNECTION_KINDS) {
    const key = connectionKey(lowId, highId, other);
    if (!merchant.connections.has(key)) merchant.connections.load(key, undefined);
  }
  if (kind === 'dropped') return;
  const key = connectionKey(lowId, highId, kind);
  merchant.connections.load(key, connectionFromRow(row));
  if (kind === 'reverted') return;
  if (edgeId !== null) merchant.edges.load(edgeId, key);
  merchant.connectionsOf.add(lowId, key);
  merchant.connectionsOf.add(highId, key);
}

/** Where edges are taken back: who proved to have bought what, of all purchases at hand. */
export async function loadAcceptedClaims(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys: Key[] = [];
  for (const { merchant, reach } of reaches) {
    if (reach.unmerged.size === 0) continue;
    for (const { orderId: key } of merchant.purchases.values()) {
      if (!merchant.claims.has(key)) merchant.claims.load(key, noClaims(key, false));
      if (!merchant.claims.get(key)!.loaded) keys.push({ merchant, key });
    }
  }
  if (keys.length === 0) return;
  const rows = await select<ClaimRow>(
    client,
    'accepted claims',
    `select ${CLAIM.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     join claims t using (merchant_id, order_id) where t.status = 'accepted' order by t.position`,
    columns(keys),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) merchantOf(row).claims.get(row.orderId)!.claims.set(row.claimId, claimFromRow(row));
}

/** A device that turns out to be no part of the group counts for the purchase that it claimed. */
async function loadPurchases(client: ClientBase, reaches: Reaches, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = await select<PurchaseRow>(
    client,
    'purchases of edges',
    `select ${PURCHASE.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     join purchases t using (merchant_id, order_id)`,
    columns(keys),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) merchantOf(row).purchases.load(row.orderId, purchaseFromRow(row));
}

/** Proposals that are decided. */
export async function loadDecidedProposals(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys = flatten(reaches, ({ reach }) => reach.decidedProposals);
  await loadProposals(client, reaches, keys);
  for (const { merchant, reach } of reaches) {
    for (const id of reach.decidedProposals) {
      const proposal = merchant.proposals.get(id);
      if (proposal) reach.addProposedOrder(proposal.orderId);
    }
  }
}

/** Proposals of all purchases at hand: another evaluation ends them. */
export async function loadOpenProposals(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys: Key[] = [];
  for (const { merchant } of reaches) {
    for (const { evaluation } of merchant.purchases.values()) {
      if (evaluation.state === 'proposed' && !merchant.proposals.has(evaluation.id!)) {
        keys.push({ merchant, key: evaluation.id! });
      }
    }
  }
  await loadProposals(client, reaches, keys);
}

async function loadProposals(client: ClientBase, reaches: Reaches, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.proposals.load(key, undefined);
  const rows = await select<ProposalRow>(
    client,
    'proposals',
    `select ${PROPOSAL.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, proposal_id)
     join proposals t using (merchant_id, proposal_id)`,
    columns(keys),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) merchantOf(row).proposals.load(row.proposalId, proposalFromRow(row));
}
