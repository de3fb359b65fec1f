/** A delivery from the shop was recorded: what follows from what it changed. */
import type { Deciding } from '../deciding';
import { groupOf } from '../identity/group';
import { reevaluate, reevaluateLater, settle } from '../settling';
import { judgeWaitingClaims } from './judge-claims';
import { connectEmail, followBuyer, linkIfKnown } from './link';
import type { Purchase } from './purchase';

export function recordPurchase(deciding: Deciding, orderId: string, before: Purchase | undefined): void {
  const { merchant } = deciding;
  const after = merchant.purchases.get(orderId)!;
  // A stale delivery may show that the purchase was past `pending`, or paid, and nothing else.
  const isHeld = after.position === deciding.position;
  if (isHeld) {
    if (before !== undefined) followBuyer(deciding, before);
    if (before?.token !== after.token) judgeWaitingClaims(deciding, orderId);
    linkIfKnown(deciding, orderId);
    if (before?.customer?.id !== after.customer?.id || before?.email?.id !== after.email?.id)
      connectEmail(deciding, orderId);
  }
  settle(deciding, orderId);
  if (before !== undefined) followChanges(deciding, before, merchant.purchases.get(orderId)!);
}

function followChanges(deciding: Deciding, before: Purchase, after: Purchase): void {
  const { orderId } = after;
  const refunded = after.refunded > before.refunded || (after.status === 'refunded' && before.status !== 'refunded');
  const cancelled = after.status === 'cancelled' && before.status !== 'cancelled';
  if (refunded) reevaluate(deciding, orderId, 'refund');
  if (cancelled) reevaluate(deciding, orderId, 'cancellation');
  if (isUpdated(before, after, refunded || cancelled)) reevaluate(deciding, orderId, 'updated');

  const moved = before.occurredAt !== after.occurredAt;
  const firstPaid = after.everPaid && !before.everPaid;
  if (after.anchor !== null && (moved || firstPaid)) {
    const earlier = before.occurredAt < after.occurredAt ? before : after;
    reevaluateLater(deciding, groupOf(deciding.merchant, after.anchor.id), earlier);
  }
}

/** Money, status, time or items; what a refund or a cancellation explains by itself does not count again. */
function isUpdated(before: Purchase, after: Purchase, explained: boolean): boolean {
  return (
    before.total !== after.total ||
    before.currency !== after.currency ||
    before.occurredAt !== after.occurredAt ||
    (before.refunded !== after.refunded && !explained) ||
    (before.status !== after.status && !explained) ||
    !sameItems(before, after)
  );
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
