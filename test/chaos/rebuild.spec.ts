/** Read models are rebuilt while the service answers and decides; a rebuild that is ended at any moment changes nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { audit, quiet } from './audit';
import { Load, makeMerchants } from './load';
import { Program, runCode, runCommand } from './program';

const KILLS = 2;
const CALLERS = 2;
/** Each process of a test takes seconds to start on a busy machine. */
const PATIENCE_MS = 300_000;

let database: TestDatabase;
let program: Program;
let load: Load;
let pool: Pool;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, LOG_LEVEL: 'warn' };
  program = await Program.start(environment);
  pool = newPool({ connectionString: database.url, max: 2 });
  load = new Load(await makeMerchants(program.url, ['ann', 'bea', 'cid', 'dan']), () => program.url);
  load.start(CALLERS);
  await until(() => load.promised.length > 50);
});
afterAll(async () => {
  await load.stop();
  await program.kill();
  await pool.end();
  await database.drop();
});

/** What the catalog knows of the live tables: other tables of the same names have other numbers. */
async function liveTables(): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select c.oid, c.relname from pg_class c where relnamespace = 'public'::regnamespace order by relname`,
  );
  return rows;
}

async function hasLeftovers(): Promise<boolean> {
  return (await pool.query(`select from pg_namespace where nspname = 'rebuilding'`)).rowCount === 1;
}

async function rebuild(...args: string[]) {
  const { ended, output } = await runCommand(['rebuild', '--json', ...args], environment);
  const code = await ended;
  return { code, stderr: output.stderr, result: JSON.parse(output.stdout || '{}') as Record<string, unknown> };
}

describe('a rebuild beside a service under load', () => {
  it(
    'swaps tables without a request that fails, and what the service wrote is what the log gives',
    async () => {
      const before = await liveTables();
      const { code, stderr, result } = await rebuild();
      expect({ code, stderr, differences: result.differences }).toEqual({ code: 0, stderr: '', differences: [] });
      expect(await liveTables()).not.toEqual(before);
      await load.goesOn();
      expect(load.refusals).toEqual([]);
      expect(load.unanswered).toBe(0);
      expect(await hasLeftovers()).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'leaves the live tables as they were when it is killed, and the next one works',
    async () => {
      // A long log is replayed on threads, which have to end with their process.
      const run = `require('./rebuild.js').rebuild({ url: '${database.url}', threads: 2, swaps: false })`;
      const began = performance.now();
      expect(await (await runCode(run)).ended).toBe(0);
      const wholeMs = performance.now() - began;
      for (let kill = 0; kill < KILLS; kill++) {
        const before = await liveTables();
        const { child, ended } = await runCode(run);
        await sleep((wholeMs * (kill + 0.5)) / KILLS);
        child.kill('SIGKILL');
        await ended;
        expect(await liveTables()).toEqual(before);
      }
      const { code, stderr } = await rebuild();
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(await hasLeftovers()).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'leaves nothing behind on Ctrl-C',
    async () => {
      const before = await liveTables();
      const { child, ended, output } = await runCommand(['rebuild'], environment);
      await until(hasLeftovers);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      expect(output.stderr).not.toMatch(/at .*\.js/);
      expect(await hasLeftovers()).toBe(false);
      expect(await liveTables()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    'loses nothing of what was answered',
    async () => {
      await load.goesOn();
      await load.stop();
      await quiet(pool);
      await audit(pool, load);
      const { ended, output } = await runCommand(['verify', '--read-models', '--json'], environment);
      expect({ code: await ended, stderr: output.stderr }).toMatchObject({ code: 0 });
      expect(JSON.parse(output.stdout)).toMatchObject({ held: true, readModels: { differences: [] } });
    },
    PATIENCE_MS,
  );
});
