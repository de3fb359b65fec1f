/** When a purchase is evaluated: once its settling period is over, and again whenever an input changes. */
import type { Deciding } from './deciding';
import type { EvaluationReason } from './facts';
import { membersOf } from './identity/group';
import type { Pseudonym } from './identity/identifier';
import { propose, type Proposal } from './proposals';
import { isEarlier, policyOf, type Purchase } from './purchases/purchase';
import { DAY, SECOND, toInstant } from './time';

/** These follow at once and at any age; all others wait for a settling period and end with finality. */
const AT_ONCE: ReadonlySet<EvaluationReason> = new Set(['refund', 'cancellation', 'operator']);

/** Schedules the first evaluation, as soon as the purchase is linked and was ever past `pending`. */
export function settle(deciding: Deciding, orderId: string): void {
  const purchase = deciding.merchant.purchases.get(orderId)!;
  if (purchase.anchor === null || !purchase.pastPending || purchase.evaluation.state !== 'none') return;
  schedule(deciding, purchase, 'settling');
}

/** Schedules another evaluation of a purchase that had one; one that still waits for its first sees the change anyway. */
export function reevaluate(deciding: Deciding, orderId: string, reason: EvaluationReason): void {
  const purchase = deciding.merchant.purchases.get(orderId)!;
  const settled = purchase.evaluated || purchase.evaluation.attempts > 0;
  if (purchase.anchor === null || (!settled && reason !== 'operator')) return;
  const { reprocess } = policyOf(deciding.merchant, purchase).policy;
  if (reason === 'merge' || reason === 'unmerge') {
    if (reprocess === 'off') return;
    if (reprocess === 'review') return review(deciding, purchase, reason);
  }
  schedule(deciding, purchase, reason);
}

/** What is pending sees the change anyway; everything else an operator has to approve first. */
function review(deciding: Deciding, purchase: Purchase, reason: EvaluationReason): void {
  const { state } = purchase.evaluation;
  if (state === 'scheduled') schedule(deciding, purchase, reason);
  else if (state !== 'failed' && !isFinal(deciding, purchase)) propose(deciding, purchase, reason);
}

/** A proposal was approved: it is evaluated at once, at any age. */
export function evaluateApproved(deciding: Deciding, { orderId, reasons }: Proposal): void {
  const { merchantId } = deciding.merchant;
  const data = {
    merchantId,
    orderId,
    evaluationId: deciding.newId('ev'),
    dueAt: toInstant(deciding.recordedAt),
    reasons,
  };
  deciding.emit({ type: 'RewardEvaluationScheduled', data });
}

function isFinal({ merchant, recordedAt }: Deciding, purchase: Purchase): boolean {
  return recordedAt > purchase.firstRecordedAt + policyOf(merchant, purchase).policy.finalityDays * DAY;
}

/** All purchases of a group that had an evaluation. */
export function reevaluateGroup(deciding: Deciding, groupId: Pseudonym, reason: EvaluationReason): void {
  for (const { orderId } of inOrder(deciding, ordersOf(deciding, groupId))) reevaluate(deciding, orderId, reason);
}

/** A touchpoint came: purchases of its group, or with its device in evidence, that are not before it. */
export function reevaluateFor(deciding: Deciding, device: Pseudonym, occurredAt: number): void {
  const { merchant } = deciding;
  const orders = ordersOf(deciding, merchant.identifiers.get(device)!.groupId);
  for (const purchase of inOrder(deciding, [...orders, ...merchant.ordersByEvidence.get(device)])) {
    if (purchase.occurredAt >= occurredAt) reevaluate(deciding, purchase.orderId, 'late-touchpoint');
  }
}

/** A purchase became, or is no more, one of those that came before: the later purchases of its group. */
export function reevaluateLater(
  deciding: Deciding,
  groupId: Pseudonym,
  earlier: { occurredAt: number; orderId: string },
): void {
  for (const purchase of inOrder(deciding, ordersOf(deciding, groupId))) {
    const { orderId } = purchase;
    if (orderId !== earlier.orderId && isEarlier(earlier, purchase)) reevaluate(deciding, orderId, 'late-purchase');
  }
}

function ordersOf({ merchant }: Deciding, groupId: Pseudonym): string[] {
  return membersOf(merchant, groupId).flatMap((id) => merchant.ordersByAnchor.get(id));
}

/** Each once, first recorded first: a world has its rows in any order, and the decisions may not depend on it. */
function inOrder({ merchant }: Deciding, orderIds: string[]): Purchase[] {
  const purchases = [...new Set(orderIds)].map((orderId) => merchant.purchases.get(orderId)!);
  return purchases.sort((a, b) => a.firstPosition - b.firstPosition);
}

/** A purchase has at most one evaluation pending: a further reason joins it, an earlier due time moves it forward. */
function schedule(deciding: Deciding, purchase: Purchase, reason: EvaluationReason): void {
  const { policy } = policyOf(deciding.merchant, purchase);
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
