import type { ClientBase, Pool } from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { CONNECT_TIMEOUT_MS, heardDriver, newPool, withClient } from './connections';
import { startEmbeddedPostgres } from './embedded-postgres';
import { migrations } from './migrations';
import { PostgresKeeper } from './postgres-keeper';

/** An arbitrary number that every process uses. */
const MIGRATION_LOCK = 7_420_611_803;

export const DATABASE_LIMITS = {
  /** Connections of `pool`, for reads and appends; appends hold three of them. */
  poolMax: 16,
  enginePoolMax: 8,
  dataSourcePoolMax: 4,
  requestStatementMs: 4_000,
  engineStatementMs: 60_000,
  /** Ends the transaction of a frozen or cut-off process, whose locks would keep others from taking over its work. */
  idleInTransactionMs: 8_000,
  /** A new connection knows no table and has planned nothing: who asks on it waits twice as long. */
  idleConnectionMs: 10 * 60_000,
} as const;

/** The server ends a statement first; the client waits a little longer, in case the server is silent. */
const CLIENT_PATIENCE_MS = 1_000;

export interface DatabaseOptions {
  /** Undefined: an embedded Postgres in `dataDir`. */
  databaseUrl?: string;
  dataDir: string;
  /** Most connections in `enginePool`; default `DATABASE_LIMITS.enginePoolMax`. */
  enginePoolMax?: number;
  /** Entity classes for `dataSource`. */
  entities?: MixedList<new () => object>;
  log?: (line: string) => void;
  /** Called with what an operator should know: the embedded server died, or runs again. */
  warn?: (line: string) => void;
  /** Called with the reason when the embedded server is given up for good: the process should end. */
  lost?: (reason: string) => void;
}

export interface Database {
  /** For requests: a caller waits, so each statement succeeds or fails within seconds. */
  pool: Pool;
  /** For the engine: its statements may take longer, and requests cannot use up its connections. */
  enginePool: Pool;
  url: string;
  /** TypeORM on its own connections: for migrations and reads, not for the hot path. */
  dataSource: DataSource;
  /** Closes the connections, and stops the embedded server if this process owns it. */
  close(): Promise<void>;
}

/** Opens the embedded or given database and migrates its schema. The embedded server is started again when it dies. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? (() => undefined);
  const embedded = options.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: options.dataDir, log });
  const keeper = embedded && new PostgresKeeper(embedded, { warn: options.warn ?? log, lost: options.lost ?? log });
  const url = options.databaseUrl ?? embedded!.url;
  const pool = openPool(url, DATABASE_LIMITS.poolMax, DATABASE_LIMITS.requestStatementMs, log);
  const enginePool = openPool(
    url,
    options.enginePoolMax ?? DATABASE_LIMITS.enginePoolMax,
    DATABASE_LIMITS.engineStatementMs,
    log,
  );
  const dataSource = newDataSource(url, options.entities ?? []);
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await Promise.all([pool.end(), enginePool.end()]);
    await keeper?.stop();
  };
  try {
    await dataSource.initialize();
    await migrate(url, dataSource, log);
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return { pool, enginePool, url, dataSource, close };
}

function openPool(url: string, max: number, statementMs: number, log: (line: string) => void): Pool {
  const config = {
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: DATABASE_LIMITS.idleConnectionMs,
    keepAlive: true,
    query_timeout: statementMs + CLIENT_PATIENCE_MS,
    application_name: 'tributary',
    onConnect: async (client: ClientBase) => {
      await client.query(
        `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${DATABASE_LIMITS.idleInTransactionMs}`,
      );
    },
  };
  return newPool(config, (error) => log(`database: an idle connection was lost: ${error.message}`));
}

function newDataSource(url: string, entities: MixedList<new () => object>): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: heardDriver,
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'tributary',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: { max: DATABASE_LIMITS.dataSourcePoolMax },
  });
}

/** Processes that start together migrate in turn; the lock of one that dies ends with its connection. */
async function migrate(url: string, dataSource: DataSource, log: (line: string) => void): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    for (const migration of await dataSource.runMigrations()) log(`database: migrated to ${migration.name}`);
  });
}
