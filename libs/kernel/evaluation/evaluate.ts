/** Runs a due evaluation: decides who gets credit for the purchase, and which rewards follow. */
import { canonicalJson } from '../canonical-json';
import type { EvaluationError } from '../codes';
import type { Attribution } from '../decisions';
import type { Deciding } from '../deciding';
import { factRule } from '../fact-rule';
import type { RewardEvaluationRequested } from '../facts';
import { LIMITS } from '../limits';
import { outcomeOf } from './outcome';
import type { Purchase } from '../purchases/purchase';
import { reconcile } from '../rewards/reconcile';
import { reevaluate } from './settling';
import { SECOND, toInstant } from '../time';

const RETRY_AFTER = 300 * SECOND;

export const rewardEvaluationRequested = factRule<RewardEvaluationRequested>({ decide: requestEvaluation });

/** A timer's request counts only while its evaluation is pending; an operator's request schedules one at once. */
function requestEvaluation(deciding: Deciding, request: RewardEvaluationRequested): void {
  const purchase = deciding.merchant.purchases.find(request.orderId);
  if (purchase === undefined) return;
  if (request.requestedBy === 'operator') return reevaluate(deciding, request.orderId, 'operator');
  const { state, id } = purchase.evaluation;
  if ((state === 'scheduled' || state === 'failed') && id === request.evaluationId) evaluate(deciding, purchase);
}

function evaluate(deciding: Deciding, purchase: Purchase): void {
  const { merchantId } = deciding.merchant;
  const { orderId } = purchase;
  const { attribution, desired } = outcomeOf(deciding, purchase);
  if (desired.rateMissing) return failEvaluation(deciding, purchase, 'RATE_MISSING');

  record(deciding, purchase, attribution);
  for (const { asOf, ...rate } of desired.rates) {
    const data = { merchantId, orderId, ...rate, asOf: toInstant(asOf) };
    deciding.emit({ type: 'ExchangeRatePinned', data });
  }
  for (const error of desired.conditionErrors) {
    // Since kernel version 2 each campaign's first failure on a purchase is recorded, and no other.
    if (deciding.kernelVersion >= 2 && purchase.failedConditions.includes(error.campaignId)) continue;
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
    deciding.emit({
      type: 'PurchaseAttributed',
      data: {
        merchantId,
        orderId,
        evaluationId,
        model: outcome.model,
        lookbackDays: outcome.lookbackDays,
        policyVersion: outcome.policyVersion,
        purchasedAt: outcome.purchasedAt,
        credits: outcome.credits,
        excluded: outcome.excluded,
        excludedCount: outcome.excludedCount,
        reason: outcome.reason,
        supersedes: attribution?.at,
      },
    });
  }
}

/** Decides nothing. The evaluation is retried up to `LIMITS.evaluationRetries` times, then an operator has to act. */
export function failEvaluation(deciding: Deciding, purchase: Purchase, error: EvaluationError): void {
  const { merchantId } = deciding.merchant;
  const { orderId, evaluation } = purchase;
  const attempt = evaluation.attempts + 1;
  const failed = { merchantId, orderId, evaluationId: evaluation.id!, error };
  if (attempt > LIMITS.evaluationRetries) {
    deciding.emit({ type: 'RewardEvaluationExhausted', data: { ...failed, attempts: attempt } });
  } else {
    const nextAttemptAt = toInstant(deciding.recordedAt + RETRY_AFTER);
    deciding.emit({ type: 'RewardEvaluationFailed', data: { ...failed, attempt, nextAttemptAt } });
  }
}
