import type { PurchaseStatus } from '../kernel/facts';
import { addDecimals, convert, exponentOf, parseDecimal, toMinorUnits, type Decimal } from '../kernel/money';
import { isRecord } from './bodies';
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
  textOf,
  Unreadable,
  type Body,
  type Reading,
} from './shop-values';

const TOPICS: ReadonlySet<string> = new Set([
  'orders/create',
  'orders/paid',
  'orders/updated',
  'orders/cancelled',
  'orders/fulfilled',
  'orders/partially_fulfilled',
]);

export const TEST_ORDER = 'a test order';

/** Reads a delivery of Shopify. Amounts are the shop's money: never presentment money, never `current_…`. */
export function readShopify(
  topic: string | undefined,
  body: Body,
  { acceptTestOrders }: { acceptTestOrders: boolean },
): Reading {
  return reading(() => {
    if (topic === undefined) throw new Unreadable('TOPIC_MISSING', 'the header X-Shopify-Topic is missing');
    if (!TOPICS.has(topic)) return { kind: 'ignored', reason: `the topic ${shown(topic)}` };
    if (body.test === true && !acceptTestOrders) return { kind: 'ignored', reason: TEST_ORDER };
    const orderId = orderIdOf(body.id);
    const { currency, exponent } = currencyOf(body.currency);
    const total = minorUnitsOf(decimalOf(body.total_price, 'total_price'), exponent, 'exact', 'total_price');
    const refunds = sumRefunds(body.refunds, currency);
    const refunded = body.financial_status === 'refunded' ? total : inShopMoney(refunds, body, currency, exponent);
    return {
      kind: 'order',
      order: {
        orderId,
        customer: shopifyCustomer(body.customer),
        emailHash: emailHashOf(body.email, body.contact_email, isRecord(body.customer) && body.customer.email),
        token: textOf(body.checkout_token) ?? textOf(body.token),
        status: statusOf(body),
        total: safeAmount(total, 'total_price'),
        refunded: safeAmount(refunded < total ? refunded : total, 'refunds'),
        currency,
        items: itemsOf(body.line_items, exponent),
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

function statusOf(body: Body): PurchaseStatus {
  if (typeof body.cancelled_at === 'string' && body.cancelled_at !== '') return 'cancelled';
  switch (body.financial_status) {
    case 'voided':
      return 'cancelled';
    case 'paid':
    case 'partially_refunded':
    case 'refunded':
      return body.financial_status;
    default:
      return 'pending';
  }
}

function shopifyCustomer(customer: unknown) {
  if (customer === undefined || customer === null) return undefined;
  if (!isRecord(customer)) throw new Unreadable('FIELD_INVALID', 'customer is no object');
  return customerOf(customer.id, 'customer.id');
}

/** Successful refunds, summed per currency. */
function sumRefunds(refunds: unknown, shopCurrency: string): Map<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const refund of objectsOf(refunds, 'REFUNDS_INVALID', 'refunds')) {
    for (const transaction of objectsOf(refund.transactions, 'REFUNDS_INVALID', 'refunds[].transactions')) {
      if (transaction.kind !== 'refund' || transaction.status !== 'success') continue;
      if (textOf(transaction.amount) === undefined) {
        throw new Unreadable('REFUNDS_INVALID', 'refunds[].transactions[].amount is no amount');
      }
      const amount = decimalOf(transaction.amount, 'refunds[].transactions[].amount');
      if (amount.units < 0n) throw new Unreadable('AMOUNT_INVALID', 'refunds[].transactions[].amount is negative');
      const currency = textOf(transaction.currency) ?? shopCurrency;
      sums.set(currency, addDecimals(sums.get(currency) ?? { units: 0n, scale: 0 }, amount));
    }
  }
  return sums;
}

/**
 * The sums together in shop money. Presentment money is converted by the ratio of the order's total in both: the rate
 * of the order's own time.
 */
function inShopMoney(sums: Map<string, Decimal>, body: Body, currency: string, exponent: number): bigint {
  let refunded = 0n;
  for (const [sumCurrency, sum] of sums) {
    if (sumCurrency === currency) {
      refunded += minorUnitsOf(sum, exponent, 'exact', 'refunds');
      continue;
    }
    const shop = moneyOf(body.total_price_set, 'shop_money', currency);
    const presentment = moneyOf(body.total_price_set, 'presentment_money', sumCurrency);
    if (shop === null || presentment === null) {
      const detail = `a refund is in ${shown(sumCurrency)}, and total_price_set gives no rate to ${currency}`;
      throw new Unreadable('CONVERSION_IMPOSSIBLE', detail);
    }
    refunded += convert(minorUnitsOf(sum, presentment.exponent, 'exact', 'refunds'), shop.amount, presentment.amount);
  }
  return refunded;
}

function moneyOf(totals: unknown, side: string, currency: string): { amount: bigint; exponent: number } | null {
  const money = isRecord(totals) ? totals[side] : undefined;
  if (!isRecord(money) || money.currency_code !== currency) return null;
  const exponent = exponentOf(currency);
  const decimal = parseDecimal(textOf(money.amount) ?? '');
  if (exponent === undefined || decimal === null) return null;
  const amount = toMinorUnits(decimal, exponent, 'exact');
  return amount === null || amount <= 0n ? null : { amount, exponent };
}
