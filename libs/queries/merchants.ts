import type { Pool } from 'pg';
import type { Instant } from '../kernel/time';
import { instant, type Listed, pageOf } from './rows';

export interface MerchantView {
  merchantId: string;
  name: string;
  registeredAt: Instant;
}

/** In the order of their ids; `after` is the `next` of the previous page. Erased merchants are not among them. */
export async function listMerchants(
  pool: Pool,
  limit: number,
  after: string | null,
): Promise<Listed<MerchantView, string>> {
  const { rows } = await pool.query<Omit<MerchantView, 'registeredAt'> & { registeredAt: Date }>({
    name: 'list-merchants',
    text: `select merchant_id as "merchantId", name, registered_at as "registeredAt" from merchants
      where ($1::text is null or merchant_id > $1) and merchant_id not in (select merchant_id from forgotten_merchants)
      order by merchant_id limit $2`,
    values: [after, limit + 1],
  });
  const page = pageOf(rows, limit);
  return {
    items: page.rows.map((row) => ({ ...row, registeredAt: instant(row.registeredAt) })),
    next: page.last?.merchantId ?? null,
  };
}
