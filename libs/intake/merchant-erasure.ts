/** Erases what stands beside the log of a whole merchant. */
import { DatabaseError, type Pool, type PoolClient, type QueryResult } from 'pg';
import { inTransaction } from '../database/in-transaction';
import type { MerchantForgotten } from '../kernel/facts';
import { readBody, type ValueOf } from './body-shape';
import type { FactAppender } from './fact-appender';
import { factDraft, type FactDraft } from './fact-draft';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome } from './outcomes';
import { OPERATOR } from './requests';

export interface MerchantErased {
  merchantId: string;
  position: number;
  /** Rows of the vault that lost their value. */
  vaultRows: number;
  /** Deliveries in quarantine that were deleted. */
  quarantined: number;
}

const VAULT_WAIT_MS = 5_000;
/** No more rows in one statement, so that each keeps within its time. */
const PAGE = 10_000;

export class MerchantErasure {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /**
   * `input` is OPERATOR. The fact comes first, then the mark by which every process knows, then all else; a second try
   * goes on where the first one ended. MERCHANT_UNKNOWN; MERCHANT_FORGOTTEN when all was done before.
   */
  async forget(merchantId: string, input: unknown): Promise<Outcome<MerchantErased>> {
    this.merchants.forgetCached(merchantId);
    const standing = await this.merchants.check(merchantId);
    const begun = !standing.ok && standing.problem.code === 'MERCHANT_FORGOTTEN';
    if (!standing.ok && !(begun && (await this.isUnfinished(merchantId)))) return standing;
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const written = await this.appender.append(merchantId, forgottenDraft(merchantId, by.value));
    if (!written.ok) return written;
    if (!begun && !(await this.mark(merchantId))) {
      return refused('OVERLOADED', 'Others hold the vault for too long; the erasure has begun, send it again.');
    }
    const erased = await inTransaction(this.pool, (client) => erase(client, merchantId));
    this.merchants.forgetCached(merchantId);
    return ok({ merchantId, position: written.value.position, ...erased });
  }

  private async isUnfinished(merchantId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'select from forgotten_merchants where merchant_id = $1 and erased_at is null',
      [merchantId],
    );
    return rowCount === 1;
  }

  /** From here on the vault takes no row of the merchant: whoever was adding one is waited for. False: for too long. */
  private async mark(merchantId: string): Promise<boolean> {
    try {
      await inTransaction(this.pool, async (client) => {
        await client.query(`set local lock_timeout = ${VAULT_WAIT_MS}`);
        await client.query('lock table vault in share row exclusive mode');
        await client.query('insert into forgotten_merchants (merchant_id) values ($1) on conflict do nothing', [
          merchantId,
        ]);
      });
      return true;
    } catch (error) {
      if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
      throw error;
    }
  }
}

const LOCK_NOT_AVAILABLE = '55P03';

const BESIDE_THE_LOG = [
  'webhook_secrets',
  'shop_hosts',
  'merchant_rate_limits',
  'replays',
  'privacy_requests',
  'webhook_topics',
  'request_tallies',
];

/**
 * The key goes first. Whoever writes a secret, a host or a delivery of the merchant holds the key's row meanwhile, so
 * what they write is there before the rest is deleted, or is never written.
 */
async function erase(
  client: PoolClient,
  merchantId: string,
): Promise<Pick<MerchantErased, 'vaultRows' | 'quarantined'>> {
  const deleteFrom = async (table: string) => {
    const { rowCount } = await client.query(`delete from ${table} where merchant_id = $1`, [merchantId]);
    return rowCount ?? 0;
  };
  await deleteFrom('merchant_secrets');
  for (const table of BESIDE_THE_LOG) await deleteFrom(table);
  const quarantined = await deleteFrom('quarantine');
  const vaultRows = await emptyVault(client, merchantId);
  await client.query('update forgotten_merchants set erased_at = now() where merchant_id = $1', [merchantId]);
  return { vaultRows, quarantined };
}

interface EmptiedPage {
  count: number;
  last: string;
}

async function emptyVault(client: PoolClient, merchantId: string): Promise<number> {
  let emptied = 0;
  for (let after: string | null = null; ;) {
    const { rows }: QueryResult<EmptiedPage> = await client.query<EmptiedPage>(
      `with page as (
         select pseudonym from vault where merchant_id = $1 and ($2::uuid is null or pseudonym > $2) and value is not null
         order by pseudonym limit ${PAGE}
       ), emptied as (
         update vault v set value = null, erased_of = v.pseudonym from page
         where v.merchant_id = $1 and v.pseudonym = page.pseudonym
       )
       select count(*)::integer as count, max(pseudonym::text) as last from page`,
      [merchantId, after],
    );
    const page: EmptiedPage = rows[0]!;
    emptied += page.count;
    if (page.count < PAGE) return emptied;
    after = page.last;
  }
}

/** A merchant is erased once, so that its fact is the same, whoever asks and why. */
function forgottenDraft(merchantId: string, { reason, actor }: ValueOf<typeof OPERATOR>): FactDraft {
  const data: MerchantForgotten = { merchantId, reason, actor };
  return factDraft({ type: 'MerchantForgotten', data }, merchantId, null, []);
}
