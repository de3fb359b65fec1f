/** What evaluations need to make rewards: those there are, what they use of budgets and caps, and who waits for room. */
import type { ClientBase } from 'pg';
import { PurchaseRow, purchaseFromRow } from '../../projections/purchases';
import { tableOf } from '../../projections/registry';
import { CapUsageRow, RewardRow, rewardFromRow } from '../../projections/rewards';
import type { Pseudonym } from '../kernel/identity/identifier';
import { budgetKey, capKey, windowsOf, type CapUsage, type Withheld } from '../kernel/rewards/reward';
import type { MerchantWorld } from '../kernel/world';
import { loadGroups } from './prefetch-groups';
import type { MerchantReach } from './reach';
import { byId, columns, select, type Key, type Reaches } from './select';

/** Of those that wait for the same room, so many are called at most; those of the batch's own orders may end meanwhile. */
const WAITING_MAX = 100;

const PURCHASE = tableOf(PurchaseRow);
const REWARD = tableOf(RewardRow);
const CAP_USAGE = tableOf(CapUsageRow);

/** Of the merchant now, or once the batch is decided. */
export function hasCampaigns(merchant: MerchantWorld, reach: MerchantReach): boolean {
  return !merchant.campaigns.isEmpty || reach.published.size > 0;
}

/** Which orders the paid rewards are of. */
export async function loadPaidRewards(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys: Key[] = [];
  for (const { merchant, reach } of reaches) for (const key of reach.paidRewards) keys.push({ merchant, key });
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.rewardOrders.load(key, undefined);
  const rows = await select<{ merchantId: string; rewardId: string; orderId: string }>(
    client,
    'paid rewards',
    `select merchant_id as "merchantId", reward_id as "rewardId", order_id as "orderId"
     from unnest($1::text[], $2::text[]) as k(merchant_id, reward_id) join rewards using (merchant_id, reward_id)`,
    columns(keys),
  );
  const { merchantOf, reachOf } = byId(reaches);
  for (const row of rows) {
    merchantOf(row).rewardOrders.load(row.rewardId, row.orderId);
    reachOf(row).addPaidOrder(row.orderId);
  }
}

/** Where rates were recorded: the purchases that failed for want of one. */
export async function loadFailedPurchases(client: ClientBase, reaches: Reaches): Promise<void> {
  const keys = reaches
    .filter(({ reach }) => reach.ratesRecorded)
    .map(({ merchant }) => ({ merchant, key: 'RATE_MISSING' }));
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.failedOrders.load(key, []);
  const rows = await select<PurchaseRow>(
    client,
    'failed purchases',
    `select ${PURCHASE.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, evaluation_error)
     join purchases t using (merchant_id, evaluation_error)`,
    columns(keys),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) {
    const merchant = merchantOf(row);
    if (!merchant.purchases.has(row.orderId)) merchant.purchases.load(row.orderId, purchaseFromRow(row));
    merchant.failedOrders.add('RATE_MISSING', row.orderId);
  }
}

export async function loadRewards(client: ClientBase, reaches: Reaches): Promise<void> {
  const orders: Key[] = [];
  for (const { merchant, reach } of reaches) {
    for (const [orderId, { evaluated, paid }] of reach.orders) {
      if (!evaluated && !paid) continue;
      merchant.orderRewards.load(orderId, undefined);
      if (hasCampaigns(merchant, reach)) orders.push({ merchant, key: orderId });
    }
  }
  const withOrders = new Set(orders.map(({ merchant }) => merchant));
  const concerned = reaches.filter(({ merchant, reach }) => {
    // Where a group comes apart room may come back in caps.
    return withOrders.has(merchant) || (reach.unmerged.size > 0 && hasCampaigns(merchant, reach));
  });
  if (concerned.length === 0) return;
  await loadRewardsOf(client, reaches, orders);
  await loadWithheldOf(client, reaches, orders);
  const recipients = concerned.flatMap(({ merchant, reach }) =>
    [...recipientsOf(merchant, reach)].map((key) => ({ merchant, key })),
  );
  await loadGroups(
    client,
    recipients.filter(({ merchant, key }) => !merchant.identifiers.has(key)),
  );
  const everybody = concerned.flatMap(({ merchant }) =>
    [...merchant.identifiers.keys()].map((key) => ({ merchant, key })),
  );
  await loadCapUsage(client, reaches, everybody);
  const windows = new Map(concerned.map(({ merchant, reach }) => [merchant, windowsInPlay(merchant, reach)]));
  await loadBudgetUsage(client, reaches, windows);
  await loadWaiting(client, reaches, windows, everybody);
}

async function loadRewardsOf(client: ClientBase, reaches: Reaches, orders: readonly Key[]): Promise<void> {
  const rows = await select<RewardRow>(
    client,
    'rewards',
    `select ${REWARD.selectList} from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     join rewards t using (merchant_id, order_id) order by t.position, t.ordinal`,
    columns(orders),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) {
    const { orderRewards, rewardOrders } = merchantOf(row);
    const { orderId, rewards, withheld } = orderRewards.get(row.orderId) ?? {
      orderId: row.orderId,
      rewards: [],
      withheld: [],
    };
    orderRewards.load(orderId, { orderId, rewards: [...rewards, rewardFromRow(row)], withheld });
    rewardOrders.load(row.rewardId, orderId);
  }
}

async function loadWithheldOf(client: ClientBase, reaches: Reaches, orders: readonly Key[]): Promise<void> {
  const rows = await select<{ merchantId: string; orderId: string; entry: Withheld }>(
    client,
    'withheld rewards',
    `select merchant_id as "merchantId", order_id as "orderId", entry
     from unnest($1::text[], $2::text[]) as k(merchant_id, order_id) join withheld_rewards using (merchant_id, order_id)
     where position is not null order by position, (entry->>'ordinal')::integer`,
    columns(orders),
  );
  const { merchantOf } = byId(reaches);
  for (const { entry, ...row } of rows) {
    const { orderRewards } = merchantOf(row);
    const { orderId, rewards, withheld } = orderRewards.get(row.orderId) ?? {
      orderId: row.orderId,
      rewards: [],
      withheld: [],
    };
    orderRewards.load(orderId, { orderId, rewards, withheld: [...withheld, entry] });
  }
}

/** Who may be granted something, or has been: referrers of touchpoints, buyers, and those who have rewards. */
function recipientsOf(merchant: MerchantWorld, reach: MerchantReach): Set<Pseudonym> {
  const recipients = new Set(reach.referrers);
  for (const touchpoints of merchant.touchpoints.values()) {
    for (const { referrer } of touchpoints) if (referrer) recipients.add(referrer.id);
  }
  for (const { rewards, withheld } of merchant.orderRewards.values()) {
    for (const { recipient } of [...rewards, ...withheld]) recipients.add(recipient.id);
  }
  return recipients;
}

async function loadCapUsage(client: ClientBase, reaches: Reaches, recipients: readonly Key[]): Promise<void> {
  for (const { merchant, key } of recipients) merchant.capUsage.load(key, undefined);
  const rows = await select<CapUsageRow>(
    client,
    'cap usage',
    `select ${CAP_USAGE.selectList} from unnest($1::text[], $2::uuid[]) as k(merchant_id, recipient_id)
     join cap_usage t using (merchant_id, recipient_id)`,
    columns(recipients),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) {
    const { capUsage } = merchantOf(row);
    const used = new Map<string, CapUsage>(capUsage.get(row.recipientId));
    used.set(row.campaignId, { count: row.count, amount: row.amount });
    capUsage.load(row.recipientId, used);
  }
}

/** Windows of the purchases whose rewards may change. */
function windowsInPlay(merchant: MerchantWorld, reach: MerchantReach): Set<string> {
  const windows = new Set<string>();
  for (const [orderId, { evaluated, paid, recordedAt }] of reach.orders) {
    const firstRecordedAt = merchant.purchases.get(orderId)?.firstRecordedAt ?? recordedAt;
    if ((!evaluated && !paid) || firstRecordedAt === Infinity) continue;
    for (const window of Object.values(windowsOf(firstRecordedAt))) windows.add(window);
  }
  return windows;
}

type WindowsByMerchant = ReadonlyMap<MerchantWorld, ReadonlySet<string>>;

async function loadBudgetUsage(client: ClientBase, reaches: Reaches, windowsOf: WindowsByMerchant): Promise<void> {
  const keys: Key[] = [];
  const { reachOf } = byId(reaches);
  for (const [merchant, windows] of windowsOf) {
    for (const campaignId of new Set([...merchant.campaigns.ids, ...reachOf(merchant).published])) {
      for (const window of windows) keys.push({ merchant, key: budgetKey(campaignId, window) });
    }
  }
  for (const { merchant, key } of keys) merchant.budgetUsage.load(key, undefined);
  const rows = await select<{ merchantId: string; key: string; used: number }>(
    client,
    'budget usage',
    `select merchant_id as "merchantId", key, used from unnest($1::text[], $2::text[]) as k(merchant_id, key)
     join budget_usage using (merchant_id, key)`,
    columns(keys),
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) merchantOf(row).budgetUsage.load(row.key, row.used);
}

/** The oldest that wait for room in the budgets and caps in play, and their purchases. */
async function loadWaiting(
  client: ClientBase,
  reaches: Reaches,
  windowsOf: WindowsByMerchant,
  recipients: readonly Key[],
): Promise<void> {
  const { reachOf } = byId(reaches);
  const keys: Key[] = [];
  let own = 0;
  let [first, last] = [Infinity, -Infinity];
  for (const { merchant, reach } of reaches) {
    for (const { withheld } of merchant.orderRewards.values()) own += withheld.length;
    first = Math.min(first, reach.recordedFrom);
    last = Math.max(last, reach.recordedUntil);
  }
  for (const [merchant, windows] of windowsOf) {
    for (const campaignId of new Set([...merchant.campaigns.ids, ...reachOf(merchant).published])) {
      const isNew = reachOf(merchant).published.has(campaignId);
      if (isNew || merchant.campaigns.hasBudgets(campaignId)) {
        for (const window of windows) keys.push({ merchant, key: budgetKey(campaignId, window) });
      }
      if (!isNew && !merchant.campaigns.hasCaps(campaignId)) continue;
      for (const recipient of recipients) {
        if (recipient.merchant === merchant) keys.push({ merchant, key: capKey(campaignId, recipient.key) });
      }
    }
  }
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.withheld.load(key, []);
  const rows = await select<PurchaseRow & { waitingKey: string; entry: Withheld }>(
    client,
    'waiting rewards',
    `select w.waiting_key as "waitingKey", w.entry, ${PURCHASE.selectList}
     from unnest($1::text[], $2::text[]) as k(merchant_id, waiting_key)
     cross join lateral (
       (select * from withheld_rewards w
        where w.merchant_id = k.merchant_id and w.waiting_key = k.waiting_key and w.position is not null
          and (w.entry->>'finalAt')::bigint >= $4
        order by w.position, (w.entry->>'ordinal')::integer limit $5)
       union all
       -- They end within the batch, and take nobody else their place then.
       select * from withheld_rewards w
       where w.merchant_id = k.merchant_id and w.waiting_key = k.waiting_key and w.position is not null
         and (w.entry->>'finalAt')::bigint >= $3 and (w.entry->>'finalAt')::bigint < $4
     ) w join purchases t on t.merchant_id = w.merchant_id and t.order_id = w.order_id
     order by w.position, (w.entry->>'ordinal')::integer`,
    [...columns(keys), first, last, WAITING_MAX + own],
  );
  const { merchantOf } = byId(reaches);
  for (const row of rows) {
    const merchant = merchantOf(row);
    if (!merchant.purchases.has(row.orderId)) merchant.purchases.load(row.orderId, purchaseFromRow(row));
    // An order of the batch has its own entries already: one object each, as they are told apart by it.
    const own = merchant.orderRewards.has(row.orderId) ? merchant.orderRewards.get(row.orderId)?.withheld : undefined;
    const same = own?.find(({ position, ordinal }) => position === row.entry.position && ordinal === row.entry.ordinal);
    merchant.withheld.add(row.waitingKey, same ?? row.entry);
  }
}
