/** Which claims of a purchase are accepted. */
import type { ClaimRefusal } from '../codes';
import type { Deciding } from '../deciding';
import { LIMITS } from '../limits';
import { isBlocked } from '../policy-history';
import { DAY } from '../time';
import { isOpen, isUndecided, namedClaim, type Claim } from './claim';
import { acceptClaim } from './link';
import { policyOf, type Purchase } from './purchase';

/** Judges the claims that are not accepted, right ones first, when the purchase comes or its token changes. */
export function judgeWaitingClaims(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const { claims } = merchant.purchases;
  const order = claims.orders.get(orderId);
  if (order?.loaded === false) throw new Error(`claims of order ${orderId} are judged but were not loaded`);

  const purchase = merchant.purchases.get(orderId);
  const { requireToken } = policyOf(merchant.policies, purchase).policy;
  const open = claims.of(orderId).filter(isOpen);
  const isRight = (claim: Claim) => (purchase.token === null ? !requireToken : claim.token === purchase.token);
  const byToken = deciding.kernelVersion < 2 || purchase.token === null ? [] : claims.waitingFor(purchase.token);
  const right = [...open.filter(isRight), ...byToken].sort((a, b) => a.position - b.position);
  for (const claim of right) judge(deciding, claim, orderId);

  const wrong = open.filter((claim) => !isRight(claim) && isUndecided(claim));
  for (const claim of wrong.slice(-LIMITS.wrongClaimsJudgedSingly)) judge(deciding, claim, orderId);
  const rest = Math.max(0, wrong.length - LIMITS.wrongClaimsJudgedSingly) + (order?.leftOut ?? 0);
  if (rest > 0 && purchase.token !== null) {
    const { merchantId } = merchant;
    deciding.emit({ type: 'WaitingClaimsDropped', data: { merchantId, orderId, count: rest } });
  }
}

/** Accepts the claim, or refuses it if it was not refused for the same reason before. */
export function judge(deciding: Deciding, claim: Claim, orderId: string): void {
  const verdict = verdictOf(deciding, claim, deciding.merchant.purchases.find(orderId));
  if (verdict === 'accepted') return acceptClaim(deciding, claim, orderId);
  const data = namedClaim(claim, deciding.merchant.merchantId, orderId);
  if (verdict === 'duplicate') deciding.emit({ type: 'PurchaseClaimRepeated', data });
  else if (verdict !== claim.reason) deciding.emit({ type: 'PurchaseClaimRejected', data: { ...data, code: verdict } });
}

/** @param purchase undefined: it has not come, so that only a device that identifies nobody is judged */
function verdictOf(
  deciding: Deciding,
  claim: Claim,
  purchase: Purchase | undefined,
): ClaimRefusal | 'accepted' | 'duplicate' {
  if (isBlocked(deciding.policyNow(), claim.device)) return 'BLOCKED_IDENTIFIER';
  const { policy } = policyOf(deciding.merchant.policies, purchase!);
  const { token, firstRecordedAt, acceptedClaims } = purchase!;
  // The shop signed a carried device with the order.
  if (!claim.carried) {
    if (token === null && policy.requireToken) return 'TOKEN_MISSING';
    if (token !== null && claim.token !== token) return 'TOKEN_MISMATCH';
    if (claim.recordedAt < firstRecordedAt - policy.claimTtlDays * DAY) return 'EXPIRED';
  }
  if (isRepeated(claim, purchase!)) return 'duplicate';
  return acceptedClaims >= LIMITS.acceptedClaims ? 'TOO_MANY_CLAIMS' : 'accepted';
}

/**
 * A browser that claims a checkout by its token says the same once more when the order is there. Two claims that both name
 * the order are accepted both, as they ever were.
 */
function isRepeated({ device, byToken, carried }: Claim, { claimedDevices, claimedByToken }: Purchase): boolean {
  return (byToken || carried || claimedByToken) && claimedDevices.includes(device.id);
}
