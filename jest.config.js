// Everything is compiled to CommonJS, the ESM-only packages too: Jest on Node 20 cannot require() an ES module.
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  },
];
const esmPackages = [
  '@marcbachmann',
  '@nestjs',
  'file-type',
  'hyparquet',
  'hyparquet-writer',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'openapi-typescript',
  'openapi-fetch',
  'parse-json',
  'index-to-position',
  'change-case',
  'supports-color',
];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  transform: { '^.+\\.(t|j|mj)s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/properties.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Longer than the one wait of `test/support/until.ts`, which says what did not come.
  testTimeout: 120000,
  // Suites that break and restart servers mostly wait: three workers keep both cores of a small machine at work.
  maxWorkers: 3,
  // Jest keeps what suites have loaded; beyond this, a worker spends its time on collecting garbage.
  workerIdleMemoryLimit: '800MB',
};
