/** Which key the secrets in the database are sealed with. The database knows its fingerprint, never the key. */
import type { Client, ClientBase } from 'pg';
import { withClient } from '../database/connections';
import type { SecretBox } from './secret-box';

/** An arbitrary number that every process uses. */
const KEY_LOCK = 7_420_611_806;
const LOCK_TIMEOUT_MS = 60_000;
const SETTING = 'secrets_key';

/** Why there is no key to open secrets with. `wrong`: those in the database are sealed with another one. */
export type NoSecretsKey = 'absent' | 'wrong';

/** Lends a connection to one process at a time: whoever makes or changes the key, so that no two keys are in use. */
export function withKeyLock<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  return withClient(url, async (client) => {
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('select pg_advisory_lock($1)', [KEY_LOCK]);
    return work(client);
  });
}

/** Null before the first start. */
export async function recordedFingerprint(client: Pick<ClientBase, 'query'>): Promise<string | null> {
  const { rows } = await client.query<{ value: string }>('select value from settings where name = $1', [SETTING]);
  return rows[0]?.value ?? null;
}

export async function recordFingerprint(client: Pick<ClientBase, 'query'>, box: SecretBox): Promise<void> {
  await client.query(
    'insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [SETTING, box.fingerprint],
  );
}

/**
 * SQL for inserts of sealed values, in place of `values`: one row while the fingerprint in parameter `n` is the recorded
 * one, else none. A process that still has the key from before a rotation adds nothing that nobody could open.
 */
export const whileKeyIs = (n: number): string => `from settings where name = '${SETTING}' and value = $${n}`;

/** What it means when such an insert has no effect. */
export class SecretsKeyChanged extends Error {
  override readonly name = 'SecretsKeyChanged';
  constructor() {
    super('The secrets key was rotated: start this process again, with the new key.');
  }
}
