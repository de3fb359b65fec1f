/**
 * Bodies of requests. They stay bytes until the sender is known: signatures are made over the bytes, and 401 comes before
 * 400. All bodies together have a limit, so that nobody can fill the memory by sending many at once.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { BodyTurns } from './body-turns';
import { GrowingBytes } from './growing-bytes';
import { Problem } from './problem';

export interface RequestBodiesOptions {
  /** Of all bodies that are received and not yet answered. */
  inFlightBytesMax: number;
  /** Of those that are handled. Parsed, a body can take fifty times its bytes; the others wait until one is answered. */
  handledBytesMax: number;
  /** Bodies up to this size have turns of their own, with the same limit, and never stand behind larger ones. */
  smallBytesMax: number;
  /** A body whose turn comes later is refused: its sender has given up. */
  waitTimeoutMs: number;
}

export const BODY_LIMITS: RequestBodiesOptions = {
  inFlightBytesMax: 256 * 1_048_576,
  handledBytesMax: 2 * 1_048_576,
  smallBytesMax: 65_536,
  waitTimeoutMs: 10_000,
};

/** Handling a large body takes as long as hundreds of small ones. */
const ROUNDS_BETWEEN_LARGE = 64;

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body takes of the limits of all bodies: in flight, and handled. */
    bodyBytes: number;
    handledBytes: number;
  }
}

type Done = (error: Error | null, body?: Buffer) => void;

export class RequestBodies {
  private inFlightBytes = 0;
  private readonly small: BodyTurns;
  private readonly large: BodyTurns;

  constructor(private readonly limits: RequestBodiesOptions = BODY_LIMITS) {
    this.small = new BodyTurns(limits.handledBytesMax, limits.waitTimeoutMs, 1);
    this.large = new BodyTurns(limits.handledBytesMax, limits.waitTimeoutMs, ROUNDS_BETWEEN_LARGE);
  }

  /** Reads a body and waits for its turn. A declared length counts from the start, and other bodies as they come. */
  read(request: FastifyRequest, payload: IncomingMessage, done: Done): void {
    const bytesMax = request.routeOptions.bodyLimit;
    const announced = Number(request.headers['content-length'] ?? 0);
    const body = new GrowingBytes(announced === 0 ? bytesMax : announced);
    const refusalAt = (bytes: number): Problem | null => {
      if (bytes > bytesMax) return new Problem('BODY_TOO_LARGE');
      return this.hasRoom(request, bytes) ? null : new Problem('OVERLOADED');
    };
    const stop = () => payload.off('data', onData).off('end', onEnd).off('error', onCut);
    const onData = (chunk: Buffer) => {
      const refusal = refusalAt(body.length + chunk.length);
      if (refusal === null) return body.push(chunk);
      stop();
      done(refusal);
    };
    const onEnd = () => {
      stop();
      this.turnsOf(body.length).take(body.length, (isLate) => {
        request.handledBytes = body.length;
        if (isLate) done(new Problem('OVERLOADED'));
        else done(null, body.taken());
      });
    };
    const onCut = () => {
      stop();
      done(new Problem('MALFORMED_REQUEST', 'The body is shorter than announced.'));
    };

    const refusal = refusalAt(announced);
    if (refusal !== null) return done(refusal);
    payload.on('data', onData).on('end', onEnd).on('error', onCut);
  }

  /** The request is answered, and its body is not needed any more. */
  release(request: FastifyRequest): void {
    const { bodyBytes, handledBytes } = request;
    this.inFlightBytes -= bodyBytes;
    request.bodyBytes = request.handledBytes = 0;
    request.body = undefined;
    if (handledBytes > 0) this.turnsOf(handledBytes).end(handledBytes);
  }

  private turnsOf(bytes: number): BodyTurns {
    return bytes <= this.limits.smallBytesMax ? this.small : this.large;
  }

  /** Reserves what the request does not have yet of `bytes`. False: all bodies together would exceed the limit. */
  private hasRoom(request: FastifyRequest, bytes: number): boolean {
    const more = Math.max(0, bytes - request.bodyBytes);
    if (this.inFlightBytes + more > this.limits.inFlightBytesMax) return false;
    this.inFlightBytes += more;
    request.bodyBytes += more;
    return true;
  }
}

/** Called after the hooks that decide who asks. */
export function readBodies(server: FastifyInstance, bodies = new RequestBodies()): void {
  server.decorateRequest('bodyBytes', 0);
  server.decorateRequest('handledBytes', 0);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (request, payload, done) => bodies.read(request, payload, done));
  server.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    bodies.release(request);
    // What still comes of the body is for nobody.
    if (hasBody(request) && !request.raw.complete) void reply.header('connection', 'close');
    done();
  });
  // By itself, Node would ask for a body before the hooks know whether anybody wants it.
  server.server.on('checkContinue', (request, response) => server.server.emit('request', request, response));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
