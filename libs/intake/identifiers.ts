import { createHash } from 'node:crypto';
import type { IdentifierType } from '../kernel/identity/identifier';
import { ID_LENGTH_MAX } from './limits';
import { textFault } from './text';

/** An identifier in plain text, in the one form in which it is compared. */
export interface PlainIdentifier {
  type: IdentifierType;
  value: string;
  /** The value never identifies anybody, at any merchant. */
  blocked: boolean;
}

const BLOCKED_VALUES: ReadonlySet<string> = new Set([
  '',
  '0',
  '-1',
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  'guest',
  'anonymous',
  'test',
  'unknown',
  '[object object]',
  'true',
  'false',
  'not_authenticated',
  'distinct_id',
  'anonymous_id',
  'id',
]);
const QUOTED = /^(["'])(.*)\1$/s;
const ZERO_UUID = /^0{8}-?0{4}-?0{4}-?0{4}-?0{12}$/;
/** Some systems hash whatever they find, also empty values. */
const BLOCKED_HASHES: ReadonlySet<string> = new Set(
  [...BLOCKED_VALUES].flatMap((word) => [word, `"${word}"`, `'${word}'`].map(sha256)),
);
const WALLET = /^0x[0-9a-f]{40}$/i;
const SHA_256 = /^[0-9a-f]{64}$/;

const SHOPIFY_CUSTOMER = /^gid:\/\/shopify\/Customer\/(\d+)(?:[?#].*)?$/is;

/** The one spelling of a value that has several: trimmed, and Shopify's `gid://shopify/Customer/7` as `7`. */
export function oneSpelling(type: IdentifierType, raw: string): string {
  const value = raw.trim();
  return (type === 'customer_id' ? SHOPIFY_CUSTOMER.exec(value)?.[1] : undefined) ?? value;
}

/**
 * Brings a value into the form in which it is compared: one spelling, 1 to 256 characters, wallets and hashes
 * lower-cased. A blank value is blocked. Returns a text for a value that cannot be taken: what is wrong, in words that follow the field's name.
 */
export function normalizeIdentifier(type: IdentifierType, raw: string): PlainIdentifier | string {
  const value = oneSpelling(type, raw);
  const fault = textFault(value, { lengthMin: 0, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' });
  if (fault !== null) return fault;
  if (isBlockedValue(value)) return { type, value, blocked: true };
  switch (type) {
    case 'wallet':
      return { type, value: WALLET.test(value) ? value.toLowerCase() : value, blocked: false };
    case 'email_hash': {
      const hash = value.toLowerCase();
      if (!SHA_256.test(hash)) return 'must be a SHA-256 in 64 hexadecimal digits';
      return { type, value: hash, blocked: BLOCKED_HASHES.has(hash) };
    }
    case 'anonymous_id':
    case 'customer_id':
    case 'external_id':
      return { type, value, blocked: false };
  }
}

/** True for values that never identify anybody, compared trimmed, lower-cased and without quotes around them. */
export function isBlockedValue(value: string): boolean {
  const folded = foldValue(QUOTED.exec(value.trim())?.[2] ?? value);
  return BLOCKED_VALUES.has(folded) || ZERO_UUID.test(folded);
}

/** The form in which blocked values are compared. */
export function foldValue(value: string): string {
  return value.trim().toLowerCase();
}

/** SHA-256, hex, of the trimmed, lower-cased address; null when it is blank or a word such as `none`. */
export function emailHash(address: string): string | null {
  return isBlockedValue(address) ? null : sha256(foldValue(address));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
