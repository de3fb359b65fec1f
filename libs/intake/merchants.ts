import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Pseudonym } from '../kernel/identity/identifier';
import { ok, refused, type Outcome } from './outcomes';
import { Pseudonymizer } from './pseudonyms';
import { pseudonymKeyPlace, type SecretBox } from './secret-box';
import { SecretsKeyChanged, whileKeyIs } from './secrets-key';

const KEY_BYTES = 32;
const CACHED_MAX = 10_000;

/** Another process may erase an identifier or a merchant; for so long this one does not know. */
export const ERASURES_KNOWN_MS = 3_000;

interface Known {
  pseudonyms: Pseudonymizer;
  /** By the process's own clock. */
  until: number;
}

interface Standing {
  forgotten: boolean;
  /** Null for a merchant that is not there. */
  sealedKey: Buffer | null;
}

/** Merchants, their pseudonym keys, which never change, and what was erased: values, and whole merchants. */
export class Merchants {
  private readonly cache = new Map<string, Known>();

  constructor(
    private readonly pool: Pool,
    private readonly secrets: SecretBox,
  ) {}

  /** What turns the merchant's values into pseudonyms. MERCHANT_UNKNOWN, MERCHANT_FORGOTTEN. */
  async known(merchantId: string): Promise<Outcome<Pseudonymizer>> {
    const cached = this.cached(merchantId);
    if (cached !== undefined) return ok(cached);
    const until = performance.now() + ERASURES_KNOWN_MS;
    const [standing, generations] = await Promise.all([
      this.standing(merchantId),
      generationsOf(this.pool, merchantId),
    ]);
    const found = there(standing);
    if (!found.ok) return found;
    const pseudonyms = new Pseudonymizer(merchantId, this.open(merchantId, found.value), generations);
    this.cache.set(merchantId, { pseudonyms, until });
    if (this.cache.size > CACHED_MAX) this.cache.delete(this.cache.keys().next().value!);
    return ok(pseudonyms);
  }

  /** As `known`, with all erasures so far. */
  fresh(merchantId: string): Promise<Outcome<Pseudonymizer>> {
    this.forgetCached(merchantId);
    return this.known(merchantId);
  }

  /** As `known`; needs no secrets key. */
  async check(merchantId: string): Promise<Outcome<unknown>> {
    return this.cached(merchantId) === undefined ? there(await this.standing(merchantId)) : ok(null);
  }

  forgetCached(merchantId: string): void {
    this.cache.delete(merchantId);
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

  private cached(merchantId: string): Pseudonymizer | undefined {
    const cached = this.cache.get(merchantId);
    return cached !== undefined && performance.now() < cached.until ? cached.pseudonyms : undefined;
  }

  /**
   * A merchant whose registration is in the log has API keys or is in the read model; a pseudonym key alone may be left
   * over from a registration that failed.
   */
  private async standing(merchantId: string): Promise<Standing> {
    const { rows } = await this.pool.query<Standing>({
      name: 'standing-of-merchant',
      text: `select gone.merchant_id is not null as forgotten, secret.pseudonym_key as "sealedKey"
        from (select $1::text as id) asked
        left join forgotten_merchants gone on gone.merchant_id = id
        left join merchant_secrets secret on secret.merchant_id = id and (
          exists (select from api_keys where merchant_id = $1) or exists (select from merchants where merchant_id = $1))`,
      values: [merchantId],
    });
    return rows[0]!;
  }

  private open(merchantId: string, sealed: Buffer): Buffer {
    return this.secrets.open(sealed, pseudonymKeyPlace(merchantId));
  }
}

function there({ forgotten, sealedKey }: Standing): Outcome<Buffer> {
  if (forgotten) return refused('MERCHANT_FORGOTTEN', 'The merchant was erased.');
  return sealedKey === null ? refused('MERCHANT_UNKNOWN', 'There is no such merchant.') : ok(sealedKey);
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
