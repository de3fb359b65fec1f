import type { Outcome } from './outcomes';
import type { Reading } from './shop-values';

/** Names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The parts of a delivery that are needed to read it again. */
export interface Delivery {
  topic: string | null;
  body: Buffer;
}

/** Everything in which platforms differ, from the secret to the order. */
export interface ShopPlatform {
  /** The header with a delivery's topic; null when the topic is in the body. */
  readonly topicHeader: string | null;
  /** How the names of the platform's own headers begin. */
  readonly headerPrefix: string;
  readonly bodyBytesMax: number;
  /** Length of the longest body that can be a ping; 0 when the platform sends none. */
  readonly pingBytesMax: number;
  /** What is wrong with a new secret, in words that follow the field's name; null when it can be used. */
  secretFault(secret: string): string | null;
  /** True for a body that only tests the address. It is answered without a signature, even when there is no secret. */
  isPing(headers: Headers, rawBody: Buffer): boolean;
  /** True when the signature fits the raw body under one of the secrets. */
  isSigned(headers: Headers, rawBody: Buffer, secrets: readonly string[], nowMs: number): boolean;
  /**
   * Reads a delivery whose signature was checked.
   * @param acceptsTestOrders asks the merchant's policy; called for test orders only
   */
  read(delivery: Delivery, acceptsTestOrders: () => Promise<boolean>): Promise<Outcome<Reading>>;
}

/** The value of a header; undefined when it is missing or empty. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
}
