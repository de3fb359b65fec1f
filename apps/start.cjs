// What `npm start` runs: builds the program and becomes it. One process, so that signals reach it; and no `prestart`,
// because npm runs no such scripts while it is told to run none of packages (.npmrc).
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const program = join(__dirname, '../dist/apps/main.js');
const { status } = spawnSync('npm run --silent build', { shell: true, stdio: 'inherit' });
if (status === 0) {
  require(program);
} else {
  process.exitCode = status ?? 1;
}
