import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { testRun } from './test-run';
import { until } from './until';

/** Builds what browsers load, once in a run of the tests. */
export async function buildSdk(): Promise<void> {
  const flag = path.join(testRun().directory, 'sdk');
  const built = path.join(flag, 'built');
  const isFirst = await mkdir(flag).then(
    () => true,
    () => false,
  );
  if (!isFirst) return until(() => existsSync(built));
  await promisify(execFile)(process.execPath, [path.join(__dirname, '../../libs/sdk/build.mjs')]);
  await writeFile(built, '');
}
