// Tests run among the globals of their process, as the program does, and not in a context of their own: there every use
// of a global goes through an interceptor, and no package can be shared by files of tests (`shared-package.cjs`).
// What a file of tests changes of the process is put back behind it.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const asyncHooks = require('node:async_hooks');
const { createRequire } = require('node:module');
const perfHooks = require('node:perf_hooks');
const vm = require('node:vm');

/** Stands for the process's own context, which has no object that one could name to `node:vm`. */
const OWN_CONTEXT = {};

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options = {}) =>
  compileFunction(
    code,
    parameters,
    options.parsingContext === OWN_CONTEXT ? { ...options, parsingContext: undefined } : options,
  );

// Jest keeps the running test in an `AsyncLocalStorage`, a new one for each file of tests. What is made meanwhile and
// stays, such as a connection, would keep the test and all that it has loaded; and before Node 24 every promise pays for
// every storage that was ever used. So both end with the file.
const storages = new Set();
const stores = new Set();
asyncHooks.AsyncLocalStorage = class extends asyncHooks.AsyncLocalStorage {
  constructor(...options) {
    super(...options);
    storages.add(this);
  }

  run(value, ...callback) {
    return super.run(kept(value), ...callback);
  }

  enterWith(value) {
    super.enterWith(kept(value));
  }

  getStore() {
    return super.getStore()?.value;
  }
};

function kept(value) {
  const store = { value };
  stores.add(store);
  return store;
}

function endStorages() {
  for (const storage of storages) storage.disable();
  storages.clear();
  for (const store of stores) store.value = undefined;
  stores.clear();
}

// Each application measures how late its process is, and no application ends that: one process, one measure. It is made
// here, as it would keep all that was around when it was made.
const delays = perfHooks.monitorEventLoopDelay();
perfHooks.monitorEventLoopDelay = () => delays;

const requirePackage = createRequire(__filename);
/** Globals that packages made when they were loaded, which they are once. */
const ofPackages = new Set();
/** What files of tests leave to each other, because it takes long to make; one `Map` in a worker. */
globalThis.keptByWorker = new Map();

function requireShared(filename) {
  if (filename in requirePackage.cache) return requirePackage(filename);
  const before = new Set(Reflect.ownKeys(globalThis));
  const exported = requirePackage(filename);
  for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) ofPackages.add(key);
  return exported;
}

const EVENTS = ['exit', 'beforeExit', 'SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection', 'warning'];

module.exports = class OneRealmEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.globals = Object.getOwnPropertyDescriptors(globalThis);
    this.process = { env: { ...process.env }, exit: process.exit, directory: process.cwd() };
    this.listeners = EVENTS.map((event) => [event, process.listeners(event)]);
    globalThis.requireShared = requireShared;
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    endStorages();
    this.restoreGlobals();
    const { env, exit, directory } = this.process;
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
    Object.assign(process.env, env);
    process.exit = exit;
    process.chdir(directory);
    for (const [event, listeners] of this.listeners) {
      for (const listener of process.listeners(event)) {
        if (!listeners.includes(listener)) process.removeListener(event, listener);
      }
    }
  }

  restoreGlobals() {
    for (const key of Reflect.ownKeys(globalThis)) {
      const isNew = !Object.hasOwn(this.globals, key) && !ofPackages.has(key);
      // What Jest forbids to delete, it uses again.
      if (isNew) Reflect.deleteProperty(globalThis, key);
    }
    Object.defineProperties(globalThis, this.globals);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return OWN_CONTEXT;
  }
};
