/** An evaluation that came due: who gets credit for the purchase. Rewards follow from the credits and belong behind them. */
import { attribute } from './attribution/attribute';
import type { Touchpoint } from './attribution/touchpoint';
import { canonicalJson } from './canonical-json';
import type { Attribution } from './decisions';
import type { Deciding } from './deciding';
import type { RewardEvaluationRequested } from './facts';
import { groupOf, membersOf } from './identity/group';
import { policyOf, type Purchase } from './purchases/purchase';
import { reevaluate } from './settling';

/** A timer's request counts only while its evaluation is the pending one; an operator's schedules one at once. */
export function requestEvaluation(deciding: Deciding, request: RewardEvaluationRequested): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(request.orderId);
  if (purchase === undefined) return;
  if (request.requestedBy === 'operator') return reevaluate(deciding, request.orderId, 'operator');
  const { state, id } = purchase.evaluation;
  if (state === 'scheduled' && id === request.evaluationId) evaluate(deciding, purchase);
}

function evaluate(deciding: Deciding, purchase: Purchase): void {
  const outcome = attributionOf(deciding, purchase);
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

function attributionOf(deciding: Deciding, purchase: Purchase): Attribution {
  const { merchant } = deciding;
  const groupId = groupOf(merchant, purchase.anchor!.id);
  const members = new Set(membersOf(merchant, groupId));
  const touchpoints: Touchpoint[] = [];
  for (const device of new Set([...members, ...purchase.evidence])) {
    for (const touchpoint of merchant.touchpoints.get(device)) touchpoints.push(touchpoint);
  }
  const { policy, version } = policyOf(merchant, purchase);
  return attribute({
    purchasedAt: purchase.occurredAt,
    touchpoints,
    isInGroup: (id) => members.has(id),
    policy,
    policyVersion: version,
  });
}
