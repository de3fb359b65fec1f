import type { FastifyReply, FastifyRequest } from 'fastify';

const SDK_PATH = '/v1/track/';
const PREFLIGHT_MAX_AGE_SECONDS = '86400';

/**
 * Lets any page use the SDK's routes, and no others. `navigator.sendBeacon` always sends credentials, and then browsers
 * require the origin itself instead of `*`. Nothing here reads a cookie: the key alone identifies the caller.
 * @returns true when the request was a preflight, which is answered here
 */
export function answerCors(request: FastifyRequest, reply: FastifyReply): boolean {
  if (!request.url.startsWith(SDK_PATH)) return false;
  const { origin } = request.headers;
  reply.header('vary', 'Origin');
  if (origin === undefined) return false;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-credentials', 'true');
  reply.header('access-control-expose-headers', 'Retry-After, RateLimit, RateLimit-Policy');
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  void reply
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', 'authorization, content-type')
    .header('access-control-max-age', PREFLIGHT_MAX_AGE_SECONDS)
    .code(204)
    .send();
  return true;
}
