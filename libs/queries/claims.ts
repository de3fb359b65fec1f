import type { Pool } from 'pg';
import { NO_ORDER } from '../kernel/purchases/claim';
import type { Instant } from '../kernel/time';
import { instant, type Listed, pageOf } from './rows';

export interface ClaimView {
  claimId: string;
  /** Null while a claim by token alone waits. */
  orderId: string | null;
  anonymousId: string | null;
  /** The customer that the browser named: shown, but never connected to an identity. */
  customerId: string | null;
  status: string;
  reason: string | null;
  carried: boolean;
  occurredAt: Instant;
  recordedAt: Instant;
  position: number;
}

export interface ClaimPlace {
  position: number;
  ordinal: number;
}

export interface ClaimFilter {
  orderId?: string;
  status?: string;
}

interface ClaimRow {
  claim_id: string;
  order_id: string;
  anonymous_id: string | null;
  customer_id: string | null;
  status: string;
  reason: string | null;
  carried: boolean;
  ordinal: number;
  occurred_at: Date;
  recorded_at: Date;
  position: string;
}

/** Newest first; `before` is the `next` of the previous page. */
export async function listClaims(
  pool: Pool,
  merchantId: string,
  filter: ClaimFilter,
  limit: number,
  before: ClaimPlace | null,
): Promise<Listed<ClaimView, ClaimPlace>> {
  const { rows } = await pool.query<ClaimRow>({
    name: 'list-claims',
    text: `select c.claim_id, c.order_id, device.value as anonymous_id, customer.value as customer_id, c.status, c.reason,
        c.carried, c.ordinal, c.occurred_at, c.recorded_at, c.position
      from claims c
      left join vault device on device.merchant_id = c.merchant_id and device.pseudonym = c.device_id
      left join vault customer on customer.merchant_id = c.merchant_id and customer.pseudonym = c.customer_id
      where c.merchant_id = $1
        and ($2::bigint is null or (c.position, c.ordinal) < ($2, $6))
        and ($3::text is null or c.order_id = $3)
        and ($4::text is null or c.status = $4)
      order by c.position desc, c.ordinal desc limit $5`,
    values: [merchantId, before?.position, filter.orderId, filter.status, limit + 1, before?.ordinal],
  });
  const page = pageOf(rows, limit);
  return {
    items: page.rows.map(toView),
    next: page.last && { position: Number(page.last.position), ordinal: page.last.ordinal },
  };
}

function toView(row: ClaimRow): ClaimView {
  return {
    claimId: row.claim_id,
    orderId: row.order_id === NO_ORDER ? null : row.order_id,
    anonymousId: row.anonymous_id,
    customerId: row.customer_id,
    status: row.status,
    reason: row.reason,
    carried: row.carried,
    occurredAt: instant(row.occurred_at),
    recordedAt: instant(row.recorded_at),
    position: Number(row.position),
  };
}
