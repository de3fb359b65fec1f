/**
 * A universe small enough for everything in it to meet: a few people with their devices, customer ids and addresses,
 * and a few orders. Pseudonyms are UUIDs that can be read: `de010002-…` is device 2 of person 1.
 */
import type { Fact, FactType } from '../../../libs/kernel/facts';
import type { IdentifierRef, IdentifierType } from '../../../libs/kernel/identity/identifier';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { DAY, type Millis } from '../../../libs/kernel/time';

export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

export const MERCHANT = 'merchant';
/** Everything in the universe occurs between these two. */
export const HISTORY_START: Millis = Date.UTC(2026, 0, 1);
export const HISTORY_END: Millis = HISTORY_START + 45 * DAY;

/** With this policy no group is too large, whoever is connected with whom. */
export const WITHOUT_GUARD_RAILS: PolicyPatch = { maxCustomersPerGroup: 200, maxIdentifiersPerGroup: 1_000 };

const PREFIX: Record<IdentifierType, string> = {
  anonymous_id: 'de',
  customer_id: 'c0',
  email_hash: 'e0',
  wallet: 'aa',
  external_id: 'ee',
};

export const device = (person: number, index = 0) => identifier('anonymous_id', person, index);
export const customer = (person: number) => identifier('customer_id', person);
export const email = (person: number) => identifier('email_hash', person);
export const wallet = (person: number) => identifier('wallet', person);
export const external = (person: number) => identifier('external_id', person);

/** Blocked values, the same for all people. */
export const BLOCKED_DEVICE: IdentifierRef = { ...device(0xff), blocked: true };
export const BLOCKED_CUSTOMER: IdentifierRef = { ...customer(0xff), blocked: true };

export const DEVICES_PER_PERSON = 3;

/** Everything that identifies a person. */
export function identifiersOf(person: number): IdentifierRef[] {
  const devices = Array.from({ length: DEVICES_PER_PERSON }, (_, index) => device(person, index));
  return [...devices, customer(person), email(person), wallet(person), external(person)];
}

export const orderIdOf = (order: number) => `order-${order}`;
/** Keyed hash of the token that the shop gave this order. */
export const tokenOf = (order: number) => hex(0x70_00 + order);
export const WRONG_TOKEN = hex(0xbad);

/** The registration of the merchant; comes before all other facts. */
export function merchantRegistered(policy?: PolicyPatch): FactOf<'MerchantRegistered'> {
  return { type: 'MerchantRegistered', data: { merchantId: MERCHANT, name: 'Merchant', ...(policy && { policy }) } };
}

function identifier(type: IdentifierType, person: number, index = 0): IdentifierRef {
  const [who, which] = [person.toString(16).padStart(2, '0'), index.toString(16).padStart(4, '0')];
  return { type, id: `${PREFIX[type]}${who}${which}-0000-4000-8000-000000000000` };
}

function hex(value: number): string {
  return value.toString(16).padStart(64, '0');
}
