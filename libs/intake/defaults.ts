import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { canonicalJson } from '../kernel/canonical-json';
import type { DefaultsConfigured } from '../kernel/facts';
import type { PolicyPatch } from '../kernel/policy';
import { factDraft, type FactDraft } from './fact-draft';
import { unprocessedFacts } from './unprocessed';

/** Builds DefaultsConfigured when the last recorded defaults of the partition differ from `policy`; null otherwise. */
export async function defaultsDraft(
  pool: Pool,
  log: EventLog,
  partition: number,
  policy: PolicyPatch,
): Promise<FactDraft | null> {
  const last = await lastDefaults(pool, log, partition);
  const text = canonicalJson(policy);
  if (text === canonicalJson(last.policy)) return null;
  // Processes that start together find the same last defaults, and send the same fact.
  return factDraft(
    { type: 'DefaultsConfigured', data: { policy } },
    `${partition}/${last.position}/${text}`,
    policy,
    [],
  );
}

async function lastDefaults(
  pool: Pool,
  log: EventLog,
  partition: number,
): Promise<{ position: number; policy: PolicyPatch }> {
  let unprocessed: { position: number; policy: PolicyPatch } | undefined;
  for await (const event of unprocessedFacts(pool, log, partition)) {
    if (event.type !== 'DefaultsConfigured') continue;
    unprocessed = { position: event.revision, policy: (JSON.parse(event.data) as DefaultsConfigured).policy };
  }
  if (unprocessed !== undefined) return unprocessed;
  const { rows } = await pool.query<{ position: string; policy: PolicyPatch }>(
    'select position, policy from partition_defaults where partition = $1 order by position desc limit 1',
    [partition],
  );
  const row = rows[0];
  return row === undefined ? { position: -1, policy: {} } : { position: Number(row.position), policy: row.policy };
}
