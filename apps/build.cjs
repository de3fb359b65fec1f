// Builds the program into dist, unless what is there was built of the same sources. Several processes may start at once,
// and others may run: one builds while the rest waits, and what it built takes the place of dist as a whole.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { join } = require('node:path');

const SOURCES = [
  'apps',
  'libs',
  'projections',
  'migrations',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
/** Built, among the sources: the tag as a package. */
const MADE = 'libs/sdk/dist';
/** What browsers load: the script that bundles it, and where it goes. */
const BUNDLES = [
  ['libs/sdk/build.mjs', 'sdk'],
  ['apps/dashboard/build.mjs', 'dashboard'],
];
const STAMP = 'sources.sha256';
const LOOK_EVERY_MS = 100;
/** Who waits longer builds too: whoever has the lock is not building. */
const WAIT_MAX_MS = 120_000;

/**
 * @param root directory of the project
 * @param compile writes the program into the given directory, and returns an exit code
 * @returns exit code: 0, dist is built of the sources
 */
function build(root = join(__dirname, '..'), compile = (directory) => compileInto(root, directory)) {
  const dist = join(root, 'dist');
  const digest = digestOf(root);
  const isBuilt = () => read(join(dist, STAMP)) === digest;
  if (isBuilt()) return 0;
  const unlock = lock(join(root, 'dist.lock'));
  try {
    if (isBuilt()) return 0;
    clean(root);
    const draft = `${dist}-${process.pid}`;
    const status = compile(draft);
    // Of two processes that find the lock of a dead one at the same moment, each may believe that the lock is its own.
    if (status === 0 && !isBuilt()) {
      fs.writeFileSync(join(draft, STAMP), digest);
      replace(dist, draft);
    }
    fs.rmSync(draft, { recursive: true, force: true });
    return status;
  } finally {
    unlock();
  }
}

function digestOf(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(root, source);
    const files = fs.statSync(path).isDirectory()
      ? fs.readdirSync(path, { recursive: true, withFileTypes: true })
      : null;
    const paths = files?.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name)) ?? [path];
    const own = paths.filter((each) => !each.startsWith(join(root, MADE)));
    for (const each of own.sort()) hash.update(`${each.slice(root.length)}\n`).update(fs.readFileSync(each));
  }
  return hash.digest('hex');
}

/** Removes what builds that were killed left. */
function clean(root) {
  for (const name of fs.readdirSync(root)) {
    const [, pid] = /^dist-(\d+)/.exec(name) ?? [];
    const isLeft = pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)));
    if (isLeft) fs.rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** The old program goes away as a whole; the files that a process has read of it stay with that process. */
function replace(dist, draft) {
  const old = `${draft}-old`;
  if (fs.existsSync(dist)) fs.renameSync(dist, old);
  fs.renameSync(draft, dist);
  fs.rmSync(old, { recursive: true, force: true });
}

/** Waits for its turn; a lock whose process is gone counts for nothing. */
function lock(path) {
  for (const until = Date.now() + WAIT_MAX_MS; Date.now() < until; pause()) {
    try {
      fs.writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const pid = read(path);
      if (pid && !isAlive(Number(pid))) fs.rmSync(path, { force: true });
    }
  }
  return () => undefined;
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
}

/** Null: there is no such file. Another process may remove it at any moment, so nothing is asked before it is read. */
function read(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function compileInto(root, directory) {
  const tsc = require.resolve('typescript/bin/tsc');
  const options = ['-p', join(root, 'tsconfig.build.json'), '--outDir', directory];
  const compiled = spawnSync(process.execPath, [tsc, ...options], { stdio: 'inherit' }).status ?? 1;
  if (compiled !== 0) return compiled;
  for (const [script, into] of BUNDLES) {
    const bundle = [join(root, script), join(directory, into)];
    const bundled = spawnSync(process.execPath, bundle, { stdio: 'inherit' }).status ?? 1;
    if (bundled !== 0) return bundled;
  }
  return 0;
}

module.exports = { build, SOURCES };
if (require.main === module) process.exitCode = build();
