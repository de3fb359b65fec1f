/** What browsers load from us: the tag for shops' pages, and the text of Shopify's pixel. `npm run build` makes both. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../http/problem';
import { hasTag } from '../http/constant-document';

/** Beside the built program, or where a build put it, when the program runs from its sources. */
const PLACES = ['../../../sdk', '../../../dist/sdk'].map((place) => path.join(__dirname, place));

/** @throws Problem UNAVAILABLE where nothing was built */
export function builtFile(name: string): string {
  const found = PLACES.map((place) => path.join(place, name)).find(existsSync);
  if (found === undefined) throw new Problem('UNAVAILABLE', `${name} is not built: npm run build makes it.`);
  return readFileSync(found, 'utf8');
}

const UNDER_NAME = 'public, max-age=300, stale-while-revalidate=86400';
const UNDER_HASH = 'public, max-age=31536000, immutable';
const HASH_LENGTH = 16;

/**
 * Serves the tag under its name, for a few minutes, and under the hash of its bytes, for ever. Any page may load it, and
 * check its integrity.
 */
export function serveTag(server: FastifyInstance): void {
  let made: Served | undefined;
  const tag = () => (made ??= served(builtFile('t.js')));
  server.get('/t.js', (request, reply) => answer(request, reply, tag(), UNDER_NAME));
  server.get('/t.:hash.js', (request: FastifyRequest<{ Params: { hash: string } }>, reply) => {
    const file = tag();
    if (request.params.hash !== file.hash) throw new Problem('NOT_FOUND', 'No tag has this hash: /t.js is the newest.');
    return answer(request, reply, file, UNDER_HASH);
  });
}

/** The address under its hash, and what the browser checks it by; null where nothing was built. */
export function pinnedTag(): { path: string; integrity: string } | null {
  try {
    const { hash, digest } = served(builtFile('t.js'));
    return { path: `/t.${hash}.js`, integrity: `sha384-${Buffer.from(digest, 'base64url').toString('base64')}` };
  } catch {
    return null;
  }
}

interface Served {
  hash: string;
  /** Of all its bytes. */
  digest: string;
  bodies: { br: Buffer; gzip: Buffer; identity: Buffer };
}

function served(text: string): Served {
  const identity = Buffer.from(text);
  const digest = createHash('sha384').update(identity).digest();
  const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } });
  return {
    hash: digest.toString('hex').slice(0, HASH_LENGTH),
    digest: digest.toString('base64url'),
    bodies: { br, gzip: gzipSync(identity, { level: constants.Z_BEST_COMPRESSION }), identity },
  };
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { digest, bodies }: Served,
  caching: string,
): FastifyReply {
  const accepted = request.headers['accept-encoding'];
  const encoding = accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'identity';
  const tag = `"${digest}-${encoding}"`;
  void reply.headers({
    etag: tag,
    'cache-control': caching,
    vary: 'Accept-Encoding',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  if (hasTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.type('text/javascript; charset=utf-8').send(bodies[encoding]);
}

/** Whether the client takes an encoding; `;q=0` refuses it. */
function accepts(header: string | undefined, encoding: string): boolean {
  return (header ?? '').split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
