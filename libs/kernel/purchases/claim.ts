/** Claims of one order: what browsers said, and devices that the order itself carries. */
import type { ClaimRefusal } from '../codes';
import type { ClaimNamed } from '../decisions';
import type { IdentifierRef, Pseudonym } from '../identity/identifier';

/** In place of an order id while a claim by token alone waits. No order id is empty. */
export const NO_ORDER = '';

export interface Claim {
  /** `NO_ORDER` until the purchase with its token is known. */
  orderId: string;
  /** The sender's id; of a carried device, its number. */
  claimId: string;
  position: number;
  /** Among the claims of that position: one version of an order can carry several devices. */
  ordinal: number;
  device: IdentifierRef;
  /** The customer that the browser named; shown, never connected. */
  customer: Pseudonym | null;
  /** Null: the shop signed it with the order. */
  token: string | null;
  occurredAt: number;
  recordedAt: number;
  status: 'waiting' | 'accepted' | 'duplicate' | 'rejected';
  reason: ClaimRefusal | null;
  /** True when it was refused together with others, beyond the limit. */
  dropped: boolean;
  /** The order carries the device. */
  carried: boolean;
  /** The browser named no order. */
  byToken: boolean;
}

export interface OrderClaims {
  orderId: string;
  /** By `keyOf`. */
  claims: Map<string, Claim>;
  /**
   * False when the prefetch did not load the earlier claims, because this batch does not judge them. When it loads
   * them, it leaves out claims that can only be dropped.
   */
  loaded: boolean;
  /** How many undecided claims were left out. All are older than the loaded ones, and none has a token of the order. */
  leftOut: number;
  /** True once the claims that were left out are dropped. */
  leftOutDropped: boolean;
}

export function noClaims(orderId: string, loaded: boolean): OrderClaims {
  return { orderId, claims: new Map(), loaded, leftOut: 0, leftOutDropped: false };
}

/**
 * The sender chooses the claim id, so only the id together with the device names one claim. A device that the order
 * carries is no sender's claim.
 */
export function claimKey({ claimId, device, carried }: { claimId: string; device: Pseudonym; carried?: boolean }) {
  return carried === true ? `carried ${device}` : `${device} ${claimId}`;
}

export function keyOf({ claimId, device, carried }: Claim): string {
  return claimKey({ claimId, device: device.id, carried });
}

/** A newer version of the order cannot make these claims right. SQL queries use the same list. */
export const FINAL_REFUSALS: readonly ClaimRefusal[] = ['TOKEN_MISMATCH', 'BLOCKED_IDENTIFIER'];

/** Whether another token can change the verdict on this claim. */
export function isUndecided(claim: Claim): boolean {
  return isOpen(claim) && (claim.reason === null || !FINAL_REFUSALS.includes(claim.reason));
}

/** Whether a newer version of the order judges it again: the token of a claim may be right by then. */
export function isOpen({ status, reason, carried }: Claim): boolean {
  return !carried && status !== 'accepted' && status !== 'duplicate' && reason !== 'BLOCKED_IDENTIFIER';
}

/** The claim as decisions name it. */
export function namedClaim(claim: Claim, merchantId: string, orderId: string): ClaimNamed {
  const { claimId, device, carried, byToken } = claim;
  const named: ClaimNamed = { merchantId, orderId, claimId, device: device.id };
  if (carried) named.carried = true;
  if (byToken) named.byToken = true;
  return named;
}
