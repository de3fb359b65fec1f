/** A browser claimed a purchase. Claim and purchase are matched when the second of the two arrives. */
import { factRule } from '../fact-rule';
import type { PurchaseClaimed } from '../facts';
import { toRef } from '../identity/identifier';
import { isBlocked } from '../policy-history';
import { toMillis, type Moment } from '../time';
import type { MerchantWorld } from '../world';
import { claimKey, NO_ORDER, type Claim } from './claim';
import { judge } from './judge-claims';

export const purchaseClaimed = factRule<PurchaseClaimed>({
  evolve: (merchant, data, moment) => merchant.purchases.claims.add(claimFrom(merchant, data, moment)),

  decide(deciding, { merchantId, orderId, claimId, anonymousId: device, token }) {
    const { purchases } = deciding.merchant;
    const isNobody = isBlocked(deciding.policyNow(), device);
    if (isNobody) {
      deciding.emit({ type: 'IdentifierBlocked', data: { merchantId, identifier: toRef(device), in: 'claim' } });
    }
    const key = claimKey({ claimId, device: device.id });
    if (orderId !== undefined) {
      const claim = purchases.claims.find(orderId, key)!;
      if (isNobody || purchases.find(orderId) !== undefined) judge(deciding, claim, orderId);
    } else if (!isNobody && deciding.kernelVersion >= 2) {
      const purchase = purchases.firstWithToken(token);
      const claim = purchases.claims.findWaiting(token, key)!;
      if (purchase !== undefined) judge(deciding, claim, purchase.orderId);
    }
  },
});

/** Without an order there is nobody who could refuse a blocked device later, so it is refused at once. */
function claimFrom({ policies }: MerchantWorld, data: PurchaseClaimed, { position, recordedAt }: Moment): Claim {
  const byToken = data.orderId === undefined;
  const refused = byToken && isBlocked(policies.at(position), data.anonymousId);
  return {
    orderId: data.orderId ?? NO_ORDER,
    claimId: data.claimId,
    position,
    ordinal: 0,
    device: data.anonymousId,
    customer: data.customerId?.id ?? null,
    token: data.token,
    occurredAt: Math.min(toMillis(data.occurredAt), recordedAt),
    recordedAt,
    status: refused ? 'rejected' : 'waiting',
    reason: refused ? 'BLOCKED_IDENTIFIER' : null,
    dropped: false,
    carried: false,
    byToken,
  };
}
