import type { Pool } from 'pg';

/** Whether the quarantine holds this delivery for this merchant. */
export async function isQuarantined(pool: Pool, merchantId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from quarantine where merchant_id = $1 and id = $2', [
    merchantId,
    id,
  ]);
  return rowCount === 1;
}
