import { Writable } from 'node:stream';
import { pino } from 'pino';
import { readEnvironment } from '../../apps/environment';
import { Metrics } from '../../apps/metrics';
import { OverdueWatch } from '../../apps/worker/overdue-watch';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('purchases that stay due', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.pool.query(
      `insert into purchases (merchant_id, order_id, partition, platform, first_position, first_recorded_at, position, status,
         total, refunded, currency, items, source_version, body_hash, occurred_at, ever_paid, past_pending, accepted_claims,
         evidence, evaluation_id, evaluation_state, evaluation_due_at, evaluation_reasons, evaluation_attempts, evaluated)
       values ('m', 'o', 3, 'custom', 0, now(), 0, 'paid', 1, 0, 'EUR', '[]', '1', '', now(), true, true, 1,
         '{}', 'e', 'scheduled', now() - interval '6 minutes', '{settling}', 0, false)`,
    );
  });
  afterAll(() => database.drop());

  async function complaints(minutes: string, partitions: number[], looks = 1): Promise<unknown[]> {
    const lines: { level: number }[] = [];
    const sink = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(JSON.parse(String(chunk))), done()) });
    const environment = readEnvironment({ DELAYED_PURCHASE_MAX_AGE_MINUTES: minutes });
    const watch = new OverdueWatch(database.pool, environment, new Metrics(), pino(sink));
    for (let look = 0; look < looks; look++) await watch.look(partitions);
    return lines.map(({ level }) => pino.levels.labels[level]);
  }

  it('are a warning at half the age that is allowed, and an error at the whole of it', async () => {
    expect(await complaints('13', [3])).toEqual([]);
    expect(await complaints('10', [3])).toEqual(['warn']);
    expect(await complaints('5', [3])).toEqual(['error']);
  });

  it('are the matter of who holds their partition, and told of once in a while', async () => {
    expect(await complaints('5', [0, 1, 2])).toEqual([]);
    expect(await complaints('5', [3], 3)).toEqual(['error']);
  });
});
