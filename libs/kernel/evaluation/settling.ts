/** When a purchase is evaluated: once its settling period is over, and again whenever an input changes. */
import type { Deciding } from '../deciding';
import type { EvaluationReason } from '../facts';
import type { Pseudonym } from '../identity/identifier';
import { propose } from '../proposals/propose';
import { isEarlier, isEvaluable, policyOf, type Purchase } from '../purchases/purchase';
import { unlinkedWith } from '../purchases/unlinked';
import { DAY, SECOND, toInstant } from '../time';

/** Reasons that evaluate at once, at any age; all others wait for a settling period and end with finality. */
const AT_ONCE: ReadonlySet<EvaluationReason> = new Set(['refund', 'cancellation', 'operator']);

/** Schedules the first evaluation, as soon as there is whom to credit and a version was past `pending`. */
export function settle(deciding: Deciding, orderId: string): void {
  const purchase = deciding.merchant.purchases.get(orderId);
  if (!isEvaluable(purchase) || !purchase.pastPending || purchase.evaluation.state !== 'none') return;
  schedule(deciding, purchase, 'settling');
}

/** Schedules another evaluation of a purchase that had one; a first evaluation still to come sees the change anyway. */
export function reevaluate(deciding: Deciding, orderId: string, reason: EvaluationReason): void {
  const purchase = deciding.merchant.purchases.get(orderId);
  const settled = purchase.evaluated || purchase.evaluation.attempts > 0;
  if (!isEvaluable(purchase) || (!settled && reason !== 'operator')) return;
  const { reprocess } = policyOf(deciding.merchant.policies, purchase).policy;
  if (reason === 'merge' || reason === 'unmerge') {
    if (reprocess === 'off') return;
    if (reprocess === 'review') return review(deciding, purchase, reason);
  }
  schedule(deciding, purchase, reason);
}

/** A pending evaluation sees the change anyway; an operator has to approve any other first. */
function review(deciding: Deciding, purchase: Purchase, reason: EvaluationReason): void {
  const { state } = purchase.evaluation;
  if (state === 'scheduled') schedule(deciding, purchase, reason);
  else if (state !== 'failed' && !isFinal(deciding, purchase)) propose(deciding, purchase, reason);
}

/** Schedules a new evaluation, due at once, whatever the age of the purchase. */
export function evaluateAtOnce(deciding: Deciding, orderId: string, reasons: EvaluationReason[]): void {
  const { merchantId } = deciding.merchant;
  const evaluationId = deciding.newId('ev');
  const dueAt = toInstant(deciding.recordedAt);
  deciding.emit({ type: 'RewardEvaluationScheduled', data: { merchantId, orderId, evaluationId, dueAt, reasons } });
}

function isFinal({ merchant, recordedAt }: Deciding, purchase: Purchase): boolean {
  return recordedAt > purchase.firstRecordedAt + policyOf(merchant.policies, purchase).policy.finalityDays * DAY;
}

/**
 * The group changed: schedules another evaluation of each of its purchases that had one and, since kernel version 2, of
 * those with its devices in evidence, as those of the group refer nobody on them.
 */
export function reevaluateGroup(deciding: Deciding, groupId: Pseudonym, reason: EvaluationReason): void {
  const { identities, purchases } = deciding.merchant;
  for (const { orderId } of purchases.inOrder(ordersOf(deciding, groupId))) reevaluate(deciding, orderId, reason);
  if (deciding.kernelVersion < 2) return;
  const elsewhere = identities.membersOf(groupId).flatMap((id) => purchases.byEvidence.get(id));
  for (const { orderId } of purchases.inOrder(elsewhere)) reevaluate(deciding, orderId, 'evidence');
}

/** A new touchpoint reevaluates later purchases of its group, and those with its device in evidence. */
export function reevaluateFor(deciding: Deciding, device: Pseudonym, occurredAt: number): void {
  const { merchant } = deciding;
  const orders = ordersOf(deciding, merchant.identities.groupOf(device));
  for (const purchase of merchant.purchases.inOrder([...orders, ...merchant.purchases.byEvidence.get(device)])) {
    if (purchase.occurredAt >= occurredAt) reevaluate(deciding, purchase.orderId, 'late-touchpoint');
  }
}

/** A group that gains or loses an earlier purchase has its later purchases reevaluated. */
export function reevaluateLater(
  deciding: Deciding,
  groupId: Pseudonym,
  earlier: { occurredAt: number; orderId: string },
): void {
  for (const purchase of deciding.merchant.purchases.inOrder(ordersOf(deciding, groupId))) {
    const { orderId } = purchase;
    if (orderId !== earlier.orderId && isEarlier(earlier, purchase)) reevaluate(deciding, orderId, 'late-purchase');
  }
}

/** The same while the buyer is not known, for conditions that ask how many purchases came before. */
export function reevaluateLaterUnlinked(
  deciding: Deciding,
  orderId: string,
  earlier: { occurredAt: number; orderId: string },
): void {
  const { purchases, campaigns } = deciding.merchant;
  if (!campaigns.asksCustomer) return;
  for (const purchase of unlinkedWith(deciding, purchases.get(orderId))) {
    const isLater = purchase.orderId !== orderId && isEarlier(earlier, purchase);
    if (isLater) reevaluate(deciding, purchase.orderId, 'late-purchase');
  }
}

function ordersOf({ merchant }: Deciding, groupId: Pseudonym): string[] {
  return merchant.identities.membersOf(groupId).flatMap((id) => merchant.purchases.byAnchor.get(id));
}

/** A purchase has at most one pending evaluation: a further reason joins it, an earlier due time moves it forward. */
function schedule(deciding: Deciding, purchase: Purchase, reason: EvaluationReason): void {
  const { policy } = policyOf(deciding.merchant.policies, purchase);
  const atOnce = AT_ONCE.has(reason);
  if (!atOnce && isFinal(deciding, purchase)) return;

  const settling = policy.settlingPeriodSeconds * SECOND;
  let dueAt = deciding.recordedAt + (atOnce ? 0 : settling);
  if (reason === 'settling') dueAt = Math.max(purchase.firstRecordedAt + settling, deciding.recordedAt);

  const { state, id, dueAt: pendingDueAt, reasons } = purchase.evaluation;
  const pending = state === 'scheduled';
  const earlier = pending || state === 'proposed' ? reasons : [];
  if (pending && reasons.includes(reason) && pendingDueAt! <= dueAt) return;
  deciding.emit({
    type: 'RewardEvaluationScheduled',
    data: {
      merchantId: deciding.merchant.merchantId,
      orderId: purchase.orderId,
      evaluationId: pending ? id! : deciding.newId('ev'),
      dueAt: toInstant(pending ? Math.min(pendingDueAt!, dueAt) : dueAt),
      reasons: earlier.includes(reason) ? earlier : [...earlier, reason],
    },
  });
}
