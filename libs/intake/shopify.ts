import type { PurchaseStatus } from '../kernel/facts';
import { convert, exponentOf, parseDecimal, toMinorUnits } from '../kernel/money';
import { isRecord, readShopBody } from './bodies';
import { SHOP_BODY_BYTES_MAX } from './limits';
import { ok } from './outcomes';
import { headerOf, type ShopPlatform } from './shop-platform';
import {
  currencyOf,
  customerOf,
  decimalOf,
  emailHashOf,
  instantOf,
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
  wordOf,
  type Body,
  type Reading,
} from './shop-values';
import { verifyBodySignature } from './signatures';

const TOPICS: ReadonlySet<string> = new Set([
  'orders/create',
  'orders/paid',
  'orders/updated',
  'orders/cancelled',
  'orders/fulfilled',
  'orders/partially_fulfilled',
]);

export const shopify: ShopPlatform = {
  topicHeader: 'x-shopify-topic',
  headerPrefix: 'x-shopify-',
  bodyBytesMax: SHOP_BODY_BYTES_MAX,
  secretFault: () => null,
  pingBytesMax: 0,
  isPing: () => false,
  isSigned: (headers, rawBody, secrets) =>
    verifyBodySignature(rawBody, headerOf(headers, 'x-shopify-hmac-sha256'), secrets),
  async read({ topic, body }, acceptsTestOrders) {
    const json = readShopBody(body);
    if (!json.ok) return json;
    const acceptTestOrders = json.value.test === true && (await acceptsTestOrders());
    return ok(readShopify(topic, json.value, { acceptTestOrders }));
  },
};

/** Reads a delivery of Shopify. Amounts are the shop's money: never presentment money, never `current_…`. */
export function readShopify(
  topic: string | null,
  body: Body,
  { acceptTestOrders }: { acceptTestOrders: boolean },
): Reading {
  return reading(() => {
    if (topic === null) throw new Unreadable('TOPIC_MISSING', 'the header X-Shopify-Topic is missing');
    if (!TOPICS.has(topic)) return { kind: 'ignored', reason: `the topic ${shown(topic)}` };
    if (isTest(body) && !acceptTestOrders) return { kind: 'ignored', reason: 'a test order' };
    const orderId = orderIdOf(body.id);
    const { currency, exponent } = currencyOf(body.currency);
    const total = minorUnitsOf(decimalOf(body.total_price, 'total_price'), exponent, 'exact', 'total_price');
    const refunds = sumRefunds(body.refunds, currency);
    const refunded =
      body.financial_status === 'refunded' ? total : inShopMoney(refunds, body.total_price_set, currency);
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
        refunded: safeAmount(refunded < total ? refunded : total, 'refunds'),
        currency,
        items: itemsOf(body.line_items, exponent, 'line_items'),
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
