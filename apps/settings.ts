/** Settings that the first start fixes: a later start with other values would look for facts in the wrong place. */
import type { Pool } from 'pg';
import { UnusableDataDirectory } from '../libs/database/data-directory';
import { BadEnvironment, type Environment } from './environment';

/** The name in the database and the variable. */
const KEPT = [
  ['partitions', 'PARTITIONS'],
  ['event_log', 'EVENT_LOG'],
] as const;
const KEPT_OF_EVENTSTOREDB = ['event_stream_prefix', 'EVENT_STREAM_PREFIX'] as const;

/** @throws BadEnvironment when one of these variables differs from the value that the database was created with */
export async function keepSettings(pool: Pool, environment: Environment): Promise<void> {
  for (const [name, variable] of environment.EVENT_LOG === 'eventstoredb' ? [...KEPT, KEPT_OF_EVENTSTOREDB] : KEPT) {
    const wanted = String(environment[variable] ?? '');
    await pool.query('insert into settings (name, value) values ($1, $2) on conflict do nothing', [name, wanted]);
    const { rows } = await pool.query<{ value: string }>('select value from settings where name = $1', [name]);
    const recorded = rows[0]!.value;
    if (recorded === wanted) continue;
    throw new BadEnvironment(
      `${variable} is ${shown(wanted)}, but this database was created with ${shown(recorded)}, which is fixed: ` +
        `set ${variable}=${recorded}, or use another database`,
    );
  }
}

/** The log of the database lies elsewhere from now on, where `environment` says. */
export async function moveSettings(pool: Pool, environment: Environment): Promise<void> {
  const { EVENT_LOG, EVENT_STREAM_PREFIX = '' } = environment;
  await pool.query(
    `insert into settings (name, value)
     select * from (values ('event_log', $1), ('event_stream_prefix', $2)) as moved (name, value)
     where name = 'event_log' or $1 = 'eventstoredb'
     on conflict (name) do update set value = excluded.value`,
    [EVENT_LOG, EVENT_STREAM_PREFIX],
  );
}

function shown(value: string): string {
  return value === '' ? 'empty' : value;
}

/** @throws BadEnvironment when the read models are not empty, as a log in memory is at the start */
export async function refuseUsedDatabase(pool: Pool): Promise<void> {
  const { rowCount } = await pool.query('select 1 from checkpoints where position >= 0 limit 1');
  if (rowCount === 0) return;
  throw new BadEnvironment(
    'EVENT_LOG=memory starts empty, but this database has read models of an earlier run: use an empty database',
  );
}

/** @throws BadEnvironment, which names the variable, in place of the library's error about the directory */
export function nameVariable(error: unknown): never {
  throw error instanceof UnusableDataDirectory ? new BadEnvironment(`DATA_DIR: ${error.message}`) : error;
}
