/** The embedded Postgres is killed under a running process: the process starts it again and goes on by itself. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { readLock } from '../../libs/database/embedded-server-state';
import { eventually, until } from '../support/until';
import { Load, makeMerchants, type Merchant } from './load';
import { Program } from './program';

describe('an embedded Postgres that dies', () => {
  let dataDir: string;
  let program: Program;

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-chaos-'));
    program = await Program.start({ DATA_DIR: dataDir });
  });
  afterEach(async () => {
    await program.kill();
    await stopEmbeddedPostgres(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  const postmaster = async () => (await readLock(path.join(dataDir, 'postgres', 'data')))?.pid;

  const restarts = () => program.log.filter((line) => line.includes('embedded Postgres: the server runs again')).length;

  /** Kills the postmaster, and waits until the process has another one. */
  async function killPostmaster(): Promise<void> {
    const before = restarts();
    process.kill((await postmaster())!, 'SIGKILL');
    await until(() => restarts() > before);
  }

  /** Appends a fact that can be read again; undefined: the process refused it. */
  async function appendAndRead({ publishable, secret }: Merchant, anonymousId: string): Promise<true | undefined> {
    const body = JSON.stringify({ anonymousId, source: 'direct', touchpointId: `of-${anonymousId}` });
    const headers = { authorization: `Bearer ${publishable}`, 'content-type': 'application/json' };
    const written = await fetch(`${program.url}/v1/track/touchpoint`, { method: 'POST', headers, body });
    if (written.status !== 202) return undefined;
    const { position } = (await written.json()) as { position: number };
    const url = `${program.url}/v1/identity-groups/by/anonymous_id/${anonymousId}?after=${position}&waitMs=10000`;
    const read = await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
    return read.status === 200 || undefined;
  }

  it('runs again under load without a restart of the process, keeps what was answered, and ends with the process', async () => {
    const merchants = await makeMerchants(program.url, ['ann', 'bea']);
    const load = new Load(merchants, () => program.url);
    load.start(4);
    await load.goesOn();
    await killPostmaster();
    await load.goesOn();
    await load.stop();
    await eventually(() => appendAndRead(merchants[0]!, 'after-the-death'));
    expect(load.wrong).toEqual([]);
    expect(program.runs).toBe(true);
    expect(program.log.filter((line) => line.includes('embedded Postgres: the server died'))).toHaveLength(1);
    expect(restarts()).toBe(1);
    expect(await program.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
    expect(await postmaster()).toBeUndefined();
  });

  it('ends the process with 1 and a reason when it dies again and again', async () => {
    for (let death = 0; death < 5; death++) await killPostmaster();
    process.kill((await postmaster())!, 'SIGKILL');
    expect(await program.exited).toMatchObject({ code: 1, signal: null });
    expect(program.log.at(-1)).toMatch(/^Tributary ends: the embedded Postgres is given up: .*5 times/);
  });
});
