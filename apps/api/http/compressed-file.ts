/** Files that browsers load: compressed once, and sent as the browser takes them. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasTag } from './constant-document';

export interface CompressedFile {
  type: string;
  /** Of all its bytes. */
  digest: Buffer;
  bodies: Record<'br' | 'gzip' | 'identity', Buffer>;
}

/** @param made compressed before; else it is done here, which takes a moment */
export function compressedFile(
  identity: Buffer,
  type: string,
  made?: Omit<CompressedFile['bodies'], 'identity'>,
): CompressedFile {
  const digest = createHash('sha384').update(identity).digest();
  return { type, digest, bodies: { ...(made ?? compress(identity)), identity } };
}

function compress(identity: Buffer) {
  return {
    br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }),
    gzip: gzipSync(identity, { level: constants.Z_BEST_COMPRESSION }),
  };
}

export function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, digest, bodies }: CompressedFile,
  headers: Record<string, string>,
): FastifyReply {
  const accepted = request.headers['accept-encoding'];
  const encoding = accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'identity';
  const etag = `"${digest.toString('base64url')}-${encoding}"`;
  void reply.headers({ etag, vary: 'Accept-Encoding', 'x-content-type-options': 'nosniff', ...headers });
  if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.type(type).send(bodies[encoding]);
}

/** Whether the client takes an encoding; `;q=0` refuses it. */
function accepts(header: string | undefined, encoding: string): boolean {
  return (header ?? '').split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
