/**
 * Values as shops write them. A missing, null or empty value counts as left out. A value that cannot be read makes the
 * delivery unreadable, so that nothing a shop said is lost unnoticed.
 */
import type { Code } from '../kernel/codes';
import type { PurchaseItem } from '../kernel/facts';
import { exponentOf, parseAnyDecimal, parseDecimal, toMinorUnits, toSafeAmount, type Decimal } from '../kernel/money';
import type { Instant } from '../kernel/time';
import { isRecord } from './bodies';
import { emailHash, normalizeIdentifier, type PlainIdentifier } from './identifiers';
import { parseInstant, parseUtcInstant } from './instants';
import { JsonNumber } from './tolerant-json';
import { ID_LENGTH_MAX } from './limits';
import type { ShopOrder } from './facts';
import { firstCharacters, textFault } from './text';

export type Body = Record<string, unknown>;

/** What a shop's delivery says. */
export type Reading =
  | { kind: 'order'; order: ShopOrder }
  | { kind: 'ignored'; reason: string }
  | { kind: 'unreadable'; code: Code; detail: string };

/** Why an order is ignored that was made to try the shop out. */
export const TEST_ORDER = 'a test order';

/** Ends the reading of a delivery; becomes Reading `unreadable`. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(
    readonly code: Code,
    readonly detail: string,
  ) {
    super(detail);
  }
}

const SHOWN_LENGTH_MAX = 100;

/** Shortens a shop's own words for a reason or detail. */
export function shown(text: string): string {
  return firstCharacters(text, SHOWN_LENGTH_MAX);
}

export function reading<Read>(read: () => Read): Read | Extract<Reading, { kind: 'unreadable' }> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', code: error.code, detail: error.detail };
    throw error;
  }
}

/** A string; undefined when it is left out. */
export function stringOf(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new Unreadable('FIELD_INVALID', `${path} is no text`);
  return value;
}

/** As stringOf, but also takes a number, as it was written. */
export function wordOf(value: unknown, path: string): string | undefined {
  return value instanceof JsonNumber ? value.text : stringOf(value, path);
}

/** Text of a string or number, as it was written; undefined for what is neither, and for an empty string. */
export function textOf(value: unknown): string | undefined {
  const text = value instanceof JsonNumber ? value.text : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export function orderIdOf(value: unknown): string {
  const isNumber = value instanceof JsonNumber;
  const text = textOf(value);
  const fault =
    text === undefined || (isNumber && !/^[1-9]\d*$/.test(text))
      ? 'is no id'
      : textFault(text, { lengthMin: 1, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' });
  if (text === undefined || fault !== null) throw new Unreadable('ORDER_ID_INVALID', `id ${fault}`);
  return text;
}

/** The customer; undefined for a guest, who has no id, 0, or only space. */
export function customerOf(value: unknown, path: string): PlainIdentifier | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'string' ? value : textOf(value);
  if (text === undefined) throw new Unreadable('FIELD_INVALID', `${path} is no id`);
  const customer = normalizeIdentifier('customer_id', text);
  if (typeof customer === 'string') throw new Unreadable('FIELD_INVALID', `${path} ${customer}`);
  return customer.blocked ? undefined : customer;
}

/** The hash of the first address that is not blank. */
export function emailHashOf(...addresses: [value: unknown, path: string][]): PlainIdentifier | undefined {
  for (const [address, path] of addresses) {
    const value = emailHash(stringOf(address, path) ?? '');
    if (value !== null) return { type: 'email_hash', value, blocked: false };
  }
  return undefined;
}

export function currencyOf(value: unknown): { currency: string; exponent: number } {
  const exponent = typeof value === 'string' ? exponentOf(value) : undefined;
  if (exponent === undefined) throw new Unreadable('CURRENCY_INVALID', 'currency is no ISO 4217 code');
  return { currency: value as string, exponent };
}

/** A decimal in plain notation, exactly. */
export function decimalOf(value: unknown, path: string): Decimal {
  const decimal = parseDecimal(textOf(value) ?? '');
  if (decimal === null) throw new Unreadable('AMOUNT_INVALID', `${path} is no decimal number`);
  return decimal;
}

export function minorUnitsOf(decimal: Decimal, exponent: number, rounding: Rounding, path: string): bigint {
  const amount = toMinorUnits(decimal, exponent, rounding);
  if (amount === null) throw new Unreadable('AMOUNT_INVALID', `${path} has more places than its currency`);
  return amount;
}
export type Rounding = 'exact' | 'half-even';

/** An amount as the log takes it: 0 to 2^53 - 1. */
export function safeAmount(amount: bigint, path: string): number {
  const safe = toSafeAmount(amount);
  if (safe === null) throw new Unreadable('AMOUNT_INVALID', `${path} is ${amount < 0n ? 'negative' : 'out of range'}`);
  return safe;
}

export function instantOf(value: unknown, code: Code, path: string): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) throw new Unreadable(code, `${path} is no instant`);
  return instant;
}

/** Reads an instant that is in UTC when it names no zone. */
export function utcInstantOf(value: unknown, code: Code, path: string): Instant {
  const instant = typeof value === 'string' ? parseUtcInstant(value) : null;
  if (instant === null) throw new Unreadable(code, `${path} is no instant`);
  return instant;
}

/** A key that PHP gives to an element of an array. */
const INTEGER_KEY = /^-?\d{1,19}$/;

/**
 * A list of objects; empty when the field is left out. PHP writes a list from which an element was removed as an object,
 * `{"0": …, "2": …}`. It is read as a list in the order of its keys.
 */
export function objectsOf(value: unknown, code: Code, path: string): Body[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : numberedValues(value);
  if (list === null) throw new Unreadable(code, `${path} is no list`);
  return list.map((element: unknown, i) => {
    if (!isRecord(element)) throw new Unreadable(code, `${path}[${i}] is no object`);
    return element;
  });
}

/** The objects of a list of evidence, which is no reason to refuse an order: what is no object is left out. */
export function listIn(value: unknown): Body[] {
  return (Array.isArray(value) ? value : (numberedValues(value) ?? [])).filter(isRecord);
}

/** As textOf, trimmed, and undefined for a blank text. */
export function textIn(value: unknown): string | undefined {
  return textOf(value)?.trim() || undefined;
}

/** An amount in minor units, rounded half-even; undefined for what is none, is negative, or does not fit in the log. */
export function amountIn(value: unknown, exponent: number): bigint | undefined {
  const decimal = parseDecimal(textOf(value) ?? '');
  const amount = decimal && toMinorUnits(decimal, exponent, 'half-even');
  return amount === null || toSafeAmount(amount) === null ? undefined : amount;
}

function numberedValues(value: unknown): unknown[] | null {
  if (!isRecord(value)) return null;
  const keys = Object.keys(value);
  if (!keys.every((key) => INTEGER_KEY.test(key))) return null;
  return keys.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).map((key) => value[key]);
}

const QUANTITY_PLACES = 3;

/** Reads items: quantities to three places, prices half-even in minor units, missing values as 0 or empty. */
export function itemsOf(value: unknown, exponent: number, path: string): PurchaseItem[] {
  return objectsOf(value ?? undefined, 'FIELD_INVALID', path).map((item, i) => ({
    sku: firstCharacters(wordOf(item.sku, `${path}[${i}].sku`) ?? '', ID_LENGTH_MAX),
    quantity: roundedOf(item.quantity, QUANTITY_PLACES, `${path}[${i}].quantity`),
    price: roundedOf(item.price, exponent, `${path}[${i}].price`),
  }));
}

function roundedOf(value: unknown, places: number, path: string): number {
  const decimal = parseAnyDecimal(wordOf(value, path) ?? '0');
  const rounded = decimal && toSafeAmount(toMinorUnits(decimal, places, 'half-even') ?? -1n);
  if (rounded === null) throw new Unreadable('FIELD_INVALID', `${path} is no number from 0 to 2^53 - 1`);
  return rounded;
}
