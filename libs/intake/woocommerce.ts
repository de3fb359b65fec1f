import type { PurchaseStatus } from '../kernel/facts';
import { addDecimals, parseDecimal, toMinorUnits, type Decimal } from '../kernel/money';
import { isRecord, readShopBody } from './bodies';
import { carriedOf, codesOf, DEVICE_FIELD, devicesOf, queryOf, visitOf, type PlainVisit } from './carried';
import { parseUtcInstant } from './instants';
import { SHOP_BODY_BYTES_MAX } from './limits';
import { ok } from './outcomes';
import { headerOf, hostHeaderOf, type DeliveryPolicy, type ShopPlatform } from './shop-platform';
import {
  currencyOf,
  customerOf,
  decimalOf,
  emailHashOf,
  itemsOf,
  listIn,
  minorUnitsOf,
  objectsOf,
  orderIdOf,
  reading,
  safeAmount,
  shown,
  stringOf,
  textIn,
  textOf,
  Unreadable,
  utcInstantOf,
  wordOf,
  type Body,
  type Reading,
} from './shop-values';
import { verifyBodySignature } from './signatures';

const TOPICS: readonly string[] = ['order.created', 'order.updated', 'order.restored'];
/** Statuses of what is no order yet. */
const DRAFTS: ReadonlySet<string> = new Set(['auto-draft', 'draft', 'checkout-draft']);
const ATTRIBUTION = '_wc_order_attribution_';
/** Orders that somebody of the shop made by hand, on the web or in WooCommerce's own app. */
const BY_HAND: ReadonlySet<string> = new Set(['admin', 'mobile_app']);
const PING_BYTES_MAX = 64;

export const woocommerce: ShopPlatform = {
  ownHeader: /^x-wc-webhook-/,
  bodyBytesMax: SHOP_BODY_BYTES_MAX,
  topics: TOPICS,
  topicOf: (headers) => headerOf(headers, 'x-wc-webhook-topic') ?? null,
  shopHostOf: (headers) => hostHeaderOf(headers, 'x-wc-webhook-source'),
  secretFault: () => null,
  pingBytesMax: PING_BYTES_MAX,
  isPing: (headers, rawBody) => isPing(rawBody, headerOf(headers, 'content-type')),
  isSigned: (headers, rawBody, secrets) =>
    verifyBodySignature(rawBody, headerOf(headers, 'x-wc-webhook-signature'), secrets),
  async read({ topic, body }, policy) {
    const json = readShopBody(body);
    if (!json.ok) return json;
    const subOrders = isSubOrder(json.value) ? (await policy()).subOrders : 'ignore';
    return ok(readWooCommerce(topic, json.value, { subOrders }));
  },
};

/** True for the body that WooCommerce sends, form-encoded and unsigned, when somebody sets up a webhook. */
export function isPing(rawBody: Buffer, contentType: string | undefined): boolean {
  if (contentType !== undefined && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) return false;
  return rawBody.length <= PING_BYTES_MAX && /^webhook_id=\d+$/.test(rawBody.toString('latin1'));
}

/** Reads a delivery of WooCommerce. The shop sets how many decimals it writes, so amounts are rounded half-even. */
export function readWooCommerce(
  topic: string | null,
  body: Body,
  { subOrders }: Pick<DeliveryPolicy, 'subOrders'>,
): Reading {
  return reading(() => {
    if (topic === null) throw new Unreadable('TOPIC_MISSING', 'the header X-WC-Webhook-Topic is missing');
    if (!TOPICS.includes(topic)) return { kind: 'ignored', reason: `the topic ${shown(topic)}` };
    if (isErrorObject(body)) throw new Unreadable('ERROR_OBJECT', `the shop failed: ${shown(textOf(body.code) ?? '')}`);
    const status = stringOf(body.status, 'status');
    if (status !== undefined && (DRAFTS.has(status) || (status === 'trash' && !isPaid(body)))) {
      return { kind: 'ignored', reason: `an order with the status ${status}` };
    }
    if (subOrders === 'ignore' && isSubOrder(body)) {
      return { kind: 'ignored', reason: 'SUB_ORDER: a part of another order' };
    }
    const orderId = orderIdOf(body.id);
    const { currency, exponent } = currencyOf(body.currency);
    const total = minorUnitsOf(decimalOf(body.total, 'total'), exponent, 'half-even', 'total');
    const refunded = refundedOf(body, total, exponent);
    const meta = metaOf(body);
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
        goods: goodsOf(body, total, exponent),
        currency,
        items: itemsOf(body.line_items, exponent, 'line_items'),
        renewal: isRenewal(body, meta) ? true : undefined,
        carried: carriedOf({
          devices: devicesOf(meta.get(DEVICE_FIELD) ?? []),
          codes: body.coupon_lines === undefined ? undefined : codesOf(codeTextsOf(body)),
          visit: visitIn(body, meta),
        }),
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

/** True for a part of another order, as plugins for marketplaces make one for each seller. */
function isSubOrder({ parent_id }: Body): boolean {
  return !/^0*$/.test(textIn(parent_id) ?? '');
}

function statusOf(status: string | undefined, body: Body, total: bigint, refunded: bigint): PurchaseStatus {
  switch (status) {
    case undefined:
    case 'pending':
    case 'on-hold':
    case 'failed':
      return 'pending';
    case 'cancelled':
    case 'refunded':
      return status;
    case 'trash':
      return 'cancelled';
    default:
      // `processing`, `completed`, or of a plugin. Cash on delivery is processed long before it is paid.
      if (!isPaid(body)) return 'pending';
      if (refunded === 0n) return 'paid';
      return refunded < total ? 'partially_refunded' : 'refunded';
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

/** What the lines cost after coupons, without tax; undefined when one of them does not say. */
function goodsOf({ line_items }: Body, total: bigint, exponent: number): number | undefined {
  if (line_items === undefined) return undefined;
  let sum: Decimal = { units: 0n, scale: 0 };
  for (const line of listIn(line_items)) {
    const price = parseDecimal(textIn(line.total) ?? '');
    if (price === null) return undefined;
    sum = addDecimals(sum, price);
  }
  const goods = toMinorUnits(sum, exponent, 'half-even');
  if (goods === null || goods < 0n) return undefined;
  return Number(goods < total ? goods : total);
}

/** The texts of each key of the order's meta data. */
function metaOf({ meta_data }: Body): ReadonlyMap<string, string[]> {
  const meta = new Map<string, string[]>();
  for (const { key, value } of listIn(meta_data)) {
    const text = textIn(value);
    if (typeof key !== 'string' || text === undefined) continue;
    const texts = meta.get(key);
    if (texts === undefined) meta.set(key, [text]);
    else texts.push(text);
  }
  return meta;
}

function isRenewal({ created_via }: Body, meta: ReadonlyMap<string, string[]>): boolean {
  return created_via === 'subscription' || meta.has('_subscription_renewal');
}

function codeTextsOf({ coupon_lines }: Body): string[] {
  return listIn(coupon_lines).flatMap(({ code }) => textIn(code) ?? []);
}

/** What WooCommerce's own order attribution saw; undefined for an order that was made by hand, or without a visit. */
function visitIn(body: Body, meta: ReadonlyMap<string, string[]>): PlainVisit | undefined {
  const seen = (name: string) => meta.get(ATTRIBUTION + name)?.[0];
  const [type, landing, source] = [seen('source_type'), seen('session_entry'), seen('utm_source')];
  const hasVisit = [type, landing, source, seen('referrer')].some((text) => text !== undefined);
  if (!hasVisit || (type !== undefined && BY_HAND.has(type))) return undefined;
  const query = queryOf(landing ?? '');
  for (const name of ['utm_source', 'utm_medium', 'utm_campaign']) {
    const value = seen(name);
    if (value !== undefined) query.set(name, value);
  }
  const referrer = seen('referrer') ?? (type === 'referral' ? source : undefined);
  const visit = visitOf({ landing, query, referrer, ownUrls: [textIn(body.payment_url)] });
  // The time is in UTC, and has a space where RFC 3339 has a T.
  const occurredAt = parseUtcInstant((seen('session_start_time') ?? '').trim().replace(' ', 'T'));
  return occurredAt === null ? visit : { ...visit, occurredAt };
}
