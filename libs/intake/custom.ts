import { PURCHASE_STATUSES, type PurchaseItem, type SourceVersion } from '../kernel/facts';
import { parseAnyDecimal, toMinorUnits, toSafeAmount } from '../kernel/money';
import type { Instant } from '../kernel/time';
import { isRecord, readOwnBody } from './bodies';
import { FieldReport, Fields, judged } from './fields';
import { emailHash, type PlainIdentifier } from './identifiers';
import { parseInstant } from './instants';
import type { ShopOrder } from './facts';
import { ID_LENGTH_MAX, OWN_BODY_BYTES_MAX } from './limits';
import { headerOf, type ShopPlatform } from './shop-platform';
import { shown } from './shop-values';
import { standardWebhookKey, verifyStandardWebhook } from './signatures';
import { textFault } from './text';

const ENVELOPE_FIELDS = ['type', 'timestamp', 'data'];
const ORDER_FIELDS = [
  'orderId',
  'customerId',
  'email',
  'token',
  'status',
  'total',
  'refunded',
  'currency',
  'items',
  'sourceVersion',
  'occurredAt',
];
const ITEM_FIELDS = ['sku', 'quantity', 'price'];
const QUANTITY_PLACES = 3;
const MINOR_UNIT_PLACES = 0;

export const custom: ShopPlatform = {
  topicHeader: null,
  headerPrefix: 'webhook-',
  bodyBytesMax: OWN_BODY_BYTES_MAX,
  secretFault: (secret) =>
    standardWebhookKey(secret) === null ? 'must be whsec_ and the base64 of 24 to 64 bytes' : null,
  isPing: () => false,
  isSigned(headers, rawBody, secrets, nowMs) {
    const id = headerOf(headers, 'webhook-id');
    const timestamp = headerOf(headers, 'webhook-timestamp');
    const signature = headerOf(headers, 'webhook-signature');
    return verifyStandardWebhook(rawBody, { id, timestamp, signature }, secrets, nowMs);
  },
  async read({ body }) {
    const json = readOwnBody(body);
    return json.ok ? judged(() => readCustom(json.value)) : json;
  },
};

export type CustomReading = { kind: 'order'; order: ShopOrder } | { kind: 'ignored'; reason: string };

/**
 * Reads a custom webhook, strictly: its senders are developers. An event of another type than `order.…` is not read
 * further. Throws InvalidBody.
 */
export function readCustom(body: unknown): CustomReading {
  if (isRecord(body) && typeof body.type === 'string' && /^(?!order\..)./s.test(body.type)) {
    return { kind: 'ignored', reason: `the type ${shown(body.type)}` };
  }
  const report = new FieldReport();
  const fields = new Fields(body, '', report, ENVELOPE_FIELDS);
  fields.label('type');
  const timestamp = fields.instant('timestamp');
  const order = orderOf(fields.object('data', ORDER_FIELDS), timestamp);
  report.throwIfAny();
  return { kind: 'order', order };
}

/** Reads the `data` of a custom webhook alone, as an import has it: the version is then its time. Throws InvalidBody. */
export function readOrder(input: unknown): ShopOrder {
  const report = new FieldReport();
  const order = orderOf(new Fields(input, '', report, ORDER_FIELDS), null);
  report.throwIfAny();
  return order;
}

function orderOf(fields: Fields, timestamp: Instant | null): ShopOrder {
  const total = fields.integer('total', 0, Number.MAX_SAFE_INTEGER);
  const refunded = fields.optional('refunded', (name) => fields.integer(name, 0, Number.MAX_SAFE_INTEGER)) ?? 0;
  if (refunded > total) fields.fail('refunded', 'must not be above the total');
  const occurredAt = fields.instant('occurredAt');
  return {
    orderId: fields.id('orderId'),
    customer: fields.optionalIdentifier('customerId', 'customer_id'),
    emailHash: fields.optional('email', (name) => emailOf(fields, name)),
    token: fields.optional('token', fields.id),
    status: fields.oneOf('status', PURCHASE_STATUSES),
    total,
    refunded,
    currency: fields.currency('currency'),
    items: itemsOf(fields),
    sourceVersion: fields.optional('sourceVersion', (name) => versionOf(fields, name)) ?? timestamp ?? occurredAt,
    occurredAt,
  };
}

function emailOf(fields: Fields, name: string): PlainIdentifier | undefined {
  const address = fields.string(name);
  if (address === undefined) return undefined;
  const fault = textFault(address.trim(), { lengthMin: 0, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' });
  if (fault !== null) fields.fail(name, fault);
  const value = emailHash(address);
  return value === null ? undefined : { type: 'email_hash', value, blocked: false };
}

function versionOf(fields: Fields, name: string): SourceVersion {
  const value = fields.value(name);
  const version = typeof value === 'string' ? parseInstant(value) : Number.isSafeInteger(value) ? Number(value) : null;
  if (version === null) fields.fail(name, 'must be an integer or an RFC 3339 time with a zone');
  return version ?? 0;
}

function itemsOf(fields: Fields): PurchaseItem[] {
  const items = fields.optional('items', (name) => fields.list(name, Infinity)) ?? [];
  return items.map((input, index) => {
    const item = new Fields(input, `${fields.pathOf('items')}[${index}]`, fields.report, ITEM_FIELDS);
    return {
      sku: skuOf(item),
      quantity: roundedOf(item, 'quantity', QUANTITY_PLACES),
      price: roundedOf(item, 'price', MINOR_UNIT_PLACES),
    };
  });
}

/** Takes a number for a text. */
function skuOf(item: Fields): string {
  const value = item.value('sku');
  if (typeof value === 'number') return String(value);
  const sku = item.string('sku') ?? '';
  const fault = textFault(sku, { lengthMin: 0, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' });
  if (fault !== null) item.fail('sku', fault);
  return sku;
}

/** A number from 0 on. Places beyond `places` are rounded half-even, so that an odd item does not refuse the order. */
function roundedOf(item: Fields, name: string, places: number): number {
  const value = item.number(name);
  if (value === undefined) return 0;
  const decimal = parseAnyDecimal(String(value));
  const rounded = decimal && toSafeAmount(toMinorUnits(decimal, places, 'half-even') ?? -1n);
  if (rounded === null) item.fail(name, 'must be a number from 0 on, within 2^53 - 1');
  return rounded ?? 0;
}
