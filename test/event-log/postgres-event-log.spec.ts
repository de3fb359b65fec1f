import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { newPool } from '../../libs/database/connections';
import { EventRefused, LogOverloaded, LogUnavailable, OutcomeUnknown } from '../../libs/event-log/event-log';
import { PostgresEventLog, type PostgresEventLogOptions } from '../../libs/event-log/postgres-event-log';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { event, eventLogContract, newStream, range, vaultRow } from './event-log-contract';
import { until } from '../support/until';

const run = promisify(execFile);

describe('the log in Postgres', () => {
  let database: TestDatabase;

  eventLogContract(async () => {
    database = await createTestDatabase();
    const log = new PostgresEventLog(database.pool);
    return {
      log,
      vaultRows: async () => (await database.pool.query(VAULT)).rows,
      knowsIdsOfOtherStreams: true,
      close: async () => {
        await log.close();
        await database.drop();
      },
    };
  });

  async function using<T>(options: Partial<PostgresEventLogOptions>, test: (log: PostgresEventLog) => Promise<T>) {
    const log = new PostgresEventLog(database.pool, options);
    try {
      return await test(log);
    } finally {
      await log.close();
    }
  }

  describe('with several processes', () => {
    it('numbers a stream without gaps, and stores an id that all processes append only once', async () => {
      const stream = newStream();
      const shared = range(0, 50).map(() => randomUUID());
      const processes = await Promise.all(range(0, 3).map(() => appender(database.url, stream, 400, 32, shared)));
      const appended = processes.flatMap((outcomes) => outcomes.appended);
      expect(appended.toSorted((a, b) => a - b)).toEqual(range(0, 3 * 350 + 50));
      expect(processes.flatMap((outcomes) => outcomes.duplicate)).toHaveLength(2 * 50);
      expect(processes.flatMap((outcomes) => outcomes.conflict)).toEqual([]);
      await using({}, async (log) => {
        expect((await log.read(stream, 0, 10_000)).map(({ revision }) => revision)).toEqual(range(0, 3 * 350 + 50));
      });
    });

    it('rings when another process appends', async () => {
      const stream = newStream();
      await using({}, async (log) => {
        const rung = new Set<string>();
        log.subscribe((name) => rung.add(name));
        await until(async () => {
          await appender(database.url, stream, 1, 1, []);
          return rung.has(stream);
        });
      });
    });
  });

  describe('with an event that cannot be stored', () => {
    it('refuses only that event; the others in the batch are stored in order', async () => {
      const stream = newStream();
      await using({}, async (log) => {
        const appends = range(0, 60).map((n) => {
          const good = event({ n });
          if (n === 7) return log.append(stream, { ...good, data: '"\0"' });
          if (n === 41) return log.append(stream, { ...good, id: 'no uuid' });
          return log.append(stream, good);
        });
        const results = await Promise.allSettled(appends);
        expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([7, 41]);
        await expect(appends[7]).rejects.toThrow(EventRefused);
        const numbers = (await log.read(stream, 0, 100)).map(({ data }) => JSON.parse(data).n as number);
        expect(numbers).toEqual(range(0, 60).filter((n) => n !== 7 && n !== 41));
      });
    });
  });

  describe('under overload', () => {
    it('refuses appends that exceed the queue, by number or by size, and stores the rest', async () => {
      const stream = newStream();
      await using({ queueMax: 10 }, async (log) => {
        const results = await Promise.allSettled(range(0, 15).map((n) => log.append(stream, event({ n }))));
        const refused = results.filter((result) => result.status === 'rejected');
        expect(refused.map(({ reason }) => reason)).toEqual(range(0, 5).map(() => expect.any(LogOverloaded)));
        expect(await log.append(stream, event({}))).toMatchObject({ kind: 'appended', revision: 10 });
      });
      await using({ queueMaxChars: 1_000 }, async (log) => {
        const big = event('x'.repeat(600));
        const second = log.append(stream, event('y'.repeat(600)));
        await expect(log.append(stream, big)).rejects.toThrow(LogOverloaded);
        await second;
        expect(await log.append(stream, big)).toMatchObject({ kind: 'appended' });
      });
    });

    it('splits batches by number and size, and stores an event larger than a batch', async () => {
      const stream = newStream();
      await using({ batchMax: 7, batchMaxChars: 500 }, async (log) => {
        const sizes = range(0, 30).map((n) => (n % 10 === 3 ? 2_000 : 100));
        const outcomes = await Promise.all(sizes.map((size) => log.append(stream, event('z'.repeat(size)))));
        expect(outcomes.map(({ revision }) => revision)).toEqual(range(0, 30));
      });
    });
  });

  describe('when the database fails', () => {
    it('reports that nothing was stored when the database cannot be reached', async () => {
      const pool = newPool({ connectionString: 'postgres://nobody:x@127.0.0.1:1/none' });
      const log = new PostgresEventLog(pool);
      await expect(log.append(newStream(), event(1))).rejects.toThrow(LogUnavailable);
      await log.close();
      await pool.end();
    });

    it('gives up after its time limit and stores nothing', async () => {
      const stream = newStream();
      await using({ timeoutMs: 200 }, async (log) => {
        await log.append(stream, event(1));
        const blocker = await database.pool.connect();
        await blocker.query('begin');
        await blocker.query('select from streams where stream = $1 for update', [stream]);
        await expect(log.append(stream, event(2))).rejects.toThrow(LogUnavailable);
        await blocker.query('rollback');
        blocker.release();
        expect(await log.append(stream, event(3))).toMatchObject({ kind: 'appended', revision: 1 });
      });
    });

    it('stores every append once although its connections are cut again and again', async () => {
      const stream = newStream();
      const pool = newPool({ connectionString: database.url, max: 4, application_name: 'to be cut' });
      pool.on('error', () => undefined);
      // A connection may be cut while it is idle or while it is in use.
      pool.on('connect', (client) => client.on('error', () => undefined));
      const log = new PostgresEventLog(pool, { batchMax: 2 });
      const cut = `
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'to be cut'`;
      let isDone = false;
      let answered = 0;
      let cuts = 0;
      const cutting = (async () => {
        // After every cut some appends have to come through: a slow machine needs time to connect again.
        for (let next = 1; !isDone;) {
          const { rows } = await database.pool.query(
            answered < next ? 'select pg_sleep(0.01)' : `select pg_sleep(0.01), (${cut} limit 1) as "isCut"`,
          );
          if (!rows[0].isCut) continue;
          cuts++;
          next = answered + 5;
        }
      })();
      const stored = await Promise.all(
        range(0, 400).map(async (n) => {
          const mine = event({ n });
          for (;;) {
            try {
              const stored = await log.append(stream, mine);
              answered++;
              return stored;
            } catch (error) {
              expect([LogUnavailable, OutcomeUnknown]).toContain((error as Error).constructor);
            }
          }
        }),
      );
      isDone = true;
      await cutting;
      expect(cuts).toBeGreaterThan(2);
      expect(stored.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(range(0, 400));
      expect(await log.head(stream)).toBe(399);
      await log.close();
      await pool.end();
    });

    it('opens its doorbell again', async () => {
      const stream = newStream();
      await using({}, async (log) => {
        let rings = 0;
        log.subscribe(() => rings++);
        const append = async () => {
          await log.append(stream, event({}));
          return rings > 0;
        };
        await until(append);
        await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query = 'listen tributary_log'`,
        );
        rings = 0;
        await until(append);
      });
    });
  });

  describe('in a transaction of the read models', () => {
    it('commits the append with the transaction or not at all', async () => {
      const stream = newStream();
      await using({}, async (log) => {
        const client = await database.pool.connect();
        for (const end of ['rollback', 'commit']) {
          await client.query('begin');
          await client.query(`insert into settings values ($1, 'x')`, [stream]);
          await log.appendExpected(stream, -1, [{ ...event(end), recordedAt: 1 }], client);
          await client.query(end);
        }
        client.release();
        expect((await log.read(stream, 0, 9)).map(({ data }) => data)).toEqual(['"commit"']);
      });
    });
  });

  it('does not send a vault row again that it remembers as stored', async () => {
    const row = vaultRow('known');
    await using({ knownVaultRowsMax: 1 }, async (log) => {
      const append = () => log.append(newStream(), event({}), [row]);
      const isThere = async () => (await database.pool.query(VAULT)).rows.some((r) => r.pseudonym === row.pseudonym);
      const forget = () => database.pool.query('delete from vault where pseudonym = $1', [row.pseudonym]);
      await append();
      await forget();
      await append();
      expect(await isThere()).toBe(false);
      // Another row takes its place, because the log remembers only one.
      await log.append(newStream(), event({}), [vaultRow('other')]);
      await append();
      expect(await isThere()).toBe(true);
    });
  });

  it('answers every waiting append before it closes, and refuses later ones', async () => {
    const stream = newStream();
    const log = new PostgresEventLog(database.pool, { batchMax: 5 });
    const appends = range(0, 20).map((n) => log.append(stream, event({ n })));
    await log.close();
    expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(range(0, 20));
    await expect(log.append(stream, event({}))).rejects.toThrow(LogUnavailable);
  });
});

const VAULT = 'select merchant_id as "merchantId", pseudonym, type, value from vault';

type Outcomes = Record<'appended' | 'duplicate' | 'conflict', number[]>;

async function appender(url: string, stream: string, count: number, callers: number, ids: string[]): Promise<Outcomes> {
  const typescript = path.join(__dirname, '..', 'support', 'typescript.cjs');
  const script = path.join(__dirname, 'appender.ts');
  const { stdout } = await run(process.execPath, [
    '--require',
    typescript,
    script,
    url,
    stream,
    String(count),
    String(callers),
    ...ids,
  ]);
  return JSON.parse(stdout) as Outcomes;
}
