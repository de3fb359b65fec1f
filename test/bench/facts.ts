/** Single facts for benchmarks. */
import { createHash } from 'node:crypto';
import type { Fact } from '../../libs/kernel/facts';
import type { IdentifierRef, IdentifierType } from '../../libs/kernel/identity/identifier';
import type { Instant } from '../../libs/kernel/time';

/** @param customer undefined for a guest */
export function purchaseOf(merchantId: string, orderId: string, customer: string | undefined, at: Instant): Fact {
  const token = tokenOf(orderId);
  return {
    type: 'PurchaseRecorded',
    data: {
      ...{ merchantId, orderId, platform: 'custom', token, status: 'paid', total: 19_99, refunded: 0, currency: 'EUR' },
      ...(customer !== undefined && { customerId: identifierOf(merchantId, 'customer_id', customer) }),
      items: [{ sku: 'lamp', quantity: 1_000, price: 19_99 }],
      ...{ sourceVersion: at, bodyHash: token, occurredAt: at },
    },
  };
}

export function claimOf(merchantId: string, orderId: string, device: string, occurredAt: Instant): Fact {
  const anonymousId = identifierOf(merchantId, 'anonymous_id', device);
  const data = { merchantId, claimId: `claim-${orderId}`, anonymousId, orderId, token: tokenOf(orderId), occurredAt };
  return { type: 'PurchaseClaimed', data };
}

export function identifierOf(merchantId: string, type: IdentifierType, value: string): IdentifierRef {
  return { type, id: uuid(`${merchantId} ${type} ${value}`) };
}

export function uuid(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function tokenOf(orderId: string): string {
  return createHash('sha256').update(orderId).digest('hex');
}
