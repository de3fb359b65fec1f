import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { isAlive } from '../../libs/database/embedded-server-state';
import { setTestRun } from './test-run';

const NAME = /^tributary-jest-(\d+)-/;

/** Makes the run's directory, and removes what killed runs left behind. */
export default async function globalSetup(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const pid = Number(NAME.exec(entry)?.[1] ?? process.pid);
    if (isAlive(pid)) continue;
    const leftover = path.join(tmpdir(), entry);
    await stopEmbeddedPostgres(leftover);
    // Another user's leftovers are for that user to remove.
    await rm(leftover, { recursive: true, force: true }).catch(() => undefined);
  }
  setTestRun(await mkdtemp(path.join(tmpdir(), `tributary-jest-${process.pid}-`)));
}
