/** The fifth stage: rewards of evaluated orders, the use of budgets and caps, and rewards that wait for room. */
import type { ClientBase } from 'pg';
import { PurchaseRow } from '../../../projections/purchases';
import { tableOf } from '../../../projections/registry';
import { BudgetUsageRow, CapUsageRow, RewardRow, rewardFromRow, WithheldRow } from '../../../projections/rewards';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { LIMITS } from '../../kernel/limits';
import { budgetKey, capKey, windowsOf, type CapUsage, type Withheld } from '../../kernel/rewards/reward';
import { loadGroupsOf } from './groups';
import { addPurchase } from './named';
import { columns, keysOf, loadByKey, ownerOf, select, type Entry, type Key } from './select';

const PURCHASE = tableOf(PurchaseRow);
const REWARD = tableOf(RewardRow);
const WITHHELD = tableOf(WithheldRow);
const BUDGET_USAGE = tableOf(BudgetUsageRow);
const CAP_USAGE = tableOf(CapUsageRow);

export async function loadRewards(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const orders = keysOf(entries, evaluatedOrders);
  for (const { merchant, key } of orders) merchant.rewards.orders.load(key, undefined);
  const concerned = entries.filter((entry) => hasCampaigns(entry) && mayMoveRewards(entry));
  if (concerned.length === 0) return;
  await loadOrderRewards(client, keysOf(concerned, evaluatedOrders));
  const recipients = keysOf(concerned, recipientsOf);
  await loadGroupsOf(
    client,
    recipients.filter(({ merchant, key }) => !merchant.identities.identifiers.has(key)),
  );
  await loadCapUsage(
    client,
    keysOf(concerned, ({ merchant }) => merchant.identities.identifiers.keys()),
  );
  await loadBudgetUsage(client, concerned);
  await loadWaiting(client, concerned);
}

/** Whether the merchant has campaigns now, or will once the batch is decided. */
function hasCampaigns({ merchant, reach }: Entry): boolean {
  return !merchant.campaigns.isEmpty || reach.published.size > 0;
}

/** Whether rewards may change. A group that splits may free room in caps. */
function mayMoveRewards(entry: Entry): boolean {
  return evaluatedOrders(entry).length > 0 || entry.reach.unmerged.size > 0;
}

function evaluatedOrders({ reach }: Entry): string[] {
  const orders: string[] = [];
  for (const [orderId, { evaluated, paid }] of reach.orders) if (evaluated || paid) orders.push(orderId);
  return orders;
}

async function loadOrderRewards(client: ClientBase, orders: readonly Key[]): Promise<void> {
  await loadByKey<RewardRow>(client, orders, {
    name: 'rewards',
    table: REWARD,
    by: 'order_id',
    order: 't.position, t.ordinal',
    present: ({ merchant: { rewards } }, row) => {
      const before = rewards.of(row.orderId);
      rewards.orders.load(row.orderId, { ...before, rewards: [...before.rewards, rewardFromRow(row)] });
      rewards.orderOfReward.load(row.rewardId, row.orderId);
    },
  });
  await loadByKey<WithheldRow>(client, orders, {
    name: 'withheld rewards',
    table: WITHHELD,
    by: 'order_id',
    where: 't.position is not null',
    order: `t.position, (t.entry->>'ordinal')::integer`,
    present: ({ merchant: { rewards } }, { orderId, entry }) => {
      const before = rewards.of(orderId);
      rewards.orders.load(orderId, { ...before, withheld: [...before.withheld, entry] });
    },
  });
}

/** All possible recipients: referrers of touchpoints, buyers, and those who have rewards. */
function recipientsOf({ merchant, reach }: Entry): Set<Pseudonym> {
  const recipients = new Set(reach.referrers);
  for (const touchpoints of merchant.touchpoints.byDevice.values()) {
    for (const { referrer } of touchpoints) if (referrer) recipients.add(referrer.id);
  }
  for (const { rewards, withheld } of merchant.rewards.orders.values()) {
    for (const { recipient } of [...rewards, ...withheld]) recipients.add(recipient.id);
  }
  return recipients;
}

async function loadCapUsage(client: ClientBase, recipients: readonly Key[]): Promise<void> {
  await loadByKey<CapUsageRow>(client, recipients, {
    name: 'cap usage',
    table: CAP_USAGE,
    by: 'recipient_id',
    absent: ({ merchant }, recipient) => merchant.rewards.capUsage.load(recipient, undefined),
    present: ({ merchant }, { recipientId, campaignId, count, amount }) => {
      const { capUsage } = merchant.rewards;
      const used = new Map<string, CapUsage>(capUsage.get(recipientId));
      used.set(campaignId, { count, amount });
      capUsage.load(recipientId, used);
    },
  });
}

async function loadBudgetUsage(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, (entry) => {
    const windows = windowsInPlay(entry);
    return campaignsInPlay(entry).flatMap((campaignId) => windows.map((window) => budgetKey(campaignId, window)));
  });
  await loadByKey<BudgetUsageRow>(client, keys, {
    name: 'budget usage',
    table: BUDGET_USAGE,
    by: 'key',
    absent: ({ merchant }, key) => merchant.rewards.budgetUsage.load(key, undefined),
    present: ({ merchant }, { key, used }) => merchant.rewards.budgetUsage.load(key, used),
  });
}

/** The budget windows of purchases whose rewards may change. */
function windowsInPlay({ merchant, reach }: Entry): string[] {
  const windows = new Set<string>();
  for (const orderId of evaluatedOrders({ merchant, reach })) {
    const firstRecordedAt = merchant.purchases.find(orderId)?.firstRecordedAt ?? reach.orders.get(orderId)!.recordedAt;
    if (firstRecordedAt === Infinity) continue;
    for (const window of Object.values(windowsOf(firstRecordedAt))) windows.add(window);
  }
  return [...windows];
}

function campaignsInPlay({ merchant, reach }: Entry): string[] {
  return [...new Set([...merchant.campaigns.ids, ...reach.published])];
}

/** The keys under which rewards may wait for room that the batch frees. */
function waitingKeysOf(entry: Entry): string[] {
  const { campaigns, identities } = entry.merchant;
  const recipients = [...identities.identifiers.keys()];
  const windows = windowsInPlay(entry);
  return campaignsInPlay(entry).flatMap((campaignId) => {
    const isNew = entry.reach.published.has(campaignId);
    const budgets = isNew || campaigns.hasBudgets(campaignId) ? windows : [];
    const capped = isNew || campaigns.hasCaps(campaignId) ? recipients : [];
    return [
      ...budgets.map((window) => budgetKey(campaignId, window)),
      ...capped.map((recipient) => capKey(campaignId, recipient)),
    ];
  });
}

/** Loads the oldest rewards that wait for room in the budgets and caps concerned, and their purchases. */
async function loadWaiting(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, waitingKeysOf);
  if (keys.length === 0) return;
  for (const { merchant, key } of keys) merchant.rewards.withheld.load(key, []);
  // Withheld rewards of the batch's own orders may end meanwhile; as many others may then be tried again.
  let own = 0;
  let [first, last] = [Infinity, -Infinity];
  for (const { merchant, reach } of entries) {
    for (const { withheld } of merchant.rewards.orders.values()) own += withheld.length;
    first = Math.min(first, reach.recordedFrom);
    last = Math.max(last, reach.recordedUntil);
  }
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
       -- These end within the batch, so they come in addition: the limit above counts only those that stay.
       select * from withheld_rewards w
       where w.merchant_id = k.merchant_id and w.waiting_key = k.waiting_key and w.position is not null
         and (w.entry->>'finalAt')::bigint >= $3 and (w.entry->>'finalAt')::bigint < $4
     ) w join purchases t on t.merchant_id = w.merchant_id and t.order_id = w.order_id
     order by w.position, (w.entry->>'ordinal')::integer`,
    [...columns(keys), first, last, LIMITS.calledForRoom + own],
  );
  const owner = ownerOf(keys);
  for (const row of rows) {
    const { merchant } = owner(row);
    addPurchase(merchant, row);
    // An order of the batch has its entries already. The kernel compares them by identity, so each must be one object.
    const { orders, withheld } = merchant.rewards;
    const loaded = orders.has(row.orderId) ? orders.get(row.orderId)?.withheld : undefined;
    const same = loaded?.find(({ position, ordinal }) => {
      return position === row.entry.position && ordinal === row.entry.ordinal;
    });
    withheld.add(row.waitingKey, same ?? row.entry);
  }
}
