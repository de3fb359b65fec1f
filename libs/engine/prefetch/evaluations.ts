/**
 * The fourth stage: the purchases that may be evaluated again, and the touchpoints that evaluations need.
 */
import type { ClientBase } from 'pg';
import type { PurchaseRow } from '../../../projections/purchases';
import type { EvaluationError } from '../../kernel/codes';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { loadAcceptedClaims } from './claims';
import { loadGroupsOf, type ComponentsOf, type Members } from './groups';
import { addPurchase, bytesMax, PURCHASE, purchaseColumns } from './purchases';
import { columns, keysOf, loadByKey, ownerOf, select, type Entry, type Key } from './select';
import { loadTouchpoints } from './touchpoints';

const RATE_MISSING: EvaluationError = 'RATE_MISSING';

export async function loadEvaluations(
  client: ClientBase,
  entries: readonly Entry[],
  componentsOf: ComponentsOf,
): Promise<void> {
  const groups = new Map(entries.map((entry) => [entry.merchant, groupsByComponent(entry, componentsOf(entry))]));
  const groupsOf: ComponentsOf = ({ merchant }) => groups.get(merchant)!;
  await loadOrdersByAnchor(client, entries, componentsOf, groupsOf);
  await loadOrdersByEvidence(client, entries, componentsOf, groupsOf);
  for (const { merchant } of entries) indexByAnchor(merchant);
  await loadTouchpointsOfEvaluations(client, entries, componentsOf);
  await loadAcceptedClaims(client, entries);
  await loadFailedPurchases(client, entries);
}

async function loadOrdersByAnchor(
  client: ClientBase,
  entries: readonly Entry[],
  componentsOf: ComponentsOf,
  groupsOf: ComponentsOf,
): Promise<void> {
  const anchors: (Key & { since: string; all: boolean })[] = [];
  for (const entry of entries) {
    const { merchant, reach } = entry;
    const members = componentsOf(entry);
    const groups = groupsOf(entry);
    reach.addReviewed(groups);
    // A condition that reads the customer needs all earlier purchases of the group.
    const withEarlier = merchant.campaigns.asksCustomer || reach.asksCustomer;
    const evaluated = reach.evaluatedComponents();
    const unmerged = reach.unmergedComponents();
    for (const [component, since] of reach.ordersSince(groups, withEarlier)) {
      const all = unmerged.has(component) || (withEarlier && evaluated.has(component));
      for (const key of members.get(component) ?? []) {
        merchant.purchases.byAnchor.load(key, []);
        if (since < Infinity) anchors.push({ merchant, reach, key, since: sinceText(since), all });
      }
    }
  }
  if (anchors.length === 0) return;
  const rows = await select<PurchaseRow>(
    client,
    'orders by anchor',
    `select ${purchaseColumns('$5')}
     from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::boolean[]) as k(merchant_id, id, since, every)
     join purchases t on t.merchant_id = k.merchant_id and t.anchor_id = k.id
     where (k.every or t.evaluated or t.evaluation_attempts > 0) and t.occurred_at >= k.since`,
    [...columns(anchors), anchors.map(({ since }) => since), anchors.map(({ all }) => all), bytesMax(anchors)],
  );
  const owner = ownerOf(anchors);
  for (const row of rows) addPurchase(owner(row).merchant, row);
}

/** Orders for which a device with new touchpoints, or of a group that may change, is evidence. */
async function loadOrdersByEvidence(
  client: ClientBase,
  entries: readonly Entry[],
  componentsOf: ComponentsOf,
  groupsOf: ComponentsOf,
): Promise<void> {
  const keys = keysOf(entries, (entry) => {
    const members = componentsOf(entry);
    const changing = entry.reach.changingComponents(groupsOf(entry));
    return new Set([...entry.reach.devices, ...changing.flatMap((component) => [...(members.get(component) ?? [])])]);
  });
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.purchases.byEvidence.load(key, []);
  const rows = await select<PurchaseRow & { deviceId: string }>(
    client,
    'orders by evidence',
    `select ${purchaseColumns('$3')}, e.device_id as "deviceId"
     from unnest($1::text[], $2::uuid[]) as k(merchant_id, device_id)
     join device_evidence e using (merchant_id, device_id) join purchases t using (merchant_id, order_id)`,
    [...columns(keys), bytesMax(keys)],
  );
  const owner = ownerOf(keys);
  for (const row of rows) {
    const { merchant } = owner(row);
    addPurchase(merchant, row);
    merchant.purchases.byEvidence.add(row.deviceId, row.orderId);
  }
}

/** Called once all purchases that may be evaluated are loaded. */
function indexByAnchor({ purchases }: Entry['merchant']): void {
  for (const { orderId, anchor } of purchases.rows.values()) {
    if (anchor !== null) purchases.byAnchor.add(anchor.id, orderId);
  }
}

async function loadTouchpointsOfEvaluations(
  client: ClientBase,
  entries: readonly Entry[],
  componentsOf: ComponentsOf,
): Promise<void> {
  const keys = keysOf(entries, (entry) => {
    const members = componentsOf(entry);
    entry.reach.addReviewedOrders(members, entry.merchant.purchases.rows.values());
    return devicesOfEvaluations(entry, members);
  });
  // Who shares a device in evidence with others refers nobody on it.
  await loadGroupsOf(
    client,
    keys.filter(({ merchant, key }) => !merchant.identities.identifiers.has(key)),
  );
  await loadTouchpoints(client, keys);
}

function devicesOfEvaluations({ merchant, reach }: Entry, members: Members): Set<Pseudonym> {
  const devices = new Set<Pseudonym>();
  for (const component of reach.evaluatedComponents()) for (const id of members.get(component) ?? []) devices.add(id);
  for (const [orderId, { evaluated }] of reach.orders) {
    if (evaluated) for (const device of merchant.purchases.find(orderId)?.evidence ?? []) devices.add(device);
  }
  return devices;
}

/** When rates were recorded: the purchases whose evaluation failed for lack of one. */
async function loadFailedPurchases(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, ({ reach }) => (reach.ratesRecorded ? [RATE_MISSING] : []));
  await loadByKey<PurchaseRow>(client, keys, {
    name: 'failed purchases',
    table: PURCHASE,
    columns: purchaseColumns('$3'),
    value: bytesMax(entries),
    by: 'evaluation_error',
    absent: ({ merchant }, error) => merchant.purchases.failed.load(error, []),
    present: ({ merchant }, row) => {
      addPurchase(merchant, row);
      merchant.purchases.failed.add(RATE_MISSING, row.orderId);
    },
  });
}

function groupsByComponent({ merchant: { identities } }: Entry, members: Members): Map<string, Set<Pseudonym>> {
  const groups = new Map<string, Set<Pseudonym>>();
  for (const [component, ids] of members) {
    groups.set(component, new Set([...ids].map((id) => identities.groupOf(id))));
  }
  return groups;
}

function sinceText(since: number): string {
  return since === -Infinity ? '-infinity' : new Date(since).toISOString();
}
