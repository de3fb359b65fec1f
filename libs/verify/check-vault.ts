/** The vault is derived from nothing, but each of its rows must be what its own value makes, under the merchant's key. */
import type { Pool, QueryResult } from 'pg';
import { generationsOf } from '../intake/merchants';
import { Pseudonymizer, type VaultType } from '../intake/pseudonyms';
import { pseudonymKeyPlace, SecretUnreadable, webhookSecretPlace, type SecretBox } from '../intake/secret-box';
import type { Platform } from '../kernel/facts';

const PAGE = 5_000;

/** The first wrong row of a merchant. Values are personal data, and stay where they are. */
export interface VaultDifference {
  merchantId: string;
  /** `vault`, or the table of a secret that does not open in its place. */
  table: 'vault' | 'merchant_secrets' | 'webhook_secrets';
  recorded: string | null;
  recomputed: string | null;
}

export interface VaultResult {
  rows: number;
  differences: VaultDifference[];
}

/** @param merchantId only this merchant's rows */
export async function checkVault(
  pool: Pool,
  secrets: SecretBox,
  { merchantId, signal }: { merchantId?: string; signal?: AbortSignal } = {},
): Promise<VaultResult> {
  const result: VaultResult = { rows: 0, differences: [] };
  for await (const merchant of merchants(pool, merchantId)) {
    signal?.throwIfAborted();
    if (merchant.forgotten) {
      const difference = await checkForgotten(pool, merchant.id, result);
      if (difference !== null) result.differences.push(difference);
      continue;
    }
    const key = openKey(secrets, merchant);
    if (key === null) {
      const recorded = merchant.key === null ? null : 'a key that does not open';
      result.differences.push({ ...about(merchant.id, 'merchant_secrets', recorded), recomputed: 'a key' });
      continue;
    }
    const difference = await checkRows(
      pool,
      new Pseudonymizer(merchant.id, key, await generationsOf(pool, merchant.id)),
      result,
      signal,
    );
    if (difference !== null) result.differences.push(difference);
  }
  result.differences.push(...(await checkWebhookSecrets(pool, secrets, merchantId)));
  return result;
}

interface Merchant {
  id: string;
  key: Buffer | null;
  sealed: boolean;
  forgotten: boolean;
}

interface VaultRow {
  pseudonym: string;
  type: VaultType;
  /** Null once it was erased. */
  value: string | null;
}

/** Those with a key or with rows in the vault. */
async function* merchants(pool: Pool, only: string | undefined): AsyncGenerator<Merchant> {
  for (let after: string | null = null; ;) {
    const { rows }: QueryResult<Merchant> = await pool.query<Merchant>(MERCHANTS, [after, only ?? null, PAGE]);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}

/** The merchants of the vault are found by hops over its index. */
const MERCHANTS = `
  with recursive hop as (
    (select merchant_id as id from vault order by 1 limit 1)
    union all
    select (select merchant_id from vault where merchant_id > hop.id order by 1 limit 1) from hop where hop.id is not null
  ), known as (
    select id from hop where id is not null union select merchant_id from merchant_secrets
  )
  select id, pseudonym_key as key, sealed, gone.merchant_id is not null as forgotten
  from known left join merchant_secrets secret on secret.merchant_id = id
  left join forgotten_merchants gone on gone.merchant_id = id
  where ($1::text is null or id > $1) and ($2::text is null or id = $2) order by id limit $3`;

/** Null if it does not open in its place. A key that was never sealed is as it stands. */
function openKey(secrets: SecretBox, { id, key, sealed }: Merchant): Buffer | null {
  if (key === null || !sealed) return key;
  return opened(() => secrets.open(key, pseudonymKeyPlace(id)));
}

function opened(open: () => Buffer): Buffer | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof SecretUnreadable) return null;
    throw error;
  }
}

async function checkRows(
  pool: Pool,
  pseudonyms: Pseudonymizer,
  result: VaultResult,
  signal: AbortSignal | undefined,
): Promise<VaultDifference | null> {
  const { merchantId } = pseudonyms;
  for (let after: string | null = null; ;) {
    signal?.throwIfAborted();
    const rows: VaultRow[] = await vaultPage(pool, merchantId, after);
    result.rows += rows.length;
    for (const { pseudonym, type, value } of rows) {
      if (value === null) continue;
      const recomputed = pseudonyms.current(type, value);
      if (recomputed !== pseudonym) return { ...about(merchantId, 'vault', pseudonym), recomputed };
    }
    if (rows.length < PAGE) return null;
    after = rows.at(-1)!.pseudonym;
  }
}

/** Of a merchant that was erased no value is left. */
async function checkForgotten(pool: Pool, merchantId: string, result: VaultResult): Promise<VaultDifference | null> {
  const { rows } = await pool.query<{ count: number; left: string | null }>(
    `select count(*)::integer as count, min(pseudonym::text) filter (where value is not null) as left
     from vault where merchant_id = $1`,
    [merchantId],
  );
  result.rows += rows[0]!.count;
  const { left } = rows[0]!;
  return left === null ? null : { ...about(merchantId, 'vault', left), recomputed: null };
}

async function vaultPage(pool: Pool, merchantId: string, after: string | null): Promise<VaultRow[]> {
  const text = `select pseudonym, type, value from vault where merchant_id = $1 ${after === null ? '' : 'and pseudonym > $2'}
    order by pseudonym limit ${PAGE}`;
  const values = after === null ? [merchantId] : [merchantId, after];
  return (await pool.query<VaultRow>({ text, values })).rows;
}

async function checkWebhookSecrets(
  pool: Pool,
  secrets: SecretBox,
  only: string | undefined,
): Promise<VaultDifference[]> {
  const { rows } = await pool.query<{ id: string; merchantId: string; platform: Platform; secret: Buffer }>(
    `select id, merchant_id as "merchantId", platform, secret from webhook_secrets
     where sealed and ($1::text is null or merchant_id = $1) order by id`,
    [only ?? null],
  );
  return rows
    .filter(({ merchantId, platform, secret }) => {
      return opened(() => secrets.open(secret, webhookSecretPlace(merchantId, platform))) === null;
    })
    .map(({ id, merchantId }) => {
      const recorded = `row ${id} does not open`;
      return { ...about(merchantId, 'webhook_secrets', recorded), recomputed: 'a secret' };
    });
}

function about(merchantId: string, table: VaultDifference['table'], recorded: string | null) {
  return { merchantId, table, recorded };
}
