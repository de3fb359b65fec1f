/** The dashboard's page and what it loads, as `npm run build` made them. The page itself asks the REST API alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compressedFile, type CompressedFile, sendCompressed } from '../http/compressed-file';
import { Problem } from '../http/problem';

/** Beside the built program, or where a build put it, when the program runs from its sources. */
const PLACES = ['../../../dashboard', '../../../dist/dashboard'].map((place) => path.join(__dirname, place));
const PAGE = 'index.html';
/** Names of files below this hold the hash of their bytes. */
const HASHED = 'assets/';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Scripts come from our files alone, none is written into the page and no text becomes one. Styles may be written by
 * scripts: pictures and dialogs place themselves by them.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const OF_PAGE = {
  // A later version of the program has another page here.
  'cache-control': 'no-cache',
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};
const OF_FILE = { 'cache-control': 'public, max-age=31536000, immutable' };

type FileRequest = FastifyRequest<{ Params: { '*': string } }>;

/** Serves `/dashboard`. Below it, the page answers for every path but those of files: the paths of screens are its own. */
export function serveDashboard(server: FastifyInstance): void {
  let read: Map<string, CompressedFile> | undefined;
  const files = () => (read ??= readFiles());
  const page = (request: FastifyRequest, reply: FastifyReply) =>
    sendCompressed(request, reply, files().get(PAGE)!, OF_PAGE);
  server.get('/dashboard', page);
  server.get('/dashboard/*', (request: FileRequest, reply) => {
    const name = request.params['*'];
    if (!name.startsWith(HASHED)) return page(request, reply);
    const file = files().get(name);
    if (file === undefined) throw new Problem('NOT_FOUND', 'The dashboard has no such file; load the page anew.');
    return sendCompressed(request, reply, file, OF_FILE);
  });
}

/** @throws Problem UNAVAILABLE where nothing was built */
function readFiles(): Map<string, CompressedFile> {
  const place = PLACES.find((one) => existsSync(path.join(one, PAGE)));
  if (place === undefined) throw new Problem('UNAVAILABLE', 'The dashboard is not built: npm run build makes it.');
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => path.extname(name) in TYPES);
  const bytesOf = (name: string) => readFileSync(path.join(place, name));
  return new Map(
    names.map((name) => [
      name.split(path.sep).join('/'),
      compressedFile(bytesOf(name), TYPES[path.extname(name)]!, {
        br: bytesOf(`${name}.br`),
        gzip: bytesOf(`${name}.gz`),
      }),
    ]),
  );
}
