/** The key of the secrets in the database: where it comes from, and how another one takes its place. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';
import { replaceFile } from '../libs/database/durable-files';
import { SecretBox, SECRETS_KEY_BYTES } from '../libs/intake/secret-box';
import { type NoSecretsKey, recordedFingerprint, recordFingerprint, withKeyLock } from '../libs/intake/secrets-key';
import { sealAnew, sealPlainValues } from '../libs/intake/sealed-tables';
import { BadEnvironment, type Environment, SECRETS_KEY_SHAPE } from './environment';

/** The key is given, or made at the first start and kept in the data directory. */
export interface SecretsKey {
  key: Buffer;
  /** The file that holds the key; undefined: the key came from the environment. */
  file?: string;
}

/**
 * Finds the key, or makes it, and seals what an earlier version wrote in plain.
 * @param url of the database
 * @throws BadEnvironment when the values in the database are sealed with another key
 */
export function openSecretsKey(url: string, environment: Environment): Promise<SecretsKey> {
  return withKeyLock(url, async (client) => {
    const recorded = await recordedFingerprint(client);
    const { SECRETS_KEY: given, DATA_DIR: dataDir } = environment;
    const found =
      given === undefined ? await keptKey(path.resolve(dataDir, 'secrets-key'), recorded) : { key: keyOf(given) };
    const box = new SecretBox(found.key);
    if (recorded === null) await recordFingerprint(client, box);
    else if (recorded !== box.fingerprint) throw wrongKey(found.file ?? 'SECRETS_KEY');
    await sealPlainValues(client, box);
    return found;
  });
}

/**
 * Finds the key and changes nothing: for what also works without it.
 * @returns why there is none, if there is none
 */
export async function findSecrets(pool: Pool, environment: Environment): Promise<SecretBox | NoSecretsKey> {
  const recorded = await recordedFingerprint(pool);
  const { SECRETS_KEY: given, DATA_DIR: dataDir } = environment;
  const file = path.resolve(dataDir, 'secrets-key');
  const keys = given === undefined ? await readKeys(file) : [keyOf(given)];
  if (recorded === null || keys.length === 0) return 'absent';
  return keys.map((key) => new SecretBox(key)).find(({ fingerprint }) => fingerprint === recorded) ?? 'wrong';
}

/**
 * Seals everything under another key, which takes the place of the present one in its file. Killed at any moment, the
 * file holds a key that opens everything. Returns the number of values.
 * @throws BadEnvironment when the present key is no longer the one in use
 */
export function changeSecretsKey(url: string, present: SecretsKey, next: Buffer): Promise<number> {
  return withKeyLock(url, async (client) => {
    const [from, to] = [new SecretBox(present.key), new SecretBox(next)];
    if ((await recordedFingerprint(client)) !== from.fingerprint) throw wrongKey(present.file ?? 'SECRETS_KEY');
    if (present.file !== undefined) await keepKeys(present.file, [present.key, next]);
    const values = await sealAnew(client, from, to);
    if (present.file !== undefined) await keepKeys(present.file, [next]);
    return values;
  });
}

/** The bytes of a text that has the shape `SECRETS_KEY`. */
export function keyOf(text: string): Buffer {
  return Buffer.from(text, text.length === 2 * SECRETS_KEY_BYTES ? 'hex' : 'base64');
}

/** One key on each line; the second one is of a rotation that was not finished. */
export async function keepKeys(file: string, keys: readonly Buffer[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await replaceFile(file, keys.map((key) => `${key.toString('base64')}\n`).join(''));
}

async function keptKey(file: string, recorded: string | null): Promise<SecretsKey> {
  const keys = await readKeys(file);
  if (keys.length === 0 && recorded !== null) {
    throw new BadEnvironment(
      `${file} is missing or empty: put the file back, or set SECRETS_KEY to the key that it held`,
    );
  }
  const key =
    recorded === null
      ? (keys[0] ?? randomBytes(SECRETS_KEY_BYTES))
      : keys.find((one) => new SecretBox(one).fingerprint === recorded);
  if (key === undefined) throw wrongKey(file);
  if (keys.length !== 1) await keepKeys(file, [key]);
  return { key, file };
}

/** Empty when there is no file. */
async function readKeys(file: string): Promise<Buffer[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.every((line) => SECRETS_KEY_SHAPE.test(line))) return lines.map(keyOf);
  throw new BadEnvironment(`${file} holds something other than secrets keys: put the right file back`);
}

/** @param where the file or variable that holds the wrong key */
function wrongKey(where: string): BadEnvironment {
  return new BadEnvironment(
    `${where} is not the key with which the secrets in this database are encrypted: bring that key back, or use the ` +
      'database that belongs to this one',
  );
}
