import type { ClientBase } from 'pg';
import { toInstant } from '../kernel/time';
import { findOverdueEvaluations, findUnprocessedPurchases, isBeyondLimit } from '../queries/evaluations';
import { EXAMPLES_MAX, FOUND_MAX, isAll, ROWS_MAX, type Finding, type Findings } from './alert';

const UNPROCESSED_AFTER_SECONDS = 300;

/** Finds late evaluations whatever the cause: a stopped partition, a missing worker, a slow database. */
export async function watchDueEvaluations(client: ClientBase, maxAgeMinutes: number): Promise<Findings> {
  const overdue = await findOverdueEvaluations(client);
  const { count, oldestSeconds, oldestDueAt, merchantId, orderId } = overdue;
  const maxSeconds = maxAgeMinutes * 60;
  const found: Finding[] = [];
  if (oldestDueAt !== null && oldestSeconds >= maxSeconds / 2) {
    found.push({
      kind: 'evaluations-overdue',
      merchantId: null,
      key: '',
      severity: oldestSeconds >= maxSeconds ? 'error' : 'warning',
      detail: { count, dueSince: toInstant(oldestDueAt), maxAgeMinutes, merchantId, orderId },
    });
  }
  const limits = { merchants: FOUND_MAX, orders: EXAMPLES_MAX };
  const unprocessed =
    oldestSeconds < UNPROCESSED_AFTER_SECONDS
      ? []
      : await findUnprocessedPurchases(client, UNPROCESSED_AFTER_SECONDS, limits);
  for (const { dueSince, ...late } of unprocessed) {
    found.push({
      kind: 'purchases-unprocessed',
      merchantId: late.merchantId,
      key: '',
      severity: 'error',
      detail: { count: late.count, dueSince: toInstant(dueSince), orderIds: late.orderIds },
    });
  }
  return { kinds: ['evaluations-overdue', 'purchases-unprocessed'], found, complete: !isBeyondLimit(overdue) };
}

/** These evaluations are dead letters. */
export async function watchExhaustedEvaluations(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{
    merchant_id: string;
    count: number;
    errors: string[];
    orders: string[];
    total: number;
  }>(`
    select merchant_id, count(*)::integer as count, array_agg(distinct evaluation_error) as errors,
      (array_agg(order_id order by first_position desc))[1:${EXAMPLES_MAX}] as orders,
      (sum(count(*)) over ())::integer as total
    from (
      select merchant_id, order_id, evaluation_error, first_position from purchases
      where evaluation_state = 'exhausted' order by merchant_id limit ${ROWS_MAX}
    ) given_up
    group by merchant_id order by merchant_id limit ${FOUND_MAX}`);
  const found = rows.map(({ merchant_id: merchantId, count, errors, orders: orderIds }): Finding => {
    const detail = { count, errors, orderIds };
    return { kind: 'evaluations-exhausted', merchantId, key: '', severity: 'error', detail };
  });
  return { kinds: ['evaluations-exhausted'], found, complete: isAll(rows) };
}

/** The kernel threw on these facts; they are dead letters too. */
export async function watchFailedFacts(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{
    merchant_id: string;
    count: number;
    errors: string[];
    fact_types: string[];
    fact_ids: string[];
    total: number;
  }>(`
    select merchant_id, count(*)::integer as count, array_agg(distinct error) as errors,
      array_agg(distinct fact_type) as fact_types,
      (array_agg(fact_id::text order by position desc))[1:${EXAMPLES_MAX}] as fact_ids,
      (sum(count(*)) over ())::integer as total
    from (
      select merchant_id, fact_id, fact_type, error, position from failed_facts
      where error is not null order by merchant_id, position limit ${ROWS_MAX}
    ) failed
    group by merchant_id order by merchant_id limit ${FOUND_MAX}`);
  const found = rows.map(({ merchant_id: merchantId, count, errors, ...row }): Finding => {
    const detail = { count, errors, factTypes: row.fact_types, factIds: row.fact_ids };
    return { kind: 'facts-failed', merchantId, key: '', severity: 'error', detail };
  });
  return { kinds: ['facts-failed'], found, complete: isAll(rows) };
}
