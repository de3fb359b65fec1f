import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { testRun } from './test-run';
import { until } from './until';

/** Builds what shops load, once in a run of the tests. */
export const buildSdk = () => buildOnce('sdk', 'libs/sdk/build.mjs');

/** Builds the dashboard, once in a run of the tests. */
export const buildDashboard = () => buildOnce('dashboard', 'apps/dashboard/build.mjs');

async function buildOnce(name: string, script: string): Promise<void> {
  const flag = path.join(testRun().directory, name);
  const built = path.join(flag, 'built');
  const isFirst = await mkdir(flag).then(
    () => true,
    () => false,
  );
  if (!isFirst) return until(() => existsSync(built));
  await promisify(execFile)(process.execPath, [path.join(__dirname, '../..', script)]);
  await writeFile(built, '');
}
