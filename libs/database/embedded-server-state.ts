import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

/** The contents of a postmaster's lock file. */
export interface ServerLock {
  pid: number;
  port: number;
}

/** Reads the lock file of a data directory; undefined when it is missing or still being written. */
export async function readLock(data: string): Promise<ServerLock | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const lock = { pid: Number(lines[0]), port: Number(lines[3]) };
  return lock.pid > 0 && lock.port > 0 ? lock : undefined;
}

/** True for a dead process too, until its parent reaps it. */
export function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function isAlive(pid: number): boolean {
  return isPidTaken(pid) && statOf(pid)[0] !== 'Z';
}

/** Whether the lock's process lives and is the postmaster of `data`; a live process passes on systems without /proc. */
export async function isRunning(lock: ServerLock | undefined, data: string): Promise<boolean> {
  if (lock === undefined || !isAlive(lock.pid)) return false;
  // Every user may read the command line (`postgres -D <data> ...`), but not the working directory.
  const commandLine = await readFile(`/proc/${lock.pid}/cmdline`, 'utf8').catch(() => undefined);
  return commandLine === undefined || commandLine.split('\0').includes(data);
}

/** Identifies a process beyond its pid, which the system reuses: `<pid> <start time in ticks>`. */
export function processMark(pid: number): string {
  return `${pid} ${statOf(pid)[19] ?? ''}`;
}

export function pidOfMark(mark: string): number {
  return Number(mark.split(' ')[0]);
}

/** Whether the process with this mark still runs. */
export function isMarkAlive(mark: string): boolean {
  const pid = pidOfMark(mark);
  return pid > 0 && isAlive(pid) && mark === processMark(pid);
}

/** The fields of /proc/<pid>/stat from the state on; empty on systems without /proc. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in parentheses that may contain any characters.
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** A free port on 127.0.0.1: the preferred one if possible, else any. */
export async function freePort(preferred: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const chosen = (server.address() as AddressInfo).port;
        server.close(() => resolve(chosen));
      });
    });
  return tryPort(preferred || 0).catch(() => tryPort(0));
}
