/** The directory in which the embedded server keeps its data. */
import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** The directory cannot be made, or is none; the message names it. */
export class UnusableDataDirectory extends Error {
  override readonly name = 'UnusableDataDirectory';
}

/**
 * Makes the directory where it is missing, its parents too, and returns its real path. Part by part: Node's own recursive
 * `mkdir` never ends where the parent takes no directories, as in `/proc`.
 */
export async function makeDataDirectory(dataDir: string): Promise<string> {
  try {
    for (const directory of await missingParts(path.resolve(dataDir))) {
      await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
        // Another process made it in the same moment.
        if (error.code !== 'EEXIST') throw error;
      });
    }
    return await realpath(dataDir);
  } catch (error) {
    throw new UnusableDataDirectory(`${dataDir} cannot be the data directory: ${(error as Error).message}`);
  }
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
