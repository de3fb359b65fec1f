/** Room in budgets and caps: how much is used, and which purchases are evaluated again when some is freed. */
import type { Deciding } from '../deciding';
import type { Pseudonym } from '../identity/identifier';
import { reevaluate } from '../evaluation/settling';
import { LIMITS } from '../limits';
import type { MerchantWorld } from '../world';
import { budgetKey, capKey, waitingKey, windowsOf, type CapUsage, type Withheld } from './reward';

/** A cap counts the rewards of the recipient's whole group, as it is now. */
export function capUsageOf(merchant: MerchantWorld, campaignId: string, recipient: Pseudonym): CapUsage {
  return capUsageOfAll(merchant, campaignId, groupMembers(merchant, recipient));
}

function capUsageOfAll(merchant: MerchantWorld, campaignId: string, ids: readonly Pseudonym[]): CapUsage {
  const total = { count: 0, amount: 0 };
  for (const id of ids) {
    const usage = merchant.rewards.capUsage.get(id)?.get(campaignId);
    total.count += usage?.count ?? 0;
    total.amount += usage?.amount ?? 0;
  }
  return total;
}

/** A recipient that was named but never seen is a group of its own. */
function groupMembers({ identities }: MerchantWorld, id: Pseudonym): readonly Pseudonym[] {
  const seen = identities.identifiers.get(id);
  return seen === undefined ? [id] : identities.membersOf(seen.groupId);
}

/** Finds the room that a reconciliation freed, and reevaluates purchases whose rewards were withheld for lack of it. */
export class Room {
  /** The rewards of this purchase that waited for room before. */
  private readonly waited: readonly Withheld[];
  private readonly budgets = new Map<string, number>();
  private readonly caps = new Map<string, { campaignId: string; recipient: Pseudonym; used: CapUsage }>();

  constructor(
    private readonly deciding: Deciding,
    private readonly orderId: string,
  ) {
    const { merchant } = deciding;
    this.waited = merchant.rewards.of(orderId).withheld;
    const windows = Object.values(windowsOf(merchant.purchases.get(orderId).firstRecordedAt));
    for (const { campaignId, recipient } of merchant.rewards.of(orderId).rewards) {
      for (const window of merchant.campaigns.hasBudgets(campaignId) ? windows : []) {
        const key = budgetKey(campaignId, window);
        this.budgets.set(key, merchant.rewards.usedOf(key));
      }
      if (!merchant.campaigns.hasCaps(campaignId)) continue;
      const used = capUsageOf(merchant, campaignId, recipient.id);
      this.caps.set(capKey(campaignId, recipient.id), { campaignId, recipient: recipient.id, used });
    }
  }

  callThoseWhoWait(): void {
    const { merchant } = this.deciding;
    const freed = new Set<string>();
    for (const [key, before] of this.budgets) if (merchant.rewards.usedOf(key) < before) freed.add(key);
    for (const { campaignId, recipient, used } of this.caps.values()) {
      if (!isLess(capUsageOf(merchant, campaignId, recipient), used)) continue;
      for (const id of groupMembers(merchant, recipient)) freed.add(capKey(campaignId, id));
    }
    callThoseWhoWait(this.deciding, freed, this.orderId, this.calledForRoom() ? this.waited : []);
  }

  /** Since kernel version 2, an evaluation that was called for room calls the next, so that nobody waits beside room. */
  private calledForRoom(): boolean {
    const { merchant } = this.deciding;
    const { reasons } = merchant.purchases.get(this.orderId).evaluation;
    return merchant.kernelVersion >= 2 && reasons.includes('budget');
  }
}

/** A group split: rewards of the other parts no longer count against the caps of a part. */
export function callAfterSplit(deciding: Deciding, parts: readonly (readonly Pseudonym[])[]): void {
  const { merchant } = deciding;
  const freed = new Set<string>();
  for (const campaignId of merchant.campaigns.ids) {
    if (!merchant.campaigns.hasCaps(campaignId)) continue;
    const before = capUsageOfAll(merchant, campaignId, parts.flat());
    for (const part of parts) {
      if (!isLess(capUsageOfAll(merchant, campaignId, part), before)) continue;
      for (const id of part) freed.add(capKey(campaignId, id));
    }
  }
  callThoseWhoWait(deciding, freed, null, []);
}

function isLess(now: CapUsage, before: CapUsage): boolean {
  return now.count < before.count || now.amount < before.amount;
}

/**
 * Reevaluates the oldest who wait for the freed room, and those who wait behind an order that was called.
 * @param called the rewards that waited, of an order that was called and now calls the next
 */
function callThoseWhoWait(
  deciding: Deciding,
  freed: ReadonlySet<string>,
  ownOrder: string | null,
  called: readonly Withheld[],
): void {
  const { merchant, recordedAt } = deciding;
  const waitingFor = (key: string): Withheld[] =>
    merchant.rewards.withheld
      .get(key)
      .filter((entry) => entry.orderId !== ownOrder && entry.finalAt >= recordedAt)
      .sort(oldestFirst);
  const queues = [...freed].map(waitingFor);
  // Each queue's oldest is called in any case, as it calls the next of its queue.
  const heads = merchant.kernelVersion >= 2 ? queues.flatMap((queue) => queue.slice(0, 1)) : [];
  // Two rewards of an order may wait at different places. From its last one on alone it calls others: two orders that wait
  // before and behind each other would call each other without end.
  const last = called.toSorted(oldestFirst).at(-1);
  const next = [...new Set(called.map(waitingKey))].flatMap((key) => {
    const ownLast = called
      .filter((own) => waitingKey(own) === key)
      .sort(oldestFirst)
      .at(-1)!;
    const behind = waitingFor(key).filter((entry) => oldestFirst(ownLast, entry) < 0);
    return behind
      .slice(0, LIMITS.calledForRoom)
      .filter((entry) => oldestFirst(last!, entry) < 0 && hasRoom(merchant, entry));
  });
  const oldest = [...queues.flat(), ...next].sort(oldestFirst);
  const chosen = [...new Set([...heads, ...oldest])].slice(0, LIMITS.calledForRoom);
  const orders = new Set(chosen.sort(oldestFirst).map((entry) => entry.orderId));
  for (const orderId of orders) reevaluate(deciding, orderId, 'budget');
}

function oldestFirst(a: Withheld, b: Withheld): number {
  return a.position - b.position || a.ordinal - b.ordinal;
}

/** Whether the budget or cap for which the reward waits has any room. */
function hasRoom(merchant: MerchantWorld, { campaignId, campaignVersion, recipient, blockedBy }: Withheld): boolean {
  const { caps, budgets } = merchant.campaigns.version(campaignId, campaignVersion)!.definition;
  if (blockedBy === 'cap') {
    const { count, amount } = capUsageOf(merchant, campaignId, recipient.id);
    return count < (caps?.count ?? Infinity) && amount < (caps?.amount ?? Infinity);
  }
  const [kind] = blockedBy.split(' ');
  const limit = budgets.find(({ window }) => window === kind)?.amount ?? Number.MAX_SAFE_INTEGER;
  return merchant.rewards.usedOf(budgetKey(campaignId, blockedBy)) < limit;
}
