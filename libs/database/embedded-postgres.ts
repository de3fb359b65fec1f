import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { withClient } from './connections';
import { makeDataDirectory, UnusableDataDirectory } from './data-directory';
import { syncDirectory } from './durable-files';
import { assertReachable, findBinaries, type PostgresBinaries } from './embedded-binaries';
import {
  freePort,
  isMarkAlive,
  isPidTaken,
  isRunning,
  pidOfMark,
  processMark,
  readLock,
  type ServerLock,
} from './embedded-server-state';

const run = promisify(execFile);
const USER = 'tributary';
/** Time that the server has to start, and to stop. */
export const EMBEDDED_LIMITS = { startMs: 60_000, stopMs: 60_000 } as const;
const STOP_LOOK_MS = 20;
const RETRY_MS = 200;
const LOG_MAX_BYTES = 16 * 1024 * 1024;

/** No setting trades durability for speed: an acknowledged commit survives a power cut. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  max_connections: '200',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

export interface EmbeddedPostgres {
  /** URL of the database `tributary`, which exists by now. */
  url: string;
  /** True: this process started the server or took it over from a process that died, and `stop` stops it. */
  owned: boolean;
  /** Whether the server's process lives. */
  runs(): Promise<boolean>;
  /** Starts a server that died, or attaches to the one that another process has started meanwhile. */
  startAgain(): Promise<EmbeddedPostgres>;
  /** Stops the server if it is owned, else does nothing. */
  stop(): Promise<void>;
}

/** The message ends with the last lines of the server's log. */
export class ServerDidNotStart extends Error {
  override readonly name = 'ServerDidNotStart';
}

export interface EmbeddedOptions {
  dataDir: string;
  log?: (line: string) => void;
  /** Overrides server settings; only tests need it. */
  settings?: Record<string, string>;
}

/**
 * Starts a Postgres on `dataDir`, or attaches to the one that runs there, whether its process lives or was killed. The
 * first start makes the cluster, with its own password; the server listens on 127.0.0.1 only.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const binaries = await findBinaries();
  const home = await prepareHome(options.dataDir, binaries, log).catch((error: unknown) => {
    throw new UnusableDataDirectory(options.dataDir, error);
  });
  const server = new Cluster(home, binaries, { ...SETTINGS, ...options.settings }, log);
  return server.start();
}

class Cluster {
  private readonly data: string;
  private readonly ownerFile: string;
  private password = '';

  constructor(
    private readonly home: string,
    private readonly binaries: PostgresBinaries,
    private readonly settings: Record<string, string>,
    private readonly log: (line: string) => void,
  ) {
    this.data = path.join(home, 'data');
    this.ownerFile = path.join(home, 'owner');
  }

  /**
   * The first process starts the server: Postgres's own lock lets one of several win, and the others attach. The lock
   * may be stale: its postmaster was killed while children still run, or its pid now belongs to another program.
   */
  async start(): Promise<EmbeddedPostgres> {
    this.password = (await readFile(path.join(this.home, 'password'), 'utf8')).trim();
    const deadline = Date.now() + EMBEDDED_LIMITS.startMs;
    for (;;) {
      const lock = await readLock(this.data);
      const running = await isRunning(lock, this.data);
      const starter = lock && running ? await this.starterOf(lock) : undefined;
      if (lock && starter !== undefined) return this.attach(lock, starter);
      const failure = running ? undefined : await this.tryStart(lock);
      if (failure === 'started') return this.own('started');
      if (Date.now() > deadline) {
        throw new ServerDidNotStart(
          `The embedded Postgres in ${this.home} did not start: ${await this.lastLogLines()}`,
          {
            cause: failure,
          },
        );
      }
      await sleep(RETRY_MS);
    }
  }

  /** The owner is the process that started the server, or the last one that took it over. */
  private async attach(lock: ServerLock, starter: string): Promise<EmbeddedPostgres> {
    const [server, heir] = (await readFile(this.ownerFile, 'utf8').catch(() => '')).split('\n');
    const owner = server === String(lock.pid) && heir ? heir : starter;
    if (!isMarkAlive(owner)) return this.own('took over');
    this.log(`embedded Postgres: attached to the server of process ${pidOfMark(owner)} on 127.0.0.1:${lock.port}`);
    return this.handle(lock, false);
  }

  private async tryStart(lock: ServerLock | undefined): Promise<'started' | Error> {
    // A pid that another program has by now (usual after a container restart), or that of a dead process nobody reaps,
    // would block Postgres for good. Postgres finds the children of a killed postmaster by their shared memory.
    if (lock && isPidTaken(lock.pid) && (await readLock(this.data))?.pid === lock.pid) {
      await rm(path.join(this.data, 'postmaster.pid'), { force: true });
    }
    const port = await freePort(Number(await readFile(path.join(this.home, 'port'), 'utf8').catch(() => '0')));
    const logFile = path.join(this.data, 'server.log');
    const logged = await stat(logFile).catch(() => undefined);
    if (logged && logged.size > LOG_MAX_BYTES) await rm(logFile, { force: true });
    // A setting that contains a space would need different quoting on each system's shell.
    const starter = processMark(process.pid).replace(' ', '-');
    const settings = Object.entries({ ...this.settings, cluster_name: starter });
    const flags = [`-p ${port}`, ...settings.map(([name, value]) => `-c ${name}=${value}`)].join(' ');
    try {
      await this.pgCtl('start', '-w', '-t', '60', '-l', logFile, '-o', flags);
      return 'started';
    } catch (error) {
      return error as Error;
    }
  }

  private async own(how: 'started' | 'took over'): Promise<EmbeddedPostgres> {
    const lock = await readLock(this.data);
    if (!lock) throw new ServerDidNotStart(`The embedded Postgres in ${this.home} ended right after it started.`);
    await writeFile(this.ownerFile, `${lock.pid}\n${processMark(process.pid)}`);
    await writeFile(path.join(this.home, 'port'), String(lock.port));
    this.log(`embedded Postgres: ${how} the server on 127.0.0.1:${lock.port}, data in ${this.home}`);
    return this.handle(lock, true);
  }

  private async handle(lock: ServerLock, owned: boolean): Promise<EmbeddedPostgres> {
    return {
      url: await this.database(lock.port),
      owned,
      runs: () => isRunning(lock, this.data),
      startAgain: () => this.start(),
      stop: async () => (owned ? this.stop(lock.pid) : undefined),
    };
  }

  /** Stops only the server that was owned: another process may have started the next one by now. */
  private async stop(pid: number): Promise<void> {
    const lock = await readLock(this.data);
    if (lock?.pid !== pid || !(await isRunning(lock, this.data))) return;
    await stopServer(this.data, lock, this.binaries);
    this.log('embedded Postgres: stopped');
  }

  private url(port: number, database: string): string {
    return `postgres://${USER}:${this.password}@127.0.0.1:${port}/${database}`;
  }

  /** The mark of the process that started the server, from `cluster_name`; undefined: the server does not answer. */
  private async starterOf(lock: ServerLock): Promise<string | undefined> {
    try {
      return await withClient(this.url(lock.port, 'postgres'), async (client) => {
        const { rows } = await client.query<{ cluster_name: string }>('show cluster_name');
        return rows[0]?.cluster_name.replace('-', ' ');
      });
    } catch {
      return undefined;
    }
  }

  private async database(port: number): Promise<string> {
    await withClient(this.url(port, 'postgres'), async (client) => {
      const found = await client.query(`select 1 from pg_database where datname = 'tributary'`);
      if (found.rowCount !== 0) return;
      await client.query('create database tributary').catch((error: { code?: string }) => {
        // Another process made it at the same moment.
        if (error.code !== '42P04' && error.code !== '23505') throw error;
      });
    });
    return this.url(port, 'tributary');
  }

  private async pgCtl(command: string, ...args: string[]): Promise<void> {
    await run(this.binaries.pgCtl, [command, '-D', this.data, ...args], { ...this.binaries.runAs, cwd: '/' });
  }

  private async lastLogLines(): Promise<string> {
    const text = await readFile(path.join(this.data, 'server.log'), 'utf8').catch(() => '(no log)');
    return text.trimEnd().split('\n').slice(-5).join('\n');
  }
}

/** Returns the directory of the cluster, which exists and can be read. */
async function prepareHome(dataDir: string, binaries: PostgresBinaries, log: (line: string) => void): Promise<string> {
  const directory = await makeDataDirectory(dataDir);
  if (binaries.runAs) {
    // The directory is ours, so we may let others pass through it; the secrets in it have their own modes.
    const { mode, uid } = await stat(directory);
    if (uid === 0 && (mode & 0o011) !== 0o011) await chmod(directory, (mode & 0o777) | 0o011);
    await assertReachable(directory, binaries.runAs, 'the data directory');
  }
  const home = path.join(directory, 'postgres');
  await ensureCluster(home, binaries, log);
  await access(path.join(home, 'password'), constants.R_OK);
  return home;
}

/** Makes the cluster aside and moves it into place whole, so a crash or a second start never leaves half a cluster. */
async function ensureCluster(home: string, binaries: PostgresBinaries, log: (line: string) => void): Promise<void> {
  if (await stat(home).catch(() => undefined)) return;
  log(`embedded Postgres: creating a database cluster in ${home}`);
  const draft = `${home}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const data = path.join(draft, 'data');
  const password = randomBytes(24).toString('hex');
  const passwordForInit = path.join(draft, 'password-for-initdb');
  try {
    await mkdir(data, { recursive: true, mode: 0o711 });
    await chmod(draft, 0o711);
    await writeFile(path.join(draft, 'password'), password, { mode: 0o600 });
    await writeFile(passwordForInit, password, { mode: 0o600 });
    if (binaries.runAs) {
      for (const file of [data, passwordForInit]) await chown(file, binaries.runAs.uid, binaries.runAs.gid);
    }
    const flags = [
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--username=${USER}`,
    ];
    await run(binaries.initdb, [`--pgdata=${data}`, `--pwfile=${passwordForInit}`, ...flags], {
      ...binaries.runAs,
      cwd: '/',
    });
    await rm(passwordForInit);
    await syncDirectory(draft);
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (await stat(home).catch(() => undefined)) return;
    throw error;
  }
}

/** Stops the server on `dataDir`, if one runs, whoever started it. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  const data = path.join(await realpath(dataDir).catch(() => dataDir), 'postgres', 'data');
  const lock = await readLock(data);
  if (lock && (await isRunning(lock, data))) await stopServer(data, lock, await findBinaries());
}

/** Waits for this server. pg_ctl would wait until there is no lock file, and another process may start the next at once. */
async function stopServer(data: string, lock: ServerLock, { pgCtl, runAs }: PostgresBinaries): Promise<void> {
  await run(pgCtl, ['stop', '-D', data, '-m', 'fast', '-W'], { ...runAs, cwd: '/' });
  const deadline = Date.now() + EMBEDDED_LIMITS.stopMs;
  while (await isRunning(lock, data)) {
    if (Date.now() > deadline) throw new Error(`The embedded Postgres in ${data} did not stop.`);
    await sleep(STOP_LOOK_MS);
  }
}
