import { Client, Pool } from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { startEmbeddedPostgres } from './embedded-postgres';
import { migrations } from './migrations';

/** Any number, the same in every process of ours. */
const MIGRATION_LOCK = 7_420_611_803;
const CONNECT_TIMEOUT_MS = 10_000;
const DATA_SOURCE_POOL_MAX = 4;

export interface DatabaseOptions {
  /** Undefined: an embedded Postgres in `dataDir`. */
  databaseUrl?: string;
  dataDir: string;
  /** Connections of `pool` at most; 16 unless told. */
  poolMax?: number;
  /** Entity classes for `dataSource`. */
  entities?: MixedList<new () => object>;
  log?: (line: string) => void;
}

export interface Database {
  pool: Pool;
  url: string;
  /** TypeORM over connections of its own: for migrations and reads, not for the hot path. */
  dataSource: DataSource;
  /** Ends the connections, and the embedded server if this process started it. */
  close(): Promise<void>;
}

/** Opens the database, embedded or given, with its schema brought up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? (() => undefined);
  const embedded = options.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: options.dataDir, log });
  const url = options.databaseUrl ?? embedded!.url;
  const pool = new Pool({
    connectionString: url,
    max: options.poolMax ?? 16,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'tributary',
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log(`database: an idle connection was lost: ${error.message}`));
  const dataSource = newDataSource(url, options.entities ?? []);
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await pool.end();
    await embedded?.stop();
  };
  try {
    await dataSource.initialize();
    await migrate(url, dataSource, log);
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return { pool, url, dataSource, close };
}

function newDataSource(url: string, entities: MixedList<new () => object>): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'tributary',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: { max: DATA_SOURCE_POOL_MAX },
  });
}

/** Processes that start together wait for each other here; the lock goes with its connection if one dies. */
async function migrate(url: string, dataSource: DataSource, log: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', (error) => log(`database: the migration lock's connection was lost: ${error.message}`));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    for (const migration of await dataSource.runMigrations()) log(`database: migrated to ${migration.name}`);
  } finally {
    await client.end();
  }
}
