/** Devices that the versions of an order carry: each is as an accepted claim that needs no token, since the shop signed it. */
import type { Deciding } from '../deciding';
import type { PurchaseRecorded } from '../facts';
import { LIMITS } from '../limits';
import type { Moment } from '../time';
import type { MerchantWorld } from '../world';
import { claimKey } from './claim';
import { judge } from './judge-claims';
import { policyOf } from './purchase';

/** Every device once, also those of versions that are not held, so that it does not matter which version came first. */
export function addCarriedDevices(merchant: MerchantWorld, data: PurchaseRecorded, moment: Moment): void {
  const { purchases, policies } = merchant;
  const { orderId } = data;
  const devices = data.carried?.devices ?? [];
  if (devices.length === 0 || merchant.kernelVersion < 2) return;
  if (!policyOf(policies, purchases.get(orderId)).policy.acceptCarriedDevices) return;
  devices.forEach((device, ordinal) => {
    const purchase = purchases.get(orderId);
    const { carriedDevices, occurredAt } = purchase;
    if (carriedDevices.includes(device.id) || carriedDevices.length >= LIMITS.acceptedClaims) return;
    purchases.set({ ...purchase, carriedDevices: [...carriedDevices, device.id] });
    purchases.claims.add({
      orderId,
      claimId: `carried:${carriedDevices.length + 1}`,
      position: moment.position,
      ordinal,
      device,
      customer: null,
      token: null,
      occurredAt,
      recordedAt: moment.recordedAt,
      status: 'waiting',
      reason: null,
      dropped: false,
      carried: true,
      byToken: false,
    });
  });
}

/** Judges those that this version carries first. */
export function judgeCarriedDevices(deciding: Deciding, { orderId, carried }: PurchaseRecorded): void {
  const { claims } = deciding.merchant.purchases;
  for (const device of carried?.devices ?? []) {
    const claim = claims.find(orderId, claimKey({ claimId: '', device: device.id, carried: true }));
    if (claim?.status === 'waiting') judge(deciding, claim, orderId);
  }
}
