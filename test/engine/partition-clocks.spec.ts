import { PartitionClocks } from '../../libs/engine/partition-clocks';
import { createTestDatabase, type TestDatabase } from '../support/database';

const DAY_MS = 86_400_000;

describe('the clock of a partition', () => {
  let database: TestDatabase;
  let now: number;
  let clocks: PartitionClocks;

  beforeEach(async () => {
    database = await createTestDatabase();
    await database.pool.query("insert into checkpoints (partition, chain) select p, '' from generate_series(0, 3) p");
    now = 0;
    clocks = new PartitionClocks(() => now);
  });
  afterEach(() => database.drop());

  const recorded = (partition: number, at: number) =>
    database.pool.query('update checkpoints set recorded_at = $2 where partition = $1', [partition, new Date(at)]);
  const read = async () => [...(await clocks.read(database.pool, [0, 1]))];

  it('is that of the database, unless the newest fact has a later time', async () => {
    await recorded(0, Date.now() - DAY_MS);
    await recorded(2, Date.now() + DAY_MS);
    expect(await read()).toEqual([]);
    const ahead = Date.now() + DAY_MS;
    await recorded(1, ahead);
    expect(await read()).toEqual([[1, ahead]]);
  });

  it('runs on from the time of the newest fact, whose successors all get that time', async () => {
    const ahead = Date.now() + DAY_MS;
    await recorded(1, ahead);
    await read();
    now += 5_000;
    expect(await read()).toEqual([[1, ahead + 5_000]]);
    await recorded(1, ahead);
    now += 5_000;
    expect(await read()).toEqual([[1, ahead + 10_000]]);
  });

  it('follows a fact that is later still', async () => {
    const ahead = Date.now() + DAY_MS;
    await recorded(1, ahead);
    await read();
    now += 5_000;
    await recorded(1, ahead + DAY_MS);
    expect(await read()).toEqual([[1, ahead + DAY_MS]]);
    now += 1;
    expect(await read()).toEqual([[1, ahead + DAY_MS + 1]]);
  });

  it('is forgotten with the partition, and when the database gets there', async () => {
    await recorded(1, Date.now() + DAY_MS);
    await read();
    await recorded(1, Date.now() - 1);
    expect(await read()).toEqual([]);
  });
});
