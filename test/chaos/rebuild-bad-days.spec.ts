/** A disk that is full during a rebuild, and a new version of a read model that comes while the old program answers. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { quiet } from './audit';
import { Load, makeMerchants } from './load';
import type { Plant } from '../support/bundled-program';
import { Program, runCommand } from './program';

/** Each process of a test takes seconds to start on a busy machine. */
const PATIENCE_MS = 300_000;

let database: TestDatabase;
let pool: Pool;
let environment: Record<string, string>;
let program: Program;
let load: Load;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, LOG_LEVEL: 'info' };
  pool = newPool({ connectionString: database.url, max: 2 });
  program = await Program.start(environment);
  load = new Load(await makeMerchants(program.url, ['ann', 'bea']), () => program.url);
  load.start(2);
  await until(() => load.promised.length > 30);
});
afterAll(async () => {
  await load.stop();
  await program.kill();
  await pool.end();
  await database.drop();
});

/** A file system of a few pages; null: this user may not mount one. */
function smallDisk(): string | null {
  const directory = mkdtempSync(path.join(tmpdir(), 'tributary-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', directory], { stdio: 'ignore' });
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return null;
  }
}

describe('a rebuild on a disk that is full', () => {
  it(
    'says so, leaves the live tables as they were, and leaves nothing behind',
    async () => {
      const disk = smallDisk();
      // Only an administrator may mount a disk.
      if (disk === null) return;
      try {
        const { rows: server } = await pool.query<{ data: string }>(
          `select setting as data from pg_settings where name = 'data_directory'`,
        );
        const { uid, gid } = statSync(server[0]!.data);
        chownSync(disk, uid, gid);
        await pool.query(`create tablespace small location '${disk}'`);
        const name = new URL(database.url).pathname.slice(1);
        // Whatever is made from now on goes to the small disk.
        await pool.query(`alter database ${name} set default_tablespace = small`);
        const { ended, output } = await runCommand(['rebuild'], environment);
        expect(await ended).toBe(1);
        expect(output.stderr).toMatch(/disk is full.*Nothing of the live tables was changed/);
        expect(output.stderr).not.toMatch(/at .*\.js/);
        expect((await pool.query(`select from pg_namespace where nspname = 'rebuilding'`)).rowCount).toBe(0);
        await pool.query(`alter database ${name} reset default_tablespace`);
        await load.goesOn();
        const again = await runCommand(['rebuild'], environment);
        expect({ code: await again.ended, stderr: again.output.stderr }).toMatchObject({ code: 0 });
        await pool.query('drop tablespace small');
      } finally {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    },
    PATIENCE_MS,
  );
});

/** A program whose history says 0 where that of our version says nothing of an amount. */
const NEWER: Plant = {
  name: 'newer-history',
  file: 'projections/purchases.ts',
  edit: (source) => `${source}
    const { rows, version } = purchaseHistory;
    Object.assign(purchaseHistory, {
      version: version + 1,
      rows: (batch) => rows(batch).map((row) => ({ ...row, amount: row.amount ?? 0 })),
    });`,
};

describe('a newer version of a read model', () => {
  it(
    'is rebuilt when its program starts, while the old program answers; then the new one decides',
    async () => {
      const amounts = async () => (await pool.query(`select distinct amount from purchase_history`)).rows;
      expect(await amounts()).toEqual([{ amount: null }]);
      const refused = load.refusals.length;
      const newer = await Program.start(environment, NEWER);
      try {
        // All are of the new kind, although the old program still runs and takes requests.
        expect(program.runs).toBe(true);
        await load.goesOn();
        await load.stop();
        expect([load.refusals.length - refused, load.unanswered]).toEqual([0, 0]);
        await quiet(pool);
        expect(await amounts()).toEqual([{ amount: '0' }]);
        expect(program.log.join('\n')).toMatch(/a newer version of the program rebuilt purchase_history/);
        const { ended, output } = await runCommand(['verify', '--read-models'], environment, NEWER);
        expect({ code: await ended, stderr: output.stderr }).toMatchObject({ code: 0 });
      } finally {
        await newer.kill('SIGTERM');
      }
    },
    PATIENCE_MS,
  );
});
