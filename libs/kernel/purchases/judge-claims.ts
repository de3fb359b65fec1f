/** Matching claims with the purchase they speak of. */
import type { ClaimRefusal } from '../codes';
import type { Deciding } from '../deciding';
import { isBlocked } from '../policy-history';
import { DAY } from '../time';
import { isUndecided, type Claim } from './claim';
import { acceptClaim } from './link';
import { policyOf, type Purchase } from './purchase';

const ACCEPTED_CLAIMS_MAX = 10;
/** Wrong claims beyond the newest hundred are refused together: anybody can send them. */
const JUDGED_SINGLY_MAX = 100;

/** A claim came for a purchase that is there. */
export function judgeClaim(deciding: Deciding, claim: Claim): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(claim.orderId);
  if (isBlocked(deciding.policyNow(), claim.device)) {
    const identifier = { type: claim.device.type, id: claim.device.id };
    const { merchantId } = merchant;
    deciding.emit({ type: 'IdentifierBlocked', data: { merchantId, identifier, in: 'claim' } });
    reject(deciding, claim, 'BLOCKED_IDENTIFIER');
  } else if (purchase !== undefined) {
    const refusal = refusalOf(deciding, claim, purchase);
    if (refusal === null) acceptClaim(deciding, claim);
    else reject(deciding, claim, refusal);
  }
}

/** The purchase came, or its token changed: the claims that are not accepted, right ones first. */
export function judgeWaitingClaims(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const order = merchant.claims.get(orderId);
  if (order === undefined) return;
  if (!order.loaded) throw new Error(`claims of order ${orderId} are judged but were not loaded`);

  const purchase = merchant.purchases.get(orderId)!;
  const { requireToken } = policyOf(merchant, purchase).policy;
  const open = [...order.claims.values()].filter(
    (claim) => claim.status !== 'accepted' && claim.reason !== 'BLOCKED_IDENTIFIER',
  );
  const isRight = (claim: Claim) => (purchase.token === null ? !requireToken : claim.token === purchase.token);
  for (const claim of open.filter(isRight)) {
    const refusal = refusalOf(deciding, claim, merchant.purchases.get(orderId)!);
    if (refusal === null) acceptClaim(deciding, claim);
    else if (refusal !== claim.reason) reject(deciding, claim, refusal);
  }

  const wrong = open.filter((claim) => !isRight(claim) && isUndecided(claim));
  for (const claim of wrong.slice(-JUDGED_SINGLY_MAX)) {
    const refusal = refusalOf(deciding, claim, purchase)!;
    if (refusal !== claim.reason) reject(deciding, claim, refusal);
  }
  const rest = Math.max(0, wrong.length - JUDGED_SINGLY_MAX) + order.leftOut;
  if (rest > 0 && purchase.token !== null) {
    const { merchantId } = merchant;
    deciding.emit({ type: 'WaitingClaimsDropped', data: { merchantId, orderId, count: rest } });
  }
}

function refusalOf(deciding: Deciding, claim: Claim, purchase: Purchase): ClaimRefusal | null {
  const { policy } = policyOf(deciding.merchant, purchase);
  if (isBlocked(deciding.policyNow(), claim.device)) return 'BLOCKED_IDENTIFIER';
  if (purchase.token === null && policy.requireToken) return 'TOKEN_MISSING';
  if (purchase.token !== null && claim.token !== purchase.token) return 'TOKEN_MISMATCH';
  if (claim.recordedAt < purchase.firstRecordedAt - policy.claimTtlDays * DAY) return 'EXPIRED';
  if (purchase.acceptedClaims >= ACCEPTED_CLAIMS_MAX) return 'TOO_MANY_CLAIMS';
  return null;
}

function reject(deciding: Deciding, claim: Claim, code: ClaimRefusal): void {
  const { merchantId } = deciding.merchant;
  const { orderId, claimId, device } = claim;
  deciding.emit({ type: 'PurchaseClaimRejected', data: { merchantId, orderId, claimId, device: device.id, code } });
}
