/** The directory in which the embedded server keeps its data. */
import { mkdir, mkdtemp, realpath, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** The database cannot lie in the directory; the message names it. */
export class UnusableDataDirectory extends Error {
  override readonly name = 'UnusableDataDirectory';
  constructor(dataDir: string, cause: unknown) {
    super(`${dataDir} cannot be the data directory: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Makes the directory where it is missing, its parents too, and returns its real path. Part by part: Node's own recursive
 * `mkdir` never ends where the parent takes no directories, as in `/proc`.
 * @throws what the file system said
 */
export async function makeDataDirectory(dataDir: string): Promise<string> {
  for (const directory of await missingParts(path.resolve(dataDir))) {
    await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
      // Another process made it in the same moment.
      if (error.code !== 'EEXIST') throw error;
    });
  }
  const directory = await realpath(dataDir);
  // Only writing tells: its mode lets root write in `/proc` and on a read-only disk.
  await rmdir(await mkdtemp(path.join(directory, 'writable-')));
  return directory;
}

/** The directory and those above it that do not exist, the outermost first. */
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
