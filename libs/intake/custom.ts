import { PURCHASE_STATUSES, type SourceVersion } from '../kernel/facts';
import { LIMITS } from '../kernel/limits';
import { parseAnyDecimal, toMinorUnits, toSafeAmount } from '../kernel/money';
import { TOUCHPOINT_SOURCES } from '../kernel/policy';
import type { Instant } from '../kernel/time';
import { isRecord, readOwnBody } from './bodies';
import { carriedOf, codesOf, devicesOf } from './carried';
import { list, mapped, object, optional, preset, readBody, type About, type Shape, type ValueOf } from './body-shape';
import {
  currency,
  flag,
  id,
  idLike,
  instant,
  integer,
  label,
  MAYBE_TRIMMED,
  maybeLabel,
  oneOf,
  optionalIdentifier,
  text,
  visitWords,
} from './body-values';
import type { ShopOrder } from './facts';
import { emailHash, type PlainIdentifier } from './identifiers';
import { parseInstant } from './instants';
import { ID_LENGTH_MAX, OWN_BODY_BYTES_MAX } from './limits';
import { ok, type Outcome } from './outcomes';
import { headerOf, type ShopPlatform } from './shop-platform';
import { shown } from './shop-values';
import { standardWebhookKey, verifyStandardWebhook } from './signatures';
import { textFault } from './text';

const MONEY = [0, Number.MAX_SAFE_INTEGER] as const;
const QUANTITY_PLACES = 3;
const MINOR_UNIT_PLACES = 0;

export const custom: ShopPlatform = {
  ownHeader: /^webhook-/,
  topics: [],
  topicOf: () => null,
  shopHostOf: () => undefined,
  bodyBytesMax: OWN_BODY_BYTES_MAX,
  secretFault: (secret) =>
    standardWebhookKey(secret) === null ? 'must be whsec_ and the base64 of 24 to 64 bytes' : null,
  pingBytesMax: 0,
  isPing: () => false,
  isSigned(headers, rawBody, secrets, nowMs) {
    const id = headerOf(headers, 'webhook-id');
    const timestamp = headerOf(headers, 'webhook-timestamp');
    const signature = headerOf(headers, 'webhook-signature');
    return verifyStandardWebhook(rawBody, { id, timestamp, signature }, secrets, nowMs);
  },
  async read({ body }) {
    const json = readOwnBody(body);
    return json.ok ? readCustom(json.value) : json;
  },
};

/** Takes a number for a text. */
const SKU: Shape<string> = {
  schema: { oneOf: [maybeLabel().schema, { type: 'number' }] },
  read: (value, place) => (typeof value === 'number' ? String(value) : maybeLabel().read(value, place)),
};

/** A number from 0 on. Places beyond `places` are rounded half-even, so that an odd item does not refuse the order. */
function rounded(places: number, about: About): Shape<number> {
  return {
    schema: { type: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER / 10 ** places, ...about },
    read(value, place) {
      if (typeof value !== 'number' || !Number.isFinite(value)) return place.fail('must be a number');
      const decimal = parseAnyDecimal(String(value));
      const amount = decimal && toSafeAmount(toMinorUnits(decimal, places, 'half-even') ?? -1n);
      return amount ?? place.fail('must be a number from 0 on, within 2^53 - 1');
    },
  };
}

const EMAIL: Shape<PlainIdentifier> = mapped(
  text(MAYBE_TRIMMED, { description: 'Kept as a hash.' }),
  (address, place) => {
    const fault = textFault(address.trim(), {
      lengthMin: 0,
      lengthMax: ID_LENGTH_MAX,
      controlCharacters: 'refused',
    });
    if (fault !== null) return place.fail(fault);
    const value = emailHash(address);
    return value === null ? undefined : { type: 'email_hash', value, blocked: false };
  },
);

const SOURCE_VERSION: Shape<SourceVersion> = {
  schema: {
    oneOf: [{ type: 'integer' }, { type: 'string', format: 'date-time' }],
    description: 'Which delivery is newer; without it, the `timestamp` says.',
  },
  read(value, place) {
    if (Number.isSafeInteger(value)) return Number(value);
    const version = typeof value === 'string' ? parseInstant(value) : null;
    return version ?? place.fail('must be an integer or an RFC 3339 time with a zone');
  },
};

const ITEM = object(
  {
    sku: SKU,
    quantity: rounded(QUANTITY_PLACES, { description: 'Units; kept to three places.' }),
    price: rounded(MINOR_UNIT_PLACES, {
      description: 'Of one unit, in minor units; kept as a whole number, half-even.',
    }),
  },
  { name: 'CustomItemBody' },
);

/** Where the shop saw the buyer come from. */
const VISIT = object(
  {
    source: oneOf(TOUCHPOINT_SOURCES),
    channel: visitWords(),
    campaign: visitWords(),
    occurredAt: optional(instant({ description: 'The time of the order, when left out.' })),
  },
  { name: 'CustomVisitBody' },
);

/** A buyer's browser wrote it, so one that is no anonymous id is left out. */
const CARRIED_DEVICE = idLike(
  {},
  { description: 'That the storefront wrote into the order; it counts as an accepted claim.' },
);

/** Buyers typed them, so a text that is no code is left out. */
const CODES = list(text(), [0, Infinity], {
  description: `Discount codes, trimmed and upper-cased; the first ${LIMITS.carriedCodes} are read.`,
});

/** The `data` of a delivery. */
export const CUSTOM_ORDER = object(
  {
    orderId: id(),
    customerId: optionalIdentifier('customer_id', { description: 'Left out for a guest.' }),
    email: optional(EMAIL),
    token: optional(id({ description: "What the SDK's claim has to know." })),
    status: oneOf(PURCHASE_STATUSES),
    total: integer(MONEY, { description: 'Minor units.' }),
    refunded: preset(integer(MONEY, { description: 'Minor units, at most `total`.' }), 0),
    goods: optional(
      integer(MONEY, {
        description: 'Minor units, at most `total`: the goods after discounts, without shipping and tax.',
      }),
    ),
    currency: currency(),
    items: preset(list(ITEM, [0, Infinity]), []),
    renewal: optional(flag({ description: 'A later order of a subscription.' })),
    anonymousId: optional(CARRIED_DEVICE),
    codes: optional(CODES),
    visit: optional(VISIT),
    sourceVersion: optional(SOURCE_VERSION),
    occurredAt: instant(),
  },
  {
    name: 'CustomOrderBody',
    rule({ total, refunded, goods }, place) {
      if (total === undefined) return;
      if (refunded !== undefined && refunded > total) place.field('refunded').fail('must not be above the total');
      if (goods !== undefined && goods > total) place.field('goods').fail('must not be above the total');
    },
  },
);

const ORDER_EVENT = object(
  {
    type: mapped(
      text(
        { maxLength: ID_LENGTH_MAX, pattern: '^order\\.[^\\u0000-\\u001F\\u007F-\\u009F]+$' },
        { description: '`order.created`, `order.updated`, ...' },
      ),
      (type, place) => label().read(type, place),
    ),
    timestamp: instant(),
    data: CUSTOM_ORDER,
  },
  { name: 'CustomDeliveryBody' },
);

/** What a custom shop may send, for OpenAPI. */
export const CUSTOM_DELIVERY_SCHEMA = {
  oneOf: [
    ORDER_EVENT.schema,
    {
      type: 'object',
      description: 'Of another type, which is ignored.',
      properties: { type: { type: 'string', pattern: '^(?!order\\.[^])[^]' } },
      required: ['type'],
      additionalProperties: true,
    },
  ],
};

export type CustomReading = { kind: 'order'; order: ShopOrder } | { kind: 'ignored'; reason: string };

/**
 * Reads a custom webhook, strictly: its senders are developers. An event of another type than `order.…` is not read
 * further.
 */
export function readCustom(body: unknown): Outcome<CustomReading> {
  if (isRecord(body) && typeof body.type === 'string' && /^(?!order\..)./s.test(body.type)) {
    return ok({ kind: 'ignored', reason: `the type ${shown(body.type)}` });
  }
  const event = readBody(ORDER_EVENT, body);
  return event.ok ? ok({ kind: 'order', order: toShopOrder(event.value.data, event.value.timestamp) }) : event;
}

/** @param versionTime the version of an order that names none: the time of its delivery, or its own */
export function toShopOrder(data: ValueOf<typeof CUSTOM_ORDER>, versionTime: Instant): ShopOrder {
  const {
    customerId: customer,
    email,
    renewal,
    anonymousId,
    codes,
    visit,
    sourceVersion = versionTime,
    ...order
  } = data;
  const devices = anonymousId === undefined ? undefined : devicesOf([anonymousId]);
  return {
    ...order,
    customer,
    emailHash: email,
    renewal: renewal ? true : undefined,
    carried: carriedOf({ devices, codes: codes && codesOf(codes), visit }),
    sourceVersion,
  };
}
