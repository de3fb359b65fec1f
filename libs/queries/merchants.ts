import type { Pool } from 'pg';

/** Whether the read models know the merchant. */
export async function isRegistered(pool: Pool, merchantId: string): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'is-registered',
    text: 'select from merchants where merchant_id = $1',
    values: [merchantId],
  });
  return rows.length > 0;
}
