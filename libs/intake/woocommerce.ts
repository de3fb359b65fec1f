import type { PurchaseStatus } from '../kernel/facts';
import { addDecimals, type Decimal } from '../kernel/money';
import { isRecord, readShopBody } from './bodies';
import { SHOP_BODY_BYTES_MAX } from './limits';
import { ok } from './outcomes';
import { headerOf, type ShopPlatform } from './shop-platform';
import {
  currencyOf,
  customerOf,
  decimalOf,
  emailHashOf,
  itemsOf,
  minorUnitsOf,
  objectsOf,
  orderIdOf,
  reading,
  safeAmount,
  shown,
  stringOf,
  textOf,
  Unreadable,
  utcInstantOf,
  wordOf,
  type Body,
  type Reading,
} from './shop-values';
import { verifyBodySignature } from './signatures';

const TOPICS: ReadonlySet<string> = new Set(['order.created', 'order.updated', 'order.restored']);
/** Statuses of drafts and deleted orders, which are not orders. */
const NO_ORDERS: ReadonlySet<string> = new Set(['auto-draft', 'draft', 'checkout-draft', 'trash']);
const PING_BYTES_MAX = 64;

export const woocommerce: ShopPlatform = {
  topicHeader: 'x-wc-webhook-topic',
  headerPrefix: 'x-wc-webhook-',
  bodyBytesMax: SHOP_BODY_BYTES_MAX,
  secretFault: () => null,
  pingBytesMax: PING_BYTES_MAX,
  isPing: (headers, rawBody) => isPing(rawBody, headerOf(headers, 'content-type')),
  isSigned: (headers, rawBody, secrets) =>
    verifyBodySignature(rawBody, headerOf(headers, 'x-wc-webhook-signature'), secrets),
  async read({ topic, body }) {
    const json = readShopBody(body);
    return json.ok ? ok(readWooCommerce(topic, json.value)) : json;
  },
};

/** True for the body that WooCommerce sends, form-encoded and unsigned, when somebody sets up a webhook. */
export function isPing(rawBody: Buffer, contentType: string | undefined): boolean {
  if (contentType !== undefined && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) return false;
  return rawBody.length <= PING_BYTES_MAX && /^webhook_id=\d+$/.test(rawBody.toString('latin1'));
}

/** Reads a delivery of WooCommerce. The shop sets how many decimals it writes, so amounts are rounded half-even. */
export function readWooCommerce(topic: string | null, body: Body): Reading {
  return reading(() => {
    if (topic === null) throw new Unreadable('TOPIC_MISSING', 'the header X-WC-Webhook-Topic is missing');
    if (!TOPICS.has(topic)) return { kind: 'ignored', reason: `the topic ${shown(topic)}` };
    if (isErrorObject(body)) throw new Unreadable('ERROR_OBJECT', `the shop failed: ${shown(textOf(body.code) ?? '')}`);
    const status = stringOf(body.status, 'status');
    if (status !== undefined && NO_ORDERS.has(status)) {
      return { kind: 'ignored', reason: `an order with the status ${status}` };
    }
    const orderId = orderIdOf(body.id);
    const { currency, exponent } = currencyOf(body.currency);
    const total = minorUnitsOf(decimalOf(body.total, 'total'), exponent, 'half-even', 'total');
    const refunded = refundedOf(body, total, exponent);
    return {
      kind: 'order',
      order: {
        orderId,
        customer: customerOf(body.customer_id, 'customer_id'),
        emailHash: emailHashOf([billingOf(body).email, 'billing.email']),
        token: wordOf(body.order_key, 'order_key'),
        status: statusOf(status, body, total, refunded),
        total: safeAmount(total, 'total'),
        refunded: safeAmount(refunded, 'refunds'),
        currency,
        items: itemsOf(body.line_items, exponent, 'line_items'),
        sourceVersion: utcInstantOf(body.date_modified_gmt, 'VERSION_INVALID', 'date_modified_gmt'),
        occurredAt: utcInstantOf(body.date_created_gmt, 'OCCURRED_AT_INVALID', 'date_created_gmt'),
      },
    };
  });
}

/** True for `{ code, message, data: { status } }`, which the shop's own API answers when it cannot show the order. */
function isErrorObject(body: Body): boolean {
  return 'code' in body && 'message' in body && isRecord(body.data) && 'status' in body.data;
}

/** The billing address. PHP writes an empty one as `[]`. */
function billingOf({ billing }: Body): Body {
  if (isRecord(billing)) return billing;
  const isEmpty = billing === undefined || billing === null || (Array.isArray(billing) && billing.length === 0);
  if (!isEmpty) throw new Unreadable('FIELD_INVALID', 'billing is no object');
  return {};
}

function isPaid(body: Body): boolean {
  const at = stringOf(body.date_paid_gmt, 'date_paid_gmt');
  if (at === undefined || at.startsWith('0000-00-00')) return false;
  utcInstantOf(at, 'FIELD_INVALID', 'date_paid_gmt');
  return true;
}

function statusOf(status: string | undefined, body: Body, total: bigint, refunded: bigint): PurchaseStatus {
  switch (status) {
    case 'processing':
    case 'completed':
      // Cash on delivery is processed long before it is paid.
      if (!isPaid(body)) return 'pending';
      if (refunded === 0n) return 'paid';
      return refunded < total ? 'partially_refunded' : 'refunded';
    case 'cancelled':
    case 'refunded':
      return status;
    default:
      return 'pending';
  }
}

/** The refunded amount, at most the order's total. The total of each refund is negative. */
function refundedOf(body: Body, total: bigint, exponent: number): bigint {
  const refunds = objectsOf(body.refunds, 'REFUNDS_INVALID', 'refunds');
  if (refunds.length === 0) return body.status === 'refunded' ? total : 0n;
  let sum: Decimal = { units: 0n, scale: 0 };
  for (const refund of refunds) {
    if (textOf(refund.total) === undefined) throw new Unreadable('REFUNDS_INVALID', 'refunds[].total is no amount');
    sum = addDecimals(sum, decimalOf(refund.total, 'refunds[].total'));
  }
  const refunded = minorUnitsOf({ units: -sum.units, scale: sum.scale }, exponent, 'half-even', 'refunds');
  return refunded < total ? refunded : total;
}
