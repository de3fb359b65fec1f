/** An export in its own process: killed, interrupted, and read by somebody slow, by nobody, or from a full disk. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually, until } from '../support/until';
import { bundledProgram } from '../support/bundled-program';
import { RUN_COMMAND } from './program';

const ROWS = 40_000;
const KILLS = 3;
/** Of each row; the rows then come to more than a pipe and all buffers on the way can take. */
const URL_CHARS = 500;

let database: TestDatabase;
let folder: string;
let home: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-killed-export-'));
  home = await bundledProgram();
  await database.pool.query(
    `insert into touchpoints (merchant_id, identifier_id, position, touchpoint_id, source, url, occurred_at)
     select 'shop', gen_random_uuid(), n, 't-' || n, 'paid', repeat('x', $2), now() from generate_series(1, $1) n`,
    [ROWS, URL_CHARS],
  );
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('an export to a file', () => {
  it(`leaves the file as it was when it is killed, ${KILLS} times, and the next one clears up and works`, async () => {
    const out = path.join(folder, 'touchpoints.csv');
    await writeFile(out, 'the old one');
    const other = path.join(folder, 'other.csv.0123456789ab.partial');
    await writeFile(other, 'of another file');
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = tributary('--out', out);
      const exited = once(child, 'exit');
      // At least the first one has written something.
      await until(async () => (await drafts('touchpoints.csv')).some(({ size }) => kill > 1 || size > 0));
      await sleep(Math.random() * 300);
      child.kill('SIGKILL');
      await exited;
      if ((await readFile(out, 'utf8')) !== 'the old one') break;
      expect(await drafts('touchpoints.csv')).toHaveLength(1);
    }
    const [code] = await once(tributary('--out', out), 'exit');
    expect(code).toBe(0);
    expect((await readFile(out, 'utf8')).trimEnd().split('\r\n')).toHaveLength(ROWS + 1);
    expect(await readdir(folder)).toEqual(['other.csv.0123456789ab.partial', 'touchpoints.csv']);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const out = path.join(folder, 'interrupted.parquet');
    const interrupt = async () => {
      const child = tributary('--format', 'parquet', '--out', out);
      const exited = once(child, 'exit');
      await until(async () => child.exitCode !== null || (await drafts('interrupted.parquet')).length > 0);
      child.kill('SIGINT');
      return exited;
    };
    // On a busy machine an export may end before anybody sees it, and says nothing then.
    let ended = [0, null];
    await until(async () => {
      await rm(out, { force: true });
      ended = await interrupt();
      return ended[0] !== 0;
    });
    expect(ended).toEqual([130, null]);
    expect((await readdir(folder)).filter((name) => name.startsWith('interrupted'))).toEqual([]);
  });

  it('gives up when a later export writes the same file', async () => {
    const out = path.join(folder, 'both.jsonl');
    const first = tributary('--out', out);
    const said = errorsOf(first);
    const exited = once(first, 'exit');
    await until(async () => (await drafts('both.jsonl')).some(({ size }) => size > 0));
    first.kill('SIGSTOP');
    const [code] = await once(tributary('--out', out), 'exit');
    first.kill('SIGCONT');
    expect([code, await exited]).toEqual([0, [1, null]]);
    expect(said()).toContain('Another export');
    expect((await readFile(out, 'utf8')).trimEnd().split('\n')).toHaveLength(ROWS);
  });
});

describe('an export to standard output', () => {
  it('reads from the database no faster than its reader takes', async () => {
    const child = tributary('--format', 'csv');
    const exited = once(child, 'exit');
    const waiting = () =>
      database.pool.query<{ state: string; since: Date }>(
        `select state, state_change as since from pg_stat_activity
         where datname = current_database() and query like 'fetch % from export_rows'`,
      );
    // Nobody reads. Had it read on, it would have come to the end and ended its transaction.
    const since = await eventually(async () => {
      const [before] = (await waiting()).rows;
      await sleep(500);
      const [after] = (await waiting()).rows;
      const stands = before?.state === 'idle in transaction' && before.since.getTime() === after?.since.getTime();
      return stands ? before.since : undefined;
    });
    expect((await waiting()).rows).toEqual([{ state: 'idle in transaction', since }]);
    let lines = 0;
    for await (const chunk of child.stdout!) lines += String(chunk).split('\n').length - 1;
    expect(lines).toBe(ROWS + 1);
    expect(await exited).toEqual([0, null]);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = tributary('--format', 'jsonl');
    const said = errorsOf(child);
    const exited = once(child, 'exit');
    await once(child.stdout!, 'readable');
    child.stdout!.destroy();
    expect(await exited).toEqual([0, null]);
    expect(said()).not.toMatch(/touchpoints|Error|EPIPE/);
  });

  it('fails with 1 and says so when the disk is full', async () => {
    const child = tributaryInto(openSync('/dev/full', 'w'), '--format', 'csv');
    const said = errorsOf(child);
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said()).toMatch(/no space left/i);
    expect(said()).not.toMatch(/at .*\.js:/);
  });
});

function tributary(...options: string[]): ChildProcess {
  return tributaryInto('pipe', ...options);
}

function tributaryInto(stdout: 'pipe' | number, ...options: string[]): ChildProcess {
  const args = ['--eval', RUN_COMMAND, '--', 'tributary', 'export', 'touchpoints', ...options];
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url };
  return spawn(process.execPath, args, { cwd: home, env, stdio: ['ignore', stdout, 'pipe'] });
}

function errorsOf(child: ChildProcess): () => string {
  let said = '';
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  return () => said;
}

async function drafts(of: string): Promise<{ size: number }[]> {
  const found = (await readdir(folder)).filter((name) => name.startsWith(`${of}.`));
  return Promise.all(found.map((name) => stat(path.join(folder, name)).catch(() => ({ size: 0 }))));
}
