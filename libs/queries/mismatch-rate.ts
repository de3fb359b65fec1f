/** The share of claims with a wrong token, of those that were judged. Two questions ask for it: link health and alerts. */

/** Below so many claims a rate says nothing. */
export const MISMATCH_CLAIMS_MIN = 20;
export const MISMATCH_HOURS = 24;

/**
 * `mismatchAlertPercent` of a merchant: of its newest policy that names it, else of its partition's defaults. Takes the
 * SQL of merchant and partition, and of the value that holds where nobody says anything.
 */
export function alertPercentSql(merchantId: string, partition: string, otherwise: string): string {
  return `coalesce(
    (select (o.patch ->> 'mismatchAlertPercent')::integer from policies o
      where o.merchant_id = ${merchantId} and o.patch ? 'mismatchAlertPercent' order by o.version desc limit 1),
    (select (d.policy ->> 'mismatchAlertPercent')::integer from partition_defaults d
      where d.partition = ${partition} and d.policy ? 'mismatchAlertPercent' order by d.position desc limit 1),
    ${otherwise})`;
}

/** In percent, to two places; null: none was judged. */
export function percentOf(mismatched: number, judged: number): number | null {
  return judged === 0 ? null : Math.round((mismatched * 10_000) / judged) / 100;
}
