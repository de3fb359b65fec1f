/** `kill -9` at any moment, under load, again and again: every answered fact stays and takes effect once. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { freePort, readLock } from '../../libs/database/embedded-server-state';
import { until } from '../support/until';
import { audit } from './audit';
import { Load, makeMerchants } from './load';
import { Program } from './program';

const KILLS = 4;
/** Every n-th kill takes the database server down too, as when the machine fails. */
const SERVER_TOO_EVERY = 4;
const CALLERS = 8;

describe('a process that is killed', () => {
  let dataDir: string;
  let program: Program;
  let load: Load;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-chaos-'));
  });
  afterAll(async () => {
    await load.stop();
    await program.kill();
    await stopEmbeddedPostgres(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  it(`loses nothing and stores nothing twice, ${KILLS} times under load`, async () => {
    const environment = { DATA_DIR: dataDir, PORT: String(await freePort(0)), LOG_LEVEL: 'warn' };
    program = await Program.start(environment);
    load = new Load(await makeMerchants(program.url, ['ann', 'bea', 'cid', 'dan']), () => program.url);
    load.start(CALLERS);

    for (let kill = 1; kill <= KILLS; kill++) {
      // Half of the kills come at some moment of a start, half while the process serves.
      if (kill % 2 === 0) await sleep(Math.random() * 1_200);
      else await program.ready.then(() => sleep(Math.random() * 800));
      if (kill % SERVER_TOO_EVERY === 0) await killServer(dataDir);
      await program.kill();
      program = await Program.spawn(environment);
    }
    await program.ready;

    const pool = newPool({ connectionString: await databaseUrl(dataDir), max: 2 });
    try {
      // A restarted process goes on where the killed one was, and gets ahead of those who send.
      await until(async () => {
        const { decided, recorded } = await progress(pool);
        return decided > 0.9 * recorded;
      });
      await load.stop();
      const books = await audit(pool, load);
      expect(load.promised.length).toBeGreaterThan(KILLS);
      expect(books.evaluations).toBeGreaterThanOrEqual(load.promised.length);
    } finally {
      await pool.end();
    }
    expect(await program.kill('SIGTERM')).toMatchObject({ code: 0 });
  }, 150_000);
});

async function progress(pool: Pool): Promise<{ decided: number; recorded: number }> {
  const { rows } = await pool.query<{ decided: number; recorded: number }>(
    `select (select sum(position + 1) from checkpoints)::integer as decided,
       (select count(*) from events where stream like 'intake-%')::integer as recorded`,
  );
  return rows[0]!;
}

async function killServer(dataDir: string): Promise<void> {
  const lock = await readLock(path.join(dataDir, 'postgres', 'data'));
  if (lock !== undefined) process.kill(lock.pid, 'SIGKILL');
}

async function databaseUrl(dataDir: string): Promise<string> {
  const home = path.join(dataDir, 'postgres');
  const password = (await readFile(path.join(home, 'password'), 'utf8')).trim();
  const { port } = (await readLock(path.join(home, 'data')))!;
  return `postgres://tributary:${password}@127.0.0.1:${port}/tributary`;
}
