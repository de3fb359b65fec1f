import type { PurchaseStatus } from '../kernel/facts';
import { convert, divideHalfEven, exponentOf, parseDecimal, toMinorUnits } from '../kernel/money';
import { isRecord, readShopBody } from './bodies';
import { carriedOf, codesOf, DEVICE_FIELD, devicesOf, queryOf, visitOf, type PlainVisit } from './carried';
import { SHOP_BODY_BYTES_MAX } from './limits';
import { ok } from './outcomes';
import { headerOf, hostHeaderOf, type DeliveryPolicy, type Headers, type ShopPlatform } from './shop-platform';
import {
  amountIn,
  currencyOf,
  customerOf,
  decimalOf,
  emailHashOf,
  instantOf,
  itemsOf,
  listIn,
  minorUnitsOf,
  objectsOf,
  orderIdOf,
  reading,
  safeAmount,
  shown,
  stringOf,
  TEST_ORDER,
  textIn,
  textOf,
  Unreadable,
  wordOf,
  type Body,
  type Reading,
} from './shop-values';
import { isPrivacyTopic, readPrivacyRequest } from './shopify-privacy';
import { verifyBodySignature } from './signatures';

/** Topics that a shop is to send. */
const ASKED_FOR = ['orders/create', 'orders/paid', 'orders/updated', 'orders/cancelled'] as const;
const TOPICS: ReadonlySet<string> = new Set([...ASKED_FOR, 'orders/fulfilled', 'orders/partially_fulfilled']);

export const shopify: ShopPlatform = {
  ownHeader: /^(x-)?shopify-/,
  bodyBytesMax: SHOP_BODY_BYTES_MAX,
  topics: ASKED_FOR,
  topicOf: (headers) => shopifyHeader(headers, 'topic') ?? null,
  shopHostOf: (headers) =>
    hostHeaderOf(headers, 'x-shopify-shop-domain') ?? hostHeaderOf(headers, 'shopify-shop-domain'),
  secretFault: () => null,
  pingBytesMax: 0,
  isPing: () => false,
  isSigned: (headers, rawBody, secrets) => verifyBodySignature(rawBody, shopifyHeader(headers, 'hmac-sha256'), secrets),
  async read({ topic, body }, policy) {
    const json = readShopBody(body);
    if (!json.ok) return json;
    if (topic !== null && isPrivacyTopic(topic)) return ok(readPrivacyRequest(topic, json.value));
    const acceptTestOrders = json.value.test === true && (await policy()).acceptTestOrders;
    return ok(readShopify(topic, json.value, { acceptTestOrders }));
  },
};

/** Shopify is about to drop the `X-` of its headers' names. */
function shopifyHeader(headers: Headers, name: string): string | undefined {
  return headerOf(headers, `x-shopify-${name}`) ?? headerOf(headers, `shopify-${name}`);
}

/** Reads a delivery of Shopify. Amounts are the shop's money, never presentment money. */
export function readShopify(
  topic: string | null,
  body: Body,
  { acceptTestOrders }: Pick<DeliveryPolicy, 'acceptTestOrders'>,
): Reading {
  return reading(() => {
    if (topic === null) throw new Unreadable('TOPIC_MISSING', 'the header X-Shopify-Topic is missing');
    if (!TOPICS.has(topic)) return { kind: 'ignored', reason: `the topic ${shown(topic)}` };
    if (isTest(body) && !acceptTestOrders) return { kind: 'ignored', reason: TEST_ORDER };
    const orderId = orderIdOf(body.id);
    const { currency, exponent } = currencyOf(body.currency);
    const total = minorUnitsOf(decimalOf(body.total_price, 'total_price'), exponent, 'exact', 'total_price');
    const refunded = refundedOf(body, total, { currency, exponent });
    return {
      kind: 'order',
      order: {
        orderId,
        customer: shopifyCustomer(body.customer),
        emailHash: emailHashOf(
          [body.email, 'email'],
          [body.contact_email, 'contact_email'],
          [isRecord(body.customer) ? body.customer.email : undefined, 'customer.email'],
        ),
        token: wordOf(body.checkout_token, 'checkout_token') ?? wordOf(body.token, 'token'),
        status: statusOf(body),
        total: safeAmount(total, 'total_price'),
        refunded: safeAmount(refunded, 'refunds'),
        goods: goodsOf(body, total, exponent),
        currency,
        items: itemsOf(body.line_items, exponent, 'line_items'),
        renewal: textIn(body.source_name)?.startsWith('subscription_contract') ? true : undefined,
        carried: carriedOf({
          devices: devicesOf(attributesOf(body)),
          codes: body.discount_codes === undefined ? undefined : codesOf(codeTextsOf(body)),
          visit: visitIn(body),
        }),
        sourceVersion: instantOf(body.updated_at, 'VERSION_INVALID', 'updated_at'),
        occurredAt: instantOf(
          body.processed_at ?? body.created_at,
          'OCCURRED_AT_INVALID',
          'processed_at or created_at',
        ),
      },
    };
  });
}

function isTest({ test }: Body): boolean {
  if (typeof test !== 'boolean' && test !== undefined && test !== null) {
    throw new Unreadable('FIELD_INVALID', 'test is neither true nor false');
  }
  return test === true;
}

function statusOf(body: Body): PurchaseStatus {
  if (stringOf(body.cancelled_at, 'cancelled_at') !== undefined) return 'cancelled';
  const status = stringOf(body.financial_status, 'financial_status');
  switch (status) {
    case 'voided':
      return 'cancelled';
    case 'paid':
    case 'partially_refunded':
    case 'refunded':
      return status;
    default:
      return 'pending';
  }
}

function shopifyCustomer(customer: unknown) {
  if (customer === undefined || customer === null) return undefined;
  if (!isRecord(customer)) throw new Unreadable('FIELD_INVALID', 'customer is no object');
  return customerOf(customer.id, 'customer.id');
}

/** What the order is worth less: money that went back, and what was taken out of it before it was paid. */
function refundedOf(body: Body, total: bigint, { currency, exponent }: { currency: string; exponent: number }): bigint {
  const refunds = sumRefunds(body.refunds, currency);
  if (body.financial_status === 'refunded') return total;
  const sent = inShopMoney(refunds, body.total_price_set, currency);
  const taken = total - currentTotalOf(body, total, exponent);
  const refunded = sent > taken ? sent : taken;
  return refunded < total ? refunded : total;
}

function currentTotalOf({ current_total_price: value }: Body, total: bigint, exponent: number): bigint {
  if (textOf(value) === undefined) return total;
  const path = 'current_total_price';
  const current = minorUnitsOf(decimalOf(value, path), exponent, 'exact', path);
  if (current < 0n) throw new Unreadable('AMOUNT_INVALID', `${path} is negative`);
  return current;
}

/**
 * The part of the total that the goods are. `current_subtotal_price` is what is left of the goods after edits and
 * refunds, as `current_total_price` is of the total; the share of one in the other is that of the whole order. Undefined
 * when the order does not say.
 */
function goodsOf(body: Body, total: bigint, exponent: number): number | undefined {
  const subtotal = amountIn(body.subtotal_price, exponent);
  const current = amountIn(body.current_subtotal_price, exponent);
  const currentTotal = amountIn(body.current_total_price, exponent) ?? total;
  const [of, ofTotal] = current !== undefined && currentTotal > 0n ? [current, currentTotal] : [subtotal, total];
  if (of === undefined) return undefined;
  if (of === 0n || ofTotal === 0n) return 0;
  const whole = subtotal ?? of;
  const taxes = body.taxes_included === true ? lineTaxesOf(body, exponent) : 0n;
  const untaxed = taxes < whole ? whole - taxes : 0n;
  const goods = divideHalfEven(of * untaxed * total, (whole === 0n ? 1n : whole) * ofTotal);
  return Number(goods < total ? goods : total);
}

function lineTaxesOf({ line_items }: Body, exponent: number): bigint {
  const taxLines = listIn(line_items).flatMap(({ tax_lines }) => listIn(tax_lines));
  return taxLines.reduce((sum, { price }) => sum + (amountIn(price, exponent) ?? 0n), 0n);
}

function attributesOf({ note_attributes }: Body): string[] {
  return listIn(note_attributes).flatMap(({ name, value }) => (name === DEVICE_FIELD ? (textIn(value) ?? []) : []));
}

function codeTextsOf({ discount_codes }: Body): string[] {
  return listIn(discount_codes).flatMap(({ code }) => textIn(code) ?? []);
}

/** Undefined for an order that was made without a visit, such as one of a till. */
function visitIn(body: Body): PlainVisit | undefined {
  const landing = textIn(body.landing_site);
  const referrer = textIn(body.referring_site);
  if (landing === undefined && referrer === undefined) return undefined;
  // The page of the order has the shop's domain, or for older orders one of Shopify's own.
  const ownUrls = [textIn(body.order_status_url), 'https://myshopify.com'];
  return visitOf({ landing, query: queryOf(landing ?? ''), referrer, ownUrls });
}

/** Sums successful refunds per currency, in minor units. */
function sumRefunds(refunds: unknown, shopCurrency: string): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const refund of objectsOf(refunds, 'REFUNDS_INVALID', 'refunds')) {
    for (const transaction of objectsOf(refund.transactions, 'REFUNDS_INVALID', 'refunds[].transactions')) {
      if (!isRefund(transaction)) continue;
      const currency = transaction.currency ?? shopCurrency;
      if (typeof currency !== 'string') throw new Unreadable('CURRENCY_INVALID', 'a refund has a currency of no text');
      sums.set(currency, (sums.get(currency) ?? 0n) + refundAmount(transaction.amount, currency));
    }
  }
  return sums;
}

/** True for a refund that succeeded. Unreadable when the transaction does not say what it is. */
function isRefund({ kind, status }: Body): boolean {
  const isTold = typeof kind === 'string' && (kind !== 'refund' || typeof status === 'string');
  if (!isTold) throw new Unreadable('REFUNDS_INVALID', 'refunds[].transactions[] has no kind, or no status');
  return kind === 'refund' && status === 'success';
}

function refundAmount(value: unknown, currency: string): bigint {
  const path = 'refunds[].transactions[].amount';
  if (textOf(value) === undefined) throw new Unreadable('REFUNDS_INVALID', `${path} is no amount`);
  const exponent = exponentOf(currency);
  if (exponent === undefined) throw new Unreadable('CURRENCY_INVALID', `a refund is in ${shown(currency)}`);
  const amount = minorUnitsOf(decimalOf(value, path), exponent, 'exact', path);
  if (amount < 0n) throw new Unreadable('AMOUNT_INVALID', `${path} is negative`);
  return amount;
}

/**
 * Adds the sums up in shop money. It converts presentment money by the ratio of the order's total in both, which is the
 * rate of the order's own time.
 */
function inShopMoney(sums: ReadonlyMap<string, bigint>, totals: unknown, shopCurrency: string): bigint {
  let refunded = 0n;
  for (const [currency, sum] of sums) {
    if (currency === shopCurrency) {
      refunded += sum;
      continue;
    }
    const shop = moneyOf(totals, 'shop_money', shopCurrency);
    const presentment = moneyOf(totals, 'presentment_money', currency);
    if (shop === null || presentment === null) {
      const detail = `a refund is in ${currency}, and total_price_set gives no rate to ${shopCurrency}`;
      throw new Unreadable('CONVERSION_IMPOSSIBLE', detail);
    }
    refunded += convert(sum, shop, presentment);
  }
  return refunded;
}

/** One side of the rate, in minor units; null unless it is above 0. */
function moneyOf(totals: unknown, side: 'shop_money' | 'presentment_money', currency: string): bigint | null {
  const money = isRecord(totals) ? totals[side] : undefined;
  if (!isRecord(money) || money.currency_code !== currency) return null;
  const exponent = exponentOf(currency);
  const decimal = parseDecimal(textOf(money.amount) ?? '');
  const amount = decimal === null || exponent === undefined ? null : toMinorUnits(decimal, exponent, 'exact');
  return amount === null || amount <= 0n ? null : amount;
}
