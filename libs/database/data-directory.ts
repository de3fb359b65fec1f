/** The directory in which the embedded server keeps its data. */
import { mkdir, mkdtemp, realpath, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** The directory cannot hold the database; the message names the directory. */
export class UnusableDataDirectory extends Error {
  override readonly name = 'UnusableDataDirectory';
  constructor(dataDir: string, cause: unknown) {
    super(`${dataDir} cannot be the data directory: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Makes the directory and its parents where they are missing, and returns its real path. It makes one level at a time,
 * because Node's recursive `mkdir` never ends under a parent that takes no directories, such as `/proc`.
 * @throws the error of the file system
 */
export async function makeDataDirectory(dataDir: string): Promise<string> {
  for (const directory of await missingParts(path.resolve(dataDir))) {
    await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
      // Another process made it at the same moment.
      if (error.code !== 'EEXIST') throw error;
    });
  }
  const directory = await realpath(dataDir);
  // Only writing shows whether it can be written: by the mode, root may write in `/proc` and on a read-only disk.
  await rmdir(await mkdtemp(path.join(directory, 'writable-')));
  return directory;
}

/** The missing ones of the directory and its parents, outermost first. */
async function missingParts(directory: string): Promise<string[]> {
  const missing: string[] = [];
  for (let at = directory; ; at = path.dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found?.isDirectory()) return missing;
    if (found !== null) throw new Error(`${at} is not a directory`);
    missing.unshift(at);
  }
}
