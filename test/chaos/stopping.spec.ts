/** A process that is told to stop finishes what is in flight, stops its own Postgres, and exits with 0. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { isAlive, readLock } from '../../libs/database/embedded-server-state';
import { createTestDatabase } from '../support/database';
import { Load, makeMerchants } from './load';
import { ADMIN_KEY, Program } from './program';
import { eventually, until } from '../support/until';

describe('a process with its own Postgres', () => {
  let dataDir: string;
  let programs: Program[];

  beforeEach(async () => {
    programs = [];
    dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-chaos-'));
  });
  afterEach(async () => {
    await Promise.all(programs.map((program) => program.kill()));
    await stopEmbeddedPostgres(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  async function spawn(variables: Record<string, string> = {}): Promise<Program> {
    const program = await Program.spawn({ DATA_DIR: dataDir, ...variables });
    programs.push(program);
    return program;
  }

  const postmaster = async () => (await readLock(path.join(dataDir, 'postgres', 'data')))?.pid;

  it('stops on SIGTERM under load, and keeps everything it answered for the next start', async () => {
    const program = await spawn();
    await program.ready;
    const load = new Load(await makeMerchants(program.url, ['ann', 'bea']), () => program.url);
    load.start(6);
    await load.goesOn();
    const { code } = await program.kill('SIGTERM');
    await load.stop();
    expect(code).toBe(0);
    expect(await postmaster()).toBeUndefined();
    expect(load.wrong).toEqual([]);
    // Requests during the stop were refused: with a problem document, or with a closed connection.
    expect(load.refusals.filter(({ code }) => code !== 'UNAVAILABLE')).toEqual([]);
    expect(complaints(program)).toEqual([]);

    const next = await spawn();
    await next.ready;
    const { merchantId, secret } = load.merchants[0]!;
    const positions = load.facts.filter((fact) => fact.merchantId === merchantId).map(({ position }) => position);
    expect(positions.length).toBeGreaterThan(0);
    const after = Math.max(...positions);
    const headers = { authorization: `Bearer ${secret}` };
    const read = await fetch(`${next.url}/v1/purchases?after=${after}&waitMs=10000`, { headers });
    expect(read.status).toBe(200);
    expect(await next.kill('SIGINT')).toMatchObject({ code: 0 });
    expect(await postmaster()).toBeUndefined();
  });

  it('stops on SIGINT during its start, and leaves no Postgres behind', async () => {
    const program = await spawn();
    const pid = await eventually(postmaster);
    expect(await program.kill('SIGINT')).toMatchObject({ code: 0 });
    expect(isAlive(pid)).toBe(false);
    expect(await postmaster()).toBeUndefined();
  });

  it('ends with 1, one line and no Postgres when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const program = await spawn({ PORT: port, LOG_LEVEL: 'silent' });
    const ended = await program.exited;
    taken.close();
    expect(ended).toMatchObject({ code: 1, signal: null });
    expect(program.log).toEqual([`Tributary cannot start: port ${port} of 127.0.0.1 is taken`]);
    expect(await postmaster()).toBeUndefined();
  });

  it('works with a log in memory, and refuses to start that log on read models of an earlier run', async () => {
    const database = await createTestDatabase();
    const program = await spawn({ EVENT_LOG: 'memory', DATABASE_URL: database.url });
    await program.ready;
    const load = new Load(await makeMerchants(program.url, ['ann', 'bea']), () => program.url);
    load.start(6);
    await load.goesOn();
    await load.stop();
    expect(load.wrong).toEqual([]);
    expect(load.refusals).toEqual([]);
    expect(load.promised.length).toBeGreaterThan(0);
    for (const { merchantId, orderId } of load.promised) {
      const evaluated = async () => {
        const url = `${program.url}/v1/purchases/${orderId}?merchantId=${merchantId}`;
        const response = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
        const { evaluation } = (await response.json()) as { evaluation?: { state: string } };
        return evaluation?.state === 'done';
      };
      await until(evaluated);
    }
    expect(await program.kill('SIGTERM')).toMatchObject({ code: 0 });

    const next = await spawn({ EVENT_LOG: 'memory', DATABASE_URL: database.url });
    expect(await next.exited).toMatchObject({ code: 2 });
    expect(next.log.join('\n')).toContain('EVENT_LOG=memory starts empty');
    await database.drop();
  });
});

/** The warnings and errors in the program's log. */
function complaints({ log }: Program): string[] {
  return log.filter((line) => (JSON.parse(line) as { level: number }).level >= 40);
}
