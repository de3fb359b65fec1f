/** Answers to what is no HTTP request, written on the socket itself. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem, PROBLEM_TYPE } from './problem';

/** For the server's `clientError`: bytes that cannot be parsed, or that come too late. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  writeProblem(socket, clientProblem(error.code));
}

/** Writes the refusal and closes the connection. */
export function writeProblem(socket: Socket, problem: Problem): void {
  if (socket.writable) {
    const body = JSON.stringify(problem.document);
    socket.write(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: ${PROBLEM_TYPE}\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}

function clientProblem(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem('HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('REQUEST_TIMEOUT');
  return new Problem('MALFORMED_REQUEST');
}
