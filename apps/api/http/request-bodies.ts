/**
 * Bodies of requests. They stay bytes until the sender is known: signatures are made over the bytes, and 401 comes before
 * 400. All bodies together have a limit, so that nobody can fill the memory by sending many at once.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Problem } from './problem';

/** Of all bodies that are received and not yet answered. */
const BYTES_IN_FLIGHT_MAX = 256 * 1_048_576;
const FIRST_BYTES = 1_024;

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body takes of the limit of all bodies. */
    bodyBytes: number;
  }
}

type Done = (error: Error | null, body?: Buffer) => void;

export class RequestBodies {
  private bytesInFlight = 0;

  constructor(private readonly bytesInFlightMax = BYTES_IN_FLIGHT_MAX) {}

  /** Reads a body. A declared length counts from the start, and other bodies as they come. */
  read(request: FastifyRequest, payload: IncomingMessage, done: Done): void {
    const bytesMax = request.routeOptions.bodyLimit;
    const announced = Number(request.headers['content-length'] ?? 0);
    const body = new GrowingBytes(announced === 0 ? bytesMax : announced);
    const refusalAt = (bytes: number): Problem | null => {
      if (bytes > bytesMax) return new Problem('BODY_TOO_LARGE');
      return this.holds(request, bytes) ? null : new Problem('OVERLOADED');
    };
    const end = (error: Error | null) => {
      payload.off('data', onData).off('end', onEnd).off('error', onCut);
      done(error, error === null ? body.taken() : undefined);
    };
    const onData = (chunk: Buffer) => {
      const refusal = refusalAt(body.length + chunk.length);
      if (refusal !== null) return end(refusal);
      body.push(chunk);
    };
    const onEnd = () => end(null);
    const onCut = () => end(new Problem('MALFORMED_REQUEST', 'The body is shorter than announced.'));

    const refusal = refusalAt(announced);
    if (refusal !== null) return done(refusal);
    payload.on('data', onData).on('end', onEnd).on('error', onCut);
  }

  /** The request is answered, and its body is not needed any more. */
  release(request: FastifyRequest): void {
    this.bytesInFlight -= request.bodyBytes;
    request.bodyBytes = 0;
    request.body = undefined;
  }

  /** Reserves what the request does not have yet of `bytes`. False: all bodies together would exceed the limit. */
  private holds(request: FastifyRequest, bytes: number): boolean {
    const more = Math.max(0, bytes - request.bodyBytes);
    if (this.bytesInFlight + more > this.bytesInFlightMax) return false;
    this.bytesInFlight += more;
    request.bodyBytes += more;
    return true;
  }
}

/** One buffer that doubles: kept as they come, chunks of one byte would take a hundred times their length. */
class GrowingBytes {
  length = 0;
  private bytes = Buffer.alloc(0);

  constructor(private readonly lengthMax: number) {}

  push(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (length > this.bytes.length) {
      const doubled = Math.min(this.lengthMax, Math.max(FIRST_BYTES, 2 * this.bytes.length));
      const larger = Buffer.allocUnsafeSlow(Math.max(length, doubled));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    chunk.copy(this.bytes, this.length);
    this.length = length;
  }

  taken(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

/** Called after the hooks that decide who asks. */
export function readBodies(server: FastifyInstance, bodies = new RequestBodies()): void {
  server.decorateRequest('bodyBytes', 0);
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
