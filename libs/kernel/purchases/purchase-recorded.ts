/** A delivery from the shop was recorded: decides what follows from its changes. */
import { canonicalJson } from '../canonical-json';
import type { Deciding } from '../deciding';
import { reevaluate, reevaluateLater, reevaluateLaterUnlinked, settle } from '../evaluation/settling';
import { factRule } from '../fact-rule';
import type { PurchaseRecorded } from '../facts';
import { addCarriedDevices, judgeCarriedDevices } from './carried-devices';
import { judgeWaitingClaims } from './judge-claims';
import { connectEmail, followBuyer, linkIfKnown } from './link';
import type { Carried } from './carried';
import { withVersion, type Purchase } from './purchase';

export const purchaseRecorded = factRule<PurchaseRecorded, Purchase | undefined>({
  before: ({ purchases }, { orderId }) => purchases.find(orderId),

  evolve(merchant, data, moment) {
    const { purchases, policies, codes, kernelVersion } = merchant;
    const policy = policies.at(moment.position);
    purchases.set(withVersion(purchases.find(data.orderId), data, moment, { policy, kernelVersion, codes }));
    addCarriedDevices(merchant, data, moment);
  },

  decide(deciding, data, before) {
    const { orderId } = data;
    const { purchases } = deciding.merchant;
    const after = purchases.get(orderId);
    // A stale delivery can only change whether the purchase was ever past `pending`, or paid.
    const isHeld = after.position === deciding.position;
    if (isHeld) {
      if (before !== undefined) followBuyer(deciding, before);
      if (before?.token !== after.token) judgeWaitingClaims(deciding, orderId);
    }
    judgeCarriedDevices(deciding, data);
    if (isHeld) {
      linkIfKnown(deciding, orderId);
      const sameBuyer = before?.customer?.id === after.customer?.id && before?.email?.id === after.email?.id;
      if (!sameBuyer) connectEmail(deciding, orderId);
    }
    settle(deciding, orderId);
    if (before !== undefined) followChanges(deciding, before, purchases.get(orderId));
    else if (purchases.get(orderId).anchor === null) reevaluateLaterUnlinked(deciding, orderId, after);
  },
});

function followChanges(deciding: Deciding, before: Purchase, after: Purchase): void {
  const { orderId } = after;
  const refunded = after.refunded > before.refunded || (after.status === 'refunded' && before.status !== 'refunded');
  const cancelled = after.status === 'cancelled' && before.status !== 'cancelled';
  if (refunded) reevaluate(deciding, orderId, 'refund');
  if (cancelled) reevaluate(deciding, orderId, 'cancellation');
  if (isUpdated(before, after, refunded || cancelled)) reevaluate(deciding, orderId, 'updated');

  const moved = before.occurredAt !== after.occurredAt;
  const firstPaid = after.everPaid && !before.everPaid;
  if (!moved && !firstPaid) return;
  const earlier = before.occurredAt < after.occurredAt ? before : after;
  if (after.anchor === null) return reevaluateLaterUnlinked(deciding, orderId, earlier);
  reevaluateLater(deciding, deciding.merchant.identities.groupOf(after.anchor.id), earlier);
}

/** Whether money, status, time, items or what the order carries changed in a way that no refund or cancellation already explains. */
function isUpdated(before: Purchase, after: Purchase, explained: boolean): boolean {
  return (
    before.total !== after.total ||
    before.currency !== after.currency ||
    before.occurredAt !== after.occurredAt ||
    before.goods !== after.goods ||
    before.renewal !== after.renewal ||
    !sameCarried(before.carried, after.carried) ||
    (before.refunded !== after.refunded && !explained) ||
    (before.status !== after.status && !explained) ||
    !sameItems(before, after)
  );
}

/** Most orders carry nothing, and the others seldom change. */
function sameCarried(before: Carried | null, after: Carried | null): boolean {
  if (before === after) return true;
  const said = (carried: Carried | null) => canonicalJson([carried?.codes?.value ?? [], carried?.visit?.value ?? null]);
  return said(before) === said(after);
}

function sameItems(before: Purchase, after: Purchase): boolean {
  return (
    before.items.length === after.items.length &&
    before.items.every((item, i) => {
      const other = after.items[i]!;
      return item.sku === other.sku && item.quantity === other.quantity && item.price === other.price;
    })
  );
}
