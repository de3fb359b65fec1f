import type { Policy } from '../kernel/policy';
import { hostOf } from '../sdk/visit-source';
import type { Outcome } from './outcomes';
import type { PrivacyReading } from './shopify-privacy';
import type { Reading } from './shop-values';

/** Names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The parts of a delivery that are needed to read it again. */
export interface Delivery {
  topic: string | null;
  body: Buffer;
}

/** The part of a policy that says which orders are taken. */
export type DeliveryPolicy = Pick<Policy, 'acceptTestOrders' | 'subOrders'>;

/** Everything in which platforms differ, from the secret to the order. */
export interface ShopPlatform {
  /** Names of the platform's own headers. */
  readonly ownHeader: RegExp;
  readonly bodyBytesMax: number;
  /** Those that a shop is to send; empty where the body says what it is. */
  readonly topics: readonly string[];
  /** Length of the longest body that can be a ping; 0 when the platform sends none. */
  readonly pingBytesMax: number;
  /** Null when the header is missing, or the topic is in the body. */
  topicOf(headers: Headers): string | null;
  /** The host of the shop that sends; undefined when the platform does not say. */
  shopHostOf(headers: Headers): string | undefined;
  /** What is wrong with a new secret, in words that follow the field's name; null when it can be used. */
  secretFault(secret: string): string | null;
  /** True for a body that only tests the address. It is answered without a signature, even when there is no secret. */
  isPing(headers: Headers, rawBody: Buffer): boolean;
  /** True when the signature fits the raw body under one of the secrets. */
  isSigned(headers: Headers, rawBody: Buffer, secrets: readonly string[], nowMs: number): boolean;
  /**
   * Reads a delivery whose signature was checked.
   * @param policy asks for the merchant's policy; called only for deliveries that need it
   */
  read(delivery: Delivery, policy: () => Promise<DeliveryPolicy>): Promise<Outcome<Reading | PrivacyReading>>;
}

/** The value of a header; undefined when it is missing or empty. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
}

/** The host in a header, which has a URL or the host alone. */
export function hostHeaderOf(headers: Headers, name: string): string | undefined {
  return hostOf(headerOf(headers, name) ?? '') || undefined;
}
