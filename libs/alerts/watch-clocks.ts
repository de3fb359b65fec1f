import type { ClientBase } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import { toInstant } from '../kernel/time';
import type { Finding, Findings } from './alert';

export const AHEAD_SECONDS = 60;

/** @param isSteady whether the process that looks may append now */
export function watchClock(isSteady: boolean): Findings {
  const unsteady: Finding = { kind: 'clock-unsteady', merchantId: null, key: '', severity: 'error', detail: {} };
  return { kinds: ['clock-unsteady'], found: isSteady ? [] : [unsteady], complete: true };
}

/** A stream's time never goes back, so all its facts have this time until the clock gets there. */
export async function watchHeads(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<{ partition: number; recordedAt: number }>({
    text: `
      select partition, max(recorded_at) as "recordedAt" from (
        select right(stream, 2)::integer as partition, recorded_at from streams where stream like 'intake-%'
        union all
        select partition, recorded_at from checkpoints
      ) heads
      where recorded_at > now() + interval '${AHEAD_SECONDS} seconds' group by partition order by partition`,
    types: kernelTypes,
  });
  const found = rows.map(({ partition, recordedAt }): Finding => {
    const detail = { partition, recordedAt: toInstant(recordedAt) };
    return { kind: 'clock-ahead', merchantId: null, key: String(partition), severity: 'error', detail };
  });
  return { kinds: ['clock-ahead'], found, complete: true };
}
