/** An evaluation that came due: who gets credit for the purchase, and which rewards follow. */
import { attribute } from './attribution/attribute';
import type { Touchpoint } from './attribution/touchpoint';
import { canonicalJson } from './canonical-json';
import type { EvaluationError } from './codes';
import type { Attribution } from './decisions';
import type { Deciding } from './deciding';
import type { RewardEvaluationRequested } from './facts';
import { groupOf, membersOf } from './identity/group';
import { isEarlier, policyOf, type Purchase } from './purchases/purchase';
import { customerFields, purchaseFields, type ConditionContext } from './rewards/condition';
import { desiredRewards, type Desired } from './rewards/desired';
import { reconcile } from './rewards/reconcile';
import { reevaluate } from './settling';
import { SECOND, toInstant } from './time';

const RETRY_AFTER = 300 * SECOND;
const RETRIES_MAX = 3;

/** A timer's request counts only while its evaluation is the pending one; an operator's schedules one at once. */
export function requestEvaluation(deciding: Deciding, request: RewardEvaluationRequested): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(request.orderId);
  if (purchase === undefined) return;
  if (request.requestedBy === 'operator') return reevaluate(deciding, request.orderId, 'operator');
  const { state, id } = purchase.evaluation;
  if ((state === 'scheduled' || state === 'failed') && id === request.evaluationId) evaluate(deciding, purchase);
}

/** What an evaluation would decide now. Changes nothing. */
export interface Outcome {
  attribution: Attribution;
  desired: Desired;
}

export function outcomeOf(deciding: Deciding, purchase: Purchase): Outcome {
  const { merchant } = deciding;
  const groupId = groupOf(merchant, purchase.anchor!.id);
  const members = new Set(membersOf(merchant, groupId));
  const touchpoints: Touchpoint[] = [];
  for (const device of new Set([...members, ...purchase.evidence])) {
    for (const touchpoint of merchant.touchpoints.get(device)) touchpoints.push(touchpoint);
  }
  const { policy, version } = policyOf(merchant, purchase);
  const attribution = attribute({
    purchasedAt: purchase.occurredAt,
    touchpoints,
    isInGroup: (id) => members.has(id),
    policy,
    policyVersion: version,
  });
  const campaigns = merchant.campaigns.inForce(purchase.firstPosition);
  if (campaigns.length === 0) return { attribution, desired: NOTHING };
  const credited = new Set(attribution.credits.map(({ touchpointId }) => touchpointId));
  const byId = touchpoints
    .filter(({ touchpointId }) => credited.has(touchpointId))
    .map((t) => [t.touchpointId, t] as const);
  const desired = desiredRewards({
    purchase,
    attribution,
    touchpoints: new Map(byId),
    campaigns,
    context: contextOf(deciding, purchase, members, touchpoints),
    rates: merchant.rates,
  });
  return { attribution, desired };
}

const NOTHING: Desired = { rewards: [], conditionErrors: [], rates: [], rateMissing: false };

function contextOf(
  { merchant }: Deciding,
  purchase: Purchase,
  members: ReadonlySet<string>,
  touchpoints: readonly Touchpoint[],
): ConditionContext {
  let customer: object | undefined;
  return {
    purchase: purchaseFields(purchase),
    customer: () => {
      if (customer) return customer;
      let firstSeenAt = purchase.occurredAt;
      let purchasesBefore = 0;
      for (const member of members) {
        for (const orderId of merchant.ordersByAnchor.get(member)) {
          const other = merchant.purchases.get(orderId)!;
          firstSeenAt = Math.min(firstSeenAt, other.occurredAt);
          if (other.everPaid && isEarlier(other, purchase)) purchasesBefore++;
        }
      }
      for (const { identifierId, occurredAt } of touchpoints) {
        if (members.has(identifierId)) firstSeenAt = Math.min(firstSeenAt, occurredAt);
      }
      customer = customerFields(purchase.customer !== null, purchasesBefore, firstSeenAt);
      return customer;
    },
  };
}

function evaluate(deciding: Deciding, purchase: Purchase): void {
  const { merchantId } = deciding.merchant;
  const { orderId } = purchase;
  const { attribution, desired } = outcomeOf(deciding, purchase);
  if (desired.rateMissing) return failEvaluation(deciding, purchase, 'RATE_MISSING');

  record(deciding, purchase, attribution);
  for (const { asOf, ...rate } of desired.rates) {
    const data = { merchantId, orderId, from: purchase.currency, ...rate, asOf: toInstant(asOf) };
    deciding.emit({ type: 'ExchangeRatePinned', data });
  }
  for (const error of desired.conditionErrors) {
    deciding.emit({ type: 'ConditionFailed', data: { merchantId, orderId, ...error } });
  }
  reconcile(deciding, orderId, desired.rewards);
}

function record(deciding: Deciding, purchase: Purchase, outcome: Attribution): void {
  const { merchantId } = deciding.merchant;
  const { orderId, attribution } = purchase;
  const evaluationId = purchase.evaluation.id!;
  if (attribution !== null && canonicalJson(attribution.outcome) === canonicalJson(outcome)) {
    const data = { merchantId, orderId, evaluationId, confirms: attribution.at };
    deciding.emit({ type: 'EvaluationConfirmed', data });
  } else {
    const supersedes = attribution?.at;
    deciding.emit({ type: 'PurchaseAttributed', data: { merchantId, orderId, evaluationId, ...outcome, supersedes } });
  }
}

/** Nothing is decided; it is tried again some times, and then an operator has to see to it. */
export function failEvaluation(deciding: Deciding, purchase: Purchase, error: EvaluationError): void {
  const { merchantId } = deciding.merchant;
  const { orderId, evaluation } = purchase;
  const attempt = evaluation.attempts + 1;
  const failed = { merchantId, orderId, evaluationId: evaluation.id!, error };
  if (attempt > RETRIES_MAX) {
    deciding.emit({ type: 'RewardEvaluationExhausted', data: { ...failed, attempts: attempt } });
  } else {
    const nextAttemptAt = toInstant(deciding.recordedAt + RETRY_AFTER);
    deciding.emit({ type: 'RewardEvaluationFailed', data: { ...failed, attempt, nextAttemptAt } });
  }
}

/** Rates were recorded: what failed for want of one is tried again at once, as a new evaluation. */
export function retryRateMissing(deciding: Deciding): void {
  const { merchant, recordedAt } = deciding;
  const orders = merchant.failedOrders.get('RATE_MISSING').map((orderId) => merchant.purchases.get(orderId)!);
  for (const { orderId, evaluation } of orders.sort((a, b) => a.firstPosition - b.firstPosition)) {
    const { merchantId } = merchant;
    const data = { merchantId, orderId, evaluationId: deciding.newId('ev'), dueAt: toInstant(recordedAt) };
    deciding.emit({ type: 'RewardEvaluationScheduled', data: { ...data, reasons: evaluation.reasons } });
  }
}
