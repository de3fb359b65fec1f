/** The share of judged claims whose token is wrong. Link health and alerts both use it. */

/** With fewer judged claims, a rate says nothing. */
export const MISMATCH_CLAIMS_MIN = 20;
export const MISMATCH_HOURS = 24;

/**
 * A merchant's `mismatchAlertPercent`: from its newest policy that sets it, else from its partition's defaults, else
 * `otherwise`. All parameters are SQL expressions.
 */
export function alertPercentSql(merchantId: string, partition: string, otherwise: string): string {
  return `coalesce(
    (select (o.patch ->> 'mismatchAlertPercent')::integer from policies o
      where o.merchant_id = ${merchantId} and o.patch ? 'mismatchAlertPercent' order by o.version desc limit 1),
    (select (d.policy ->> 'mismatchAlertPercent')::integer from partition_defaults d
      where d.partition = ${partition} and d.policy ? 'mismatchAlertPercent' order by d.position desc limit 1),
    ${otherwise})`;
}

/** In percent, to two decimal places; null: no claim was judged. */
export function percentOf(mismatched: number, judged: number): number | null {
  return judged === 0 ? null : Math.round((mismatched * 10_000) / judged) / 100;
}
