/** What identifies a customer and nobody else. */
import type { Pool } from 'pg';
import type { Pseudonym } from '../kernel/identity/identifier';

/** More devices than people have. */
const FOUND_MAX = 1_000;

/**
 * The e-mail hashes of a customer's orders that no other customer's order has, and the devices of accepted claims of
 * these orders whose group has no other customer and no accepted claim of somebody else's order.
 * @param customers pseudonyms of the customer; a guest is known by `emails`
 */
export async function hangingIdentifiers(
  pool: Pool,
  merchantId: string,
  customers: readonly Pseudonym[],
  emails: readonly Pseudonym[],
): Promise<Pseudonym[]> {
  const { rows } = await pool.query<{ id: Pseudonym }>({
    name: 'hanging-identifiers',
    text: `with theirs as (
        select order_id, email_hash from purchases where merchant_id = $1 and (
          customer_id = any($2::uuid[]) or (customer_id is null and email_hash = any($3::uuid[])))
      ), mails as (
        select distinct t.email_hash as id from theirs t where t.email_hash is not null and not exists (
          select from purchases p where p.merchant_id = $1 and p.email_hash = t.email_hash
            and p.customer_id is not null and p.customer_id <> all($2::uuid[]))
      ), devices as (
        select distinct c.device_id as id, i.group_id
        from theirs t
        join claims c on c.merchant_id = $1 and c.order_id = t.order_id and c.status = 'accepted'
        left join identifiers i on i.merchant_id = $1 and i.id = c.device_id
      )
      select id from mails
      union
      select d.id from devices d
      where not exists (
          select from identifiers o where o.merchant_id = $1 and o.group_id = d.group_id
            and (o.type = 'customer_id' and o.id <> all($2::uuid[])
              or o.type = 'email_hash' and o.id <> all($3::uuid[]) and o.id not in (select id from mails)))
        and not exists (
          select from claims c join purchases p on p.merchant_id = c.merchant_id and p.order_id = c.order_id
          where c.merchant_id = $1 and c.status = 'accepted'
            and (c.device_id = d.id or c.device_id in (
              select m.id from identifiers m where m.merchant_id = $1 and m.group_id = d.group_id))
            and c.order_id not in (select order_id from theirs)
            and (p.customer_id is not null or p.email_hash is not null))
      limit ${FOUND_MAX}`,
    values: [merchantId, customers, emails],
  });
  return rows.map(({ id }) => id);
}
