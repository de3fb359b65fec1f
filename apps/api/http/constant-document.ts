import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';

interface Constant {
  body: Buffer;
  etag: string;
}

/**
 * Serves a document that never changes while the process runs, and is written when it is first asked for. All answers
 * share its bytes, so that clients that ask often and read slowly cost no memory; a client that has it already gets a 304.
 */
export function serveConstant(server: FastifyInstance, path: string, type: string, write: () => string): void {
  let written: Constant | undefined;
  server.get(path, (request, reply) => {
    const { body, etag } = (written ??= constant(write()));
    // Kept, but asked for again each time: the next version of the program has another one at this path.
    void reply.headers({ etag, 'cache-control': 'no-cache' });
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.type(type).send(body);
  });
}

function constant(text: string): Constant {
  const body = Buffer.from(text);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}

/** Compares weakly, as RFC 9110 asks for If-None-Match: a proxy that compresses turns the tag into a weak one. */
export function hasTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}
