import type { PoolClient } from 'pg';
import { SettingsCache } from '../../libs/engine/settings-cache';
import type { Fact, RecordedFact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import type { World } from '../../libs/kernel/world';
import { policyChanged } from '../kernel/support/builders';
import { MERCHANT, merchantRegistered } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { of } from './partitions';

const PARTITION = 3;

describe('the settings that batches share', () => {
  let database: TestDatabase;
  let client: PoolClient;
  let cache: SettingsCache;
  let queries: number;
  let position: number;

  beforeEach(async () => {
    database = await createTestDatabase();
    client = await database.pool.connect();
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => (queries++, query(...args))) as typeof client.query;
    cache = new SettingsCache(PARTITION, true);
    queries = 0;
    position = 10;
  });
  afterEach(async () => {
    client.release();
    await database.drop();
  });

  const recorded = (fact: Fact): RecordedFact => {
    const id = `00000000-0000-4000-8000-${String(++position).padStart(12, '0')}`;
    return { id, position, recordedAt: Date.UTC(2026, 0, 1) + position, fact };
  };
  const worldFor = (...facts: Fact[]) => cache.worldFor(client, facts.map(recorded));
  const lookback = (world: World, merchantId = MERCHANT) =>
    world.merchant(merchantId).policies.at(position).policy.lookbackDays;

  async function stored(merchantId: string, lookbackDays: number): Promise<void> {
    await database.pool.query(
      `with m as (insert into merchants values ($1, $2, 'Merchant', 0, now()))
       insert into policies values ($1, 1, 0, now(), $3)`,
      [merchantId, PARTITION, { lookbackDays }],
    );
  }

  it('come from the database: defaults of the partition, registration, policy', async () => {
    await stored(MERCHANT, 7);
    await stored('another', 9);
    await database.pool.query(`insert into partition_defaults values ($1, 0, '{"settlingPeriodSeconds": 5}')`, [
      PARTITION,
    ]);
    await database.pool.query(`insert into partition_defaults values ($1, 0, '{"settlingPeriodSeconds": 6}')`, [1]);
    const world = await worldFor(...of('another', [policyChanged({})]), policyChanged({}));
    expect([lookback(world), lookback(world, 'another'), lookback(await worldFor(), 'nobody')]).toEqual([7, 9, 30]);
    expect(world.merchant(MERCHANT).policies.at(position).policy.settlingPeriodSeconds).toBe(5);
    expect(world.settings.of(MERCHANT).registration).toMatchObject({ name: 'Merchant', position: 0 });
  });

  it('are read once: a batch of known merchants reads nothing', async () => {
    await stored(MERCHANT, 7);
    await worldFor(policyChanged({}));
    queries = 0;
    expect(lookback(await worldFor(policyChanged({}), policyChanged({})))).toBe(7);
    expect(queries).toBe(0);
    await worldFor(...of('another', [policyChanged({})]), policyChanged({}));
    expect(queries).toBeGreaterThan(0);
  });

  it('follow the changes of batches without reading the database', async () => {
    const facts = [recorded(merchantRegistered({ lookbackDays: 3 })), recorded(policyChanged({ lookbackDays: 5 }))];
    const world = await cache.worldFor(client, facts);
    for (const fact of facts) step(world, fact);
    expect(lookback(await worldFor(policyChanged({})))).toBe(5);
  });

  it('come from the database again after a batch that was not written', async () => {
    await stored(MERCHANT, 7);
    const change = recorded(policyChanged({ lookbackDays: 5 }));
    step(await cache.worldFor(client, [change]), change);
    cache.clear();
    expect(lookback(await worldFor(policyChanged({})))).toBe(7);
  });

  it('cover at most ten thousand merchants and those of one more batch', async () => {
    await database.pool.query(
      `insert into merchants select 'm' || n, $1, 'Merchant', 0, now() from generate_series(1, 10500) n`,
      [PARTITION],
    );
    const batch = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => of(`m${from + n}`, [policyChanged({})])[0]!);
    await worldFor(...batch(1, 9_001));
    await worldFor(...batch(9_001, 10_401));
    // Above the limit they are kept until the next batch, which starts with only its own.
    queries = 0;
    await worldFor(...batch(1, 2));
    expect(queries).toBeGreaterThan(0);
    queries = 0;
    await worldFor(...batch(1, 2));
    expect(queries).toBe(0);
  });
});
