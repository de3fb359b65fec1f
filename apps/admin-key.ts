import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from './environment';

/** The key that opens everything. It is given, or (embedded database only) made at the first start, beside the data. */
export interface AdminKey {
  key: string;
  /** The file that holds the key; undefined: the key came from the environment. */
  file?: string;
  /** True: this start made the key. Only then is it shown; later it can be read from the file. */
  isNew: boolean;
}

export async function adminKey(environment: Environment): Promise<AdminKey> {
  if (environment.ADMIN_API_KEY !== undefined) return { key: environment.ADMIN_API_KEY, isNew: false };
  const file = path.resolve(environment.DATA_DIR, 'admin-api-key');
  const fresh = `admin_${randomBytes(24).toString('base64url')}`;
  try {
    // If two processes start at once, only one writes the file.
    await writeFile(file, `${fresh}\n`, { flag: 'wx', mode: 0o600 });
    await chmod(file, 0o600);
    return { key: fresh, file, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const key = (await readFile(file, 'utf8')).trim();
    if (key.length < 16) throw new Error(`${file} holds no admin key; delete it to get a new one`, { cause: error });
    return { key, file, isNew: false };
  }
}
