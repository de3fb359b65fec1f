/** The smaller bodies of our own API, read strictly; each is refused with all that is wrong with it. */
import { IDENTIFIER_TYPES } from '../kernel/identity/identifier';
import type { Platform } from '../kernel/facts';
import { KEY_KINDS, type KeyKind } from './api-keys';
import { FieldReport, Fields, judged } from './fields';
import type { PlainIdentifier } from './identifiers';
import { BATCH_ITEMS_MAX, NOTE_LENGTH_MAX } from './limits';
import type { Outcome } from './outcomes';
import { POLICY_FIELDS, readPolicyPatch, type PlainPolicyPatch } from './policy-input';
import { SHOP_PLATFORMS } from './shop-platforms';

/** `{ items: [...] }`, 1 to 500 of whatever they are. */
export function readBatch(input: unknown): Outcome<unknown[]> {
  return readBody(input, ['items'], (fields) => {
    const items = fields.list('items', BATCH_ITEMS_MAX);
    if (Array.isArray(fields.value('items')) && items.length === 0) {
      fields.fail('items', `must have 1 to ${BATCH_ITEMS_MAX} items`);
    }
    return items;
  });
}

/** What kind of fact an item of a batch is; its other fields are read with the fact. */
export function readBatchItemType(item: unknown): Outcome<'touchpoint' | 'purchase'> {
  const names = typeof item === 'object' && item !== null ? Object.keys(item) : [];
  return readBody(item, names, (fields) => fields.oneOf('type', ['touchpoint', 'purchase']));
}

/** `{ merchantId, name, policy? }`. */
export function readMerchant(
  input: unknown,
): Outcome<{ merchantId: string; name: string; policy: PlainPolicyPatch | undefined }> {
  return readBody(input, ['merchantId', 'name', 'policy'], (fields) => ({
    merchantId: fields.id('merchantId'),
    name: fields.label('name'),
    policy: fields.optional('policy', () => readPolicyPatch(fields.object('policy', POLICY_FIELDS))),
  }));
}

export function readPolicy(input: unknown): Outcome<PlainPolicyPatch> {
  return readBody(input, POLICY_FIELDS, readPolicyPatch);
}

/** `{ kind }`. */
export function readKeyKind(input: unknown): Outcome<KeyKind> {
  return readBody(input, ['kind'], (fields) => fields.oneOf('kind', KEY_KINDS));
}

/** `{ secret }`; what shops' own secrets look like is their matter. */
export function readWebhookSecret(platform: Platform, input: unknown): Outcome<string> {
  return readBody(input, ['secret'], (fields) => {
    const secret = fields.label('secret');
    const fault = secret === '' ? null : SHOP_PLATFORMS[platform].secretFault(secret);
    if (fault !== null) fields.fail('secret', fault);
    return secret;
  });
}

/** `{ reason, actor }`: who of the operators wants something, and why. */
export function readOperator(input: unknown): Outcome<{ actor: string; reason: string }> {
  return readBody(input, ['reason', 'actor'], (fields) => ({
    actor: fields.label('actor'),
    reason: fields.note('reason', NOTE_LENGTH_MAX),
  }));
}

/** `{ mergeId }`. */
export function readMergeId(input: unknown): Outcome<string> {
  return readBody(input, ['mergeId'], (fields) => fields.label('mergeId'));
}

/** `{ type, value }`. */
export function readIdentifier(input: unknown): Outcome<PlainIdentifier> {
  return readBody(input, ['type', 'value'], (fields) =>
    fields.identifier('value', fields.oneOf('type', IDENTIFIER_TYPES)),
  );
}

function readBody<T>(input: unknown, known: readonly string[], read: (fields: Fields) => T): Outcome<T> {
  return judged(() => {
    const report = new FieldReport();
    const value = read(new Fields(input, '', report, known));
    report.throwIfAny();
    return value;
  });
}
