/**
 * Builds what browsers load: into the directory that it is given what the program serves; else all, into `dist/sdk` and,
 * as a package for those who bundle, `libs/sdk/dist`.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Smaller by two in a hundred than Vite's own, and every page of a shop loads it. */
const SMALL = {
  minify: 'terser',
  terserOptions: {
    ecma: 2020,
    compress: { passes: 3, unsafe: true, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
    // Chromium then compiles all functions while it loads the script, and not on the page's main thread as they are called.
    format: { preamble: '//# allFunctionsCalledOnLoad' },
  },
};
const [directory] = process.argv.slice(2);
const SERVED = directory ?? here('../../dist/sdk');

const PARTS = [
  /** For a script element. */
  { entry: 'tag/script.ts', fileName: 't.js', format: 'iife', outDir: SERVED, ...SMALL },
  /** A text that merchants paste, and should be able to read. */
  { entry: 'pixel/pixel.ts', fileName: 'shopify-pixel.js', format: 'iife', outDir: SERVED, minify: false },
];
/** For those who bundle. */
if (directory === undefined) {
  PARTS.push({ entry: 'tag/tag.ts', fileName: 'tributary.js', format: 'es', outDir: here('dist'), minify: false });
}

for (const { entry, fileName, format, ...options } of PARTS) {
  const lib = { entry: here(entry), name: 'tributary', formats: [format], fileName: () => fileName };
  await build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    build: {
      target: 'es2020',
      emptyOutDir: false,
      lib,
      // A slow machine is no fault of the build.
      rolldownOptions: { checks: { pluginTimings: false } },
      ...options,
    },
  });
}
