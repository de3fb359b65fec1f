/** Links purchases to the group of their buyer, by an accepted claim or by a known customer. */
import { isOfClaim, type Evidence, type LinkVia } from '../decisions';
import type { Deciding } from '../deciding';
import { toRef, type IdentifierRef, type Pseudonym } from '../identity/identifier';
import { connect } from '../identity/connect';
import { connectionKey } from '../identity/connection';
import { reevaluate, reevaluateLater, settle } from '../evaluation/settling';
import { DAY } from '../time';
import type { MerchantWorld } from '../world';
import { namedClaim, type Claim } from './claim';
import { buyerOf, isLateClaim, policyOf, type Purchase } from './purchase';

/**
 * Connects the claim's device with the buyer; the first accepted claim also links the purchase. A late claim connects
 * nobody: its token may have leaked, so its device counts for this one purchase alone.
 */
export function acceptClaim(deciding: Deciding, claim: Claim, orderId: string): void {
  const { merchant } = deciding;
  const { device } = claim;
  const buyer = buyerOf(merchant.policies, merchant.purchases.get(orderId), deciding.policyNow());
  const wasKnown = buyer !== null && merchant.identities.isKnown(buyer.id);
  deciding.emit({ type: 'PurchaseClaimAccepted', data: namedClaim(claim, merchant.merchantId, orderId) });

  const purchase = merchant.purchases.get(orderId);
  const anchor: IdentifierRef = buyer ?? { type: 'anonymous_id', id: purchase.firstDevice! };
  if (connectsNobody(deciding, purchase, claim)) {
    if (device.id !== anchor.id) addDeviceEvidence(deciding, orderId, device.id);
  } else {
    connectDevice(deciding, orderId, device, anchor, evidenceOf(claim));
  }
  if (purchase.anchor === null) link(deciding, orderId, claim.carried ? 'carried' : 'claim', anchor);
  if (buyer !== null && !wasKnown) linkOrdersOf(deciding, buyer.id);
}

function connectsNobody({ merchant }: Deciding, purchase: Purchase, claim: Claim): boolean {
  return merchant.kernelVersion >= 2 && !claim.carried && isLateClaim(merchant.policies, purchase, claim);
}

function evidenceOf({ orderId, claimId, carried }: Claim): Evidence {
  return carried ? { kind: 'carried', orderId } : { kind: 'claim', orderId, claimId };
}

/** A device that may not join the group still counts for this one purchase. */
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
  if (deciding.merchant.purchases.get(orderId).evidence.includes(device)) return;
  const { merchantId } = deciding.merchant;
  deciding.emit({ type: 'DeviceEvidenceAdded', data: { merchantId, orderId, device } });
  reevaluate(deciding, orderId, 'evidence');
}

/** The customer (or e-mail) became known: links the purchases that waited for that and are not yet final. */
export function linkOrdersOf(deciding: Deciding, id: Pseudonym): void {
  const { purchases } = deciding.merchant;
  for (const { orderId } of purchases.inOrder(purchases.unlinked.get(id))) linkIfKnown(deciding, orderId);
}

export function linkIfKnown(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(orderId);
  const buyer = buyerOf(merchant.policies, purchase, deciding.policyNow());
  if (purchase.anchor !== null || buyer === null || !merchant.identities.isKnown(buyer.id)) return;
  const finality = policyOf(merchant.policies, purchase).policy.finalityDays * DAY;
  if (deciding.recordedAt > purchase.firstRecordedAt + finality) return;
  link(deciding, orderId, buyer.type === 'customer_id' ? 'customer' : 'email', buyer);
}

function link(deciding: Deciding, orderId: string, via: LinkVia, anchor: IdentifierRef): void {
  const { merchant } = deciding;
  const data = { merchantId: merchant.merchantId, orderId, via, anchor: toRef(anchor) };
  deciding.emit({ type: 'PurchaseLinked', data });
  connectEmail(deciding, orderId);
  settle(deciding, orderId);
  reevaluate(deciding, orderId, 'linked');
  reevaluateLater(deciding, merchant.identities.groupOf(anchor.id), merchant.purchases.get(orderId));
}

/** If the policy links by e-mail, a linked purchase connects its customer with its e-mail. */
export function connectEmail(deciding: Deciding, orderId: string): void {
  const { merchant } = deciding;
  const purchase = merchant.purchases.get(orderId);
  if (purchase.anchor === null || purchase.customer === null || purchase.email === null) return;
  if (!policyOf(merchant.policies, purchase).policy.linkByEmail) return;
  connect(deciding, purchase.customer, purchase.email, { kind: 'purchase', orderId });
}

/** Follows a newer version of the order that names a buyer, or a different one. */
export function followBuyer(deciding: Deciding, before: Purchase): void {
  const { merchant } = deciding;
  const { orderId } = before;
  const buyer = buyerOf(merchant.policies, merchant.purchases.get(orderId), deciding.policyNow());
  if (before.anchor === null || buyer === null || buyer.id === before.anchor.id) return;

  const wasKnown = merchant.identities.isKnown(buyer.id);
  const { type } = before.anchor;
  const wasGuest = type === 'anonymous_id' || (type === 'email_hash' && buyer.type === 'customer_id');
  const data = { merchantId: merchant.merchantId, orderId, from: before.anchor.id, anchor: toRef(buyer) };
  deciding.emit({ type: 'PurchaseAnchorMoved', data });
  for (const claim of merchant.purchases.claims.of(orderId)) {
    if (claim.status !== 'accepted') continue;
    const { device } = claim;
    const connects = wasGuest && !connectsNobody(deciding, before, claim);
    if (connects) connectDevice(deciding, orderId, device, buyer, evidenceOf(claim));
    const isHeld = connects ? isInGroupOf(merchant, device, buyer) : isHeldByOwnClaim(merchant, orderId, device, buyer);
    if (merchant.kernelVersion >= 2 && !isHeld) addDeviceEvidence(deciding, orderId, device.id);
  }
  const after = merchant.purchases.get(orderId);
  reevaluate(deciding, orderId, 'customer');
  const [left, joined] = [merchant.identities.groupOf(before.anchor.id), merchant.identities.groupOf(buyer.id)];
  if (left !== joined) {
    reevaluateLater(deciding, left, before);
    reevaluateLater(deciding, joined, after);
  }
  if (after.acceptedClaims > 0 && !wasKnown) linkOrdersOf(deciding, buyer.id);
}

function isInGroupOf({ identities }: MerchantWorld, device: IdentifierRef, buyer: IdentifierRef): boolean {
  return identities.groupOf(device.id) === identities.groupOf(buyer.id);
}

/** Other edges may be taken back, and nobody would then remember that the device counted for this purchase. */
function isHeldByOwnClaim(
  { identities }: MerchantWorld,
  orderId: string,
  device: IdentifierRef,
  buyer: IdentifierRef,
): boolean {
  const edge = identities.connections.get(connectionKey(device.id, buyer.id, 'edge'));
  return edge !== undefined && isOfClaim(edge.evidence) && edge.evidence.orderId === orderId;
}
