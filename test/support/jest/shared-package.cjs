// A package is loaded once in a process, by Node itself, and shared by all files of tests that run there. What runs
// before and after all tests (`global-setup.ts`) has no environment, and takes packages as they are.
const isShared = () => globalThis.requireShared !== undefined;

module.exports = {
  process: (source, filename) => ({
    code: isShared() ? `module.exports = requireShared(${JSON.stringify(filename)});` : source,
  }),
  getCacheKey: (_source, filename) => `${isShared() ? 'shared' : 'own'} ${filename}`,
};
