/** A partition among others: a fact it cannot decide stops only itself; an unavailable database stops nothing. */
import { PartitionLost, readCheckpoint } from '../../libs/engine/checkpoints';
import { CanNotDecide, LedgerDiffers } from '../../libs/engine/codec';
import { Engine } from '../../libs/engine/engine';
import { isTroubleOfTheMachine } from '../../libs/engine/partition';
import { LogUnavailable, OutcomeUnknown, WrongExpectedRevision } from '../../libs/event-log/event-log';
import { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { NotPrefetched } from '../../libs/kernel/tables';
import { KERNEL_VERSION } from '../../libs/kernel/kernel-version';
import { kernelChanged } from '../kernel/support/builders';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { append, decided, of, stoppedBecause, STORY } from './partitions';

const PARTITIONS = 3;

describe('a partition', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  let engine: Engine | null;
  let troubles: { partition: number; error: unknown; stopped: boolean; at: number }[];

  beforeEach(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog(database.pool);
    engine = null;
    troubles = [];
  });
  afterEach(async () => {
    await engine?.stop();
    await log.close();
    await database.drop();
  });

  async function start(on: PostgresEventLog | MemoryEventLog = log, batchMax?: number): Promise<void> {
    const events = {
      onTrouble: (partition: number, error: unknown, stopped: boolean) =>
        void troubles.push({ partition, error, stopped, at: performance.now() }),
    };
    engine = new Engine({ pool: database.pool, log: on, partitions: PARTITIONS, batchMax, events });
    await engine.start();
  }

  /** Puts a text into the log that no engine can read; returns its position. */
  async function poison(on: PostgresEventLog | MemoryEventLog = log): Promise<number> {
    const event = { id: '00000000-0000-4000-8000-00000000dead', type: 'TouchpointRecorded', data: '{"merchantId":' };
    return (await on.append(intakeStream(1), event)).revision;
  }

  it('stops at an unreadable fact, records why, and has decided all facts before it', async () => {
    await append(log, 1, STORY);
    const position = await poison();
    await append(log, 1, of('another', STORY));
    await start();
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    expect(await stoppedBecause(database.pool, 1)).toMatch(
      new RegExp(`CanNotDecide: the fact at position ${position}: SyntaxError`),
    );
    expect((await readCheckpoint(database.pool, 1)).position).toBe(position - 1);
    expect(troubles.at(-1)).toMatchObject({ partition: 1, stopped: true, error: expect.any(CanNotDecide) });
    // Larger batches that failed because of it did not count as a stop.
    expect(troubles.filter(({ stopped }) => stopped)[0]!.error).toMatchObject({ position });
  });

  it('stops alone: partitions before and after it go on', async () => {
    await poison();
    const first = await append(log, 0, STORY);
    await start();
    await decided(database.pool, 0, first);
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    await decided(database.pool, 2, await append(log, 2, of('later', STORY)));
    await decided(database.pool, 0, await append(log, 0, of('later', STORY)));
    expect([await stoppedBecause(database.pool, 0), await stoppedBecause(database.pool, 2)]).toEqual([null, null]);
  });

  it('stops alone at a kernel version that this program does not know, and says which program to run', async () => {
    const before = await append(log, 1, STORY);
    const newer = KERNEL_VERSION + 1;
    await append(log, 1, [kernelChanged(newer)]);
    await append(log, 1, of('later', STORY));
    await start();
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    expect(await stoppedBecause(database.pool, 1)).toContain(`run a program that knows version ${newer}`);
    expect((await readCheckpoint(database.pool, 1)).position).toBe(before);
    await decided(database.pool, 2, await append(log, 2, of('third', STORY)));
  });

  it('stops as well if a newer program decided beyond that position, and changes nothing', async () => {
    const last = await append(log, 1, STORY);
    await start();
    await decided(database.pool, 1, last);
    await engine!.stop();
    await database.pool.query('insert into partition_kernels values (1, $1, $2)', [KERNEL_VERSION + 1, last]);
    const ledger = await log.head(ledgerStream(1));
    await append(log, 1, of('later', STORY));
    await start();
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    expect(await stoppedBecause(database.pool, 1)).toContain('UnknownKernelVersion');
    expect(await log.head(ledgerStream(1))).toBe(ledger);
    expect((await readCheckpoint(database.pool, 1)).position).toBe(last);
  });

  it('tries again after growing pauses, and goes on by itself once it can', async () => {
    const position = await poison();
    await start();
    await until(() => troubles.length >= 7);
    // A busy machine only makes pauses longer.
    expect(troubles[6]!.at - troubles[5]!.at).toBeGreaterThan(2_500);
    await database.pool.query('update events set data = $1 where stream = $2 and revision = $3', [
      JSON.stringify(STORY[1]!.data),
      intakeStream(1),
      position,
    ]);
    await decided(database.pool, 1, await append(log, 1, STORY));
    expect(await stoppedBecause(database.pool, 1)).toBeNull();
  });

  it('stops if its ledger holds more than its checkpoint says, and overwrites nothing', async () => {
    await log.appendExpected(ledgerStream(1), -1, [
      { id: null, type: 'Forged', data: '{}', meta: '{}', recordedAt: 1 },
    ]);
    await append(log, 1, STORY);
    await start();
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    expect(await stoppedBecause(database.pool, 1)).toContain('WrongExpectedRevision');
    expect(await log.head(ledgerStream(1))).toBe(0);
    // The registration leaves nothing in the ledger, so it is decided all the same.
    expect((await readCheckpoint(database.pool, 1)).ledgerRevision).toBe(-1);
  });

  it('with a separate log, continues after a ledger that is ahead if it matches, and stops if it differs', async () => {
    const memory = new MemoryEventLog(() => Date.UTC(2026, 5, 1));
    const last = await append(memory, 1, STORY);
    await append(memory, 2, STORY);
    await start(memory);
    await decided(database.pool, 1, last);
    await engine!.stop();

    // As after a crash between append and commit: the read models do not have it.
    const replayed = new MemoryEventLog(() => Date.UTC(2026, 5, 1));
    await append(replayed, 1, STORY);
    const tampered = (await memory.read(ledgerStream(1), 0, 100)).map(({ id, type, data, meta, recordedAt }) => {
      return { id, type, data, meta: meta!, recordedAt };
    });
    await replayed.appendExpected(ledgerStream(1), -1, tampered.slice(0, 3));
    await forget();
    await start(replayed, 2);
    await decided(database.pool, 1, last);
    expect(await replayed.read(ledgerStream(1), 0, 100)).toHaveLength(tampered.length);
    await engine!.stop();

    const differing = new MemoryEventLog(() => Date.UTC(2026, 5, 1));
    await append(differing, 1, STORY);
    tampered[1] = { ...tampered[1]!, data: tampered[1]!.data.replace('"merchant"', '"another"') };
    await differing.appendExpected(ledgerStream(1), -1, tampered);
    await forget();
    await start(differing);
    await until(async () => (await stoppedBecause(database.pool, 1)) !== null);
    expect(await stoppedBecause(database.pool, 1)).toContain('LedgerDiffers: ledger-01 differs');
    expect(await differing.read(ledgerStream(1), 0, 100)).toHaveLength(tampered.length);
  });

  /** Checkpoints and read models as at the beginning. */
  async function forget(): Promise<void> {
    const other = await createTestDatabase();
    await log.close();
    await database.drop();
    database = other;
    log = new PostgresEventLog(database.pool);
  }

  it('does not stop when connections are cut: it tries again and loses nothing', async () => {
    await start();
    let cutting = true;
    const cuts = (async () => {
      const admin = await createTestDatabase();
      while (cutting) {
        await admin.pool.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 order by random() limit 1',
          [new URL(database.url).pathname.slice(1)],
        );
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      await admin.drop();
    })();
    for (let n = 0; n < 12; n++) {
      for (const fact of of(`merchant-${n}`, STORY)) {
        for (;;) {
          const stored = await append(log, n % PARTITIONS, [fact]).catch((error: unknown) => error);
          if (typeof stored === 'number') break;
          expect([LogUnavailable, OutcomeUnknown]).toContain((stored as Error).constructor);
        }
      }
    }
    cutting = false;
    await cuts;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      await decided(database.pool, partition, await log.head(intakeStream(partition)));
      expect(await stoppedBecause(database.pool, partition)).toBeNull();
    }
    expect(troubles.filter(({ stopped }) => stopped)).toEqual([]);
    const { rows } = await database.pool.query(
      'select count(*)::integer as count from purchases where anchor_id is not null',
    );
    expect(rows[0].count).toBe(24);
  });

  it('reads no more at once than its memory limit', async () => {
    const memory = new MemoryEventLog();
    const large = { ...STORY[1]!, data: { ...STORY[1]!.data, url: 'https://shop.test/'.padEnd(1024 * 1024, 'x') } };
    await append(memory, 0, STORY);
    for (let n = 0; n < 20; n++) {
      const data = JSON.stringify({ ...large.data, touchpointId: `large-${n}` });
      await memory.append(intakeStream(0), { id: null, type: large.type, data });
    }
    const sizes: number[] = [];
    const onBatch = (_: number, __: unknown, batch: readonly { fact: { fact: { data: object } } }[]) => {
      sizes.push(batch.reduce((sum, { fact }) => sum + JSON.stringify(fact.fact.data).length, 0));
    };
    engine = new Engine({ pool: database.pool, log: memory, partitions: 1, events: { onBatch } });
    await engine.start();
    await decided(database.pool, 0, STORY.length + 19);
    expect(Math.max(...sizes)).toBeLessThan(10 * 1024 * 1024);
    expect(sizes.length).toBeGreaterThan(2);
  });
});

describe('an error', () => {
  const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more);

  it.each([
    new LogUnavailable('away'),
    new OutcomeUnknown('away'),
    failure('Connection terminated unexpectedly'),
    failure('Connection terminated due to connection timeout'),
    failure('timeout exceeded when trying to connect'),
    failure('Query read timeout'),
    failure('Client has encountered a connection error and is not queryable'),
    failure('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' }),
    failure('write EPIPE', { code: 'EPIPE' }),
    failure('Premature close', { code: 'ERR_STREAM_PREMATURE_CLOSE' }),
    failure('the database system is starting up', { code: '57P03', severity: 'FATAL' }),
    failure('terminating connection due to idle-in-transaction timeout', { code: '25P03', severity: 'FATAL' }),
    failure('canceling statement due to statement timeout', { code: '57014', severity: 'ERROR' }),
    failure('sorry, too many clients already', { code: '53300', severity: 'FATAL' }),
    failure('deadlock detected', { code: '40P01', severity: 'ERROR' }),
    failure('could not extend file: No space left on device', { code: '53100', severity: 'ERROR' }),
  ])('is a trouble of the machine: %s', (error) => {
    expect(isTroubleOfTheMachine(error)).toBe(true);
  });

  it.each([
    new NotPrefetched('connections of a customer'),
    new CanNotDecide(3, failure('Connection terminated unexpectedly')),
    new LedgerDiffers('ledger-01 differs'),
    new WrongExpectedRevision('ledger-01', 1, 2),
    new PartitionLost('partition 1 was moved by another process'),
    failure('a timeout that a bug speaks of'),
    failure('value too long', { code: '22001', severity: 'ERROR' }),
    failure('duplicate key value', { code: '23505', severity: 'ERROR' }),
    failure('column does not exist', { code: '42703', severity: 'ERROR' }),
    failure('Invalid argument', { code: 'ERR_INVALID_ARG_TYPE' }),
  ])('comes from a bug or a damaged log: %s', (error) => {
    expect(isTroubleOfTheMachine(error)).toBe(false);
  });
});
