/**
 * Limits of each connection: requests that wait for their answers, and answers that wait for their reader. Node stops
 * reading a connection whose answers are not read, but only after it has taken all requests of a packet, hundreds of them.
 */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

export interface ConnectionLimitsOptions {
  /** Pipelined requests of a connection that are not answered yet. */
  requestsMax: number;
  /** With so many bytes of answers unread, a connection gets no further answer. One answer alone may have more. */
  unreadBytesMax: number;
  /** Of all connections. Above it, the connection whose client has taken nothing for the longest time is closed. */
  unreadBytesOfAllMax: number;
  /** Time in which a client takes an answer; on a connection with several, each of them. */
  readTimeoutMs: number;
}

export const CONNECTION_LIMITS: ConnectionLimitsOptions = {
  requestsMax: 64,
  unreadBytesMax: 16 * 1_048_576,
  unreadBytesOfAllMax: 128 * 1_048_576,
  readTimeoutMs: 60_000,
};
const READERS_CHECK_MS = 2_000;

interface Connection {
  requests: number;
  unreadBytes: number;
  /** When the client took an answer, or the first of its unread answers was made; in ms of a steady clock. */
  readAt: number;
}

/** Closes every connection that exceeds a limit: its client is broken or an enemy, and would not read a refusal. */
export class ConnectionLimits {
  private readonly connections = new Map<Socket, Connection>();
  private unreadBytes = 0;

  constructor(private readonly limits: ConnectionLimitsOptions = CONNECTION_LIMITS) {}

  opened(socket: Socket): void {
    this.connections.set(socket, { requests: 0, unreadBytes: 0, readAt: 0 });
    socket.once('close', () => this.closed(socket));
  }

  /** False: the connection is closed, and the request is to be left alone. */
  asked(socket: Socket): boolean {
    const connection = this.connections.get(socket);
    if (connection === undefined || socket.destroyed) return false;
    if (++connection.requests > this.limits.requestsMax) socket.destroy();
    return !socket.destroyed;
  }

  /** An answer of `bytes` is made. */
  answered(socket: Socket, bytes: number, now: number): void {
    const connection = this.connections.get(socket);
    if (connection === undefined || socket.destroyed) return;
    if (connection.unreadBytes > this.limits.unreadBytesMax) return void socket.destroy();
    if (connection.unreadBytes === 0) connection.readAt = now;
    connection.unreadBytes += bytes;
    this.unreadBytes += bytes;
    if (this.unreadBytes > this.limits.unreadBytesOfAllMax) this.closeSlowest();
  }

  /** The client, or its side of the network, has taken an answer of `bytes`. */
  read(socket: Socket, bytes: number, now: number): void {
    const connection = this.connections.get(socket);
    if (connection === undefined) return;
    connection.requests--;
    connection.readAt = now;
    connection.unreadBytes -= bytes;
    this.unreadBytes -= bytes;
  }

  /** Closes the connections whose clients do not take their answers in time. */
  closeLate(now: number): void {
    for (const [socket, { unreadBytes, readAt }] of this.connections) {
      if (unreadBytes > 0 && now - readAt > this.limits.readTimeoutMs) socket.destroy();
    }
  }

  private closeSlowest(): void {
    let slowest: Socket | null = null;
    let readAt = Infinity;
    for (const [socket, connection] of this.connections) {
      if (connection.unreadBytes === 0 || connection.readAt >= readAt) continue;
      slowest = socket;
      readAt = connection.readAt;
    }
    if (slowest === null) return;
    slowest.destroy();
    this.closed(slowest);
  }

  private closed(socket: Socket): void {
    this.unreadBytes -= this.connections.get(socket)?.unreadBytes ?? 0;
    this.connections.delete(socket);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body of the answer holds in memory until it is read. */
    answerBytes: number;
  }
}

export function limitConnections(server: FastifyInstance, limits = new ConnectionLimits()): void {
  server.decorateRequest('answerBytes', 0);
  server.server.on('connection', (socket) => limits.opened(socket));
  takeOnly(server.server, ({ socket }) => limits.asked(socket));
  const check = setInterval(() => limits.closeLate(performance.now()), READERS_CHECK_MS).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(check);
    done();
  });
  server.addHook('onSend', (request, _reply, payload, done) => {
    request.answerBytes = bytesOf(payload);
    limits.answered(request.raw.socket, request.answerBytes, performance.now());
    done();
  });
  server.addHook('onResponse', (request, _reply, done) => {
    limits.read(request.raw.socket, request.answerBytes, performance.now());
    done();
  });
}

/**
 * Hands on a request only if it is taken. A packet may hold hundreds of them, and what a closed connection asked is not
 * worth any work, not even routing.
 */
function takeOnly(server: Server, takes: (request: IncomingMessage) => boolean): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (takes(request)) for (const listener of listeners) listener.call(server, request, response);
  });
}

/** A stream, of a file, makes no more than is read. */
const STREAM_BUFFER_BYTES = 65_536;

function bytesOf(payload: unknown): number {
  if (payload === null || payload === undefined) return 0;
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  return Buffer.isBuffer(payload) ? payload.length : STREAM_BUFFER_BYTES;
}
