import type { Outcome } from './outcomes';
import type { Reading } from './shop-values';

/** Names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What a delivery says beside its headers; enough to read it again. */
export interface Delivery {
  topic: string | null;
  body: Buffer;
}

/** Everything in which one kind of shop differs from another, from the secret to the order. */
export interface ShopPlatform {
  /** The header that names a delivery's topic; null where the body does. */
  readonly topicHeader: string | null;
  /** What the names of the platform's own headers begin with. */
  readonly headerPrefix: string;
  readonly bodyBytesMax: number;
  /** What is wrong with a secret that is to be set, in words that follow the field's name; null when nothing is. */
  secretFault(secret: string): string | null;
  /** True for a body that only tries out the address: it is answered without a signature, even without a secret. */
  isPing(headers: Headers, rawBody: Buffer): boolean;
  /** True when the signature fits the raw body under one of the secrets. */
  isSigned(headers: Headers, rawBody: Buffer, secrets: readonly string[], nowMs: number): boolean;
  /**
   * Reads a delivery whose signature held.
   * @param acceptsTestOrders the merchant's policy, asked for a test order alone
   */
  read(delivery: Delivery, acceptsTestOrders: () => Promise<boolean>): Promise<Outcome<Reading>>;
}

/** The value of a header; an empty one is missing. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
}
