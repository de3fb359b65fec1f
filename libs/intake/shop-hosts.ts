import type { Pool, PoolClient } from 'pg';

/** So long a process may not know that the host was forgotten. */
const FRESH_MS = 5_000;
const CACHED_MAX = 10_000;

/**
 * The host from which each merchant's shop delivers. A copy of a shop, made to try things out, has its secret as well;
 * its orders are not those of the shop.
 */
export class ShopHosts {
  private readonly cache = new Map<string, { host: string; fetchedAt: number }>();

  constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
  ) {}

  /** The host that is remembered; it is `host` when there was none yet. */
  async remembered(merchantId: string, host: string): Promise<string> {
    const cached = this.cache.get(merchantId);
    if (cached?.host === host && this.now() - cached.fetchedAt < FRESH_MS) return host;
    const fetchedAt = this.now();
    // The update changes nothing; it makes the row come back that another process wrote meanwhile.
    const { rows } = await this.pool.query<{ host: string }>({
      name: 'remember-shop-host',
      text: `with known as (select host from shop_hosts where merchant_id = $1), made as (
          insert into shop_hosts (merchant_id, host) select $1, $2 from merchant_secrets
          where merchant_id = $1 and not exists (select from known) for key share
          on conflict (merchant_id) do update set host = shop_hosts.host returning host)
        select host from known union all select host from made`,
      values: [merchantId, host],
    });
    const [first] = rows;
    this.cache.delete(merchantId);
    // The merchant was erased meanwhile.
    if (first === undefined) return host;
    this.cache.set(merchantId, { host: first.host, fetchedAt });
    if (this.cache.size > CACHED_MAX) this.cache.delete(this.cache.keys().next().value!);
    return first.host;
  }

  /** The host that is remembered; null when there is none. */
  async known(merchantId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ host: string }>('select host from shop_hosts where merchant_id = $1', [
      merchantId,
    ]);
    return rows[0]?.host ?? null;
  }

  /** The next delivery decides anew. @param client in the transaction that changes the secret */
  async forget(client: PoolClient, merchantId: string): Promise<void> {
    await client.query('delete from shop_hosts where merchant_id = $1', [merchantId]);
    this.cache.delete(merchantId);
  }
}
