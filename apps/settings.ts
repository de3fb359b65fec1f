/** What the first start decided for good: a later one that says otherwise would look for facts where they are not. */
import type { Pool } from 'pg';
import { UnusableDataDirectory } from '../libs/database/data-directory';
import { BadEnvironment, type Environment } from './environment';

/** @throws BadEnvironment when PARTITIONS or EVENT_LOG is not the one that the database was begun with */
export async function keepSettings(pool: Pool, environment: Environment): Promise<void> {
  for (const [name, variable] of [
    ['partitions', 'PARTITIONS'],
    ['event_log', 'EVENT_LOG'],
  ] as const) {
    const wanted = String(environment[variable]);
    await pool.query('insert into settings (name, value) values ($1, $2) on conflict do nothing', [name, wanted]);
    const { rows } = await pool.query<{ value: string }>('select value from settings where name = $1', [name]);
    const recorded = rows[0]!.value;
    if (recorded === wanted) continue;
    throw new BadEnvironment(
      `${variable} is ${wanted}, but this database was begun with ${recorded} and can not be used otherwise: ` +
        `set ${variable}=${recorded}, or take another database`,
    );
  }
}

/** @throws BadEnvironment when a log that begins empty would stand beside read models that do not */
export async function refuseUsedDatabase(pool: Pool): Promise<void> {
  const { rowCount } = await pool.query('select 1 from checkpoints where position >= 0 limit 1');
  if (rowCount === 0) return;
  throw new BadEnvironment(
    'EVENT_LOG is memory, which begins empty, but this database has read models of an earlier run: take an empty one',
  );
}

/** @throws BadEnvironment instead of what a library says of a directory whose variable it does not know */
export function nameVariable(error: unknown): never {
  throw error instanceof UnusableDataDirectory ? new BadEnvironment(`DATA_DIR: ${error.message}`) : error;
}
