// What `npm start`, `npm run start:api` and `npm run start:worker` run: builds the program if need be, and becomes it.
// One process, so that signals reach it; and no `prestart`, because npm runs no such scripts while it is told to run
// none of packages (.npmrc).
const { join } = require('node:path');
const { build } = require('./build.cjs');

const [role] = process.argv.slice(2);
if (role !== undefined) process.env.TRIBUTARY_ROLE = role;
const status = build();
if (status === 0) {
  require(join(__dirname, '../dist/apps/main.js'));
} else {
  process.exitCode = status;
}
