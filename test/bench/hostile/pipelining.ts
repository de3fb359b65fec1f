import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from './attack';

const SOCKETS = 40;
const REQUESTS = 2_000;
const HOLD_MS = 20_000;
const NOTICE_MS = 2_000;
const LOOK_EVERY_MS = 200;

/** Large answers are asked for, and none is read. */
export const pipelining: Attack = {
  size: `${SOCKETS} sockets × ${REQUESTS} requests`,
  timeoutMs: 2 * HOLD_MS,
  async run(url) {
    const { hostname, port } = new URL(url);
    const requests = `GET /openapi.json HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`.repeat(REQUESTS);
    const sockets = Array.from({ length: SOCKETS }, () => {
      const socket = connect(Number(port), hostname);
      // The program may cut the connection at any time.
      socket.on('error', () => undefined);
      socket.pause().write(requests);
      return socket;
    });
    await sleep(HOLD_MS);
    // Only a socket that reads learns that it was closed.
    for (const socket of sockets) socket.resume();
    const open = await heldOpen(sockets, NOTICE_MS);
    return [`${SOCKETS - open} of ${SOCKETS} connections were closed by the program`];
  },
};

/** Waits until the program has closed all sockets, or for the time, and closes the others. @returns how many it kept */
export async function heldOpen(sockets: readonly Socket[], holdMs: number): Promise<number> {
  const kept = () => sockets.filter(({ closed }) => !closed);
  for (const until = performance.now() + holdMs; performance.now() < until && kept().length > 0;) {
    await sleep(LOOK_EVERY_MS);
  }
  const open = kept();
  for (const socket of open) socket.destroy();
  return open.length;
}
