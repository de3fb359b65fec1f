/** Postgres stops, dies or freezes under load and comes back: refusals meanwhile, and then everything goes on by itself. */
import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { audit } from './audit';
import { until, WAIT_MAX_MS } from '../support/until';
import { allGoOn } from './waiting';
import { Load, makeMerchants, type Merchant } from './load';
import { PostgresServer } from './postgres-server';
import { Program } from './program';

const CALLERS = 6;

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
    load = new Load(merchants, () => program.url);
    load.start(CALLERS);
  });
  afterAll(async () => {
    await load.stop();
    await pool.end();
    await program.kill();
    await server.remove();
  });
  async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const headers = { authorization: `Bearer ${merchants[0]!.secret}` };
    const response = await fetch(program.url + path, { headers, signal: AbortSignal.timeout(WAIT_MAX_MS) });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body };
  }

  const outages: [string, () => Promise<void>, () => Promise<void>][] = [
    ['stopped', () => server.stop('fast'), () => server.startAgain()],
    ['killed', () => server.stop('immediate'), () => server.startAgain()],
    ['frozen', () => server.freeze(), () => server.thaw()],
  ];

  it.each(outages)('%s: answers and refuses while it lasts, and goes on by itself', async (_, begin, end) => {
    const running = load.facts.length;
    await until(() => load.facts.length > running);
    load.refusals.length = 0;
    await begin();
    // The database comes back only when all were answered: no request waits for that.
    const [live, ready, read] = await Promise.all([get('/health/live'), get('/health/ready'), get('/v1/purchases')]);
    await until(() => load.refusals.length >= 3 * CALLERS);
    await end();
    const before = load.facts.length;
    await until(async () => load.facts.length > before);
    await until(async () => (await get('/health/ready')).status === 200);

    expect(live.status).toBe(200);
    expect(ready).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(read).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    const kinds = new Set(
      load.refusals.map(({ status, code, contentType }) => `${status} ${String(code)} ${contentType}`),
    );
    expect([...kinds]).toEqual(['503 LOG_UNAVAILABLE application/problem+json']);
    expect(load.unanswered).toBe(0);
    expect(program.runs).toBe(true);
    await allGoOn(pool);
  });

  it('nothing was lost or doubled by all of that, and no partition believes that it cannot go on', async () => {
    await load.stop();
    const { evaluations } = await audit(pool, load);
    expect(evaluations).toBeGreaterThanOrEqual(load.promised.length);
    const stopped = await pool.query('select partition from checkpoints where stopped_because is not null');
    expect(stopped.rows).toEqual([]);
  });

  it('the process can be stopped while its database is away', async () => {
    await server.stop('immediate');
    expect(await program.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
    await server.startAgain();
  });
});
