/** If two processes believe that they own a partition, the checkpoint lets one of them win, whatever they write. */
import { createCheckpoints, PartitionLost, readCheckpoint, type Checkpoint } from '../../libs/engine/checkpoints';
import { factOf } from '../../libs/engine/codec';
import { execute } from '../../libs/engine/execute';
import { flush } from '../../libs/engine/flush';
import { ledgerOf } from '../../libs/engine/ledger';
import { prefetch } from '../../libs/engine/prefetch/prefetch';
import { SettingsCache } from '../../libs/engine/settings-cache';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { append, everything, STORY } from './partitions';

describe('the checkpoint of a partition', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog(database.pool);
    await createCheckpoints(database.pool, 1);
    await append(log, 0, STORY);
  });
  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  /** Decides the next facts and returns the function that would write them. */
  async function prepared(from: Checkpoint, count: number): Promise<() => Promise<Checkpoint>> {
    const client = await database.pool.connect();
    const events = await log.read(intakeStream(0), from.position + 1, count);
    const facts = events.map(factOf);
    const world = await new SettingsCache(0, true).worldFor(client, facts);
    await prefetch(client, world, facts);
    const decided = await execute(world, facts, events, from.chain);
    return () =>
      flush(client, ledgerOf(log, world.partition), world, from, decided).finally(() => client.release(true));
  }

  const checkpoint = () => readCheckpoint(database.pool, 0);

  it('moves together with ledger and read models', async () => {
    const from = await checkpoint();
    expect(from).toEqual({ position: -1, ledgerRevision: -1, chain: '0'.repeat(64), rebuilds: 0 });
    const to = await (await prepared(from, 4))();
    expect(to.position).toBe(3);
    expect(await checkpoint()).toEqual(to);
    expect(await log.head('ledger-00')).toBe(to.ledgerRevision);
  });

  it('lets one of two processes that decided the same facts win, and the other leaves nothing behind', async () => {
    const from = await checkpoint();
    const [mine, theirs] = [await prepared(from, 4), await prepared(from, 4)];
    await mine();
    const after = await everything(database.pool);
    await expect(theirs()).rejects.toThrow(PartitionLost);
    expect(await everything(database.pool)).toEqual(after);
  });

  it('makes the other process fail even if it decided more facts, fewer, or none that reach the ledger', async () => {
    const from = await checkpoint();
    const stale = [await prepared(from, 1), await prepared(from, 2), await prepared(from, 8)];
    await (
      await prepared(from, 4)
    )();
    const after = await everything(database.pool);
    for (const write of stale) await expect(write()).rejects.toThrow(PartitionLost);
    expect(await everything(database.pool)).toEqual(after);
  });

  it('lets one process win if both write at once', async () => {
    const from = await checkpoint();
    const writes = [await prepared(from, 3), await prepared(from, 8)];
    const results = await Promise.allSettled(writes.map((write) => write()));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')!.reason).toBeInstanceOf(PartitionLost);
    const won = results.find((result) => result.status === 'fulfilled')!.value;
    expect(await checkpoint()).toEqual(won);
    expect(await log.head('ledger-00')).toBe(won.ledgerRevision);
  });

  it('stays where it is if any part of the flush fails, and so does everything else', async () => {
    const before = await everything(database.pool);
    const write = await prepared(await checkpoint(), 8);
    // The last thing that a flush writes is refused.
    await database.pool.query('alter table purchase_history add constraint refused check (false) not valid');
    await expect(write()).rejects.toThrow(/refused/);
    expect(await everything(database.pool)).toEqual(before);
  });

  it('does not move with what was loaded from tables that are gone', async () => {
    const flush = await prepared(await checkpoint(), 1);
    await database.pool.query('update checkpoints set rebuilds = rebuilds + 1');
    await expect(flush()).rejects.toThrow(PartitionLost);
  });
});
