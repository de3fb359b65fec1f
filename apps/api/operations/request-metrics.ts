import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../metrics';

/** Durations by declared route, so that what clients write into URLs makes no series of its own. */
export function observeRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.httpSeconds.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
}
