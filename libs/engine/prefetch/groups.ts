/** The third stage: existing connections of pairs, whole groups, and the edges of groups that may split. */
import type { ClientBase } from 'pg';
import { ConnectionRow, connectionFromRow } from '../../../projections/connections';
import { IdentifierRow, identifierFromRow } from '../../../projections/identifiers';
import type { PurchaseRow } from '../../../projections/purchases';
import { tableOf } from '../../../projections/registry';
import { connectionKey, CONNECTION_KINDS } from '../../kernel/identity/connection';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { addPurchase, bytesMax, PURCHASE, purchaseColumns } from './purchases';
import { columns, keysOf, loadByKey, ownerOf, select, type Entry, type Key } from './select';

const CONNECTION = tableOf(ConnectionRow);
const IDENTIFIER = tableOf(IdentifierRow);

/** Component → its identifiers that the batch names, and all identifiers in their groups. */
export type Members = ReadonlyMap<string, ReadonlySet<Pseudonym>>;
/** The members of each component of a merchant. */
export type ComponentsOf = (entry: Entry) => Members;

export async function loadGroups(client: ClientBase, entries: readonly Entry[]): Promise<ComponentsOf> {
  await loadConnectionsOfPairs(client, entries);
  await loadGroupsOf(
    client,
    keysOf(entries, ({ reach }) => reach.identifiers),
  );
  const members = new Map(entries.map((entry) => [entry.merchant, membersByComponent(entry)]));
  const componentsOf: ComponentsOf = ({ merchant }) => members.get(merchant)!;
  await loadConnectionsOfGroups(client, entries, componentsOf);
  return componentsOf;
}

async function loadConnectionsOfPairs(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const merchantIds: string[] = [];
  const low: Pseudonym[] = [];
  const high: Pseudonym[] = [];
  for (const { merchant, reach } of entries) {
    const { connections } = merchant.identities;
    for (const [a, b] of reach.pairs.values()) {
      merchantIds.push(merchant.merchantId);
      low.push(a);
      high.push(b);
      for (const kind of CONNECTION_KINDS) connections.load(connectionKey(a, b, kind), undefined);
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
  const owner = ownerOf(entries);
  for (const row of rows) {
    if (row.kind === 'dropped') continue;
    const key = connectionKey(row.lowId, row.highId, row.kind);
    owner(row).merchant.identities.connections.load(key, connectionFromRow(row));
  }
}

/** Loads the identifiers and all members of their groups. */
export async function loadGroupsOf(client: ClientBase, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.identities.identifiers.load(key, undefined);
  const rows = await select<IdentifierRow>(
    client,
    'groups',
    `select ${IDENTIFIER.selectList} from (
       select distinct i.merchant_id, i.group_id from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join identifiers i using (merchant_id, id)
     ) g join identifiers t using (merchant_id, group_id)`,
    columns(keys),
  );
  const owner = ownerOf(keys);
  for (const row of rows) {
    const { identifiers, members } = owner(row).merchant.identities;
    identifiers.load(row.id, identifierFromRow(row));
    if (!members.has(row.groupId)) members.load(row.groupId, []);
    members.add(row.groupId, row.id);
  }
}

function membersByComponent({ merchant: { identities }, reach }: Entry): Members {
  const { components } = reach;
  for (const id of reach.identifiers) {
    const identifier = identities.identifiers.get(id);
    if (identifier) components.join(id, identifier.groupId);
  }
  const members = new Map<string, Set<Pseudonym>>();
  for (const id of reach.identifiers) {
    const component = components.of(id);
    let ids = members.get(component);
    if (!ids) members.set(component, (ids = new Set()));
    ids.add(id);
    const identifier = identities.identifiers.get(id);
    if (identifier) for (const member of identities.membersOf(identifier.groupId)) ids.add(member);
  }
  return members;
}

/** Loads edges and refusals of all who may be in the group of an edge at the moment it is taken back. */
async function loadConnectionsOfGroups(
  client: ClientBase,
  entries: readonly Entry[],
  componentsOf: ComponentsOf,
): Promise<void> {
  const unmerging = entries.filter(({ reach }) => reach.unmerged.size > 0);
  const keys = keysOf(unmerging, (entry) => {
    const members = componentsOf(entry);
    return [...entry.reach.unmergedComponents()].flatMap((component) => [...(members.get(component) ?? [])]);
  });
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.identities.connectionsOf.load(key, []);
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
  const owner = ownerOf(keys);
  const claimed: Key[] = [];
  for (const row of rows) {
    const entry = owner(row);
    addConnection(entry.merchant, row);
    const { kind, orderId } = row.evidence;
    if (row.kind !== 'edge' || row.mergeId !== null || kind !== 'claim') continue;
    if (!entry.merchant.purchases.rows.has(orderId!)) claimed.push({ ...entry, key: orderId! });
  }
  await loadClaimedPurchases(client, claimed);
}

function addConnection({ identities }: Entry['merchant'], row: ConnectionRow): void {
  const { connections, connectionsOf, edges } = identities;
  const { lowId, highId, kind, edgeId } = row;
  for (const other of CONNECTION_KINDS) {
    const key = connectionKey(lowId, highId, other);
    if (!connections.has(key)) connections.load(key, undefined);
  }
  if (kind === 'dropped') return;
  const key = connectionKey(lowId, highId, kind);
  connections.load(key, connectionFromRow(row));
  if (kind === 'reverted') return;
  if (edgeId !== null) edges.load(edgeId, key);
  connectionsOf.add(lowId, key);
  connectionsOf.add(highId, key);
}

/** A device that turns out not to belong to the group counts for the purchase that it claimed. */
async function loadClaimedPurchases(client: ClientBase, keys: readonly Key[]): Promise<void> {
  await loadByKey<PurchaseRow>(client, keys, {
    name: 'claimed purchases',
    table: PURCHASE,
    columns: purchaseColumns('$3'),
    value: bytesMax(keys),
    by: 'order_id',
    present: ({ merchant }, row) => addPurchase(merchant, row),
  });
}
