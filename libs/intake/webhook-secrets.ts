import type { Pool, PoolClient } from 'pg';
import type { Platform } from '../kernel/facts';
import { ok, refused, type Outcome } from './outcomes';
import { type SecretBox, webhookSecretPlace } from './secret-box';
import { SecretsKeyChanged, whileKeyIs } from './secrets-key';
import type { ShopHosts } from './shop-hosts';

/** The old and the new secret, so that a shop can change its secret without losing a delivery. */
export const LIVE_SECRETS = 2;
export const SECRETS_FRESH_MS = 5_000;
/** Wrong signatures make us ask the database at most this often. */
const REFRESH_MS = 1_000;
const CACHED_MAX = 10_000;

interface Cached {
  secrets: string[];
  fetchedAt: number;
}

/** Secrets with which shops sign. The first secret decides the merchant's platform. */
export class WebhookSecrets {
  private readonly cache = new Map<string, Cached>();

  constructor(
    private readonly pool: Pool,
    private readonly box: SecretBox,
    private readonly hosts: ShopHosts,
    private readonly now: () => number,
  ) {}

  /** The live secrets, newest first, as they were at most five seconds ago. */
  async live(merchantId: string, platform: Platform): Promise<string[]> {
    const cached = this.cache.get(cacheKey(merchantId, platform));
    if (cached !== undefined && this.now() - cached.fetchedAt < SECRETS_FRESH_MS) return cached.secrets;
    return this.fetch(merchantId, platform);
  }

  /** Asks again when a signature fits none of `live`: another process may have set a secret. Null: asked just now. */
  async refreshed(merchantId: string, platform: Platform): Promise<string[] | null> {
    const cached = this.cache.get(cacheKey(merchantId, platform));
    if (cached !== undefined && this.now() - cached.fetchedAt < REFRESH_MS) return null;
    return this.fetch(merchantId, platform);
  }

  /**
   * PLATFORM_IN_USE when the merchant has another platform. Setting a secret, be it the newest one again, forgets the
   * host of the shop.
   */
  async set(merchantId: string, platform: Platform, secret: string): Promise<Outcome<{ platform: Platform }>> {
    return this.change(merchantId, platform, async (client) => {
      const { rows } = await client.query<{ platform: Platform; secret: Buffer }>(
        'select platform, secret from webhook_secrets where merchant_id = $1 order by id desc',
        [merchantId],
      );
      const other = rows.find((row) => row.platform !== platform);
      if (other !== undefined) {
        return refused(
          'PLATFORM_IN_USE',
          `The merchant's platform is ${other.platform}; a second shop is a merchant of its own.`,
        );
      }
      await this.hosts.forget(client, merchantId);
      if (rows[0] !== undefined && this.open(merchantId, platform, rows[0].secret) === secret) return ok({ platform });
      const sealed = this.box.seal(Buffer.from(secret, 'utf8'), webhookSecretPlace(merchantId, platform));
      const { rowCount } = await client.query(
        `insert into webhook_secrets (merchant_id, platform, secret, sealed) select $1, $2, $3, true ${whileKeyIs(4)}`,
        [merchantId, platform, sealed, this.box.fingerprint],
      );
      if (rowCount === 0) throw new SecretsKeyChanged();
      await client.query(
        `delete from webhook_secrets where merchant_id = $1 and id not in (
          select id from webhook_secrets where merchant_id = $1 order by id desc limit ${LIVE_SECRETS})`,
        [merchantId],
      );
      return ok({ platform });
    });
  }

  /** Frees the platform. @param hasPurchases called while nobody else can change the secrets */
  async free(
    merchantId: string,
    platform: Platform,
    hasPurchases: () => Promise<boolean>,
  ): Promise<Outcome<{ platform: Platform }>> {
    return this.change(merchantId, platform, async (client) => {
      const values = [merchantId, platform];
      const found = await client.query('select from webhook_secrets where merchant_id = $1 and platform = $2', values);
      if (found.rowCount === 0) {
        return refused('WEBHOOK_NOT_CONFIGURED', `The merchant has no secret for ${platform}.`);
      }
      if (await hasPurchases()) {
        return refused('PLATFORM_IN_USE', `The merchant has purchases of ${platform}; the platform stays.`);
      }
      await client.query('delete from webhook_secrets where merchant_id = $1 and platform = $2', values);
      await this.hosts.forget(client, merchantId);
      return ok({ platform });
    });
  }

  private async change<T>(
    merchantId: string,
    platform: Platform,
    work: (client: PoolClient) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      // The merchant's row is the lock: two platforms cannot both get the first secret.
      await client.query('select from merchant_secrets where merchant_id = $1 for update', [merchantId]);
      const gone = await client.query('select from forgotten_merchants where merchant_id = $1', [merchantId]);
      const outcome =
        gone.rowCount === 0 ? await work(client) : refused('MERCHANT_FORGOTTEN', 'The merchant was erased.');
      await client.query(outcome.ok ? 'commit' : 'rollback');
      client.release();
      return outcome;
    } catch (error) {
      client.release(true);
      throw error;
    } finally {
      this.cache.delete(cacheKey(merchantId, platform));
    }
  }

  private async fetch(merchantId: string, platform: Platform): Promise<string[]> {
    const fetchedAt = this.now();
    const { rows } = await this.pool.query<{ secret: Buffer }>({
      name: 'live-webhook-secrets',
      text: `select secret from webhook_secrets where merchant_id = $1 and platform = $2
        order by id desc limit ${LIVE_SECRETS}`,
      values: [merchantId, platform],
    });
    const secrets = rows.map(({ secret }) => this.open(merchantId, platform, secret));
    const key = cacheKey(merchantId, platform);
    this.cache.delete(key);
    // An empty answer is not cached: somebody is about to set a secret.
    if (secrets.length > 0) this.cache.set(key, { secrets, fetchedAt });
    if (this.cache.size > CACHED_MAX) this.cache.delete(this.cache.keys().next().value!);
    return secrets;
  }

  private open(merchantId: string, platform: Platform, sealed: Buffer): string {
    return this.box.open(sealed, webhookSecretPlace(merchantId, platform)).toString('utf8');
  }
}

function cacheKey(merchantId: string, platform: Platform): string {
  return `${platform}/${merchantId}`;
}
