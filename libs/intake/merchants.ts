import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Pseudonym } from '../kernel/identity/identifier';
import { ok, refused, type Outcome } from './outcomes';
import { Pseudonymizer } from './pseudonyms';
import { pseudonymKeyPlace, type SecretBox } from './secret-box';
import { SecretsKeyChanged, whileKeyIs } from './secrets-key';

const KEY_BYTES = 32;
const CACHED_MAX = 10_000;

/** Another process may erase an identifier; for so long this one still knows the value by its old pseudonym. */
export const ERASURES_KNOWN_MS = 3_000;

interface Known {
  key: Buffer;
  pseudonyms: Pseudonymizer;
  /** By the process's own clock. */
  until: number;
}

/** Merchants, their pseudonym keys, which never change, and the generations of what was erased. */
export class Merchants {
  private readonly cache = new Map<string, Known>();

  constructor(
    private readonly pool: Pool,
    private readonly secrets: SecretBox,
  ) {}

  /**
   * Null for a merchant that was never registered. A merchant whose registration is in the log has API keys or is in the
   * read model; a pseudonym key alone may be left over from a registration that failed.
   */
  async find(merchantId: string): Promise<Pseudonymizer | null> {
    const cached = this.cache.get(merchantId);
    if (cached !== undefined && performance.now() < cached.until) return cached.pseudonyms;
    const key = cached?.key ?? (await this.key(merchantId));
    if (key === null) return null;
    const until = performance.now() + ERASURES_KNOWN_MS;
    const pseudonyms = new Pseudonymizer(merchantId, key, await generationsOf(this.pool, merchantId));
    this.cache.set(merchantId, { key, pseudonyms, until });
    if (this.cache.size > CACHED_MAX) this.cache.delete(this.cache.keys().next().value!);
    return pseudonyms;
  }

  /** As `known`, with all erasures so far. */
  fresh(merchantId: string): Promise<Outcome<Pseudonymizer>> {
    this.forgetCached(merchantId);
    return this.known(merchantId);
  }

  forgetCached(merchantId: string): void {
    this.cache.delete(merchantId);
  }

  /** Whether `find` would find it; needs no secrets key. */
  async exists(merchantId: string): Promise<boolean> {
    return this.cache.has(merchantId) || (await this.sealedKey(merchantId)) !== null;
  }

  /** As `find`, or MERCHANT_UNKNOWN. */
  async known(merchantId: string): Promise<Outcome<Pseudonymizer>> {
    const pseudonyms = await this.find(merchantId);
    return pseudonyms === null ? refused('MERCHANT_UNKNOWN', 'There is no such merchant.') : ok(pseudonyms);
  }

  /** Makes the pseudonym key of a merchant that is about to be registered. A second call returns the same key. */
  async prepare(merchantId: string): Promise<Pseudonymizer> {
    await this.pool.query(
      `insert into merchant_secrets (merchant_id, pseudonym_key, sealed)
       select $1, $2, true ${whileKeyIs(3)} on conflict do nothing`,
      [merchantId, this.secrets.seal(randomBytes(KEY_BYTES), pseudonymKeyPlace(merchantId)), this.secrets.fingerprint],
    );
    const { rows } = await this.pool.query<{ pseudonym_key: Buffer }>(
      'select pseudonym_key from merchant_secrets where merchant_id = $1',
      [merchantId],
    );
    if (rows[0] === undefined) throw new SecretsKeyChanged();
    return new Pseudonymizer(merchantId, this.open(merchantId, rows[0].pseudonym_key));
  }

  private async sealedKey(merchantId: string): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ pseudonym_key: Buffer }>({
      name: 'find-merchant',
      text: `select pseudonym_key from merchant_secrets where merchant_id = $1 and (
          exists (select from api_keys where merchant_id = $1) or exists (select from merchants where merchant_id = $1))`,
      values: [merchantId],
    });
    return rows[0]?.pseudonym_key ?? null;
  }

  private async key(merchantId: string): Promise<Buffer | null> {
    const sealed = await this.sealedKey(merchantId);
    return sealed && this.open(merchantId, sealed);
  }

  private open(merchantId: string, sealed: Buffer): Buffer {
    return this.secrets.open(sealed, pseudonymKeyPlace(merchantId));
  }
}

/** The generation of each value that was erased, by its pseudonym of the first generation. */
export async function generationsOf(pool: Pool, merchantId: string): Promise<Map<Pseudonym, number>> {
  const { rows } = await pool.query<{ first: Pseudonym; generation: number }>({
    name: 'generations-of-merchant',
    text: `select erased_of as first, count(*)::integer as generation from vault
      where merchant_id = $1 and value is null group by erased_of`,
    values: [merchantId],
  });
  return new Map(rows.map(({ first, generation }) => [first, generation]));
}
