/** Finds purchases by whatever somebody has at hand: a number, a person, a code. */
import type { Pool } from 'pg';
import type { PurchaseStatus } from '../kernel/facts';
import type { IdentifierType, Pseudonym } from '../kernel/identity/identifier';
import type { Instant } from '../kernel/time';
import { instant } from './rows';

export const FOUND_BY = ['order', 'reward', 'code', 'customer', 'device', 'email', 'wallet', 'external'] as const;
export type FoundBy = (typeof FOUND_BY)[number];

/** So many of the newest purchases for each thing that the text may be. */
export const SEARCH_MAX = 20;

export interface FoundPurchase {
  by: FoundBy;
  orderId: string;
  status: PurchaseStatus;
  total: number;
  currency: string;
  occurredAt: Instant;
}

const BY: Record<IdentifierType, FoundBy> = {
  customer_id: 'customer',
  anonymous_id: 'device',
  email_hash: 'email',
  wallet: 'wallet',
  external_id: 'external',
};

/**
 * Whole ids only: each is looked up in an index. The purchases of a person are those of the group, those that wait for
 * the group to be known, and those that a device claimed in vain.
 * @param persons whom the text would name, by its pseudonym as each type
 */
export async function searchPurchases(
  pool: Pool,
  merchantId: string,
  text: string,
  persons: readonly { type: IdentifierType; id: Pseudonym }[],
): Promise<FoundPurchase[]> {
  const newest = `order by p.first_position desc limit ${SEARCH_MAX}`;
  const { rows } = await pool.query<Omit<FoundPurchase, 'total' | 'occurredAt'> & { total: string; occurredAt: Date }>({
    name: 'search-purchases',
    text: `with asked as (select * from unnest($2::text[], $3::uuid[]) as asked (by, id)),
      found as (
        select 'order' as by, $4 as order_id
        union all
        select 'reward', r.order_id from rewards r where r.merchant_id = $1 and r.reward_id = $4
        union all
        (select 'code', p.order_id from purchases p
          where p.merchant_id = $1 and p.carried -> 'codes' -> 'value' ? upper($4) ${newest})
        union all
        select asked.by, theirs.order_id from asked cross join lateral (
          (select p.order_id from identifiers i
            join identifiers member on member.merchant_id = $1 and member.group_id = i.group_id
            join purchases p on p.merchant_id = $1 and p.anchor_id = member.id
            where i.merchant_id = $1 and i.id = asked.id ${newest})
          union
          (select p.order_id from purchases p
            where p.merchant_id = $1 and p.customer_id = asked.id and p.anchor_id is null ${newest})
          union
          (select p.order_id from purchases p where p.merchant_id = $1 and p.email_hash = asked.id ${newest})
          union
          (select c.order_id from claims c
            where c.merchant_id = $1 and c.device_id = asked.id order by c.position desc limit ${SEARCH_MAX})
        ) theirs
      ),
      ranked as (
        select found.by, p.*, row_number() over (partition by found.by order by p.first_position desc) as nth
        from (select distinct by, order_id from found) found
        join purchases p on p.merchant_id = $1 and p.order_id = found.order_id
      )
      select by, order_id as "orderId", status, total, currency, occurred_at as "occurredAt" from ranked
      where nth <= ${SEARCH_MAX} order by array_position($5::text[], by), nth`,
    values: [merchantId, persons.map(({ type }) => BY[type]), persons.map(({ id }) => id), text, FOUND_BY],
  });
  return rows.map((row) => ({ ...row, total: Number(row.total), occurredAt: instant(row.occurredAt) }));
}
