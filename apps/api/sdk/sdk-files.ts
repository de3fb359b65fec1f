/** What browsers load from us: the tag for shops' pages, and the text of Shopify's pixel. `npm run build` makes both. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../http/problem';
import { compressedFile, type CompressedFile, sendCompressed } from '../http/compressed-file';

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
  let made: Tag | undefined;
  const tag = () => (made ??= served(builtFile('t.js')));
  server.get('/t.js', (request, reply) => answer(request, reply, tag(), UNDER_NAME));
  server.get('/t.:hash.js', (request: FastifyRequest<{ Params: { hash: string } }>, reply) => {
    const found = tag();
    if (request.params.hash !== found.hash)
      throw new Problem('NOT_FOUND', 'No tag has this hash: /t.js is the newest.');
    return answer(request, reply, found, UNDER_HASH);
  });
}

/** The address under its hash, and what the browser checks it by; null where nothing was built. */
export function pinnedTag(): { path: string; integrity: string } | null {
  try {
    const { hash, file } = served(builtFile('t.js'));
    return { path: `/t.${hash}.js`, integrity: `sha384-${file.digest.toString('base64')}` };
  } catch {
    return null;
  }
}

interface Tag {
  hash: string;
  file: CompressedFile;
}

function served(text: string): Tag {
  const file = compressedFile(Buffer.from(text), 'text/javascript; charset=utf-8');
  return { hash: file.digest.toString('hex').slice(0, HASH_LENGTH), file };
}

function answer(request: FastifyRequest, reply: FastifyReply, { file }: Tag, caching: string): FastifyReply {
  return sendCompressed(request, reply, file, {
    'cache-control': caching,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
}
