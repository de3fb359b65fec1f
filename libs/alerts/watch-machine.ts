import type { ClientBase } from 'pg';
import { QUARANTINE_DAYS } from '../intake/limits';
import { EXAMPLES_MAX, FOUND_MAX, isAll, ROWS_MAX, type Finding, type Findings } from './alert';

export async function watchPartitions(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{ partition: number; position: string; stopped_because: string }>(
    'select partition, position, stopped_because from checkpoints where stopped_because is not null order by partition',
  );
  const found = rows.map(({ partition, position, stopped_because: because }): Finding => {
    const detail = { partition, position: Number(position), because };
    return { kind: 'partition-stopped', merchantId: null, key: String(partition), severity: 'error', detail };
  });
  return { kinds: ['partition-stopped'], found, complete: true };
}

/** The alert is open while the quarantine holds deliveries: requeue them, or let them expire after thirty days. */
export async function watchQuarantine(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{
    merchant_id: string;
    count: number;
    codes: string[];
    ids: string[];
    total: number;
  }>(`
    select merchant_id, count(*)::integer as count, array_agg(distinct code) as codes,
      (array_agg(id::text order by first_seen_at desc))[1:${EXAMPLES_MAX}] as ids,
      (sum(count(*)) over ())::integer as total
    from (
      select merchant_id, id, code, first_seen_at from quarantine
      where first_seen_at > now() - interval '${QUARANTINE_DAYS} days' order by first_seen_at desc limit ${ROWS_MAX}
    ) kept
    group by merchant_id order by merchant_id limit ${FOUND_MAX}`);
  const found = rows.map(({ merchant_id: merchantId, count, codes, ids: quarantineIds }): Finding => {
    const detail = { count, codes, quarantineIds };
    return { kind: 'deliveries-quarantined', merchantId, key: '', severity: 'error', detail };
  });
  return { kinds: ['deliveries-quarantined'], found, complete: isAll(rows) };
}
