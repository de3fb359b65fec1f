/** Assembles the parts and takes them apart again, in an order that loses nothing. */
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type Database, openDatabase } from '../libs/database/database';
import type { EventLog } from '../libs/event-log/event-log';
import { MemoryEventLog } from '../libs/event-log/memory-event-log';
import { PostgresEventLog } from '../libs/event-log/postgres-event-log';
import { Intake } from '../libs/intake/intake';
import { ENTITIES } from '../projections/registry';
import { type AdminKey, adminKey, requireAdminKey } from './admin-key';
import { Admission, admitRequests } from './api/access/admission';
import { type Draining, newHttpAdapter, prepareServer } from './api/http/http-server';
import { RouteTable } from './api/http/route-table';
import { describeApi, serveDescription } from './api/openapi/document';
import { ReadModelClock } from './api/reading/read-model-clock';
import { AppModule, type Foundation } from './app.module';
import type { Environment } from './environment';
import { observeRequests } from './api/operations/request-metrics';
import { Metrics } from './metrics';
import { NestLogger } from './nest-logger';
import { keepSettings, nameVariable, refuseUsedDatabase } from './settings';
import { EngineHost } from './worker/engine-host';
import { Worker } from './worker/worker';

/** Connections for reads and appends; appends hold three of them. */
const POOL_MAX = 16;
const DRAIN_MS = 10_000;
const CLOSE_IDLE_EVERY_MS = 50;

export interface Tributary {
  app: NestFastifyApplication;
  /** URL at which the server listens. */
  url: string;
  admin: AdminKey;
  /** Refuses new requests, finishes those in flight, and closes everything that was opened. */
  stop(): Promise<void>;
}

/** @throws BadEnvironment when the environment does not suit the database or the machine */
export async function startTributary(environment: Environment, logger: Logger): Promise<Tributary> {
  requireAdminKey(environment);
  const database = await openDatabase({
    databaseUrl: environment.DATABASE_URL,
    dataDir: environment.DATA_DIR,
    poolMax: POOL_MAX,
    entities: ENTITIES,
    log: (line) => logger.info(line),
  }).catch(nameVariable);
  try {
    return await startOn(database, environment, logger);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: Database, environment: Environment, logger: Logger): Promise<Tributary> {
  const { pool, enginePool } = database;
  await keepSettings(pool, environment);
  const admin = await adminKey(environment);
  const log = await openLog(pool, environment);
  const intake = new Intake({ pool, log, partitions: environment.PARTITIONS });
  await intake.partitions.configure({
    settlingPeriodSeconds: environment.DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS,
  });

  const state: Draining = { draining: false };
  const app = await createApp({ environment, logger, pool, enginePool, log, intake, adminKey: admin.key }, state);
  const worker = environment.TRIBUTARY_ROLE === 'api' ? null : app.get(Worker);
  await worker?.start();
  await app.listen(environment.PORT, environment.HOST);

  let stopped: Promise<void> | null = null;
  const stop = async () => {
    state.draining = true;
    await closeServer(app);
    await worker?.stop();
    await log.close();
    await database.close();
  };
  return { app, url: await app.getUrl(), admin, stop: () => (stopped ??= stop()) };
}

/** Answers the requests in flight, but does not wait forever for a client that does not read its answer. */
async function closeServer(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  // close() also waits for keep-alive connections, so they are closed once idle.
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(impatience);
}

async function openLog(pool: Pool, environment: Environment): Promise<EventLog> {
  if (environment.EVENT_LOG !== 'memory') return new PostgresEventLog(pool);
  await refuseUsedDatabase(pool);
  return new MemoryEventLog();
}

async function createApp(foundation: Foundation, state: Draining): Promise<NestFastifyApplication> {
  const adapter = newHttpAdapter(state, foundation.environment.TRUST_PROXY);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundation), adapter, {
    logger: new NestLogger(foundation.logger),
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  prepareServer(server, app.get(RouteTable), state);
  observeRequests(server, app.get(Metrics));
  const role = foundation.environment.TRIBUTARY_ROLE;
  if (role !== 'worker') {
    admitRequests(server, app.get(Admission));
    serveDescription(app, describeApi(app, VERSION));
  }
  if (role === 'all') {
    const clock = app.get(ReadModelClock);
    app.get(EngineHost).onCheckpoint((partition, position) => clock.advanced(partition, position));
  }
  return app;
}

const VERSION = '0.1.0';
