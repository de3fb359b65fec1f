/** Postgres stops, dies or freezes under load and comes back: requests are refused meanwhile, then work resumes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { audit } from './audit';
import { allGoOn, until } from './waiting';
import { Load, makeMerchants, type Merchant } from './load';
import { PostgresServer } from './postgres-server';
import { Program } from './program';

const CALLERS = 6;
/** Requests to a frozen database are refused within this time: none waits for the thaw. */
const FROZEN_MS = 9_000;

describe('a database that goes away under load', () => {
  let server: PostgresServer;
  let program: Program;
  let merchants: Merchant[];
  let pool: Pool;
  let load: Load;

  beforeAll(async () => {
    server = await PostgresServer.start();
    program = await Program.start({ DATABASE_URL: server.url });
    merchants = await makeMerchants(program.url, ['ann', 'bea', 'cid', 'dan']);
    pool = newPool({ connectionString: server.url, max: 2 });
    pool.on('error', () => undefined);
    load = new Load(merchants, () => program.url);
    load.start(CALLERS);
  }, 60_000);
  afterAll(async () => {
    await load.stop();
    await pool.end();
    await program.kill();
    await server.remove();
  });
  async function get(path: string): Promise<{ status: number; body: Record<string, unknown>; ms: number }> {
    const from = performance.now();
    const headers = { authorization: `Bearer ${merchants[0]!.secret}` };
    const response = await fetch(program.url + path, { headers, signal: AbortSignal.timeout(30_000) });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, ms: performance.now() - from };
  }

  const outages: [string, () => Promise<void>, () => Promise<void>, number][] = [
    ['stopped', () => server.stop('fast'), () => server.startAgain(), 1_000],
    ['killed', () => server.stop('immediate'), () => server.startAgain(), 500],
    ['frozen', () => server.freeze(), () => server.thaw(), FROZEN_MS],
  ];

  it.each(outages)(
    '%s: the process refuses with LOG_UNAVAILABLE in time, and recovers by itself',
    async (_, begin, end, lastsMs) => {
      await sleep(700);
      load.refusals.length = 0;
      load.slowestMs = 0;
      await begin();
      const [live, ready, read] = await Promise.all([
        get('/health/live'),
        get('/health/ready'),
        get('/v1/purchases'),
        sleep(lastsMs),
      ]);
      await end();
      const before = load.facts.length;
      await until(async () => load.facts.length > before);
      await until(async () => (await get('/health/ready')).status === 200);

      expect(live.status).toBe(200);
      expect(ready).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
      expect(read).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
      expect(read.ms).toBeLessThan(FROZEN_MS);
      expect(load.refusals.length).toBeGreaterThan(0);
      const kinds = new Set(
        load.refusals.map(({ status, code, contentType }) => `${status} ${String(code)} ${contentType}`),
      );
      expect([...kinds]).toEqual(['503 LOG_UNAVAILABLE application/problem+json']);
      expect(load.unanswered).toBe(0);
      expect(load.slowestMs).toBeLessThan(FROZEN_MS);
      expect(program.runs).toBe(true);
      await allGoOn(pool);
    },
    90_000,
  );

  it('nothing was lost or stored twice in all of that, and no partition stopped', async () => {
    await load.stop();
    const { evaluations } = await audit(pool, load);
    expect(evaluations).toBeGreaterThanOrEqual(load.promised.length);
    const stopped = await pool.query('select partition from checkpoints where stopped_because is not null');
    expect(stopped.rows).toEqual([]);
  }, 90_000);

  it('the process can be stopped while its database is away', async () => {
    await server.stop('immediate');
    expect(await program.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
    await server.startAgain();
  }, 60_000);
});
