/** Facts that browsers and servers send with an SDK. */
import { randomUUID } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import type { IdentityAsserted, PurchaseClaimed, TouchpointRecorded } from '../kernel/facts';
import type { IdentifierRef } from '../kernel/identity/identifier';
import { TOUCHPOINT_SOURCES } from '../kernel/policy';
import { toInstant } from '../kernel/time';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import { FieldReport, Fields } from './fields';
import { NOTE_LENGTH_MAX } from './limits';
import type { Pseudonymizer } from './pseudonyms';
import { keepOfLabel } from './text';
import { keepOfUrl } from './urls';

const TOUCHPOINT_FIELDS = [
  'touchpointId',
  'anonymousId',
  'source',
  'channel',
  'campaign',
  'referrer',
  'url',
  'occurredAt',
];
const CLAIM_FIELDS = ['claimId', 'anonymousId', 'customerId', 'orderId', 'token', 'occurredAt'];
const ASSERTION_FIELDS = ['assertionId', 'a', 'b', 'evidence'];

/**
 * Builds TouchpointRecorded from what an SDK sent. Throws InvalidBody.
 * @param extra fields that the caller has read already (the `type` of a batch's item)
 */
export function touchpointDraft(
  pseudonyms: Pseudonymizer,
  input: unknown,
  nowMs: number,
  extra: readonly string[] = [],
): FactDraft {
  const report = new FieldReport();
  const fields = new Fields(input, '', report, [...TOUCHPOINT_FIELDS, ...extra]);
  const touchpointId = fields.optional('touchpointId', fields.id);
  const anonymousId = fields.identifier('anonymousId', 'anonymous_id');
  const referrer = fields.optionalTypedIdentifier('referrer');
  const source = fields.oneOf('source', TOUCHPOINT_SOURCES);
  // Anybody can write the links from which a page takes these, so no visit is refused for them.
  const channel = keepOfLabel(fields.value('channel'));
  const campaign = keepOfLabel(fields.value('campaign'));
  const address = fields.value('url');
  const url = typeof address === 'string' ? keepOfUrl(address) : undefined;
  const occurredAt = fields.optional('occurredAt', fields.instant);
  report.throwIfAny();

  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<TouchpointRecorded>>({
    merchantId: pseudonyms.merchantId,
    touchpointId,
    anonymousId: pseudonyms.identify(anonymousId, vault),
    source,
    channel,
    campaign,
    referrer: referrer && pseudonyms.identify(referrer, vault),
    url,
    occurredAt,
  });
  const data = {
    ...sent,
    touchpointId: touchpointId ?? randomUUID(),
    occurredAt: occurredAt ?? toInstant(nowMs),
  } as TouchpointRecorded;
  return factDraft(
    { type: 'TouchpointRecorded', data },
    idOfDevice(data, data.touchpointId),
    withoutMarks(sent),
    vault,
  );
}

/** Builds PurchaseClaimed from what an SDK sent. Throws InvalidBody. */
export function claimDraft(
  pseudonyms: Pseudonymizer,
  input: unknown,
  nowMs: number,
  extra: readonly string[] = [],
): FactDraft {
  const report = new FieldReport();
  const fields = new Fields(input, '', report, [...CLAIM_FIELDS, ...extra]);
  const claimId = fields.optional('claimId', fields.id);
  const anonymousId = fields.identifier('anonymousId', 'anonymous_id');
  const customerId = fields.optionalIdentifier('customerId', 'customer_id');
  const orderId = fields.id('orderId');
  const token = fields.id('token');
  const occurredAt = fields.optional('occurredAt', fields.instant);
  report.throwIfAny();

  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<PurchaseClaimed>>({
    merchantId: pseudonyms.merchantId,
    claimId,
    anonymousId: pseudonyms.identify(anonymousId, vault),
    customerId: customerId && pseudonyms.identify(customerId, vault),
    orderId: plainOrderId(orderId),
    token: pseudonyms.tokenHash(token),
    occurredAt,
  });
  const data = {
    ...sent,
    claimId: claimId ?? randomUUID(),
    occurredAt: occurredAt ?? toInstant(nowMs),
  } as PurchaseClaimed;
  return factDraft({ type: 'PurchaseClaimed', data }, idOfDevice(data, data.claimId), withoutMarks(sent), vault);
}

/** Anybody can send with the publishable key, so an id is unique only within its device: guessing one blocks nobody. */
function idOfDevice({ anonymousId }: { anonymousId: IdentifierRef }, id: string): [owner: string, id: string] {
  return [anonymousId.id, id];
}

/** Builds IdentityAsserted from what a server sent. Throws InvalidBody. */
export function assertionDraft(pseudonyms: Pseudonymizer, input: unknown): FactDraft {
  const report = new FieldReport();
  const fields = new Fields(input, '', report, ASSERTION_FIELDS);
  const assertionId = fields.optional('assertionId', fields.id);
  const a = fields.typedIdentifier('a');
  const b = fields.typedIdentifier('b');
  const evidence = fields.optional('evidence', (name) => fields.note(name, NOTE_LENGTH_MAX));
  report.throwIfAny();

  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<IdentityAsserted>>({
    merchantId: pseudonyms.merchantId,
    assertionId,
    a: pseudonyms.identify(a, vault),
    b: pseudonyms.identify(b, vault),
    evidence,
  });
  const data = { ...sent, assertionId: assertionId ?? randomUUID() } as IdentityAsserted;
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
