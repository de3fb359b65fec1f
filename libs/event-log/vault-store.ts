import type { Pool } from 'pg';
import type { VaultRow } from './event-log';
import { KnownVaultRows } from './known-vault-rows';

/** The vault, for logs that do not share a transaction with it: rows are stored before the events that mention them. */
export interface Vault {
  /** Resolves when the rows are durable. */
  store(rows: readonly VaultRow[]): Promise<void>;
}

const STORE = `
  insert into vault (merchant_id, pseudonym, type, value)
  select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as v (merchant_id, pseudonym, type, value)
  order by merchant_id, pseudonym
  on conflict do nothing`;

export class PostgresVault implements Vault {
  private readonly known: KnownVaultRows;

  /** @param knownMax how many rows are remembered as stored */
  constructor(
    private readonly pool: Pool,
    knownMax: number,
  ) {
    this.known = new KnownVaultRows(knownMax);
  }

  async store(rows: readonly VaultRow[]): Promise<void> {
    const fresh = rows.filter((row) => !this.known.has(row));
    if (fresh.length === 0) return;
    await this.pool.query({
      name: 'tributary_vault',
      text: STORE,
      values: [
        fresh.map(({ merchantId }) => merchantId),
        fresh.map(({ pseudonym }) => pseudonym),
        fresh.map(({ type }) => type),
        fresh.map(({ value }) => value),
      ],
    });
    for (const row of fresh) this.known.add(row);
  }
}
