/** The fifth stage: rewards of evaluated orders, the use of budgets and caps, and rewards that wait for room. */
import type { ClientBase } from 'pg';
import type { PurchaseRow } from '../../../projections/purchases';
import { tableOf } from '../../../projections/registry';
import { BudgetUsageRow, CapUsageRow, RewardRow, rewardFromRow, WithheldRow } from '../../../projections/rewards';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { LIMITS } from '../../kernel/limits';
import { budgetKey, capKey, waitingKey, windowsOf, type CapUsage, type Withheld } from '../../kernel/rewards/reward';
import { loadGroupsOf } from './groups';
import { addPurchase, bytesMax, purchaseColumns } from './purchases';
import { columns, keysOf, loadByKey, ownerOf, select, type Entry, type Key } from './select';

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

/** A stretch of the queue for one budget or cap, between two rewards of the batch's own orders. */
interface Stretch extends Key {
  after: Place;
  before: Place;
}

type Place = Pick<Withheld, 'position' | 'ordinal'>;

const FIRST: Place = { position: -1, ordinal: 0 };
const LAST: Place = { position: Number.MAX_SAFE_INTEGER, ordinal: 0 };

/**
 * Loads rewards that wait for room in the budgets and caps concerned, and their purchases. A decision calls the oldest of
 * a queue, or the next behind an order that it evaluates, so of each stretch between the batch's own orders the oldest
 * are enough: no others leave the queue within the batch.
 */
async function loadWaiting(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const stretches = entries.flatMap(stretchesOf);
  if (stretches.length === 0) return;
  const first = Math.min(...entries.map(({ reach }) => reach.recordedFrom));
  const last = Math.max(...entries.map(({ reach }) => reach.recordedUntil));
  const rows = await select<PurchaseRow & { waitingKey: string; entry: Withheld }>(
    client,
    'waiting rewards',
    `select w.waiting_key as "waitingKey", w.entry, ${purchaseColumns('$10')}
     from unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::bigint[], $6::integer[])
       as k(merchant_id, waiting_key, after_position, after_ordinal, before_position, before_ordinal)
     cross join lateral (
       (select * from withheld_rewards w where ${IN_STRETCH} and (w.entry->>'finalAt')::bigint >= $8
        order by w.position, (w.entry->>'ordinal')::integer limit $9)
       union all
       -- These end within the batch, so they come in addition: the limit above counts only those that stay.
       select * from withheld_rewards w
       where ${IN_STRETCH} and (w.entry->>'finalAt')::bigint >= $7 and (w.entry->>'finalAt')::bigint < $8
     ) w join purchases t on t.merchant_id = w.merchant_id and t.order_id = w.order_id`,
    [
      ...columns(stretches),
      stretches.map(({ after }) => after.position),
      stretches.map(({ after }) => after.ordinal),
      stretches.map(({ before }) => before.position),
      stretches.map(({ before }) => before.ordinal),
      ...[first, last, LIMITS.calledForRoom, bytesMax(entries)],
    ],
  );
  const owner = ownerOf(entries);
  for (const row of rows) {
    const { merchant } = owner(row);
    addPurchase(merchant, row);
    merchant.rewards.withheld.add(row.waitingKey, row.entry);
  }
}

const IN_STRETCH = `w.merchant_id = k.merchant_id and w.waiting_key = k.waiting_key and w.position is not null
  and w.position >= k.after_position and w.position <= k.before_position
  and (w.position, (w.entry->>'ordinal')::integer) > (k.after_position, k.after_ordinal)
  and (w.position, (w.entry->>'ordinal')::integer) < (k.before_position, k.before_ordinal)`;

/** Puts the rewards of the batch's own orders into their queues, and returns what else may be called. */
function stretchesOf(entry: Entry): Stretch[] {
  const { withheld, orders } = entry.merchant.rewards;
  const own = new Map<string, Withheld[]>(waitingKeysOf(entry).map((key) => [key, []]));
  for (const order of orders.values())
    for (const waiting of order.withheld) own.get(waitingKey(waiting))?.push(waiting);
  return [...own].flatMap(([key, waiting]) => {
    withheld.load(key, waiting);
    const places = waiting.toSorted((a, b) => a.position - b.position || a.ordinal - b.ordinal);
    return [FIRST, ...places].map((after, i) => ({ ...entry, key, after, before: places[i] ?? LAST }));
  });
}
