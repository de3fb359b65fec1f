/** Verification finds every later change of the log: its position, its field, and both values. */
import { createCheckpoints, readCheckpoint, type Checkpoint } from '../../libs/engine/checkpoints';
import { Partition } from '../../libs/engine/partition';
import type { Difference } from '../../libs/verify/difference';
import { verifyPartition, type ReplayOptions } from '../../libs/verify/verify-partition';
import { Turns } from '../../libs/engine/turns';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { append, decided, of, STORY } from '../engine/partitions';

const INTAKE = intakeStream(0);
const LEDGER = ledgerStream(0);

interface Stored {
  revision: number;
  type: string;
  data: string;
  meta: string;
}

describe('verification of a partition', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  let checkpoint: Checkpoint;
  let intake: Stored[];
  let ledger: Stored[];

  beforeAll(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog(database.pool);
    await createCheckpoints(database.pool, 1);
    const last = await append(log, 0, [...STORY, ...of('another', STORY)]);
    const nothing = () => undefined;
    // Small batches: each seals its own end with the chain.
    const partition = new Partition(0, database.pool, log, new Turns(1), 3, { onBatch: nothing, onTrouble: nothing });
    await decided(database.pool, 0, last);
    await partition.stop();
    checkpoint = await readCheckpoint(database.pool, 0);
    [intake, ledger] = [await events(INTAKE), await events(LEDGER)];
    await database.pool.query('create table kept as select * from events');
  });
  afterAll(async () => {
    await log.close();
    await database.drop();
  });
  afterEach(async () => {
    await database.pool.query('delete from events');
    await database.pool.query('insert into events select * from kept');
  });

  async function events(stream: string): Promise<Stored[]> {
    const { rows } = await database.pool.query<Stored>(
      'select revision::integer, type, data, meta from events where stream = $1 order by revision',
      [stream],
    );
    return rows;
  }

  const verify = (options: Partial<ReplayOptions> = {}) =>
    verifyPartition({ log, partition: 0, through: checkpoint.position, chain: checkpoint.chain, ...options });

  async function difference(options: Partial<ReplayOptions> = {}): Promise<Difference> {
    const result = await verify(options);
    expect(result.difference).not.toBeNull();
    return result.difference!;
  }

  async function rewrite(stream: string, revision: number, column: string, value: string | null): Promise<void> {
    const { rowCount } = await database.pool.query(
      `update events set ${column} = $3 where stream = $1 and revision = $2`,
      [stream, revision, value],
    );
    expect(rowCount).toBe(1);
  }

  async function swap(stream: string, a: number, b: number): Promise<void> {
    const move = (from: number, to: number) =>
      database.pool.query('update events set revision = $3 where stream = $1 and revision = $2', [stream, from, to]);
    await move(a, 1_000_000);
    await move(b, a);
    await move(1_000_000, b);
  }

  async function remove(stream: string, revision: number): Promise<void> {
    await database.pool.query('delete from events where stream = $1 and revision = $2', [stream, revision]);
  }

  it('finds no difference in an untouched log, with the same hash on both sides', async () => {
    const result = await verify();
    expect(result).toMatchObject({ difference: null, facts: intake.length, decisions: ledger.length });
    expect(result.recordedHash).toBe(result.recomputedHash);
    // The chain is the same whatever the size of a page.
    expect((await verify({ from: 9 })).difference).toBeNull();
    expect((await verify({ merchantId: 'another' })).difference).toBeNull();
  });

  it('finds a change of any byte of a ledger event: in data, type or metadata', async () => {
    for (const { revision, type, data, meta } of ledger) {
      const { position, ordinal } = JSON.parse(meta) as { position: number; ordinal: number };
      for (const at of [0, Math.floor(data.length / 2), data.length - 1]) {
        const forged = flipped(data, at);
        await rewrite(LEDGER, revision, 'data', forged);
        expect(await difference()).toEqual({ position, ordinal, field: 'data', recorded: forged, recomputed: data });
      }
      await rewrite(LEDGER, revision, 'data', data);
      await rewrite(LEDGER, revision, 'type', `${type}X`);
      expect(await difference()).toMatchObject({ position, field: 'type', recorded: `${type}X`, recomputed: type });
      await rewrite(LEDGER, revision, 'type', type);
    }
    const sealed = ledger.find(({ meta }) => meta.includes('"chain"'))!;
    for (let at = 0; at < sealed.meta.length; at++) {
      await rewrite(LEDGER, sealed.revision, 'meta', flipped(sealed.meta, at));
      const { recorded, recomputed } = await difference();
      expect(recorded).not.toBe(recomputed);
    }
  });

  it('finds a change of any byte of a fact, even if it changes no decision', async () => {
    const seals = ledger.filter(({ meta }) => meta.includes('"chain"'));
    const seenFrom = (position: number) =>
      seals.map(({ meta }) => (JSON.parse(meta) as { position: number }).position).find((seal) => seal >= position) ??
      checkpoint.position;
    for (const { revision, type, data } of intake) {
      for (let at = 0; at < data.length; at += 17) {
        await rewrite(INTAKE, revision, 'data', flipped(data, at));
        const { position, recorded, recomputed } = await difference();
        // By its decisions, by those of a later fact, or at the latest by the next seal.
        expect(position).toBeGreaterThanOrEqual(revision);
        expect(position).toBeLessThanOrEqual(seenFrom(revision));
        expect(recorded).not.toBe(recomputed);
      }
      await rewrite(INTAKE, revision, 'data', data);
      for (const [column, value] of [
        ['type', `${type}X`],
        ['id', '00000000-0000-4000-8000-000000000bad'],
        ['recorded_at', '2026-01-01T00:00:00.000Z'],
        ['meta', '{"requeuedBy":"somebody else"}'],
      ] as const) {
        await rewrite(INTAKE, revision, column, value);
        expect((await difference()).position).toBeGreaterThanOrEqual(revision);
        await database.pool.query('delete from events');
        await database.pool.query('insert into events select * from kept');
      }
    }
  });

  it('reports a fact that is no longer JSON, and finds differences before it', async () => {
    await rewrite(INTAKE, 5, 'data', '{"merchantId');
    expect(await difference()).toEqual({
      position: 5,
      ordinal: 0,
      field: 'fact',
      recorded: '{"merchantId',
      recomputed: expect.stringContaining('SyntaxError'),
    });
    const { revision, data, meta } = ledger[0]!;
    await rewrite(LEDGER, revision, 'data', flipped(data, 5));
    const { position } = JSON.parse(meta) as { position: number };
    expect(position).toBeLessThan(5);
    expect(await difference()).toMatchObject({ position, field: 'data' });
  });

  it('finds a removed ledger event at any place', async () => {
    for (const { revision, type, meta } of ledger) {
      await remove(LEDGER, revision);
      const { position, ordinal } = JSON.parse(meta) as { position: number; ordinal: number };
      const found = await difference();
      expect(found).toMatchObject({ position, ordinal });
      if (revision === ledger.length - 1) {
        expect(found).toMatchObject({ field: 'count', recorded: null, recomputed: type });
      }
      await database.pool.query('insert into events select * from kept where stream = $1 and revision = $2', [
        LEDGER,
        revision,
      ]);
    }
  });

  it('finds an added ledger event', async () => {
    await database.pool.query(
      'insert into events select stream, revision + 1, id, type, recorded_at, data, meta, content_hash from events where stream = $1 and revision = $2',
      [LEDGER, ledger.length - 1],
    );
    const { type, meta } = ledger.at(-1)!;
    const { position } = JSON.parse(meta) as { position: number };
    expect(await difference()).toMatchObject({ position, field: 'count', recorded: type, recomputed: null });
  });

  it('finds a removed fact at any place, the last one included', async () => {
    for (const { revision } of intake) {
      await remove(INTAKE, revision);
      expect((await difference()).position).toBeGreaterThanOrEqual(revision);
      await database.pool.query('insert into events select * from kept where stream = $1 and revision = $2', [
        INTAKE,
        revision,
      ]);
    }
  });

  it('finds swapped events in either stream', async () => {
    for (const [stream, stored] of [
      [INTAKE, intake],
      [LEDGER, ledger],
    ] as const) {
      for (let at = 0; at + 1 < stored.length; at++) {
        await swap(stream, at, at + 1);
        const { position, recorded, recomputed } = await difference();
        const first = stream === INTAKE ? at : (JSON.parse(stored[at]!.meta) as { position: number }).position;
        expect(position).toBeGreaterThanOrEqual(first);
        expect(recorded).not.toBe(recomputed);
        await swap(stream, at, at + 1);
      }
    }
    expect((await verify()).difference).toBeNull();
  });

  it('finds a changed chain at the checkpoint', async () => {
    const forged = flipped(checkpoint.chain, 0);
    expect(await difference({ chain: forged })).toEqual({
      position: checkpoint.position,
      ordinal: 0,
      field: 'chain',
      recorded: forged,
      recomputed: checkpoint.chain,
    });
  });

  it('finds only the differences of one merchant if it is limited to that merchant', async () => {
    const own = ledger.find(({ data }) => data.includes('"another"'))!;
    await rewrite(LEDGER, own.revision, 'data', flipped(own.data, 5));
    expect((await verify({ merchantId: 'merchant' })).difference).toBeNull();
    expect(await difference({ merchantId: 'another' })).toMatchObject({ field: 'data' });
  });

  it('finds only the differences from a position on if it starts there', async () => {
    const { revision, data, meta } = ledger[0]!;
    await rewrite(LEDGER, revision, 'data', flipped(data, 5));
    const { position } = JSON.parse(meta) as { position: number };
    expect(await difference({ from: position })).toMatchObject({ position, field: 'data' });
    expect((await verify({ from: position + 1 })).difference).toBeNull();
  });
});

/** The text with another character at that place. */
function flipped(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
}
