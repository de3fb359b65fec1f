import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BadEnvironment, readEnvironment } from '../../apps/environment';
import { changeSecretsKey, keepKeys, keyOf, openSecretsKey } from '../../apps/secrets-key';
import { withClient } from '../../libs/database/connections';
import { Merchants } from '../../libs/intake/merchants';
import { pseudonymKeyPlace, SecretBox, SecretUnreadable, webhookSecretPlace } from '../../libs/intake/secret-box';
import { sealAnew } from '../../libs/intake/sealed-tables';
import { SecretsKeyChanged } from '../../libs/intake/secrets-key';
import { ShopHosts } from '../../libs/intake/shop-hosts';
import { WebhookSecrets } from '../../libs/intake/webhook-secrets';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';

const PSEUDONYM_KEY = Buffer.alloc(32, 3);
const SECRET = 'shpss_of-acme';
const OTHER_KEY = Buffer.alloc(32, 9);

let database: TestDatabase;
let dataDir: string;
let file: string;
beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-secrets-'));
  file = path.join(dataDir, 'secrets-key');
});
afterEach(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** With the embedded database, the key is kept in a file of DATA_DIR. */
const open = (variables: Record<string, string> = {}) =>
  openSecretsKey(database.url, readEnvironment({ DATA_DIR: dataDir, ...variables }));
const linesOf = async (name: string) => (await readFile(name, 'utf8')).trim().split('\n');

/** What a version before the encryption wrote. */
async function writePlain(merchantId: string, secret = SECRET): Promise<void> {
  const { pool } = database;
  await pool.query('insert into merchant_secrets (merchant_id, pseudonym_key) values ($1, $2)', [
    merchantId,
    PSEUDONYM_KEY,
  ]);
  const text = 'insert into webhook_secrets (merchant_id, platform, secret) values ($1, $2, $3)';
  await pool.query(text, [merchantId, 'shopify', Buffer.from(secret)]);
}

async function stored(): Promise<{ key: Buffer; secret: Buffer; sealed: boolean }[]> {
  const { rows } = await database.pool.query<{ key: Buffer; secret: Buffer; sealed: boolean }>(
    `select m.pseudonym_key as key, w.secret, m.sealed and w.sealed as sealed
     from merchant_secrets m join webhook_secrets w using (merchant_id) order by merchant_id`,
  );
  return rows;
}

/** Whether a key opens every value. */
async function opens(key: Buffer, merchantIds = ['acme']): Promise<boolean> {
  const box = new SecretBox(key);
  return (await stored()).every((row, at) => {
    const merchantId = merchantIds[at]!;
    return (
      box.open(row.key, pseudonymKeyPlace(merchantId)).equals(PSEUDONYM_KEY) &&
      box.open(row.secret, webhookSecretPlace(merchantId, 'shopify')).toString() === SECRET
    );
  });
}

describe('the secrets key', () => {
  it('of the embedded database is made once, and kept where its owner alone can read it', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    expect(second).toEqual(first);
    expect(first.file).toBe(file);
    expect(await linesOf(file)).toEqual([first.key.toString('base64')]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is not made when the environment gives one, in base64 or hex', async () => {
    expect(await open({ SECRETS_KEY })).toEqual({ key: keyOf(SECRETS_KEY) });
    expect(await open({ SECRETS_KEY: keyOf(SECRETS_KEY).toString('hex') })).toEqual({ key: keyOf(SECRETS_KEY) });
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
  });

  it('stops the start when it is another one than before, and the message names where it is from', async () => {
    await open();
    await expect(open({ SECRETS_KEY })).rejects.toThrow(BadEnvironment);
    await expect(open({ SECRETS_KEY })).rejects.toThrow(/^SECRETS_KEY is not the key/);
    await keepKeys(file, [OTHER_KEY]);
    await expect(open()).rejects.toThrow(`${file} is not the key`);
    await writeFile(file, 'nonsense');
    await expect(open()).rejects.toThrow(`${file} holds something other`);
  });

  it('is not made anew when its file was lost', async () => {
    const { key } = await open();
    await rm(file);
    await expect(open()).rejects.toThrow(`${file} is missing`);
    expect(await open({ SECRETS_KEY: key.toString('hex') })).toEqual({ key });
  });

  it('seals at the start what an earlier version wrote in plain, once', async () => {
    await writePlain('acme');
    const { key } = await open();
    const sealed = await stored();
    expect(sealed.map((row) => row.sealed)).toEqual([true]);
    expect(await opens(key)).toBe(true);
    await writePlain('bcme');
    await open();
    expect((await stored())[0]).toEqual(sealed[0]);
    expect(await opens(key, ['acme', 'bcme'])).toBe(true);
  });

  it('seals more values than fit into one batch', async () => {
    await database.pool.query(
      `insert into webhook_secrets (merchant_id, platform, secret)
       select 'm-' || n, 'shopify', convert_to('secret', 'UTF8') from generate_series(1, 2500) n`,
    );
    const present = await open();
    expect(await changeSecretsKey(database.url, present, OTHER_KEY)).toBe(2_500);
    const { rows } = await database.pool.query<{ merchant_id: string; secret: Buffer }>(
      'select merchant_id, secret from webhook_secrets where sealed',
    );
    const box = new SecretBox(OTHER_KEY);
    const plain = rows.map((row) => box.open(row.secret, webhookSecretPlace(row.merchant_id, 'shopify')).toString());
    expect([plain.length, new Set(plain)]).toEqual([2_500, new Set(['secret'])]);
  });
});

describe('a rotation of the secrets key', () => {
  beforeEach(() => writePlain('acme'));

  it('seals everything under the new key, which takes the place of the old one in the file', async () => {
    const present = await open();
    expect(await changeSecretsKey(database.url, present, OTHER_KEY)).toBe(2);
    expect(await opens(OTHER_KEY)).toBe(true);
    await expect(opens(present.key)).rejects.toThrow(SecretUnreadable);
    expect(await open()).toEqual({ key: OTHER_KEY, file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('that is killed before its transaction ends leaves the old key in use', async () => {
    const present = await open();
    await keepKeys(file, [present.key, OTHER_KEY]);
    expect(await open()).toEqual(present);
    expect(await opens(present.key)).toBe(true);
    expect(await linesOf(file)).toEqual([present.key.toString('base64')]);
  });

  it('that is killed after its transaction leaves the new key in use', async () => {
    const present = await open();
    await keepKeys(file, [present.key, OTHER_KEY]);
    await withClient(database.url, (client) => sealAnew(client, new SecretBox(present.key), new SecretBox(OTHER_KEY)));
    expect(await open()).toEqual({ key: OTHER_KEY, file });
    expect(await opens(OTHER_KEY)).toBe(true);
    expect(await linesOf(file)).toEqual([OTHER_KEY.toString('base64')]);
  });

  it('changes nothing when a value does not open', async () => {
    const present = await open();
    await database.pool.query(`update webhook_secrets set secret = '\\x00'`);
    const before = await stored();
    await expect(changeSecretsKey(database.url, present, OTHER_KEY)).rejects.toThrow(SecretUnreadable);
    expect(await stored()).toEqual(before);
    expect(await open()).toEqual(present);
  });

  it('is refused from a key that another rotation has replaced, and the file stays', async () => {
    const present = await open();
    await changeSecretsKey(database.url, present, OTHER_KEY);
    await expect(changeSecretsKey(database.url, present, Buffer.alloc(32, 8))).rejects.toThrow(BadEnvironment);
    expect(await linesOf(file)).toEqual([OTHER_KEY.toString('base64')]);
  });

  it('keeps a process that still has the old key from adding values, and from reading the new ones', async () => {
    const present = await open();
    const stale = new SecretBox(present.key);
    let now = 0;
    const secrets = new WebhookSecrets(database.pool, stale, new ShopHosts(database.pool, () => now), () => now);
    expect(await secrets.live('acme', 'shopify')).toEqual([SECRET]);
    await changeSecretsKey(database.url, present, OTHER_KEY);
    await expect(new Merchants(database.pool, stale).prepare('bcme')).rejects.toThrow(SecretsKeyChanged);
    await expect(secrets.set('bcme', 'shopify', 'new')).rejects.toThrow(SecretsKeyChanged);
    expect(await stored()).toHaveLength(1);
    now = 5_000;
    await expect(secrets.live('acme', 'shopify')).rejects.toThrow(SecretUnreadable);
  });
});
