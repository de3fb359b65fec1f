/** Builds what browsers load: `dist/sdk` of the program, which serves it, and `libs/sdk/dist` of the package. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Smaller by two in a hundred than Vite's own, and every page of a shop loads it. */
const SMALL = {
  minify: 'terser',
  terserOptions: { ecma: 2020, compress: { passes: 3, unsafe_arrows: true, keep_fargs: false, pure_getters: true } },
};
const SERVED = here('../../dist/sdk');

const PARTS = [
  /** For a script element. */
  { entry: 'tag/script.ts', fileName: 't.js', format: 'iife', outDir: SERVED, ...SMALL },
  /** A text that merchants paste, and should be able to read. */
  { entry: 'pixel/pixel.ts', fileName: 'shopify-pixel.js', format: 'iife', outDir: SERVED, minify: false },
  /** For those who bundle. */
  { entry: 'tag/tag.ts', fileName: 'tributary.js', format: 'es', outDir: here('dist'), minify: false },
];

for (const { entry, fileName, format, ...options } of PARTS) {
  const lib = { entry: here(entry), name: 'tributary', formats: [format], fileName: () => fileName };
  await build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    build: { target: 'es2020', emptyOutDir: false, lib, ...options },
  });
}
