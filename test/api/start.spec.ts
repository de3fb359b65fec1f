import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { adminKey } from '../../apps/admin-key';
import { CannotStart, startFailure } from '../../apps/cannot-start';
import { BadEnvironment, readEnvironment, requireAdminKey } from '../../apps/environment';
import { startTributary } from '../../apps/tributary';
import { freePort } from '../../libs/database/embedded-server-state';
import { ADMIN_KEY } from '../support/app';
import { KERNEL_VERSION } from '../../libs/kernel/kernel-version';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';
import { eventually, until } from '../support/until';

describe('starting', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const start = (variables: Record<string, string> = {}) =>
    startTributary(
      readEnvironment({
        DATABASE_URL: database.url,
        ADMIN_API_KEY: ADMIN_KEY,
        SECRETS_KEY,
        PORT: '0',
        LOG_LEVEL: 'silent',
        ...variables,
      }),
      pino({ level: 'silent' }),
    );

  it('keeps the number of partitions for good', async () => {
    await (await start({ PARTITIONS: '4' })).stop();
    await expect(start({ PARTITIONS: '8' })).rejects.toThrow(BadEnvironment);
    await expect(start()).rejects.toThrow(/PARTITIONS is 16, but this database was created with 4/);
    await (await start({ PARTITIONS: '4' })).stop();
  });

  it('keeps the kind of log for good, and a log in memory needs an empty database', async () => {
    const first = await start({ EVENT_LOG: 'memory' });
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
    const merchant = JSON.stringify({ merchantId: 'm', name: 'M' });
    const registered = await fetch(`${first.url}/v1/merchants`, { method: 'POST', headers, body: merchant });
    expect(registered.status).toBe(201);
    const policy = await fetch(`${first.url}/v1/policy?merchantId=m`, { headers });
    expect([policy.status, ((await policy.json()) as { policyVersion: number }).policyVersion]).toEqual([200, 1]);
    await first.stop();
    await expect(start({ EVENT_LOG: 'memory' })).rejects.toThrow(/EVENT_LOG/);
    await expect(start()).rejects.toThrow(/EVENT_LOG/);
  });

  it('records the defaults of the environment in each partition, when they differ from the last ones', async () => {
    const defaults = async () => {
      const { rows } = await database.pool.query<{ stream: string; data: string }>(
        "select stream, data from events where type = 'DefaultsConfigured' order by stream, revision",
      );
      return rows.map(
        ({ data }) => (JSON.parse(data) as { policy: { settlingPeriodSeconds: number } }).policy.settlingPeriodSeconds,
      );
    };
    const at = (seconds: string) => start({ PARTITIONS: '2', DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: seconds });
    await (await at('30')).stop();
    await (await at('30')).stop();
    expect(await defaults()).toEqual([30, 30]);
    await (await at('90')).stop();
    expect(await defaults()).toEqual([30, 90, 30, 90]);
  });

  it('records the version of the kernel in each partition, once', async () => {
    const versions = async () => {
      const text = "select stream, data from events where type = 'KernelChanged' order by stream";
      const { rows } = await database.pool.query<{ data: string }>(text);
      return rows.map(({ data }) => (JSON.parse(data) as { version: number }).version);
    };
    await (await start({ PARTITIONS: '2' })).stop();
    await (await start({ PARTITIONS: '2' })).stop();
    expect(await versions()).toEqual([KERNEL_VERSION, KERNEL_VERSION]);
  });

  const expectRefused = async (dataDir: string) => {
    const environment = readEnvironment({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' });
    const starting = startTributary(environment, pino({ level: 'silent' }));
    await expect(starting).rejects.toThrow(BadEnvironment);
    await expect(starting).rejects.toThrow(`DATA_DIR: ${dataDir} cannot be the data directory`);
  };

  it.each([
    ['/proc/x', 'cannot be made'],
    ['/proc', 'takes no files'],
    ['/dev/null', 'is a file'],
    ['/dev/null/x', 'lies below a file'],
  ])('is refused with a data directory that %s cannot be: it %s', (dataDir) => expectRefused(dataDir));

  it('is refused with a data directory that leads nowhere, is too long, is closed to us, or has a file for a cluster', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'tributary-data-dir-'));
    try {
      await chmod(home, 0o755);
      await symlink(path.join(home, 'nowhere'), path.join(home, 'link'));
      await mkdir(path.join(home, 'closed'), { mode: 0o500 });
      await writeFile(path.join(home, 'postgres'), '');
      // Root may write in a closed directory; the user postgres, whom it starts the server as, cannot enter it.
      const closed = process.getuid?.() === 0 ? ['closed', 'data'] : ['closed'];
      const beyondFileSystem = ['n'.repeat(300)];
      const beyondPostgres = Array.from({ length: 20 }, () => 'n'.repeat(47));
      for (const parts of [['link'], closed, beyondFileSystem, beyondPostgres, []]) {
        await expectRefused(path.join(home, ...parts));
      }
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it('is refused without an admin key, unless the database is the embedded one', async () => {
    await expect(start({ ADMIN_API_KEY: '' })).rejects.toThrow(/^ADMIN_API_KEY must be set/);
    expect(() => requireAdminKey(readEnvironment({}))).not.toThrow();
  });

  it('without a secrets key makes one in the data directory, and knows it again', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'tributary-keys-'));
    try {
      const variables = { SECRETS_KEY: '', DATA_DIR: path.join(home, 'data') };
      await (await start(variables)).stop();
      await (await start(variables)).stop();
      await expect(start()).rejects.toThrow(/^SECRETS_KEY is not the key/);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  /** Connections that a process holds, and the facts that it wrote. */
  const traces = async () => {
    const { rows } = await database.pool.query<{ connections: number; events: number }>(
      `select (select count(*)::integer from events) as events, (select count(*)::integer from pg_stat_activity
         where datname = current_database() and application_name = 'tributary') as connections`,
    );
    return rows[0]!;
  };

  it.each([
    ['whose port is taken', '127.0.0.1', /^port \d+ of 127\.0\.0\.1 is taken$/],
    ['whose host is no address', '999.1.1.1', /^HOST is 999\.1\.1\.1, which is no address of this machine$/],
  ])('ends a process %s, before it wrote anything, and leaves nothing open', async (_, host, reason) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const error = await start({ HOST: host, PORT: String(port) }).catch((failure: Error) => failure);
    taken.close();
    expect(error).toBeInstanceOf(CannotStart);
    expect(startFailure(error)).toMatch(reason);
    await until(async () => (await traces()).connections === 0);
    expect((await traces()).events).toBe(0);
  });

  it('listens before the worker starts, and turns requests away until it can do its work', async () => {
    const port = await freePort(0);
    const ready = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`);
      return { ...((await response.json()) as { code?: string }), status: response.status };
    };
    const blocker = await database.pool.connect();
    let starting: ReturnType<typeof start>;
    try {
      // The engine makes its checkpoints as it starts, and this lock makes it wait.
      await blocker.query('begin; lock table checkpoints in share mode');
      starting = start({ PORT: String(port) });
      const early = await eventually(() => ready().catch(() => undefined));
      expect(early).toMatchObject({ status: 503, code: 'UNAVAILABLE', detail: expect.stringContaining('starting') });
      const live = await fetch(`http://127.0.0.1:${port}/health/live`);
      expect([live.status, await live.json()]).toEqual([200, { status: 'live' }]);
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    const tributary = await starting;
    expect(await ready()).toMatchObject({ status: 200 });
    await tributary.stop();
  });

  it('says in one line why the database cannot be reached', async () => {
    const url = database.url.replace(/[^/]+$/, 'no_such_database');
    const error = await start({ DATABASE_URL: url }).catch((failure: Error) => failure);
    expect(startFailure(error)).toBe('the database cannot be reached: database "no_such_database" does not exist');
  });

  it('runs API and worker as separate processes', async () => {
    const api = await start({ TRIBUTARY_ROLE: 'api' });
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ merchantId: 'm', name: 'M' });
    await fetch(`${api.url}/v1/merchants`, { method: 'POST', headers, body });
    const policy = (waitMs: number) => fetch(`${api.url}/v1/policy?merchantId=m&after=0&waitMs=${waitMs}`, { headers });
    expect((await policy(100)).status).toBe(503);

    const worker = await start({ TRIBUTARY_ROLE: 'worker' });
    expect((await policy(10_000)).status).toBe(200);
    expect((await fetch(`${worker.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${worker.url}/metrics`)).status).toBe(200);
    const none = await fetch(`${worker.url}/v1/policy?merchantId=m`, { headers });
    expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([404, 'NOT_FOUND']);
    await worker.stop();
    await api.stop();
  });
});

describe('the admin key of the embedded database', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-key-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('is made once and kept where its owner alone can read it', async () => {
    const environment = readEnvironment({ DATA_DIR: dataDir });
    const [first, second] = await Promise.all([adminKey(environment), adminKey(environment)]);
    expect(second.key).toBe(first.key);
    expect([first.isNew, second.isNew].toSorted()).toEqual([false, true]);
    expect(await adminKey(environment)).toEqual({ key: first.key, file: first.file, isNew: false });
    expect(first.key.length).toBeGreaterThanOrEqual(16);
    expect((await readFile(first.file!, 'utf8')).trim()).toBe(first.key);
    expect((await stat(first.file!)).mode & 0o777).toBe(0o600);
  });

  it('is not made when the environment gives one', async () => {
    const given = await adminKey(readEnvironment({ DATA_DIR: dataDir, ADMIN_API_KEY: ADMIN_KEY }));
    expect(given).toEqual({ key: ADMIN_KEY, isNew: false });
  });
});
