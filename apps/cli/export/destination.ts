import { randomBytes } from 'node:crypto';
import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { syncDirectory } from '../../../libs/database/durable-files';
import { CouldNot, WrongUse } from '../exit';

/** Takes the bytes of an export; a write is done when the next one may come. */
export interface Destination {
  write(chunk: string | Uint8Array): Promise<void>;
  /** Everything was written. */
  finish(): Promise<void>;
  /** The export failed: nothing remains of it. */
  abandon(): Promise<void>;
}

/** Nobody reads on, as after `| head`. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** The file cannot be written: the disk is full, or another export replaced this one. */
class CannotWrite extends CouldNot {
  override readonly name = 'CannotWrite';
}

export function toStream(stream: Writable): Destination {
  let failure: Error | undefined;
  const failed = (error: NodeJS.ErrnoException) => {
    failure ??= error.code === 'EPIPE' ? new ReaderGone('the reader is gone') : new CannotWrite(error.message);
  };
  stream.on('error', failed);
  const written = (chunk: string | Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      stream.write(chunk, (error) => {
        if (error) failed(error);
        if (failure) reject(failure);
        else resolve();
      });
    });
  return { write: written, finish: () => written(''), abandon: async () => undefined };
}

const DRAFT = /^\.[0-9a-f]{12}\.partial$/;

/**
 * The file gets its name when it is complete, so it is the old one or the new one and never half of it. Drafts that killed
 * exports left are removed. Of two exports to the same file at the same time, the later one wins and the other fails.
 */
export async function toFile(file: string): Promise<Destination> {
  const directory = path.dirname(file);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new WrongUse(`${file} is a directory.`);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new WrongUse(`There is no directory ${directory}.`);
  }
  removeDrafts(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}.partial`;
  const handle = await open(draft, 'wx').catch((error: Error) => {
    throw new WrongUse(`${file} cannot be written: ${error.message}`);
  });
  const remove = () => removeIfThere(draft);
  // Ctrl-C ends the process without coming back here.
  process.once('exit', remove);
  return {
    write: (chunk) => writeAll(handle, chunk).catch(cannotWrite(file)),
    finish: async () => {
      try {
        await handle.sync();
        await handle.close();
        await rename(draft, file);
        await syncDirectory(directory);
      } catch (error) {
        cannotWrite(file)(error);
      }
      process.off('exit', remove);
    },
    abandon: async () => {
      await handle.close().catch(() => undefined);
      remove();
      process.off('exit', remove);
    },
  };
}

function removeDrafts(file: string): void {
  const name = path.basename(file);
  for (const found of readdirSync(path.dirname(file))) {
    if (found.startsWith(name) && DRAFT.test(found.slice(name.length))) {
      removeIfThere(path.join(path.dirname(file), found));
    }
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function writeAll(handle: FileHandle, chunk: string | Uint8Array): Promise<void> {
  await handle.writeFile(chunk);
}

function cannotWrite(file: string): (error: unknown) => never {
  return (error) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new CannotWrite(`The disk is full; ${file} is as it was before.`);
    if (code === 'ENOENT') throw new CannotWrite(`Another export to ${file} began meanwhile; this one was given up.`);
    throw new CannotWrite(`${file} cannot be written (${message}); it is as it was before.`);
  };
}
