/** A fact that ends every process that decides it is passed over, and everything else goes on. */
import { newPool } from '../../libs/database/connections';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { audit } from './audit';
import { Load, makeMerchants } from './load';
import type { Plant } from '../support/bundled-program';
import { ADMIN_KEY, Program } from './program';

/** A program whose kernel ends the process as soon as it has to decide this touchpoint. */
const DEADLY: Plant = {
  name: 'deadly',
  file: 'libs/kernel/kernel.ts',
  edit: (source) =>
    source.replace(
      /export function step\(.*/,
      `$&
        const decides = !world.settings.passedOver.has(recorded.position);
        if (decides && recorded.fact.data.touchpointId === 'deadly') process.abort();`,
    ),
};

describe('a fact that ends the process', () => {
  let database: TestDatabase;
  let program: Program;
  let environment: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    environment = { DATABASE_URL: database.url, LOG_LEVEL: 'warn' };
  });
  afterAll(async () => {
    await program.kill();
    await database.drop();
  });

  const get = async (url: string) => {
    const answer = await fetch(`${program.url}${url}`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    return (await answer.json()) as { items: { kind: string }[] };
  };

  it('counts as failed at the third start behind which it is the next: everything else is decided', async () => {
    program = await Program.start(environment, DEADLY);
    const load = new Load(await makeMerchants(program.url, ['ann']), () => program.url);
    const { merchantId } = load.merchants[0]!;
    await until(async () => (await database.pool.query('select from merchants')).rowCount === 1);
    await fetch(`${program.url}/v1/track/touchpoint?merchantId=${merchantId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ touchpointId: 'deadly', anonymousId: 'd', source: 'direct' }),
    });
    await program.exited;

    let ends = 1;
    while (ends < 10) {
      program = await Program.spawn(environment, DEADLY);
      const outcome = await Promise.race([
        program.exited.then(() => 'ended'),
        passedOverIt(database).then(() => 'over'),
      ]);
      if (outcome === 'over') break;
      ends++;
    }
    await program.ready;
    // The process that met it first, and two starts.
    expect(ends).toBe(3);

    load.start(2);
    await until(() => load.promised.length > 20);
    await load.stop();
    const pool = newPool({ connectionString: database.url, max: 2 });
    try {
      await audit(pool, load);
      const { rows } = await pool.query('select fact_type, error from failed_facts');
      expect(rows).toEqual([{ fact_type: 'TouchpointRecorded', error: 'ProcessEnded' }]);
    } finally {
      await pool.end();
    }
    await until(async () => (await get('/v1/alerts')).items.some(({ kind }) => kind === 'facts-failed'));
  });
});

/** Waits until the fact was passed over; never resolves if the process ends before. */
async function passedOverIt({ pool }: TestDatabase): Promise<void> {
  await until(async () => (await pool.query('select from failed_facts')).rowCount === 1);
}
