/** The Fastify server under Nest: limits, raw bodies, CORS for the SDK, and answers of its own as problem documents. */
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { OWN_BODY_BYTES_MAX } from '../../../libs/intake/limits';
import { SHOP_PLATFORMS } from '../../../libs/intake/shop-platforms';
import { answerCors } from './cors';
import { Problem, PROBLEM_TYPE } from './problem';
import { knownProblem, sendProblem } from './problem-filter';
import type { RouteTable } from './route-table';

/** What is above a platform's own limit is refused once its signature held. */
const WEBHOOK_BODY_BYTES_MAX = Math.max(...Object.values(SHOP_PLATFORMS).map(({ bodyBytesMax }) => bodyBytesMax));
/** A whole request has to arrive within. */
const REQUEST_TIMEOUT_MS = 30_000;
/** How often it is looked whether one is late. */
const LATENESS_CHECK_MS = 2_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;
/** Longer than any URL that the HTTP parser lets through: what is too long for an id is told by the operation. */
const PARAM_LENGTH_MAX = 65_536;
export const WEBHOOKS_PATH = '/v1/webhooks/';

/** Set when the process stops: what still arrives on open connections is turned away. */
export interface Draining {
  draining: boolean;
}

export function newHttpAdapter(state: Draining): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    bodyLimit: OWN_BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl: ({ url }: IncomingMessage) => plainWebhookUrl(url!),
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    // A request without Host is refused below, with a document.
    // Node takes the smaller of the two timeouts for that of the headers, which has a minute unless it is told.
    http: {
      requireHostHeader: false,
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: LATENESS_CHECK_MS,
    },
    // No Nest middleware is used, and its plugin would cost every request a hook.
    skipMiddie: true,
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, state.draining ? stopping() : (knownProblem(error) ?? new Problem('MALFORMED_REQUEST')));
    },
    clientErrorHandler: answerClientError,
  });
}

const WEBHOOK_URL = /^(\/+v1\/+webhooks\/[^?]*)(.*)$/s;

/**
 * Addresses of webhooks are typed by people into the forms of shops, and a shop switches a hook off that is not found:
 * slashes too many, at the end or in between, mean nothing.
 */
function plainWebhookUrl(url: string): string {
  const [, path, query] = WEBHOOK_URL.exec(url) ?? [];
  return path === undefined ? url : path.replace(/\/+/g, '/').replace(/\/$/, '') + query;
}

/** Called before the routes are made. */
export function prepareServer(server: FastifyInstance, routes: RouteTable, state: Draining): void {
  server.decorateRequest('merchantId', null);
  // Bodies stay bytes until it is known who sends them: signatures are over the bytes, and 401 comes before 400.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // Node would answer both by itself, without a document: an expectation that is not known may be overlooked, and a
  // proxy is what this is not.
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  server.server.on('connect', (_request, socket) => writeProblem(socket as Socket, new Problem('MALFORMED_REQUEST')));
  server.addHook('onRoute', (route) => {
    routes.add(route.url, route.method);
    if (route.url.startsWith(WEBHOOKS_PATH)) route.bodyLimit = WEBHOOK_BODY_BYTES_MAX;
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (state.draining) {
      reply.header('connection', 'close');
      return done(stopping());
    }
    if (request.raw.headers.host === undefined && request.raw.httpVersion === '1.1') {
      return done(new Problem('MALFORMED_REQUEST', 'The request has no Host header.'));
    }
    // Fastify would refuse it before anybody asked for a key, and shops may send what they like.
    const { headers } = request.raw;
    if (headers['content-type'] !== undefined && !MEDIA_TYPE.test(headers['content-type'])) {
      headers['content-type'] = 'application/octet-stream';
    }
    if (answerCors(request, reply)) return;
    done();
  });
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

function stopping(): Problem {
  return new Problem('UNAVAILABLE', 'The process is stopping; ask another one, or again in a moment.');
}

/** Answers what never became a request: the socket is all there is. */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  writeProblem(socket, clientProblem(error.code));
}

function writeProblem(socket: Socket, problem: Problem): void {
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
