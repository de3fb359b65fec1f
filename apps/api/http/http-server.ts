/** The Fastify server under Nest: limits, raw bodies, CORS for the SDK, and problem documents for its own errors. */
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { OWN_BODY_BYTES_MAX } from '../../../libs/intake/limits';
import { SHOP_PLATFORMS } from '../../../libs/intake/shop-platforms';
import { limitConnections } from './connection-limits';
import { answerCors } from './cors';
import { Problem } from './problem';
import { knownProblem, sendProblem } from './problem-filter';
import { readBodies } from './request-bodies';
import type { RouteTable } from './route-table';
import { answerClientError, writeProblem } from './socket-answers';

/** The largest limit of all platforms. A platform's own limit is checked after the signature. */
const WEBHOOK_BODY_BYTES_MAX = Math.max(...Object.values(SHOP_PLATFORMS).map(({ bodyBytesMax }) => bodyBytesMax));
/** Time for a whole request to arrive. */
export const REQUEST_TIMEOUT_MS = 30_000;
/** How often the server looks for late requests. */
const LATENESS_CHECK_MS = 2_000;
export const KEEP_ALIVE_TIMEOUT_MS = 72_000;
/** Longer than any URL that the HTTP parser accepts, so that the operation itself refuses ids that are too long. */
const PARAM_LENGTH_MAX = 65_536;
export const WEBHOOKS_PATH = '/v1/webhooks/';

/** The server listens before the process can do its work, and while it ends it: requests are then turned away. */
export interface ServerState {
  phase: 'starting' | 'serving' | 'stopping';
}

/**
 * @param trustProxy true: the process is reached through one proxy alone, and the last entry of X-Forwarded-For, which
 * that wrote, is the client's address
 */
export function newHttpAdapter(state: ServerState, trustProxy = false): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    trustProxy: trustProxy && ((_address: string, hop: number) => hop === 0),
    bodyLimit: OWN_BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl: ({ url }: IncomingMessage) => plainWebhookUrl(url!),
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    // The hook below refuses a request without Host, with a document. Node applies the smaller of both timeouts to the
    // headers, and the default of headersTimeout is a minute.
    http: {
      requireHostHeader: false,
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: LATENESS_CHECK_MS,
    },
    // We use no Nest middleware, and its plugin would add a hook to every request.
    skipMiddie: true,
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, turnedAway(state) ?? knownProblem(error) ?? new Problem('MALFORMED_REQUEST'));
    },
    clientErrorHandler: answerClientError,
  });
}

const WEBHOOK_URL = /^(\/+v1\/+webhooks\/[^?]*)(.*)$/s;

/**
 * People type the addresses of webhooks into forms of their shops, and a shop switches off a hook that answers 404. So
 * additional slashes, at the end or in between, make no difference.
 */
function plainWebhookUrl(url: string): string {
  const [, path, query] = WEBHOOK_URL.exec(url) ?? [];
  return path === undefined ? url : path.replace(/\/+/g, '/').replace(/\/$/, '') + query;
}

/** A process that starts is alive, however long it rebuilds read models; whoever restarts it would begin all over again. */
const LIVE_PATH = '/health/live';

/** Called before the routes are made. */
export function prepareServer(server: FastifyInstance, routes: RouteTable, state: ServerState): void {
  limitConnections(server);
  readBodies(server);
  // Node would answer both events itself, without a document. Unknown expectations may be ignored; this is no proxy.
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  server.server.on('connect', (_request, socket) => writeProblem(socket as Socket, new Problem('MALFORMED_REQUEST')));
  server.addHook('onRoute', (route) => {
    routes.add(route.url, route.method);
    if (route.url.startsWith(WEBHOOKS_PATH)) route.bodyLimit = WEBHOOK_BODY_BYTES_MAX;
  });
  server.addHook('onRequest', (request, reply, done) => {
    const away = request.url === LIVE_PATH ? null : turnedAway(state);
    if (away !== null) {
      reply.header('connection', 'close');
      return done(away);
    }
    if (request.raw.headers.host === undefined && request.raw.httpVersion === '1.1') {
      return done(new Problem('MALFORMED_REQUEST', 'The request has no Host header.'));
    }
    // Fastify would refuse a malformed type before the key is checked, and shops may send any type.
    const { headers } = request.raw;
    if (headers['content-type'] !== undefined && !MEDIA_TYPE.test(headers['content-type'])) {
      headers['content-type'] = 'application/octet-stream';
    }
    if (answerCors(request, reply)) return;
    // Before the body is read, and in the words of the table.
    done(request.is404 ? routes.notFound(request.method, request.url) : undefined);
  });
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

function turnedAway({ phase }: ServerState): Problem | null {
  if (phase === 'serving') return null;
  return new Problem('UNAVAILABLE', `The process is ${phase}; ask another one, or again in a moment.`);
}
