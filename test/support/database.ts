import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { newPool, withClient } from '../../libs/database/connections';
import { openDatabase } from '../../libs/database/database';
import { startEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { testRun } from './test-run';

const POOL_MAX = 10;
const TEMPLATE_LOCK = 7_420_611_804;

/** A power cut may lose the tests' data; it matters more that a suite starts at once. */
const SETTINGS = { fsync: 'off', shared_buffers: '128MB', max_wal_size: '1GB', full_page_writes: 'off' };

export interface TestDatabase {
  url: string;
  pool: Pool;
  drop(): Promise<void>;
}

/** A database that is made once in a run, and copied. */
export interface Template {
  name: string;
  /** Works on the empty database, and leaves no connection to it. */
  fill(url: string): Promise<void>;
}

const MIGRATED: Template = {
  name: 'template',
  fill: async (url) => (await openDatabase({ databaseUrl: url, dataDir: '' })).close(),
};

/**
 * Makes a copy of a template, by default of an empty database with the migrated schema. The first call of a run starts
 * the server (or uses TEST_DATABASE_URL), so tests without a database pay nothing.
 */
export async function createTestDatabase(template = MIGRATED): Promise<TestDatabase> {
  const server = await testServer();
  if (template !== MIGRATED) await makeTemplate(server, template);
  const name = `${testRun().prefix}_${randomBytes(5).toString('hex')}`;
  await execute(server, `create database ${name} template ${nameOf(template)}`);
  const url = urlOf(server, name);
  const pool = newPool({ connectionString: url, max: POOL_MAX });
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await execute(server, `drop database ${name} with (force)`);
    },
  };
}

/** URL of the run's server; the first caller in any worker starts it and makes the template. */
async function testServer(): Promise<string> {
  const { directory } = testRun();
  const ready = path.join(directory, 'server-url');
  if (existsSync(ready)) return readFile(ready, 'utf8');
  const given = process.env.TEST_DATABASE_URL;
  const url = given ?? (await startEmbeddedPostgres({ dataDir: directory, settings: SETTINGS })).url;
  await makeTemplate(url, MIGRATED);
  const draft = `${ready}.${process.pid}`;
  await writeFile(draft, url);
  await rename(draft, ready);
  return url;
}

function nameOf({ name }: Template): string {
  return `${testRun().prefix}_${name}`;
}

function makeTemplate(server: string, template: Template): Promise<void> {
  const name = nameOf(template);
  return withClient(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return;
    await client.query(`create database ${name}_draft`);
    await template.fill(urlOf(server, `${name}_draft`));
    await client.query(`alter database ${name}_draft rename to ${name}`);
  });
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function execute(server: string, statement: string): Promise<void> {
  await withClient(server, (client) => client.query(statement));
}
