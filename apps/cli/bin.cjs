#!/usr/bin/env node
// What `npx tributary` runs: the built program. A file of the repository and no output, so that it stays executable.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '../../dist/apps/cli/tributary.js');
if (existsSync(program)) {
  require(program).runProgram();
} else {
  process.stderr.write('Tributary is not built yet: npm run build\n');
  process.exitCode = 2;
}
