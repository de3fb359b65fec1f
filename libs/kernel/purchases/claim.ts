/** Claims of one order. */
import type { ClaimRefusal } from '../codes';
import type { IdentifierRef, Pseudonym } from '../identity/identifier';

export interface Claim {
  orderId: string;
  claimId: string;
  position: number;
  device: IdentifierRef;
  /** The customer that the browser named; shown, never connected. */
  customer: Pseudonym | null;
  token: string;
  occurredAt: number;
  recordedAt: number;
  status: 'waiting' | 'accepted' | 'rejected';
  reason: ClaimRefusal | null;
  /** True when it was refused together with others, beyond the limit. */
  dropped: boolean;
}

export interface OrderClaims {
  orderId: string;
  /** By `claimKey`, in log order. */
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

/** The sender chooses the claim id, so only the id together with the device names one claim. */
export function claimKey(claimId: string, device: Pseudonym): string {
  return `${device} ${claimId}`;
}

/** A newer version of the order cannot make these claims right. SQL queries use the same list. */
export const FINAL_REFUSALS: readonly ClaimRefusal[] = ['TOKEN_MISMATCH', 'BLOCKED_IDENTIFIER'];

/** Whether another token can change the verdict on this claim. */
export function isUndecided({ status, reason }: Claim): boolean {
  return status !== 'accepted' && (reason === null || !FINAL_REFUSALS.includes(reason));
}
