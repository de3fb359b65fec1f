import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { withClient } from '../../libs/database/connections';
import {
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../libs/database/embedded-postgres';
import { isAlive, readLock } from '../../libs/database/embedded-server-state';
import { eventually, until } from '../support/until';

/** Another process that holds the database open. */
interface Opener {
  child: ChildProcess;
  url: string;
  log: string[];
}

describe('the embedded Postgres', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-embedded-'));
  });
  afterEach(async () => {
    await stopEmbeddedPostgres(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  const clusterFile = (...names: string[]) => path.join(dataDir, 'postgres', ...names);
  const postmaster = async () => (await readLock(clusterFile('data')))?.pid;

  it('is made at the first start, listens on this machine only, and hides its password from other users', async () => {
    const opener = await open(dataDir);
    expect(opener.log.join('\n')).toMatch(/creating a database cluster.*\n.*started the server on 127\.0\.0\.1:\d+/);
    expect(await query(opener.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(
      await query(opener.url, `select count(*)::int from information_schema.tables where table_name = 'events'`),
    ).toBe(1);
    expect(await query(opener.url, 'show server_encoding')).toBe('UTF8');
    expect(await query(opener.url, `select 'ä' > 'z'`)).toBe(true);
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      expect(await query(opener.url, `show ${setting}`)).toBe('on');
    }
    const wrong = new URL(opener.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/authentication failed/);
    expect((await stat(clusterFile('password'))).mode & 0o777).toBe(0o600);
    await close(opener);
    expect(await postmaster()).toBeUndefined();
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('serves two processes that start at once on an empty directory, and ends with its starter', async () => {
    const both = await Promise.all([open(dataDir), open(dataDir)]);
    const isStarter = ({ log }: Opener) => log.some((line) => line.includes('started the server'));
    expect(both.map(isStarter).toSorted()).toEqual([false, true]);
    const [starter, guest] = both.toSorted((a, b) => Number(isStarter(b)) - Number(isStarter(a))) as [Opener, Opener];
    expect(guest.log.join('\n')).toContain(`attached to the server of process ${starter.child.pid}`);
    expect(guest.url).toBe(starter.url);
    await close(guest);
    expect(await query(starter.url, 'select 1')).toBe(1);
    await close(starter);
    expect(await postmaster()).toBeUndefined();
  });

  it('outlives a killed process, and the next process takes it over with all commits', async () => {
    const first = await open(dataDir);
    await query(first.url, `insert into settings values ('kept', 'yes')`);
    await kill(first);
    const pid = await postmaster();
    expect(isAlive(pid!)).toBe(true);
    const second = await open(dataDir);
    expect(second.log.join('\n')).toContain('took over the server');
    expect(await postmaster()).toBe(pid);
    expect(await query(second.url, `select value from settings where name = 'kept'`)).toBe('yes');
    await close(second);
    expect(await postmaster()).toBeUndefined();
  });

  it('starts again after a killed server, on the same port, with all commits', async () => {
    const first = await open(dataDir);
    await query(first.url, `insert into settings values ('kept', 'yes')`);
    process.kill((await postmaster())!, 'SIGKILL');
    await kill(first);
    const second = await open(dataDir);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, `select value from settings where name = 'kept'`)).toBe('yes');
    await close(second);
  });

  it('is started again when it dies, by one of the processes that use it, and ends with the last of them', async () => {
    const both = [await open(dataDir), await open(dataDir)];
    await query(both[0]!.url, `insert into settings values ('kept', 'yes')`);
    const pid = await postmaster();
    process.kill(pid!, 'SIGKILL');
    await until(async () => ![undefined, pid].includes(await postmaster()));
    const value = () => query(both[0]!.url, `select value from settings where name = 'kept'`).catch(() => undefined);
    expect(await eventually(value)).toBe('yes');
    await close(both[0]!);
    expect(await eventually(value)).toBe('yes');
    await close(both[1]!);
    expect(await postmaster()).toBeUndefined();
  });

  it('is stopped although another process starts the next one at once', async () => {
    let own = await startEmbeddedPostgres({ dataDir });
    const successorOf = async (guest: EmbeddedPostgres) => {
      while (await guest.runs()) await setImmediate();
      return guest.startAgain();
    };
    // Whoever waits for the lock file to go may or may not see the moment in which there is none.
    for (let round = 0; round < 8; round++) {
      const next = successorOf(await startEmbeddedPostgres({ dataDir }));
      await own.stop();
      const successor = await next;
      expect([await own.runs(), await successor.runs()]).toEqual([false, true]);
      own = successor;
    }
    await own.stop();
    expect(await postmaster()).toBeUndefined();
  });

  it('starts despite a lock file whose pid belongs to another program, and despite a taken port', async () => {
    const first = await open(dataDir);
    const port = Number(new URL(first.url).port);
    const lock = await readFile(clusterFile('data', 'postmaster.pid'), 'utf8');
    await close(first);
    await writeFile(clusterFile('data', 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
    const taken = await listen(port);
    const second = await open(dataDir);
    expect(new URL(second.url).port).not.toBe(String(port));
    await close(second);
    taken.close();
  });

  it('names the directory that the user it must run as cannot enter', async () => {
    const isRoot = process.getuid?.() === 0;
    const closed = path.join(dataDir, 'closed');
    await chmod(dataDir, 0o755);
    await mkdir(closed, { mode: 0o700 });
    const opening = open(path.join(closed, 'data'));
    if (isRoot) {
      await expect(opening).rejects.toThrow(`cannot enter ${closed} to reach the data directory`);
    } else {
      await close(await opening);
    }
  });
});

async function open(dataDir: string): Promise<Opener> {
  const typescript = path.join(__dirname, '..', 'support', 'typescript.cjs');
  const child = spawn(process.execPath, ['--require', typescript, path.join(__dirname, 'opener.ts'), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const log: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as { log?: string; url?: string; error?: string };
    if (said.log) log.push(said.log);
    if (said.error) throw new Error(said.error);
    if (said.url) return { child, url: said.url, log };
  }
  throw new Error('the process ended before the database was open');
}

async function close({ child }: Opener): Promise<void> {
  const exit = once(child, 'exit');
  child.stdout!.resume();
  child.stdin!.end();
  expect(await exit).toEqual([0, null]);
}

async function kill({ child }: Opener): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function query(url: string, text: string): Promise<unknown> {
  return withClient(url, async (client) => (await client.query({ text, rowMode: 'array' })).rows[0]?.[0]);
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
