/** Builds the dashboard into the directory that it is given, else into `dist/dashboard`, each file also compressed. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [outDir = here('../../dist/dashboard')] = process.argv.slice(2);

await build({
  configFile: false,
  root: here('.'),
  base: '/dashboard/',
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir,
    emptyOutDir: true,
    // The page forbids scripts and pictures that are written into it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The libraries for charts and graphs are large, and loaded by the screens that need them.
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // Libraries mark what a server must not run; here, everything runs in the browser.
      onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
          ],
        },
      },
    },
  },
});

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];
for (const file of await readdir(outDir, { recursive: true, withFileTypes: true })) {
  if (!file.isFile()) continue;
  const path = join(file.parentPath, file.name);
  const bytes = await readFile(path);
  await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  await writeFile(`${path}.gz`, await gzipped(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
