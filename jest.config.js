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
/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  testEnvironment: '<rootDir>/test/support/jest/one-realm-environment.cjs',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  transform: {
    '/node_modules/': '<rootDir>/test/support/jest/shared-package.cjs',
    '\\.(ts|js|mjs)$': swc,
  },
  transformIgnorePatterns: [],
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
