import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { refused } from './outcomes';
import { Pseudonymizer } from './pseudonyms';

const KEY_BYTES = 32;
const CACHED_MAX = 10_000;

/** Merchants and their pseudonym keys, which never change, so that the known ones are kept in memory. */
export class Merchants {
  private readonly known = new Map<string, Pseudonymizer>();

  constructor(private readonly pool: Pool) {}

  /**
   * Null for a merchant that was never registered. One whose registration is in the log has its keys, or is in the read
   * model already; a pseudonym key alone may be what is left of a registration that failed.
   */
  async find(merchantId: string): Promise<Pseudonymizer | null> {
    const cached = this.known.get(merchantId);
    if (cached !== undefined) return cached;
    const { rows } = await this.pool.query<{ pseudonym_key: Buffer }>({
      name: 'find-merchant',
      text: `select pseudonym_key from merchant_secrets where merchant_id = $1 and (
          exists (select from api_keys where merchant_id = $1) or exists (select from merchants where merchant_id = $1))`,
      values: [merchantId],
    });
    const row = rows[0];
    if (row === undefined) return null;
    const who = new Pseudonymizer(merchantId, row.pseudonym_key);
    this.known.set(merchantId, who);
    if (this.known.size > CACHED_MAX) this.known.delete(this.known.keys().next().value!);
    return who;
  }

  /** Makes the pseudonym key of a merchant that is about to be registered; a second time it is the same key. */
  async prepare(merchantId: string): Promise<Pseudonymizer> {
    await this.pool.query(
      'insert into merchant_secrets (merchant_id, pseudonym_key) values ($1, $2) on conflict do nothing',
      [merchantId, randomBytes(KEY_BYTES)],
    );
    const { rows } = await this.pool.query<{ pseudonym_key: Buffer }>(
      'select pseudonym_key from merchant_secrets where merchant_id = $1',
      [merchantId],
    );
    return new Pseudonymizer(merchantId, rows[0]!.pseudonym_key);
  }
}

export function unknownMerchant(): ReturnType<typeof refused> {
  return refused('MERCHANT_UNKNOWN', 'There is no such merchant.');
}
