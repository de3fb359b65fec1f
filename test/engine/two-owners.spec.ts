/** Two processes that both believe to own a partition: each batch is written by one of them, and nothing is doubled. */
import { createCheckpoints, readCheckpoint } from '../../libs/engine/checkpoints';
import { openLog } from '../../libs/engine/open-log';
import { Partition } from '../../libs/engine/partition';
import { Turns } from '../../libs/engine/turns';
import type { EventLog } from '../../libs/event-log/event-log';
import { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { verifyPartition } from '../../libs/verify/verify-partition';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventStoreDbTarget, TARGET, type EventStoreDbTarget } from '../support/eventstoredb-target';
import { append, decided, of, STORY } from './partitions';

const CONFLICTS = 2;
const MERCHANTS = 10;
const MERCHANTS_MAX = 200;

let server: EventStoreDbTarget;
beforeAll(async () => {
  server = await eventStoreDbTarget();
});
afterAll(() => server.close());

describe.each<[string, (database: TestDatabase) => EventLog]>([
  ['the Postgres log', ({ pool }) => new PostgresEventLog(pool)],
  ['a log of its own', () => new MemoryEventLog()],
  [`a log in EventStoreDB, on ${TARGET}`, ({ pool }) => openLog(pool, { kind: 'eventstoredb', ...server.address })],
])('a partition with two owners on %s', (_, open) => {
  let database: TestDatabase;
  let log: EventLog;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = open(database);
    await createCheckpoints(database.pool, 1);
  });
  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  it('is decided once: one writes a batch, the other lets go of it', async () => {
    const counts = { lost: 0, batches: [0, 0] };
    const troubles: unknown[] = [];
    let merchants = 0;
    while (merchants < MERCHANTS) await append(log, 0, of(`merchant-${merchants++}`, STORY));
    // Batches of different sizes end at different facts.
    const owners = [2, 3].map((batchMax, n) => {
      return new Partition(0, database.pool, log, new Turns(1), batchMax, {
        onBatch: () => void counts.batches[n]!++,
        onTrouble: (partition, error) => void troubles.push({ partition, error }),
        onLost: () => void counts.lost++,
      });
    });
    const goOn = async () => decided(database.pool, 0, await append(log, 0, of(`merchant-${merchants++}`, STORY)));
    while (merchants < MERCHANTS_MAX && (counts.lost < CONFLICTS || Math.min(...counts.batches) === 0)) await goOn();
    await decided(database.pool, 0, await log.head(intakeStream(0)));
    await Promise.all(owners.map((owner) => owner.stop()));

    expect(troubles).toEqual([]);
    expect([counts.lost >= CONFLICTS, Math.min(...counts.batches) > 0]).toEqual([true, true]);
    const { position, chain, ledgerRevision } = await readCheckpoint(database.pool, 0);
    expect(await verifyPartition({ log, partition: 0, through: position, chain })).toMatchObject({ difference: null });
    expect(await log.head(ledgerStream(0))).toBe(ledgerRevision);
    const { rows } = await database.pool.query(
      'select count(*)::integer as linked from purchases where anchor_id is not null',
    );
    expect(rows).toEqual([{ linked: 2 * merchants }]);
  });
});
