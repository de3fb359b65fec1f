import { connect } from 'node:net';
import type { Attack } from './attack';
import { heldOpen } from './pipelining';

const SOCKETS = 1_000;
const BODY_BYTES = 2 * 1_048_576;
const SENT_BYTES = 65_536;
const HOLD_MS = 20_000;

/** Large bodies are declared and begun, and never end. */
export const bodiesWithoutKey: Attack = {
  size: `${SOCKETS} sockets × ${BODY_BYTES / 1_048_576} MiB declared`,
  timeoutMs: 2 * HOLD_MS,
  async run(url) {
    const { hostname, port } = new URL(url);
    const head = `POST /v1/track/touchpoint HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`;
    const begun = `${head}Content-Length: ${BODY_BYTES}\r\n\r\n${' '.repeat(SENT_BYTES)}`;
    let refused = 0;
    const sockets = Array.from({ length: SOCKETS }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.once('data', (answer) => (refused += answer.toString('latin1').startsWith('HTTP/1.1 401') ? 1 : 0));
      socket.write(begun);
      return socket;
    });
    const open = await heldOpen(sockets, HOLD_MS);
    return [`${refused} of ${SOCKETS} got 401, ${SOCKETS - open} connections were closed by the program`];
  },
};
