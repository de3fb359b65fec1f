/** The state of a merchant now, from the read models and the facts that they do not have yet. */
import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import type { PolicyChanged, PurchaseRecorded } from '../kernel/facts';
import { DEFAULT_POLICY, type PolicyPatch } from '../kernel/policy';
import { findPolicy } from '../queries/policies';
import type { DeliveryPolicy } from './shop-platform';
import { unprocessedFacts } from './unprocessed';

/** Which orders the policy takes, with the newest change in the log. */
export async function deliveryPolicy(
  pool: Pool,
  log: EventLog,
  merchantId: string,
  partition: number,
): Promise<DeliveryPolicy> {
  let newest: PolicyPatch = {};
  for await (const event of unprocessedFacts(pool, log, partition)) {
    if (event.type !== 'PolicyChanged' && event.type !== 'MerchantRegistered') continue;
    const data = JSON.parse(event.data) as Partial<PolicyChanged>;
    if (data.merchantId === merchantId) newest = { ...newest, ...data.policy };
  }
  const view = await findPolicy(pool, merchantId, partition);
  return { ...(view?.policy ?? DEFAULT_POLICY), ...newest };
}

/** True when the merchant has a purchase, even one that was recorded just now. */
export async function hasPurchases(pool: Pool, log: EventLog, merchantId: string, partition: number): Promise<boolean> {
  for await (const event of unprocessedFacts(pool, log, partition)) {
    if (event.type !== 'PurchaseRecorded') continue;
    if ((JSON.parse(event.data) as PurchaseRecorded).merchantId === merchantId) return true;
  }
  const { rowCount } = await pool.query('select from purchases where merchant_id = $1 limit 1', [merchantId]);
  return rowCount === 1;
}
