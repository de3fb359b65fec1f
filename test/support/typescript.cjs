// Lets plain node run this project's TypeScript as it stands: `node --require ./test/support/typescript.cjs file.ts`.
const { transformFileSync } = require('@swc/core');
const { _extensions: extensions } = require('node:module');

process.setSourceMapsEnabled(true);
extensions['.ts'] = (module, filename) => {
  const { code } = transformFileSync(filename, {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
