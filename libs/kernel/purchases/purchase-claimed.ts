/** A browser claimed a purchase. Claim and purchase are matched when the second of the two arrives. */
import type { ClaimRefusal } from '../codes';
import type { Deciding } from '../deciding';
import { factRule } from '../fact-rule';
import type { PurchaseClaimed } from '../facts';
import { toRef } from '../identity/identifier';
import { LIMITS } from '../limits';
import { isBlocked } from '../policy-history';
import { DAY, toMillis } from '../time';
import { claimKey, isUndecided, type Claim } from './claim';
import { acceptClaim } from './link';
import { policyOf, type Purchase } from './purchase';

export const purchaseClaimed = factRule<PurchaseClaimed>({
  evolve({ purchases }, data, { position, recordedAt }) {
    purchases.claims.add({
      orderId: data.orderId,
      claimId: data.claimId,
      position,
      device: data.anonymousId,
      customer: data.customerId?.id ?? null,
      token: data.token,
      occurredAt: Math.min(toMillis(data.occurredAt), recordedAt),
      recordedAt,
      status: 'waiting',
      reason: null,
      dropped: false,
    });
  },

  decide(deciding, { merchantId, orderId, claimId, anonymousId: device }) {
    const { purchases } = deciding.merchant;
    const claim = purchases.claims.get(orderId, claimKey(claimId, device.id));
    const purchase = purchases.find(orderId);
    if (isBlocked(deciding.policyNow(), device)) {
      deciding.emit({ type: 'IdentifierBlocked', data: { merchantId, identifier: toRef(device), in: 'claim' } });
      reject(deciding, claim, 'BLOCKED_IDENTIFIER');
    } else if (purchase !== undefined) {
      const refusal = refusalOf(deciding, claim, purchase);
      if (refusal === null) acceptClaim(deciding, claim);
      else reject(deciding, claim, refusal);
    }
  },
});

/** Judges the claims that are not accepted, right ones first, when the purchase comes or its token changes. */
export function judgeWaitingClaims(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const order = merchant.purchases.claims.orders.get(orderId);
  if (order === undefined) return;
  if (!order.loaded) throw new Error(`claims of order ${orderId} are judged but were not loaded`);

  const purchase = merchant.purchases.get(orderId);
  const { requireToken } = policyOf(merchant.policies, purchase).policy;
  const open = [...order.claims.values()].filter(
    (claim) => claim.status !== 'accepted' && claim.reason !== 'BLOCKED_IDENTIFIER',
  );
  const isRight = (claim: Claim) => (purchase.token === null ? !requireToken : claim.token === purchase.token);
  for (const claim of open.filter(isRight)) {
    const refusal = refusalOf(deciding, claim, merchant.purchases.get(orderId));
    if (refusal === null) acceptClaim(deciding, claim);
    else if (refusal !== claim.reason) reject(deciding, claim, refusal);
  }

  const wrong = open.filter((claim) => !isRight(claim) && isUndecided(claim));
  for (const claim of wrong.slice(-LIMITS.wrongClaimsJudgedSingly)) {
    const refusal = refusalOf(deciding, claim, purchase)!;
    if (refusal !== claim.reason) reject(deciding, claim, refusal);
  }
  const rest = Math.max(0, wrong.length - LIMITS.wrongClaimsJudgedSingly) + order.leftOut;
  if (rest > 0 && purchase.token !== null) {
    const { merchantId } = merchant;
    deciding.emit({ type: 'WaitingClaimsDropped', data: { merchantId, orderId, count: rest } });
  }
}

function refusalOf(deciding: Deciding, claim: Claim, purchase: Purchase): ClaimRefusal | null {
  const { policy } = policyOf(deciding.merchant.policies, purchase);
  if (isBlocked(deciding.policyNow(), claim.device)) return 'BLOCKED_IDENTIFIER';
  if (purchase.token === null && policy.requireToken) return 'TOKEN_MISSING';
  if (purchase.token !== null && claim.token !== purchase.token) return 'TOKEN_MISMATCH';
  if (claim.recordedAt < purchase.firstRecordedAt - policy.claimTtlDays * DAY) return 'EXPIRED';
  if (purchase.acceptedClaims >= LIMITS.acceptedClaims) return 'TOO_MANY_CLAIMS';
  return null;
}

function reject(deciding: Deciding, claim: Claim, code: ClaimRefusal): void {
  const { merchantId } = deciding.merchant;
  const { orderId, claimId, device } = claim;
  deciding.emit({ type: 'PurchaseClaimRejected', data: { merchantId, orderId, claimId, device: device.id, code } });
}
