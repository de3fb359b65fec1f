/** The share of judged claims whose token is wrong. Link health and alerts both use it. */
import { DEFAULT_POLICY } from '../kernel/policy';

/** With fewer judged claims, a rate says nothing. */
export const MISMATCH_CLAIMS_MIN = 20;
export const MISMATCH_HOURS = 24;

/** A merchant's `mismatchAlertPercent`. The parameters are SQL expressions. */
export function alertPercentSql(merchantId: string, partition: string): string {
  return policyNumberSql('mismatchAlertPercent', merchantId, partition);
}

/** A merchant's number of today: of its newest policy that sets it, else of its partition's defaults, else the default. */
export function policyNumberSql(
  field: 'mismatchAlertPercent' | 'claimTtlDays',
  merchantId: string,
  partition: string,
): string {
  return `coalesce(
    (select (o.patch ->> '${field}')::integer from policies o
      where o.merchant_id = ${merchantId} and o.patch ? '${field}' order by o.version desc limit 1),
    (select (d.policy ->> '${field}')::integer from partition_defaults d
      where d.partition = ${partition} and d.policy ? '${field}' order by d.position desc limit 1),
    ${DEFAULT_POLICY[field]})`;
}

/** In percent, to two decimal places; null: of nothing. */
export function percentOf(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((part * 10_000) / of) / 100;
}
