// A thread that is asked to run a source of the project runs the bundled file of that name.
const { _extensions: extensions } = require('node:module');
const path = require('node:path');

extensions['.ts'] = (module, filename) => {
  module.exports = require(path.join(process.env.TRIBUTARY_BUNDLED_PROGRAM, `${path.basename(filename, '.ts')}.js`));
};
