/** Linking purchases to the group of their buyer, by an accepted claim or by a customer who is known. */
import type { Evidence, LinkVia } from '../decisions';
import type { Deciding } from '../deciding';
import { toRef } from '../identity/identifier';
import { connect } from '../identity/connect';
import { groupOf } from '../identity/group';
import type { IdentifierRef, Pseudonym } from '../identity/identifier';
import { reevaluate, reevaluateLater, settle } from '../settling';
import { DAY } from '../time';
import type { Claim } from './claim';
import { buyerOf, policyOf, type Purchase } from './purchase';

/** The claim's device and the buyer are one person; the first accepted claim also links the purchase. */
export function acceptClaim(deciding: Deciding, claim: Claim): void {
  const { merchant } = deciding;
  const { orderId, claimId, device } = claim;
  const buyer = buyerOf(merchant, merchant.purchases.get(orderId)!, deciding.policyNow());
  const wasKnown = buyer !== null && isKnown(deciding, buyer.id);
  const { merchantId } = merchant;
  deciding.emit({ type: 'PurchaseClaimAccepted', data: { merchantId, orderId, claimId, device: device.id } });

  const purchase = merchant.purchases.get(orderId)!;
  const anchor: IdentifierRef = buyer ?? { type: 'anonymous_id', id: purchase.firstDevice! };
  connectDevice(deciding, orderId, device, anchor, { kind: 'claim', orderId, claimId });
  if (purchase.anchor === null) link(deciding, orderId, 'claim', anchor);
  if (buyer !== null && !wasKnown) linkOrdersOf(deciding, buyer.id);
}

/** A device that may not join the group still counts, for this one purchase. */
function connectDevice(
  deciding: Deciding,
  orderId: string,
  device: IdentifierRef,
  anchor: IdentifierRef,
  evidence: Evidence,
): void {
  if (device.id === anchor.id) return;
  const connected = connect(deciding, device, anchor, evidence);
  if (connected === 'CUSTOMER_CONFLICT' || connected === 'GROUP_TOO_LARGE') {
    addDeviceEvidence(deciding, orderId, device.id);
  }
}

export function addDeviceEvidence(deciding: Deciding, orderId: string, device: Pseudonym): void {
  if (deciding.merchant.purchases.get(orderId)!.evidence.includes(device)) return;
  const { merchantId } = deciding.merchant;
  deciding.emit({ type: 'DeviceEvidenceAdded', data: { merchantId, orderId, device } });
  reevaluate(deciding, orderId, 'evidence');
}

/** The customer (or e-mail) became known: all purchases that waited for that, while their time is not over. */
export function linkOrdersOf(deciding: Deciding, id: Pseudonym): void {
  const { merchant } = deciding;
  const waiting = merchant.unlinkedOrders.get(id).map((orderId) => merchant.purchases.get(orderId)!);
  for (const purchase of waiting.sort((a, b) => a.firstPosition - b.firstPosition)) {
    linkIfKnown(deciding, purchase.orderId);
  }
}

export function linkIfKnown(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(orderId)!;
  const buyer = buyerOf(merchant, purchase, deciding.policyNow());
  if (purchase.anchor !== null || buyer === null || !isKnown(deciding, buyer.id)) return;
  const finality = policyOf(merchant, purchase).policy.finalityDays * DAY;
  if (deciding.recordedAt > purchase.firstRecordedAt + finality) return;
  link(deciding, orderId, buyer.type === 'customer_id' ? 'customer' : 'email', buyer);
}

function link(deciding: Deciding, orderId: string, via: LinkVia, anchor: IdentifierRef): void {
  const { merchant } = deciding;
  const data = { merchantId: merchant.merchantId, orderId, via, anchor: toRef(anchor) };
  deciding.emit({ type: 'PurchaseLinked', data });
  connectEmail(deciding, orderId);
  settle(deciding, orderId);
  reevaluateLater(deciding, groupOf(merchant, anchor.id), merchant.purchases.get(orderId)!);
}

/** Where the policy links by e-mail, a linked purchase that has a customer and an e-mail says they are one person. */
export function connectEmail(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(orderId)!;
  if (purchase.anchor === null || purchase.customer === null || purchase.email === null) return;
  if (!policyOf(merchant, purchase).policy.linkByEmail) return;
  connect(deciding, purchase.customer, purchase.email, { kind: 'purchase', orderId });
}

/** A newer version of the order names a buyer, or another one. */
export function followBuyer(deciding: Deciding, before: Purchase): void {
  const { merchant } = deciding;
  const { orderId } = before;
  const buyer = buyerOf(merchant, merchant.purchases.get(orderId)!, deciding.policyNow());
  if (before.anchor === null || buyer === null || buyer.id === before.anchor.id) return;

  const wasKnown = isKnown(deciding, buyer.id);
  const { type } = before.anchor;
  const wasGuest = type === 'anonymous_id' || (type === 'email_hash' && buyer.type === 'customer_id');
  const data = { merchantId: merchant.merchantId, orderId, from: before.anchor.id, anchor: toRef(buyer) };
  deciding.emit({ type: 'PurchaseAnchorMoved', data });
  if (wasGuest) {
    for (const claim of merchant.claims.get(orderId)?.claims.values() ?? []) {
      if (claim.status !== 'accepted') continue;
      connectDevice(deciding, orderId, claim.device, buyer, { kind: 'claim', orderId, claimId: claim.claimId });
    }
  }
  const after = merchant.purchases.get(orderId)!;
  reevaluate(deciding, orderId, 'customer');
  const [left, joined] = [groupOf(merchant, before.anchor.id), groupOf(merchant, buyer.id)];
  if (left !== joined) {
    reevaluateLater(deciding, left, before);
    reevaluateLater(deciding, joined, after);
  }
  if (after.acceptedClaims > 0 && !wasKnown) linkOrdersOf(deciding, buyer.id);
}

function isKnown(deciding: Deciding, id: Pseudonym): boolean {
  return deciding.merchant.identifiers.get(id)?.known === true;
}
