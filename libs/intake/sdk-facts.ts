/** Facts that browsers and servers send with an SDK. */
import { randomUUID } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import type { IdentityAsserted, PurchaseClaimed, TouchpointRecorded } from '../kernel/facts';
import type { IdentifierRef } from '../kernel/identity/identifier';
import { TOUCHPOINT_SOURCES } from '../kernel/policy';
import { toInstant } from '../kernel/time';
import { list, object, optional, variants, type ValueOf } from './body-shape';
import {
  id,
  identifier,
  IDENTIFIER,
  instant,
  integer,
  note,
  oneOf,
  optionalIdentifier,
  referrer,
  visitWords,
  words,
} from './body-values';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import { AGE_SECONDS_MAX, BATCH_ITEMS_MAX, URL_LENGTH_MAX } from './limits';
import type { Pseudonymizer } from './pseudonyms';
import { keepOfUrl } from './urls';

const RANDOM_ID = 'Makes sending again safe. A random one; it belongs to the anonymous id.';
const DEVICE = '7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13';
const NOW_OTHERWISE = 'Now, when left out or in the future.';
const URL_WORDS =
  'An absolute URL or a path. Kept are scheme, host, path, `utm_*` and the names of click ids, ' +
  `up to ${URL_LENGTH_MAX} characters, e-mail addresses in them replaced; what is no URL counts as left out.`;

const touchpoint = {
  touchpointId: optional(id({ description: RANDOM_ID, example: '3f2b9a64-0c8d-4e1b-8f57-a9d21c6e7b40' })),
  anonymousId: identifier('anonymous_id', { example: DEVICE }),
  source: oneOf(TOUCHPOINT_SOURCES),
  channel: visitWords(),
  campaign: visitWords(),
  referrer: referrer({ description: 'Who referred the visitor.' }),
  url: words((value) => (typeof value === 'string' ? keepOfUrl(value) : undefined), URL_WORDS),
  occurredAt: optional(instant({ description: NOW_OTHERWISE })),
  ageSeconds: optional(
    integer([0, AGE_SECONDS_MAX], {
      description:
        'How long ago it was when it is sent, for a sender whose clock may be wrong. Ignored beside `occurredAt`.',
    }),
  ),
};

const claim = {
  claimId: optional(id({ description: RANDOM_ID, example: 'b81d4f0a-52c3-4d69-a7e8-1f6c3b905d2e' })),
  anonymousId: identifier('anonymous_id', { example: DEVICE }),
  customerId: optionalIdentifier('customer_id', {
    description: 'Evidence only: it is not signed, so it connects nothing.',
  }),
  orderId: optional(
    id({ description: 'Left out before the checkout has an order: the token alone tells which order it becomes.' }),
  ),
  token: id({ description: "The shop's token of this checkout." }),
  occurredAt: optional(instant({ description: NOW_OTHERWISE })),
};

export const TOUCHPOINT = object(touchpoint, { name: 'TouchpointBody' });
export const CLAIM = object(claim, { name: 'ClaimBody' });
export const BATCH_ITEM = variants('type', {
  touchpoint: object({ ...touchpoint, type: oneOf(['touchpoint']) }, { name: 'TouchpointItem' }),
  purchase: object({ ...claim, type: oneOf(['purchase']) }, { name: 'ClaimItem' }),
});
/** The items are read one by one: each has an outcome of its own. */
export const BATCH = object(
  {
    items: list<unknown>({ schema: BATCH_ITEM.schema, read: (item) => item }, [1, BATCH_ITEMS_MAX]),
  },
  { name: 'BatchBody' },
);
export const ASSERTION = object(
  {
    assertionId: optional(id({ description: 'Makes sending again safe.' })),
    a: IDENTIFIER,
    b: IDENTIFIER,
    evidence: optional(note({ description: 'How you know; shown with the connection.' })),
  },
  { name: 'AssertBody' },
);

/** How a body came. */
export interface Sending {
  nowMs: number;
  /** True: with the publishable key. */
  fromBrowser: boolean;
}

export function touchpointDraft(
  pseudonyms: Pseudonymizer,
  body: ValueOf<typeof TOUCHPOINT>,
  { nowMs, fromBrowser }: Sending,
): FactDraft {
  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<TouchpointRecorded>>({
    merchantId: pseudonyms.merchantId,
    touchpointId: body.touchpointId,
    anonymousId: pseudonyms.identify(body.anonymousId, vault),
    source: body.source,
    channel: body.channel,
    campaign: body.campaign,
    referrer: body.referrer && pseudonyms.identify(body.referrer, vault),
    url: body.url,
    occurredAt: body.occurredAt,
  });
  const data = {
    ...sent,
    touchpointId: body.touchpointId ?? randomUUID(),
    // Not part of what was sent: it differs whenever the same touchpoint is sent again.
    occurredAt: body.occurredAt ?? toInstant(nowMs - (body.ageSeconds ?? 0) * 1000),
    ...(fromBrowser && { fromBrowser }),
  } as TouchpointRecorded;
  const fact = { type: 'TouchpointRecorded' as const, data };
  return factDraft(fact, idOfDevice(data, data.touchpointId), withoutMarks(sent), vault);
}

export function claimDraft(
  pseudonyms: Pseudonymizer,
  body: ValueOf<typeof CLAIM>,
  { nowMs }: Pick<Sending, 'nowMs'>,
): FactDraft {
  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<PurchaseClaimed>>({
    merchantId: pseudonyms.merchantId,
    claimId: body.claimId,
    anonymousId: pseudonyms.identify(body.anonymousId, vault),
    customerId: body.customerId && pseudonyms.identify(body.customerId, vault),
    orderId: body.orderId === undefined ? undefined : plainOrderId(body.orderId),
    token: pseudonyms.tokenHash(body.token),
    occurredAt: body.occurredAt,
  });
  const data = {
    ...sent,
    claimId: body.claimId ?? randomUUID(),
    occurredAt: body.occurredAt ?? toInstant(nowMs),
  } as PurchaseClaimed;
  const fact = { type: 'PurchaseClaimed' as const, data };
  return factDraft(fact, idOfDevice(data, data.claimId), withoutMarks(sent), vault);
}

/** Builds the fact of a batch's item. */
export function batchItemDraft(
  pseudonyms: Pseudonymizer,
  item: ValueOf<typeof BATCH_ITEM>,
  sending: Sending,
): FactDraft {
  return item.type === 'touchpoint'
    ? touchpointDraft(pseudonyms, item, sending)
    : claimDraft(pseudonyms, item, sending);
}

/** Anybody can send with the publishable key, so an id is unique only within its device: guessing one blocks nobody. */
function idOfDevice({ anonymousId }: { anonymousId: IdentifierRef }, sentId: string): [owner: string, id: string] {
  return [anonymousId.id, sentId];
}

export function assertionDraft(pseudonyms: Pseudonymizer, body: ValueOf<typeof ASSERTION>): FactDraft {
  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<IdentityAsserted>>({
    merchantId: pseudonyms.merchantId,
    assertionId: body.assertionId,
    a: pseudonyms.identify(body.a, vault),
    b: pseudonyms.identify(body.b, vault),
    evidence: body.evidence,
  });
  const data = { ...sent, assertionId: body.assertionId ?? randomUUID() } as IdentityAsserted;
  return factDraft({ type: 'IdentityAsserted', data }, data.assertionId, withoutMarks(sent), vault);
}

const SHOPIFY_ORDER = /^gid:\/\/shopify\/Order[A-Za-z]*\/(\d+)(?:[?#].*)?$/;

/** Shopify's own scripts call order 123 `gid://shopify/Order/123` or `gid://shopify/OrderIdentity/123`. */
export function plainOrderId(orderId: string): string {
  return SHOPIFY_ORDER.exec(orderId)?.[1] ?? orderId;
}

/** Content without the server's marks on identifiers: they may change while the sender says the same. */
export function withoutMarks(sent: object): object {
  const bare = (value: unknown) => (isRef(value) ? { type: value.type, id: value.id } : value);
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, bare(value)]));
}

function isRef(value: unknown): value is IdentifierRef {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value;
}
