import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { isAlive } from '../../libs/database/embedded-server-state';
import { setTestRun } from './test-run';

const NAME = /^tributary-jest-(\d+)-/;

/** Gives the run a directory, and clears away what runs that were killed left behind. */
export default async function globalSetup(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const pid = Number(NAME.exec(entry)?.[1] ?? process.pid);
    if (isAlive(pid)) continue;
    const leftover = path.join(tmpdir(), entry);
    await stopEmbeddedPostgres(leftover);
    // Another user's is that user's to clear away.
    await rm(leftover, { recursive: true, force: true }).catch(() => undefined);
  }
  setTestRun(await mkdtemp(path.join(tmpdir(), `tributary-jest-${process.pid}-`)));
}
