/** Assembles the parts and takes them apart again, in an order that loses nothing. */
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { openDatabase } from '../libs/database/database';
import { rebuildOutdated, type RebuildOptions } from '../libs/engine/rebuild/rebuild';
import type { EventLog } from '../libs/event-log/event-log';
import { Intake } from '../libs/intake/intake';
import { SecretBox } from '../libs/intake/secret-box';
import { SteadyClock } from '../libs/intake/steady-clock';
import { ENTITIES } from '../projections/registry';
import { type AdminKey, adminKey } from './admin-key';
import { Admission, admitRequests } from './api/access/admission';
import { newHttpAdapter, prepareServer, type ServerState } from './api/http/http-server';
import { RouteTable } from './api/http/route-table';
import { serveDescription } from './api/openapi/document';
import { serveDashboard } from './api/dashboard/dashboard-files';
import { serveTag } from './api/sdk/sdk-files';
import { ReadModelClock } from './api/reading/read-model-clock';
import { AppModule, type Foundation } from './app.module';
import { nameAddress } from './cannot-start';
import { openEventLog } from './event-log';
import { type Environment, requireAdminKey } from './environment';
import { observeRequests } from './api/operations/request-metrics';
import { Metrics } from './metrics';
import { NestLogger } from './nest-logger';
import { Opened } from './opened';
import { openSecretsKey, type SecretsKey } from './secrets-key';
import { keepSettings, nameVariable } from './settings';
import { EngineHost } from './worker/engine-host';
import { Worker } from './worker/worker';

/** Time for requests in flight when the process is told to stop. */
export const DRAIN_MS = 10_000;
/** Time for all work in flight then. */
export const STOP_TIMEOUT_MS = 30_000;
const CLOSE_IDLE_EVERY_MS = 50;

export interface Tributary {
  app: NestFastifyApplication;
  /** URL at which the server listens. */
  url: string;
  admin: AdminKey;
  /** Refuses new requests, finishes those in flight, and closes everything that was opened. */
  stop(): Promise<void>;
}

/**
 * Ends everything that was opened when a step fails.
 * @throws BadEnvironment when the environment does not suit the database or the machine, CannotStart when the port or
 * the host cannot be listened on
 * @param lost called with the reason when the process should end, because its embedded Postgres is given up
 * @param signal ends a start that has much to do: after an update, read models may have to be rebuilt
 */
export async function startTributary(
  environment: Environment,
  logger: Logger,
  lost: (reason: string) => void = (reason) => logger.fatal(reason),
  signal?: AbortSignal,
): Promise<Tributary> {
  requireAdminKey(environment);
  const opened = new Opened();
  try {
    return await start(environment, logger, opened, lost, signal);
  } catch (error) {
    await opened.close().catch((failure: unknown) => logger.warn({ err: failure }, 'the failed start left parts open'));
    throw error;
  }
}

/** Listens before anything is written or decided: a process that cannot serve leaves no trace in the log. */
async function start(
  environment: Environment,
  logger: Logger,
  opened: Opened,
  lost: (reason: string) => void,
  signal: AbortSignal | undefined,
): Promise<Tributary> {
  const { pool, enginePool, url, close } = await openDatabase({
    databaseUrl: environment.DATABASE_URL,
    dataDir: environment.DATA_DIR,
    entities: ENTITIES,
    log: (line) => logger.info(line),
    warn: (line) => logger.warn(line),
    lost,
  }).catch(nameVariable);
  opened.add(close);
  await keepSettings(pool, environment);
  const admin = await adminKey(environment);
  const secretsKey = await openSecretsKey(url, environment);
  warnOfKeptKey(secretsKey, environment, logger);
  const log = await openEventLog(pool, environment);
  opened.add(() => log.close());
  const clock = new SteadyClock();
  opened.add(() => clock.stop());
  const secrets = new SecretBox(secretsKey.key);
  const intake = new Intake({ pool, log, partitions: environment.PARTITIONS, clock, secrets });
  opened.add(() => intake.tallies.stop());

  const state: ServerState = { phase: 'starting' };
  const foundation = { environment, logger, pool, enginePool, log, intake, clock, adminKey: admin.key };
  const app = await createApp(foundation, state);
  const worker = environment.TRIBUTARY_ROLE === 'api' ? null : app.get(Worker);
  opened.add(async () => worker?.stop());
  opened.add(() => closeServer(app));
  await app.listen(environment.PORT, environment.HOST).catch((error: unknown) => nameAddress(error, environment));
  await renewReadModels(url, log, logger, signal);
  await intake.partitions.configure({
    settlingPeriodSeconds: environment.DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS,
  });
  await clock.askDatabase(pool);
  clock.start(pool, (steady) => tellOfClock(steady, logger, app.get(Metrics)));
  await worker?.start();
  state.phase = 'serving';

  const stop = () => {
    state.phase = 'stopping';
    return opened.close();
  };
  return { app, url: await app.getUrl(), admin, stop };
}

/** Until it is done, processes of the version before go on answering and deciding; afterwards they only answer. */
async function renewReadModels(url: string, log: EventLog, logger: Logger, signal?: AbortSignal): Promise<void> {
  const rebuilt = await rebuildOutdated({ url, log, signal, onProgress: tellOfRebuild(logger) });
  if (rebuilt === null) return;
  const { tables, rows, waitedMs } = rebuilt;
  logger.info({ tables, rows, waitedMs }, 'read models of an older version were rebuilt');
}

const TELL_EVERY_MS = 5_000;

function tellOfRebuild(logger: Logger): RebuildOptions['onProgress'] {
  let told = -Infinity;
  return (stage, done, total) => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    logger.info({ stage, done, total }, 'read models of an older version are being rebuilt');
  };
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

/** A key in a file beside the program is lost when its machine is, while the database that needs it stays. */
function warnOfKeptKey({ file }: SecretsKey, { DATABASE_URL }: Environment, logger: Logger): void {
  if (file === undefined || DATABASE_URL === undefined) return;
  logger.warn(
    `SECRETS_KEY is not set: set it to the key in ${file}, which all processes need and which must not be lost`,
  );
}

function tellOfClock(steady: boolean, logger: Logger, metrics: Metrics): void {
  if (steady) return logger.info('the clocks hold still; facts are recorded again');
  metrics.clockJumps.inc();
  logger.error('a clock of the process or its database jumped; nothing is recorded until it holds still');
}

async function createApp(foundation: Foundation, state: ServerState): Promise<NestFastifyApplication> {
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
    serveDescription(app, VERSION);
    serveTag(server);
    serveDashboard(server);
  }
  if (role === 'all') {
    const clock = app.get(ReadModelClock);
    app.get(EngineHost).onCheckpoint((partition, position) => clock.advanced(partition, position));
  }
  return app;
}

export const VERSION = '0.1.0';
