import { rm } from 'node:fs/promises';
import { withClient } from '../../libs/database/connections';
import { stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { testRun } from './test-run';

/** Stops the run's server and removes its data. */
export default async function globalTeardown(): Promise<void> {
  const { directory, prefix } = testRun();
  await stopEmbeddedPostgres(directory);
  await rm(directory, { recursive: true, force: true });
  if (!process.env.TEST_DATABASE_URL) return;
  await withClient(process.env.TEST_DATABASE_URL, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${prefix}_`],
    );
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
}
