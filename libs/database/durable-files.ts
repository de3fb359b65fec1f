/** Files that survive a crash at any moment, old or new but never half. */
import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Replaces a file or makes it; only its owner can read it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    // A draft that a crash left behind may have another mode.
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncDirectory(path.dirname(file));
}

/** Makes the names in a directory durable, after files were made or renamed there. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync();
  await handle.close();
}
