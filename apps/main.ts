/** The process: `npm start`. The environment is read here, once. */
import 'reflect-metadata';
import { pino } from 'pino';
import type { AdminKey } from './admin-key';
import { startFailure } from './cannot-start';
import { BadEnvironment, readEnvironment, type Role } from './environment';
import { startTributary, STOP_TIMEOUT_MS, type Tributary } from './tributary';

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  // Lines for people go to standard output, the log for machines to standard error.
  const logger = pino({ level: environment.LOG_LEVEL, base: undefined }, pino.destination({ dest: 2, sync: false }));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (environment.DATABASE_URL === undefined) say(`Opening the embedded Postgres in ${environment.DATA_DIR} ...`);
  const stopped = new AbortController();
  const starting = startTributary(environment, logger, endAtOnce, stopped.signal);
  stopOnSignal(starting, stopped, say);
  try {
    for (const line of welcome(await starting, environment.TRIBUTARY_ROLE)) say(line);
  } catch (error) {
    // A start that a signal ended is the signal's matter.
    if (error !== stopped.signal.reason) throw error;
  }
}

function welcome({ url, admin }: Tributary, role: Role): string[] {
  if (role === 'worker') return [`Tributary listens on ${url}`, '  A worker: it answers /health and /metrics alone.'];
  return [
    `Tributary listens on ${url}`,
    ...adminKeyLines(admin),
    `  Dashboard: ${url}/dashboard`,
    `  Try the API: ${url}/docs`,
    '  Register a merchant, and keep the keys that the answer shows:',
    `    curl -X POST ${url}/v1/merchants -H "Authorization: Bearer ${inShell(admin)}" \\`,
    `      -H 'Content-Type: application/json' -d '{ "merchantId": "acme", "name": "Acme" }'`,
    '  Stop with Ctrl-C.',
  ];
}

/** Nothing that is in flight can be finished any more. */
function endAtOnce(reason: string): never {
  process.stderr.write(`Tributary ends: ${reason}\n`);
  process.exit(1);
}

/** The key itself is shown once: what a process prints is often kept, and read by many people. */
function adminKeyLines({ key, file, isNew }: AdminKey): string[] {
  if (file === undefined) return [];
  return [isNew ? `  Admin key: ${key} (shown only this time, and kept in ${file})` : `  Admin key: kept in ${file}`];
}

/** The key as a shell finds it. */
function inShell({ file }: AdminKey): string {
  return file === undefined ? '$ADMIN_API_KEY' : `$(cat '${file}')`;
}

/** Listens from the beginning, so that a signal during the start also stops a database server that was started. */
function stopOnSignal(starting: Promise<Tributary>, stopped: AbortController, say: (line: string) => void): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) {
      say(`${signal} again: stopping at once`);
      process.exit(1);
    }
    stopping = true;
    say(`${signal}: stopping ...`);
    stopped.abort();
    setTimeout(() => {
      say(`Shutdown did not finish within ${STOP_TIMEOUT_MS / 1_000} seconds`);
      process.exit(1);
    }, STOP_TIMEOUT_MS).unref();
    starting
      .then((tributary) => tributary.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          if (error === stopped.signal.reason) process.exit(0);
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`Tributary cannot start: ${startFailure(error)}\n`);
  process.exit(error instanceof BadEnvironment ? 2 : 1);
});
