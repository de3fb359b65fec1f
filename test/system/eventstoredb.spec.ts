/** The whole system on a log in EventStoreDB, and its move from there to Postgres and back. */
import { demo } from '../../apps/cli/demo-command';
import { CouldNot, WrongUse } from '../../apps/cli/exit';
import { copyLog } from '../../apps/cli/log-command';
import type { Output } from '../../apps/cli/output';
import { rebuildReadModels } from '../../apps/cli/rebuild-command';
import { openSession } from '../../apps/cli/session';
import { verify } from '../../apps/cli/verify-command';
import type { Report } from '../../apps/cli/verify-report';
import { whatIf } from '../../apps/cli/what-if-command';
import { BadEnvironment } from '../../apps/environment';
import { openLog } from '../../libs/engine/open-log';
import { intakeStream } from '../../libs/event-log/streams';
import { makeMerchants } from '../chaos/load';
import { Program, runCommand } from '../chaos/program';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventStoreDbTarget, TARGET, type EventStoreDbTarget } from '../support/eventstoredb-target';
import { SECRETS_KEY } from '../support/secrets';
import { until } from '../support/until';
import { Shop } from './shop';
import { shuffled, stories } from './stories';

/** Fewer people than it has by itself; that they leave enough facts and decisions is expected below. */
const DEMO = { people: 120, settlingSeconds: 2 };
/** A busy machine needs minutes for a shop with some hundred people. */
const PATIENCE_MS = 300_000;

type Command = (session: Awaited<ReturnType<typeof openSession>>, output: Output) => Promise<number>;

describe(`the system on a log in EventStoreDB, on ${TARGET}`, () => {
  let database: TestDatabase;
  let target: EventStoreDbTarget;
  beforeAll(async () => {
    [database, target] = await Promise.all([createTestDatabase(), eventStoreDbTarget()]);
    await run('eventstoredb', (session, output) => demo(session, output, DEMO));
  }, PATIENCE_MS);
  afterAll(async () => {
    await target.close();
    await database.drop();
  });

  async function run(log: string, command: Command, prefix = target.address.prefix) {
    const variables = { EVENTSTOREDB_URL: target.address.url, EVENT_STREAM_PREFIX: prefix, PARTITIONS: '4' };
    const session = await openSession(
      { DATABASE_URL: database.url, SECRETS_KEY, EVENT_LOG: log, ...variables },
      () => undefined,
    );
    let result: Record<string, unknown> = {};
    const output: Output = {
      say: () => undefined,
      result: (value) => void (result = { ...value }),
      progress: () => ({ to: () => undefined, done: () => undefined }),
    };
    try {
      return { code: await command(session, output), result };
    } finally {
      await session.close();
    }
  }

  /** What a replay of the whole log gives, and whether the recorded ledger is that. */
  async function replayed(log: string) {
    const { code, result } = await run(log, (session, output) => verify(session, { readModels: true }, output));
    const { held, facts, decisions, partitions, readModels } = result as unknown as Report;
    const heads = partitions.map(({ head, recordedHash }) => ({ head, recordedHash }));
    return { code, held, facts, decisions, heads, differing: readModels?.differences };
  }

  it('decides, and its replay gives the recorded ledger and every row of the read models', async () => {
    const here = await replayed('eventstoredb');
    expect(here).toMatchObject({ code: 0, held: true, differing: [] });
    expect(here.facts).toBeGreaterThan(100);
    expect(here.decisions).toBeGreaterThan(100);
    const { rows } = await database.pool.query('select from events limit 1');
    expect(rows).toEqual([]);
  });

  it('is rebuilt from the log, and asked what would have been', async () => {
    const { code } = await run('eventstoredb', (session, output) => rebuildReadModels(session, {}, output));
    expect(code).toBe(0);
    const merchant = 'demo-shop';
    const { rows } = await database.pool.query<{ id: string }>('select merchant_id as id from merchants limit 1');
    const options = { merchant: rows[0]?.id ?? merchant, models: true, campaign: [], removeCampaign: [], scenario: [] };
    const outcome = await run('eventstoredb', (session, output) => whatIf(session, options, output, 0));
    expect(outcome.code).toBe(0);
  });

  it('refuses streams that end before what was decided', async () => {
    const elsewhere = { ...target.address };
    await database.pool.query(`update settings set value = 'elsewhere-' where name = 'event_stream_prefix'`);
    await expect(run('eventstoredb', async () => 0, 'elsewhere-')).rejects.toThrow(BadEnvironment);
    await database.pool.query(`update settings set value = $1 where name = 'event_stream_prefix'`, [elsewhere.prefix]);
    await expect(run('eventstoredb', async () => 0, 'elsewhere-')).rejects.toThrow(/EVENT_STREAM_PREFIX/);
  });

  it(
    'moves to Postgres and back with every event, and gives the same hashes',
    async () => {
      const before = await replayed('eventstoredb');
      await expect(
        run('eventstoredb', (session, output) => copyLog(session, { to: 'eventstoredb' }, output)),
      ).rejects.toThrow(WrongUse);

      const moved = await run('eventstoredb', (session, output) => copyLog(session, { to: 'postgres' }, output));
      expect(moved.code).toBe(0);
      await expect(run('eventstoredb', async () => 0)).rejects.toThrow(BadEnvironment);
      expect(await replayed('postgres')).toEqual(before);

      // What is there already is compared.
      const back = await run('postgres', (session, output) => copyLog(session, { to: 'eventstoredb' }, output));
      expect(back.result).toEqual(moved.result.to === 'postgres' ? { ...moved.result, to: 'eventstoredb' } : null);
      expect(await replayed('eventstoredb')).toEqual(before);
    },
    PATIENCE_MS,
  );

  it('does not move while a process decides, nor onto a log that has something else', async () => {
    const lease = `insert into leases (partition, owner, until) values (0, $1, now() + interval '1 minute')`;
    await database.pool.query(lease, ['00000000-0000-4000-8000-000000000000']);
    const copy: Command = (session, output) => copyLog(session, { to: 'postgres' }, output);
    await expect(run('eventstoredb', copy)).rejects.toThrow(/stop all processes/);
    await database.pool.query('delete from leases');
    await database.pool.query(`update events set data = replace(data, '1', '2') where (stream, revision) =
      (select stream, revision from events where stream like 'ledger-%' and data like '%1%' limit 1)`);
    await expect(run('eventstoredb', copy)).rejects.toThrow(CouldNot);
    const { rows } = await database.pool.query(`select value from settings where name = 'event_log'`);
    expect(rows).toEqual([{ value: 'eventstoredb' }]);
  });
});

describe(`two processes on a log in EventStoreDB, on ${TARGET}`, () => {
  it(
    "decide every fact once, know each other's facts, and leave a log whose replay gives the same",
    async () => {
      const [database, target] = await Promise.all([createTestDatabase(), eventStoreDbTarget()]);
      const { url, prefix } = target.address;
      const variables = { DATABASE_URL: database.url, EVENT_LOG: 'eventstoredb', EVENTSTOREDB_URL: url };
      const environment = { ...variables, EVENT_STREAM_PREFIX: prefix, PARTITIONS: '2' };
      const programs = await Promise.all([Program.start(environment), Program.start(environment)]);
      const urls = programs.map((program) => program.url);
      const log = openLog(database.pool, { kind: 'eventstoredb', url, prefix });
      const [merchant] = await makeMerchants(urls[0]!, ['acme']);
      const shop = new Shop(merchant!, urls);
      const facts = stories(4);

      // The second time every fact is sent to either process, and has to be a duplicate.
      for (const seed of [1, 2]) await shop.tell(shuffled(facts, seed));
      const isQuiet = async () => {
        const { rows } = await database.pool.query<{ partition: number; position: string; stopped: string | null }>(
          'select partition, position, stopped_because as stopped from checkpoints',
        );
        expect(rows.filter(({ stopped }) => stopped !== null)).toEqual([]);
        for (const { partition, position } of rows) {
          if ((await log.head(intakeStream(partition))) !== Number(position)) return false;
        }
        const due = await database.pool.query('select from purchases where evaluation_due_at is not null');
        return due.rowCount === 0;
      };
      await until(isQuiet);
      expect((await shop.purchases()).filter(({ attribution }) => attribution !== null)).toHaveLength(8);

      await Promise.all(programs.map((program) => program.kill('SIGTERM')));
      const verified = await runCommand(['verify', '--read-models', '--json'], environment);
      expect({ code: await verified.ended, ...verified.output }).toMatchObject({ code: 0, stderr: '' });
      const report = JSON.parse(verified.output.stdout) as Report;
      expect(report).toMatchObject({ held: true, readModels: { differences: [] } });
      expect(report.facts).toBeGreaterThan(facts.length);

      await log.close();
      await target.close();
      await database.drop();
    },
    PATIENCE_MS,
  );
});
