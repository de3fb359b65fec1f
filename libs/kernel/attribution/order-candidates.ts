/** Candidates that the order itself brings along, for this purchase alone: its codes, and the visit that the shop saw. */
import { codesOf, visitOf } from '../purchases/carried';
import type { Purchase } from '../purchases/purchase';
import type { Codes } from './codes';
import type { Touchpoint } from './touchpoint';

/** In place of a device: these touchpoints were seen on none. */
export const NO_DEVICE = '';

/** A code that was assigned when the purchase was first recorded is as good as a link of its owner. */
export function codeCandidates(purchase: Purchase, codes: Codes): Touchpoint[] {
  const candidates: Touchpoint[] = [];
  for (const code of codesOf(purchase)) {
    const assignment = codes.at(code, purchase.firstPosition);
    if (assignment === undefined) continue;
    candidates.push({
      touchpointId: `code:${code}`,
      position: purchase.firstPosition,
      identifierId: NO_DEVICE,
      source: 'code',
      channel: assignment.channel,
      campaign: assignment.campaign,
      referrer: assignment.owner ?? undefined,
      occurredAt: purchase.occurredAt,
    });
  }
  return candidates;
}

/** The candidate of last resort. */
export function visitCandidate(purchase: Purchase): Touchpoint | null {
  const visit = visitOf(purchase);
  if (visit === null) return null;
  return {
    touchpointId: `visit:${purchase.orderId}`,
    position: purchase.firstPosition,
    identifierId: NO_DEVICE,
    source: visit.source,
    channel: visit.channel,
    campaign: visit.campaign,
    referrer: visit.referrer,
    url: visit.url,
    occurredAt: Math.min(visit.occurredAt ?? purchase.occurredAt, purchase.occurredAt),
  };
}
