/** Secrets at rest: values that the database holds, and nobody reads without the key that lies elsewhere. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Platform } from '../kernel/facts';

export const SECRETS_KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a value is kept. It opens in its own place alone, so nobody can swap values in the database. */
export interface SecretPlace {
  table: 'merchant_secrets' | 'webhook_secrets';
  merchantId: string;
  purpose: string;
}

export const pseudonymKeyPlace = (merchantId: string): SecretPlace => ({
  table: 'merchant_secrets',
  merchantId,
  purpose: 'pseudonym_key',
});

export const webhookSecretPlace = (merchantId: string, platform: Platform): SecretPlace => ({
  table: 'webhook_secrets',
  merchantId,
  purpose: platform,
});

/** A value was sealed with another key or for another place, or it was changed. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
  constructor({ table, merchantId, purpose }: SecretPlace, cause: unknown) {
    super(`${table}: ${purpose} of merchant ${merchantId} does not open with the secrets key of this process`, {
      cause,
    });
  }
}

/** Seals and opens values under one key. A sealed value is a nonce (12 bytes), a tag (16) and the ciphertext. */
export class SecretBox {
  /** Tells keys apart and gives none away: 32 hex digits of an HMAC under the key. */
  readonly fingerprint: string;

  /** @param key 32 random bytes */
  constructor(private readonly key: Buffer) {
    if (key.length !== SECRETS_KEY_BYTES) throw new Error(`a secrets key has ${SECRETS_KEY_BYTES} bytes`);
    const digest = createHmac('sha256', key).update('fingerprint of a secrets key', 'utf8').digest('hex');
    this.fingerprint = digest.slice(0, 32);
  }

  seal(plain: Buffer, place: SecretPlace): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(bound(place));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SecretUnreadable */
  open(sealed: Buffer, place: SecretPlace): Buffer {
    const [nonce, rest] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)];
    try {
      const decipher = createDecipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(bound(place)).setAuthTag(rest.subarray(0, TAG_BYTES));
      return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]);
    } catch (error) {
      throw new SecretUnreadable(place, error);
    }
  }
}

/** No part of a place holds a line break, so no two places give the same bytes. */
function bound({ table, merchantId, purpose }: SecretPlace): Buffer {
  return Buffer.from(`${table}\n${merchantId}\n${purpose}`, 'utf8');
}
