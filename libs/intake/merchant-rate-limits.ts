/** What the admin lets a merchant's publishable keys send, in the place of what the environment says. */
import type { Pool } from 'pg';

/** Each null: as the environment says. 0: no limit. */
export interface MerchantRateLimits {
  perAddressPerMinute: number | null;
  perDevicePerMinute: number | null;
}

/** SQL that selects them of the row `l`, which may be missing. */
export const RATE_LIMIT_COLUMNS = `l.per_address_per_minute as "perAddressPerMinute",
  l.per_device_per_minute as "perDevicePerMinute"`;

/** False when the merchant was erased meanwhile. */
export async function setRateLimits(pool: Pool, merchantId: string, limits: MerchantRateLimits): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into merchant_rate_limits (merchant_id, per_address_per_minute, per_device_per_minute)
     select $1, $2::integer, $3::integer from merchant_secrets where merchant_id = $1 for key share
     on conflict (merchant_id) do update set
       per_address_per_minute = excluded.per_address_per_minute, per_device_per_minute = excluded.per_device_per_minute`,
    [merchantId, limits.perAddressPerMinute, limits.perDevicePerMinute],
  );
  return rowCount === 1;
}

export async function findRateLimits(pool: Pool, merchantId: string): Promise<MerchantRateLimits> {
  const { rows } = await pool.query<MerchantRateLimits>({
    name: 'find-rate-limits',
    text: `select ${RATE_LIMIT_COLUMNS} from merchant_rate_limits l where l.merchant_id = $1`,
    values: [merchantId],
  });
  return rows[0] ?? { perAddressPerMinute: null, perDevicePerMinute: null };
}
