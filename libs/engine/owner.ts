/**
 * The owner of leases is one engine of one process. Processes on the same machine can tell at once that it died, so a
 * process that restarts after a crash need not wait for the leases of its predecessor.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { isAlive, processMark } from '../database/embedded-server-state';

/** A process id is comparable only within one boot and one (container) namespace. */
const PLACE = placeOf();

export function newOwner(): string {
  return [PLACE ?? hostname(), processMark(process.pid), randomUUID()].join('/');
}

/** Tells people which process it is. */
export function processName(): string {
  return `${hostname()}:${process.pid}`;
}

/** True only if it is certain that the process ran in this place and is gone. */
export function isDead(owner: string): boolean {
  const [place, mark] = owner.split('/');
  if (PLACE === null || place !== PLACE || mark === undefined) return false;
  const pid = Number(mark.split(' ')[0]);
  return !isAlive(pid) || processMark(pid) !== mark;
}

/** Null on systems without /proc. */
function placeOf(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}
