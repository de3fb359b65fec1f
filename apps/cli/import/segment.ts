import { isRecord } from '../../../libs/intake/bodies';
import { codesOf, queryOf, visitOf } from '../../../libs/intake/carried';
import type { ShopOrder } from '../../../libs/intake/facts';
import {
  amountIn,
  currencyOf,
  customerOf,
  emailHashOf,
  instantOf,
  itemsOf,
  listIn,
  orderIdOf,
  reading,
  safeAmount,
  textIn,
  textOf,
  Unreadable,
  type Body,
} from '../../../libs/intake/shop-values';
import { contentDigest, type DerivedIds } from './derived-ids';
import { claimOf, type ImportItem, tokenOf } from './item';
import { exponentFault } from './spreadsheet-numbers';

const ORDER_EVENTS: ReadonlySet<string> = new Set(['order completed', 'completed order']);

/**
 * The facts in a message of Segment's specification (segment.com/docs/connections/spec): a `page` to which a campaign, a
 * referrer or another site led is a touchpoint, an `identify` is an assertion, and a `track` of `Order Completed` is an
 * order, with the claim of its device. No facts for any other message.
 * @param currency of orders that name none
 * @returns the facts, or why the message has none although it should
 */
export function segmentItems(message: Body, ids: DerivedIds, currency: string | undefined): ImportItem[] | string {
  const { anonymousId, userId } = message;
  const fault = exponentFault({ anonymousId, userId, order_id: objectIn(message.properties).order_id });
  if (fault !== undefined) return fault;
  switch (message.type) {
    case 'page':
      return pageItems(message, ids);
    case 'identify':
      return identifyItems(message);
    case 'track':
      return ORDER_EVENTS.has((textIn(message.event) ?? '').toLowerCase()) ? orderItems(message, currency) : [];
    default:
      return [];
  }
}

function pageItems(message: Body, ids: DerivedIds): ImportItem[] | string {
  const context = objectIn(message.context);
  const page = { ...objectIn(message.properties), ...objectIn(context.page) };
  const landing = textIn(page.url);
  const query = queryOf(landing ?? textIn(page.search) ?? '');
  const campaign = objectIn(context.campaign);
  for (const [parameter, value] of [
    ['utm_source', campaign.source],
    ['utm_medium', campaign.medium],
    ['utm_campaign', campaign.name],
  ] as const) {
    const text = textIn(value);
    if (text !== undefined) query.set(parameter, text);
  }
  const { referrer, ...visit } = visitOf({ landing, query, referrer: textIn(page.referrer), ownUrls: [] });
  // Most pages are only the next page of a visit.
  if (visit.source === 'direct') return [];
  const anonymousId = textIn(message.anonymousId);
  if (anonymousId === undefined) return 'anonymousId is missing';
  const occurredAt = timeOf(message);
  if (occurredAt === undefined) return 'timestamp is missing';
  const input = {
    ...visit,
    anonymousId,
    ...(referrer && { referrer: { type: referrer.type, value: referrer.value } }),
    occurredAt,
  };
  return [{ kind: 'touchpoint', input: { ...input, touchpointId: textIn(message.messageId) ?? ids.next(input) } }];
}

/** Browsers identify the same person on every page; each pair is one assertion. */
function identifyItems({ anonymousId, userId }: Body): ImportItem[] {
  const [device, customer] = [textIn(anonymousId), textIn(userId)];
  if (device === undefined || customer === undefined) return [];
  const pair = { a: { type: 'anonymous_id', value: device }, b: { type: 'customer_id', value: customer } };
  return [{ kind: 'assertion', input: { ...pair, assertionId: contentDigest(pair), evidence: 'identify' } }];
}

function orderItems(message: Body, currency: string | undefined): ImportItem[] | string {
  const read = reading(() => ({ kind: 'order' as const, order: orderOf(message, currency) }));
  if (read.kind === 'unreadable') return read.detail;
  const anonymousId = textIn(message.anonymousId);
  const token = anonymousId === undefined ? undefined : tokenOf(read.order.orderId);
  const order = { ...read.order, ...(token !== undefined && { token }) };
  const { properties, userId, timestamp } = message;
  const content = JSON.parse(JSON.stringify({ properties, userId, anonymousId, timestamp })) as unknown;
  const item: ImportItem = { kind: 'shop-order', platform: 'custom', order, content };
  return token === undefined ? [item] : [claimOf(anonymousId, order.orderId, token), item];
}

function orderOf(message: Body, defaultCurrency: string | undefined): ShopOrder {
  const properties = objectIn(message.properties);
  const traits = objectIn(objectIn(message.context).traits);
  if (properties.order_id === undefined) throw new Unreadable('ORDER_ID_INVALID', 'order_id is missing');
  if (properties.currency === undefined && defaultCurrency === undefined) {
    throw new Unreadable('CURRENCY_INVALID', 'currency is missing; --currency gives that of orders that name none');
  }
  const { currency, exponent } = currencyOf(properties.currency ?? defaultCurrency);
  // Many sites send the revenue alone, which is without shipping and tax.
  const total = [properties.total, properties.value, properties.revenue].find((value) => textOf(value) !== undefined);
  const amount = amountIn(total, exponent);
  if (amount === undefined) throw new Unreadable('AMOUNT_INVALID', 'total is no amount');
  const goods = amountIn(properties.subtotal ?? properties.revenue, exponent);
  const occurredAt = instantOf(timeOf(message), 'OCCURRED_AT_INVALID', 'timestamp');
  const codes = codesOf([textIn(properties.coupon) ?? '']);
  return {
    orderId: orderIdOf(properties.order_id),
    customer: customerOf(message.userId, 'userId'),
    emailHash: emailHashOf([properties.email ?? traits.email, 'email']),
    status: 'paid',
    total: safeAmount(amount, 'total'),
    refunded: 0,
    goods: goods === undefined || goods > amount ? undefined : Number(goods),
    currency,
    items: itemsOf(productsOf(properties.products), exponent, 'products'),
    carried: codes.length === 0 ? undefined : { codes },
    sourceVersion: occurredAt,
    occurredAt,
  };
}

function productsOf(products: unknown): Body[] {
  return listIn(products).map(({ sku, product_id, quantity, price }) => ({ sku: sku ?? product_id, quantity, price }));
}

function timeOf({ timestamp, originalTimestamp, sentAt, receivedAt }: Body): string | undefined {
  return [timestamp, originalTimestamp, sentAt, receivedAt].map(textIn).find((time) => time !== undefined);
}

function objectIn(value: unknown): Body {
  return isRecord(value) ? value : {};
}
