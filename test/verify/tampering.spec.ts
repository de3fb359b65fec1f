/** `verify` finds what somebody with the rights of the database's owner changed, in every table of log and vault. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../apps/cli/import-command';
import type { Output } from '../../apps/cli/output';
import { openSession, type Session } from '../../apps/cli/session';
import { verify, type VerifyOptions } from '../../apps/cli/verify-command';
import { partitionOf } from '../../libs/intake/partition';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';

const PARTITIONS = 2;
const MERCHANTS = ['acme', 'bolt'] as const;
const HISTORY = [
  'type,touchpointId,anonymousId,source,channel,referrerType,referrerValue,orderId,customerId,status,total,currency,occurredAt',
  'touchpoint,t1,d1,referral,friends,customer_id,anna,,,,,,2025-03-01T12:00:00Z',
  'touchpoint,,d1,paid,ads,,,,,,,,',
  'touchpoint,t3,d2,referral,friends,customer_id,cleo,,,,,,2025-03-01T12:06:00Z',
  'order,,d1,,,,,1001,ben,paid,1999,EUR,2025-03-01T12:29:00Z',
  'order,,d2,,,,,1002,dora,paid,2999,EUR,2025-03-01T12:39:00Z',
  '',
].join('\n');

/** Tables that somebody may tamper with, each put back after each test. */
const TABLES = [
  'streams',
  'events',
  'checkpoints',
  'passed_over_facts',
  'partition_kernels',
  'partition_defaults',
  'vault',
  'merchant_secrets',
  'settings',
];

let database: TestDatabase;
let session: Session;
let folder: string;
/** The partition of merchant acme, in which the tests tamper, and the names of its streams. */
const P = partitionOf('acme', PARTITIONS);
const INTAKE = `intake-0${P}`;
const LEDGER = `ledger-0${P}`;

beforeAll(async () => {
  database = await createTestDatabase();
  const variables = { DATABASE_URL: database.url, SECRETS_KEY, PARTITIONS: String(PARTITIONS) };
  session = await openSession(variables, () => undefined);
  folder = await mkdtemp(join(tmpdir(), 'tributary-verify-'));
  const file = join(folder, 'history.csv');
  await writeFile(file, HISTORY);
  await session.intake.partitions.configure({ lookbackDays: 20 });
  for (const merchant of MERCHANTS) {
    const options = {
      merchant,
      create: true,
      settling: 0,
      start: '2025-01-01T00:00:00Z',
      currency: 'EUR',
      wait: true,
    };
    await importFile(session, file, options, silent());
  }
  for (const table of TABLES) await database.pool.query(`create table kept_${table} as select * from ${table}`);
});
afterAll(async () => {
  await session?.close();
  await database?.drop();
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  const client = await database.pool.connect();
  for (const table of TABLES) {
    await client.query(`delete from ${table}`);
    await client.query(`insert into ${table} select * from kept_${table}`);
  }
  client.release();
});

interface Told {
  code: number;
  lines: string[];
  result: {
    held: boolean;
    partitions: {
      partition: number;
      differences: { position: number; field: string; recorded: string | null; recomputed: string | null }[];
      head: { position: number; chain: string };
    }[];
    vault: { checked: boolean; because?: string; rows?: number; differences: { merchantId: string; table: string }[] };
    strays: string[];
    headsMissing: string[];
  };
}

async function told(options: VerifyOptions = {}, of: Session = session): Promise<Told> {
  const lines: string[] = [];
  let result: object = {};
  const output = { ...silent(), say: (line: string) => lines.push(line), result: (value: object) => (result = value) };
  const code = await verify(of, options, output);
  return { code, lines, result: result as Told['result'] };
}

function silent(): Output {
  return {
    say: () => undefined,
    result: () => undefined,
    progress: () => ({ to: () => undefined, done: () => undefined }),
  };
}

/** Fails if the statement changes nothing, as the test would then prove nothing. */
async function tamper(text: string): Promise<void> {
  const results = [await database.pool.query(text)].flat();
  expect(results.reduce((rows, { rowCount }) => rows + (rowCount ?? 0), 0)).toBeGreaterThan(0);
}

async function differences(options: VerifyOptions = {}): Promise<Told['result']['partitions'][0]['differences']> {
  const { code, result } = await told(options);
  expect([code, result.held]).toEqual([1, false]);
  const found = result.partitions.find(({ partition }) => partition === P)!.differences;
  for (const { recorded, recomputed } of found) expect(recorded).not.toBe(recomputed);
  return found;
}

/** The last event of a type, or the last one of all. */
const last = (stream: string, type?: string) =>
  `(stream, revision) = (select stream, revision from events where stream = '${stream}'
     ${type === undefined ? '' : `and type = '${type}'`} order by revision desc limit 1)`;

const POLICY = (change: string) => `update partition_defaults set ${change} where partition = ${P}`;
const FACT = last(INTAKE, 'TouchpointRecorded');
const DECISION = last(LEDGER, 'PurchaseLinked');

describe('verify', () => {
  it('holds for a history that nobody touched, and says how many rows of the vault it checked', async () => {
    const { code, result, lines } = await told();
    expect(result.partitions.flatMap((one) => one.differences)).toEqual([]);
    expect([code, result.vault.checked]).toEqual([0, true]);
    expect(result.vault.rows).toBeGreaterThan(10);
    expect(lines.at(-1)).toMatch(/^The law held/);
  });

  it.each([
    // The log: every column of the intake.
    [
      'a byte of a fact',
      `update events set data = replace(data, '"source":"', '"source":"x') where ${FACT}`,
      'contentHash',
    ],
    ['the type of a fact', `update events set type = 'PurchaseClaimed' where ${FACT}`, ''],
    ['the time of a fact', `update events set recorded_at = recorded_at + interval '1 ms' where ${FACT}`, ''],
    ['the id of a fact', `update events set id = gen_random_uuid() where ${FACT}`, 'chain'],
    ['the notes of a fact', `update events set meta = '{"by":"nobody"}' where ${FACT}`, 'chain'],
    [
      'the content hash of a touchpoint',
      `update events set content_hash = sha256('other') where ${FACT}`,
      'contentHash',
    ],
    [
      'the content hash of an order',
      `update events set content_hash = sha256('other') where ${last(INTAKE, 'PurchaseRecorded')}`,
      'contentHash',
    ],
    [
      'the content hash of a timer',
      `update events set content_hash = sha256('other') where ${last(INTAKE, 'RewardEvaluationRequested')}`,
      'contentHash',
    ],
    [
      'the content hash of defaults',
      `update events set content_hash = null where ${last(INTAKE, 'DefaultsConfigured')}`,
      'contentHash',
    ],
    ['a removed content hash', `update events set content_hash = null where ${FACT}`, 'contentHash'],
    ['a fact moved to a later position', `update events set revision = revision + 100 where ${last(INTAKE)}`, ''],
    // And of the ledger.
    ['a byte of a decision', `update events set data = replace(data, '"100', '"900') where ${DECISION}`, 'data'],
    ['the type of a decision', `update events set type = 'PurchaseUnlinked' where ${DECISION}`, 'type'],
    [
      'the time of a decision',
      `update events set recorded_at = recorded_at + interval '1 ms' where ${DECISION}`,
      'recordedAt',
    ],
    [
      'the cause of a decision',
      `update events set meta = replace(meta, '"causeId":"', '"causeId":"0') where ${DECISION}`,
      'causeId',
    ],
    [
      'the kernel version of a decision',
      `update events set meta = replace(meta, 'Version":2', 'Version":1') where ${DECISION}`,
      'kernelVersion',
    ],
    ['missing notes of a decision', `update events set meta = null where ${DECISION}`, 'meta'],
    ['an id at a decision', `update events set id = gen_random_uuid() where ${DECISION}`, 'id'],
    ['a content hash at a decision', `update events set content_hash = sha256('x') where ${DECISION}`, 'contentHash'],
    ['a removed decision', `delete from events where ${DECISION}`, ''],
    ['the removed last decision', `delete from events where ${last(LEDGER)}`, 'count'],
    ['a decision moved to a later position', `update events set revision = revision + 100 where ${last(LEDGER)}`, ''],
    [
      'a row at a later position',
      `insert into events (stream, revision, type, recorded_at, data, meta)
       select stream, revision + 7, type, recorded_at, data, meta from events where ${last(LEDGER)}`,
      '',
    ],
    [
      'a doubled decision',
      `update events set revision = revision + 10001 where stream = '${LEDGER}' and revision > 2;
       insert into events (stream, revision, type, recorded_at, data, meta)
         select stream, 3, type, recorded_at, data, meta from events where stream = '${LEDGER}' and revision = 2;
       update events set revision = revision - 10000 where stream = '${LEDGER}' and revision > 10000;
       update streams set revision = revision + 1 where stream = '${LEDGER}';
       update checkpoints set ledger_revision = ledger_revision + 1 where partition = ${P}`,
      '',
    ],
    [
      'a doubled fact',
      `update events set revision = revision + 10001 where stream = '${INTAKE}' and revision > 2;
       insert into events (stream, revision, id, type, recorded_at, data, meta, content_hash)
         select stream, 3, gen_random_uuid(), type, recorded_at, data, meta, content_hash
         from events where stream = '${INTAKE}' and revision = 2;
       update events set revision = revision - 10000 where stream = '${INTAKE}' and revision > 10000;
       update streams set revision = revision + 1 where stream = '${INTAKE}';
       update checkpoints set position = position + 1 where partition = ${P}`,
      '',
    ],
    // The heads of the streams.
    [
      'the head of the intake',
      `update streams set revision = revision + 1 where stream = '${INTAKE}'`,
      'streams.revision of intake',
    ],
    [
      'the head of the ledger',
      `update streams set revision = 0 where stream = '${LEDGER}'`,
      'streams.revision of ledger',
    ],
    [
      'the time of the intake',
      `update streams set recorded_at = now() where stream = '${INTAKE}'`,
      'streams.recorded_at of intake',
    ],
    [
      'the time of the ledger',
      `update streams set recorded_at = now() where stream = '${LEDGER}'`,
      'streams.recorded_at of ledger',
    ],
    ['a removed head', `delete from streams where stream = '${LEDGER}'`, 'streams.revision of ledger'],
    // The checkpoint.
    ['a checkpoint set to -1', `update checkpoints set position = -1 where partition = ${P}`, 'checkpoints.position'],
    [
      'a whole checkpoint set to the start',
      `update checkpoints set position = -1, ledger_revision = -1, recorded_at = null, chain = decode(repeat('00', 32), 'hex') where partition = ${P}`,
      '',
    ],
    ['a checkpoint set back', `update checkpoints set position = position - 1 where partition = ${P}`, ''],
    [
      'a checkpoint set forward',
      `update checkpoints set position = position + 5 where partition = ${P}`,
      'checkpoints.position',
    ],
    [
      'the end of the ledger at the checkpoint',
      `update checkpoints set ledger_revision = ledger_revision - 1 where partition = ${P}`,
      'checkpoints.ledger_revision',
    ],
    [
      'the time at the checkpoint',
      `update checkpoints set recorded_at = now() where partition = ${P}`,
      'checkpoints.recorded_at',
    ],
    ['the chain at the checkpoint', `update checkpoints set chain = sha256(chain) where partition = ${P}`, 'chain'],
    ['a removed checkpoint', `delete from checkpoints where partition = ${P}`, 'checkpoints'],
    ['a partition that stopped', `update checkpoints set stopped_because = 'a bug' where partition = ${P}`, 'stopped'],
    // What a partition was configured with.
    ['an added fact that was passed over', `insert into passed_over_facts values (${P}, 3)`, ''],
    ['one behind the checkpoint', `insert into passed_over_facts values (${P}, 5000)`, 'passed_over_facts'],
    ['a removed kernel version', `delete from partition_kernels where partition = ${P}`, 'partition_kernels'],
    [
      'the place of a kernel version',
      `update partition_kernels set position = 9 where partition = ${P}`,
      'partition_kernels',
    ],
    ['an added kernel version', `insert into partition_kernels values (${P}, 3, 9)`, 'partition_kernels'],
    ['removed defaults', `delete from partition_defaults where partition = ${P}`, 'partition_defaults'],
    ['changed defaults', POLICY(`policy = '{"lookbackDays":21}'`), 'partition_defaults'],
    ['the place of defaults', POLICY('position = position + 1'), 'partition_defaults'],
  ])('finds %s', async (_, statement, field) => {
    await tamper(statement);
    const fields = (await differences()).map((one) => one.field);
    expect(fields.length).toBeGreaterThan(0);
    if (field !== '') expect(fields).toContain(field);
  });

  it.each([
    [INTAKE, 4],
    [LEDGER, 4],
  ])('finds two swapped events of %s', async (stream, at) => {
    const move = (from: number, to: number) =>
      `update events set revision = ${to} where stream = '${stream}' and revision = ${from};`;
    await tamper(move(at, 90_000) + move(at + 1, at) + move(90_000, at + 1));
    expect(await differences()).not.toEqual([]);
  });

  it.each([
    ['events', `update events set stream = 'intake-77' where ${FACT}`],
    ['streams', `insert into streams values ('ledger-77', 3, now())`],
    ['checkpoints', `insert into checkpoints (partition, chain) values (77, sha256(''))`],
    ['passed_over_facts', `insert into passed_over_facts values (77, 1)`],
    ['partition_kernels', `insert into partition_kernels values (77, 2, 1)`],
    ['partition_defaults', `insert into partition_defaults values (77, 2, '{}')`],
  ])('finds a row of %s that belongs to no partition', async (table, statement) => {
    await tamper(statement);
    const { code, result } = await told();
    expect([code, result.strays]).toEqual([1, [expect.stringContaining(`${table} `)]]);
  });

  const BEN = `merchant_id = 'acme' and type = 'customer_id' and value = 'ben'`;
  const ANNA = `merchant_id = 'acme' and type = 'customer_id' and value = 'anna'`;
  it.each([
    [
      'two payees swapped in the vault',
      `update vault set value = case value when 'ben' then 'anna' else 'ben' end where (${BEN}) or (${ANNA})`,
      'vault',
    ],
    ['a changed value', `update vault set value = 'mallory' where ${BEN}`, 'vault'],
    ['a changed type', `update vault set type = 'external_id' where ${BEN}`, 'vault'],
    [
      'a changed pseudonym',
      `update vault set pseudonym = '00000000-0000-0000-0000-000000000000' where ${BEN}`,
      'vault',
    ],
    [
      'a row of another merchant',
      `update vault set merchant_id = 'bolt', pseudonym = gen_random_uuid() where ${BEN}`,
      'vault',
    ],
    ['a row of no merchant', `update vault set merchant_id = 'nobody' where ${BEN}`, 'merchant_secrets'],
    [
      'the keys of two merchants swapped',
      `update merchant_secrets set pseudonym_key =
         (select pseudonym_key from kept_merchant_secrets o where o.merchant_id <> merchant_secrets.merchant_id)`,
      'merchant_secrets',
    ],
    ['a removed key', `delete from merchant_secrets where merchant_id = 'acme'`, 'merchant_secrets'],
  ])('finds %s, and shows no value', async (_, statement, table) => {
    await tamper(statement);
    const { code, lines, result } = await told();
    expect(code).toBe(1);
    expect(result.vault.differences.map((one) => one.table)).toContain(table);
    expect(lines.join('\n')).not.toMatch(/mallory|anna/);
  });

  it('says that the vault was not checked when there is no key, and finds another key than the recorded one', async () => {
    const without = { ...session, environment: { ...session.environment, SECRETS_KEY: undefined, DATA_DIR: folder } };
    await tamper(`update vault set value = 'mallory' where ${BEN}`);
    const unchecked = await told({}, without);
    expect([unchecked.code, unchecked.result.vault]).toEqual([0, { checked: false, because: 'absent' }]);
    expect(unchecked.lines).toContainEqual(expect.stringMatching(/^vault: not checked/));
    await tamper(`update settings set value = 'other' where name = 'secrets_key'`);
    const wrong = await told();
    expect([wrong.code, wrong.result.vault]).toEqual([1, { checked: false, because: 'wrong' }]);
  });

  it('finds by a kept head that the tail was cut off, which nothing inside tells', async () => {
    const file = join(folder, 'heads');
    expect((await told({ keepHeads: file })).code).toBe(0);
    const { result } = await told({ head: [file] });
    expect(result.headsMissing).toEqual([]);
    const head = result.partitions.find(({ partition }) => partition === P)!.head.chain;

    // Back to an earlier seal: ledger, checkpoint, intake, heads and configuration, all of a piece.
    const { rows } = await database.pool.query<{ revision: string; position: string; chain: string }>(
      `select revision, meta::json ->> 'position' as position, meta::json ->> 'chain' as chain from events
       where stream = '${LEDGER}' and meta like '%"chain"%' order by revision limit 1`,
    );
    const { revision, position, chain } = rows[0]!;
    await tamper(
      `delete from events where stream = '${LEDGER}' and revision > ${revision};
       delete from events where stream = '${INTAKE}' and revision > ${position};
       update streams s set revision = e.revision, recorded_at = e.recorded_at from
         (select stream, max(revision) as revision, max(recorded_at) as recorded_at from events group by stream) e
         where e.stream = s.stream;
       update checkpoints set position = ${position}, ledger_revision = ${revision}, chain = decode('${chain}', 'hex'),
         recorded_at = (select recorded_at from streams where stream = '${INTAKE}') where partition = ${P}`,
    );
    expect((await told()).code).toBe(0);
    for (const kept of [file, head]) {
      const cut = await told({ head: [kept] });
      expect([cut.code, cut.result.headsMissing]).toEqual([1, [head]]);
      expect(cut.lines).toContainEqual(expect.stringMatching(/a kept head is in no chain/));
    }
  });

  it('reports facts that no engine decided, unless they are allowed', async () => {
    await session.intake.partitions.configure({ lookbackDays: 22 });
    const [found] = await differences();
    expect(found).toMatchObject({ field: 'undecided', recorded: '1 facts' });
    const allowed = await told({ allowUndecided: true });
    expect([allowed.code, allowed.lines.filter((line) => line.includes('not decided yet')).length]).toEqual([0, 2]);
  });

  it('waits for an engine that runs, which has facts that just came', async () => {
    const worker = await session.startWorker();
    try {
      await session.intake.partitions.configure({ lookbackDays: 23 });
      expect((await told()).code).toBe(0);
    } finally {
      await worker.stop();
    }
  });

  it('reports the first difference of each partition', async () => {
    await tamper(`update events set data = replace(data, '1001', '1009') where type = 'PurchaseLinked'`);
    const { result } = await told();
    expect(result.partitions.map((one) => one.differences.map(({ field }) => field))).toEqual([['data'], ['data']]);
    const one = await told({ partition: P });
    expect(one.result.partitions.map(({ partition }) => partition)).toEqual([P]);
  });

  it('verifies the other partitions when a fact cannot be decided', async () => {
    await tamper(`update events set data = '{"merchant' where ${FACT}`);
    const { code, result } = await told();
    expect(code).toBe(1);
    const fields = result.partitions.map(({ partition, differences: found }) => [
      partition,
      found.map(({ field }) => field),
    ]);
    expect(Object.fromEntries(fields)).toEqual({ [P]: ['fact'], [1 - P]: [] });
  });
});
