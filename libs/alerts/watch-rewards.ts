import type { ClientBase } from 'pg';
import { toInstant } from '../kernel/time';
import { EXAMPLES_MAX, FOUND_MAX, isAll, ROWS_MAX, type Finding, type Findings } from './alert';

/** How long the alert of a single event stays open. */
const PAID_DAYS = 7;
const CONDITION_HOURS = 24;

interface PaidReversed {
  merchantId: string;
  detail: {
    rewardId: string;
    orderId: string;
    campaignId: string;
    amount: number;
    currency: string;
    reference: string | null;
    clawbackId: string;
  };
  at: string;
}

/**
 * Finds payments of reversed rewards through their clawbacks: a payment is the only fact that claws back without
 * evaluating anything.
 */
export async function watchPayments(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{ looked: number; paid: PaidReversed[] | null }>(`
    with clawbacks as (
      select merchant_id, reward_id, claws_back, order_id, campaign_id, position, at from rewards
      where claws_back is not null and at > now() - interval '${PAID_DAYS} days' order by at desc limit ${ROWS_MAX}
    ), paid as (
      select back.merchant_id as "merchantId", back.at, json_build_object('rewardId', paid.reward_id,
        'orderId', back.order_id, 'campaignId', back.campaign_id, 'amount', paid.amount, 'currency', paid.currency,
        'reference', paid.reference, 'clawbackId', back.reward_id) as detail
      from clawbacks back
      join rewards paid on paid.merchant_id = back.merchant_id and paid.reward_id = back.claws_back
      where not exists (
        select from purchase_history h
        where h.merchant_id = back.merchant_id and h.order_id = back.order_id and h.position = back.position
          and h.type in ('PurchaseAttributed', 'EvaluationConfirmed')
      )
      order by back.at desc limit ${FOUND_MAX}
    )
    select (select count(*) from clawbacks)::integer as looked, (select json_agg(paid) from paid) as paid`);
  const { looked, paid } = rows[0]!;
  const found = (paid ?? []).map(({ merchantId, detail, at }): Finding => {
    const { rewardId } = detail;
    const told = { ...detail, at: toInstant(Date.parse(at)) };
    return { kind: 'reward-paid-after-reversal', merchantId, key: rewardId, severity: 'error', detail: told };
  });
  const complete = looked < ROWS_MAX && found.length < FOUND_MAX;
  return { kinds: ['reward-paid-after-reversal'], found, complete };
}

export async function watchConditions(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{
    merchant_id: string;
    campaign_id: string;
    count: number;
    campaign_version: number;
    errors: string[];
    orders: string[];
    total: number;
  }>(`
    select merchant_id, campaign_id, count(*)::integer as count, max(campaign_version) as campaign_version,
      (array_agg(distinct error))[1:${EXAMPLES_MAX}] as errors,
      (array_agg(order_id order by at desc, position desc))[1:${EXAMPLES_MAX}] as orders,
      (sum(count(*)) over ())::integer as total
    from (
      select merchant_id, campaign_id, campaign_version, order_id, error, position, at from condition_failures
      where at > now() - interval '${CONDITION_HOURS} hours' order by at desc limit ${ROWS_MAX}
    ) failed
    group by merchant_id, campaign_id order by merchant_id, campaign_id limit ${FOUND_MAX}`);
  const found = rows.map(({ merchant_id: merchantId, campaign_id: campaignId, count, ...row }): Finding => {
    const detail = {
      campaignId,
      campaignVersion: row.campaign_version,
      count,
      errors: row.errors,
      orderIds: row.orders,
    };
    return { kind: 'condition-failed', merchantId, key: campaignId, severity: 'warning', detail };
  });
  return { kinds: ['condition-failed'], found, complete: isAll(rows) };
}
