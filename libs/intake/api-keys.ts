import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { RATE_LIMIT_COLUMNS, type MerchantRateLimits } from './merchant-rate-limits';
import { isUuid } from './uuid';

export const KEY_KINDS = ['publishable', 'secret'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface ApiKey extends MerchantRateLimits {
  keyId: string;
  merchantId: string;
  kind: KeyKind;
  /** The merchant was erased; of its keys the hashes are left. */
  forgotten: boolean;
  revoked: boolean;
}

const PREFIX: Record<KeyKind, string> = { publishable: 'pk_', secret: 'sk_' };
const KEY_BYTES = 32;

/**
 * Keys of merchants. Only the SHA-256 of a key is stored, which is enough for 32 random bytes: nobody finds them by
 * trying. Each read asks the database; frequent callers remember the answer for as long as a revocation may take.
 */
export class ApiKeys {
  constructor(private readonly pool: Pool) {}

  /** Makes one key of each kind. Only this answer shows them. */
  async create<K extends KeyKind>(merchantId: string, kinds: readonly K[]): Promise<{ keyId: string; key: string }[]> {
    const made = kinds.map((kind) => {
      const key = PREFIX[kind] + randomBytes(KEY_BYTES).toString('base64url');
      return { keyId: randomUUID(), kind, key };
    });
    await this.pool.query(
      `insert into api_keys (key_id, merchant_id, kind, hash)
        select key_id, $1, kind, hash from unnest($2::uuid[], $3::text[], $4::bytea[]) made (key_id, kind, hash)`,
      [merchantId, made.map(({ keyId }) => keyId), kinds, made.map(({ key }) => hashOf(key))],
    );
    return made.map(({ keyId, key }) => ({ keyId, key }));
  }

  /** False when the merchant has no such key. Revoking it again changes nothing. */
  async revoke(merchantId: string, keyId: string): Promise<boolean> {
    if (!isUuid(keyId)) return false;
    const { rowCount } = await this.pool.query(
      'update api_keys set revoked_at = coalesce(revoked_at, now()) where key_id = $1 and merchant_id = $2',
      [keyId, merchantId],
    );
    return rowCount === 1;
  }

  /** Null: unknown. */
  async find(key: string): Promise<ApiKey | null> {
    if (!key.startsWith(PREFIX.publishable) && !key.startsWith(PREFIX.secret)) return null;
    const { rows } = await this.pool.query<ApiKey>({
      name: 'find-api-key',
      text: `${SELECT} where k.hash = $1`,
      values: [hashOf(key)],
    });
    return rows[0] ?? null;
  }

  /** Null: unknown or revoked. */
  async findById(keyId: string): Promise<ApiKey | null> {
    const { rows } = await this.pool.query<ApiKey>({
      name: 'find-api-key-by-id',
      text: `${SELECT} where k.key_id = $1 and k.revoked_at is null`,
      values: [keyId],
    });
    return rows[0] ?? null;
  }
}

const SELECT = `select k.key_id as "keyId", k.merchant_id as "merchantId", k.kind,
    gone.merchant_id is not null as forgotten, k.revoked_at is not null as revoked, ${RATE_LIMIT_COLUMNS}
  from api_keys k left join merchant_rate_limits l using (merchant_id)
  left join forgotten_merchants gone using (merchant_id)`;

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}
