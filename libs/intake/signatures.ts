import { createHmac, timingSafeEqual } from 'node:crypto';
import { SIGNATURE_TOLERANCE_SECONDS } from './limits';

const WHSEC = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const WHSEC_BYTES_MIN = 24;
const WHSEC_BYTES_MAX = 64;
/** A sender that changes its secret signs with two. Signatures beyond this number are ignored. */
export const SIGNATURES_MAX = 16;

/** Shopify's and WooCommerce's scheme: base64 of HMAC-SHA256 over the raw body, in one header. */
export function verifyBodySignature(
  rawBody: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  if (signature === undefined) return false;
  // All secrets are tried even after one fits, so that the time does not tell which one it was.
  return secrets.map((secret) => equal(hmac(secret, rawBody), signature)).includes(true);
}

/**
 * Standard Webhooks: HMAC-SHA256 over id, timestamp and raw body under the bytes of a `whsec_` secret. Headers that are
 * missing, or a timestamp more than five minutes from `nowMs`, fail.
 */
export function verifyStandardWebhook(
  rawBody: Buffer,
  headers: { id: string | undefined; timestamp: string | undefined; signature: string | undefined },
  secrets: readonly string[],
  nowMs: number,
): boolean {
  const { id, timestamp, signature } = headers;
  if (id === undefined || id === '' || signature === undefined) return false;
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > SIGNATURE_TOLERANCE_SECONDS) return false;
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`, 'utf8'), rawBody]);
  const sent = signature.split(' ').slice(0, SIGNATURES_MAX);
  return secrets
    .flatMap((secret) => {
      const key = standardWebhookKey(secret);
      if (key === null) return [false];
      const expected = `v1,${hmac(key, signed)}`;
      return sent.map((one) => equal(expected, one));
    })
    .includes(true);
}

/** The key in a `whsec_` secret; null when it is not such a secret, or its key does not have 24 to 64 bytes. */
export function standardWebhookKey(secret: string): Buffer | null {
  const base64 = WHSEC.exec(secret)?.[1];
  if (base64 === undefined) return null;
  const key = Buffer.from(base64, 'base64');
  const isWhole = key.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  return isWhole && key.length >= WHSEC_BYTES_MIN && key.length <= WHSEC_BYTES_MAX ? key : null;
}

function hmac(key: string | Buffer, data: Buffer): string {
  return createHmac('sha256', key).update(data).digest('base64');
}

function equal(expected: string, sent: string): boolean {
  const a = Buffer.from(expected, 'utf8');
  const b = Buffer.from(sent, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}
