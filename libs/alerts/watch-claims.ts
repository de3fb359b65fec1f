import type { ClientBase } from 'pg';
import { alertPercentSql, MISMATCH_CLAIMS_MIN, MISMATCH_HOURS, percentOf } from '../queries/mismatch-rate';
import { FOUND_MAX, type Findings } from './alert';

/**
 * At most this many mismatches of a merchant are counted. A merchant with more in 24 hours is judged by the period in
 * which the newest of them came.
 */
const MISMATCHED_MAX = 1_000;

/**
 * Finds merchants whose mismatch rate is too high. The query steps from merchant to merchant through the index of
 * mismatched claims. It counts judged claims only until the rate is known to be low enough: with one mismatch, it
 * counts twenty of a hundred thousand.
 */
export async function watchClaims(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{
    merchant_id: string;
    mismatched: string;
    judged: string;
    alert_percent: number;
  }>(`
    with recursive suspects(merchant_id) as (
      (select c.merchant_id from claims c where c.reason = 'TOKEN_MISMATCH' order by c.merchant_id limit 1)
      union all
      select (select c.merchant_id from claims c
        where c.reason = 'TOKEN_MISMATCH' and c.merchant_id > s.merchant_id order by c.merchant_id limit 1)
      from suspects s where s.merchant_id is not null
    )
    select s.merchant_id, wrong.mismatched, enough.judged, p.alert_percent
    from suspects s
    join merchants m on m.merchant_id = s.merchant_id
    cross join lateral (
      select ${alertPercentSql('m.merchant_id', 'm.partition')}
        as alert_percent
    ) p
    cross join lateral (
      select count(*) as mismatched, min(newest.recorded_at) as since from (
        select c.recorded_at from claims c
        where c.merchant_id = m.merchant_id and c.reason = 'TOKEN_MISMATCH'
          and c.recorded_at > now() - interval '${MISMATCH_HOURS} hours'
        order by c.recorded_at desc limit ${MISMATCHED_MAX}
      ) newest
    ) wrong
    cross join lateral (
      select count(*) as judged from (
        select from claims c
        where c.merchant_id = m.merchant_id and c.status <> 'waiting' and not c.carried
          and c.recorded_at > now() - interval '${MISMATCH_HOURS} hours'
          and (wrong.mismatched < ${MISMATCHED_MAX} or c.recorded_at >= wrong.since)
        limit greatest(${MISMATCH_CLAIMS_MIN}, wrong.mismatched * 100 / p.alert_percent + 1)
      ) counted
    ) enough
    where wrong.mismatched > 0 and enough.judged >= ${MISMATCH_CLAIMS_MIN}
      and wrong.mismatched * 100 > p.alert_percent * enough.judged
    limit ${FOUND_MAX}`);
  const found = rows.map((row) => {
    const [mismatched, judged] = [Number(row.mismatched), Number(row.judged)];
    return {
      kind: 'claims-mismatched' as const,
      merchantId: row.merchant_id,
      key: '',
      severity: 'error' as const,
      detail: { mismatched, judged, percent: percentOf(mismatched, judged), alertPercent: row.alert_percent },
    };
  });
  return { kinds: ['claims-mismatched'], found, complete: found.length < FOUND_MAX };
}
