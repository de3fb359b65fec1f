/** Everything that is held about one identifier and its group, for a person who asks. */
import type { Pool } from 'pg';
import type { PurchaseStatus } from '../kernel/facts';
import type { Pseudonym } from '../kernel/identity/identifier';
import { NO_ORDER } from '../kernel/purchases/claim';
import type { Instant } from '../kernel/time';
import { findIdentityGroup, type IdentityGroupView } from './identity-groups';
import { listPurchases } from './purchases';
import { listRewards, type ShownRewardState } from './rewards';
import { instant, type PlainIdentifier } from './rows';

/** Of each list. */
export const EXPORTED_MAX = 1_000;

export interface IdentityExport {
  identifier: PlainIdentifier;
  /** Under which the log knows it. */
  pseudonym: Pseudonym;
  /** Null for one that was only named, as a referrer or as the owner of a code. */
  group: IdentityGroupView | null;
  purchases: {
    orderId: string;
    status: PurchaseStatus;
    total: number;
    refunded: number;
    currency: string;
    occurredAt: Instant;
  }[];
  claims: { orderId: string | null; anonymousId: string | null; status: string; occurredAt: Instant }[];
  rewards: {
    rewardId: string;
    orderId: string;
    amount: number;
    currency: string;
    state: ShownRewardState;
    grantedAt: Instant;
  }[];
}

/** Null when no value is held under the pseudonym. */
export async function exportIdentity(
  pool: Pool,
  merchantId: string,
  pseudonym: Pseudonym,
): Promise<IdentityExport | null> {
  const { rows } = await pool.query<PlainIdentifier>(
    `select type, value from vault
     where merchant_id = $1 and pseudonym = $2 and value is not null and type <> 'blocked_value'`,
    [merchantId, pseudonym],
  );
  const [identifier] = rows;
  if (identifier === undefined) return null;
  const group = await findIdentityGroup(pool, merchantId, pseudonym);
  const purchases = await listPurchases(pool, merchantId, { group: pseudonym }, EXPORTED_MAX, null);
  const rewards = await listRewards(pool, merchantId, { recipient: pseudonym }, EXPORTED_MAX, null);
  return {
    identifier,
    pseudonym,
    group,
    purchases: purchases.items.map(({ orderId, status, total, refunded, currency, occurredAt }) => {
      return { orderId, status, total, refunded, currency, occurredAt };
    }),
    claims: await claimsOfGroup(pool, merchantId, pseudonym),
    rewards: rewards.items.map(({ rewardId, orderId, amount, currency, state, grantedAt }) => {
      return { rewardId, orderId, amount, currency, state, grantedAt };
    }),
  };
}

async function claimsOfGroup(pool: Pool, merchantId: string, member: Pseudonym): Promise<IdentityExport['claims']> {
  const { rows } = await pool.query<{ order_id: string; value: string | null; status: string; occurred_at: Date }>({
    name: 'claims-of-group',
    text: `select c.order_id, device.value, c.status, c.occurred_at
      from claims c
      left join vault device on device.merchant_id = c.merchant_id and device.pseudonym = c.device_id
      where c.merchant_id = $1 and c.device_id in (
        select $2 union select i.id from identifiers i where i.merchant_id = $1 and i.group_id =
          (select home.group_id from identifiers home where home.merchant_id = $1 and home.id = $2))
      order by c.position desc limit $3`,
    values: [merchantId, member, EXPORTED_MAX],
  });
  return rows.map(({ order_id: orderId, value: anonymousId, status, occurred_at: at }) => {
    return { orderId: orderId === NO_ORDER ? null : orderId, anonymousId, status, occurredAt: instant(at) };
  });
}
