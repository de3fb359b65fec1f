import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet';
import { EXIT, WrongUse } from '../../apps/cli/exit';
import { exportRows, type ExportOptions } from '../../apps/cli/export-command';
import { importFile } from '../../apps/cli/import-command';
import { csvLines } from '../../apps/cli/import/csv-lines';
import { isBad } from '../../apps/cli/import/line';
import type { Output } from '../../apps/cli/output';
import { openSession, type Session } from '../../apps/cli/session';
import { partitionOf } from '../../libs/intake/partition';
import { toInstant } from '../../libs/kernel/time';
import type { Field, Value } from '../../libs/queries/exports/export-table';
import { EXPORTS } from '../../libs/queries/exports/tables';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';

const MERCHANT = 'shop';
/** Labels that a spreadsheet or a careless writer would misread. */
const NASTY = ['=1+1', '+49', '-5', '@SUM(A1)', "'quoted", 'a"b', 'a,b', 'ü 漢 🙂', '＝1', 'plain'];
/** Plain values of identifiers, none of which may leave the vault. */
const PLAIN = ['device-of-ada', 'phone-of-ada', 'customer-ada', 'customer-bob', 'b'.repeat(64)];

let database: TestDatabase;
let session: Session;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tributary-export-'));
  session = await openSession({ DATABASE_URL: database.url, SECRETS_KEY }, () => undefined);
  const at = (minutes: number) => new Date(Date.UTC(2025, 2, 1, 12, minutes)).toISOString();
  const lines = [
    ...NASTY.map((channel, i) => ({
      ...{
        type: 'touchpoint',
        touchpointId: `t${i}`,
        anonymousId: PLAIN[0],
        source: 'referral',
        channel,
        campaign: channel,
      },
      ...{ referrer: { type: 'customer_id', value: PLAIN[3] }, occurredAt: at(i) },
    })),
    { type: 'touchpoint', touchpointId: 'other', anonymousId: PLAIN[1], source: 'paid', occurredAt: at(1) },
    {
      ...{
        type: 'order',
        orderId: '=1001',
        customerId: PLAIN[2],
        token: 't',
        status: 'paid',
        total: 2_500,
        refunded: 500,
      },
      ...{ currency: 'EUR', occurredAt: at(30), items: [{ sku: 'tea, "green"', quantity: 2, price: 1_250 }] },
    },
    { type: 'purchase', claimId: 'c1', anonymousId: PLAIN[0], orderId: '=1001', token: 't' },
    {
      type: 'order',
      orderId: '1002',
      status: 'pending',
      total: 9_007_199_254_740_991,
      currency: 'JPY',
      occurredAt: at(31),
    },
    { type: 'assertion', a: { type: 'anonymous_id', value: PLAIN[1] }, b: { type: 'customer_id', value: PLAIN[2] } },
    { type: 'assertion', a: { type: 'email_hash', value: PLAIN[4] }, b: { type: 'customer_id', value: PLAIN[3] } },
    // Refused: two customers are two people.
    { type: 'assertion', a: { type: 'customer_id', value: PLAIN[3] }, b: { type: 'customer_id', value: PLAIN[2] } },
  ];
  const file = join(folder, 'history.jsonl');
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const options = { merchant: MERCHANT, create: true, settling: 0, start: '', wait: false };
  expect(await importFile(session, file, options, silent())).toBe(EXIT.held);
  const campaign = { name: 'Friends', condition: 'true', currency: 'EUR' };
  const rewards = [
    { to: 'referrer', kind: 'fixed', amount: 500 },
    { to: 'referee', kind: 'percent', basisPoints: 1_000 },
  ];
  // Comes after the orders, so they earn nothing; the one that follows does.
  expect(await session.intake.campaigns.publish(MERCHANT, 'friends', { ...campaign, rewards })).toMatchObject({
    ok: true,
  });
  const more = { type: 'order', orderId: '1003', anonymousId: PLAIN[0], status: 'paid', total: 999, currency: 'EUR' };
  await writeFile(file, JSON.stringify({ ...more, customerId: PLAIN[2], occurredAt: at(40) }));
  expect(await importFile(session, file, { ...options, create: false, wait: true }, silent())).toBe(EXIT.held);
});
afterAll(async () => {
  await session?.close();
  await database?.drop();
  await rm(folder, { recursive: true });
});

describe.each(EXPORTS.map(({ name }) => name))('export %s', (name) => {
  const { columns } = EXPORTS.find((table) => table.name === name)!;

  it('writes the same rows as CSV, as JSON Lines and as Parquet, and they are those of the tables', async () => {
    const [csv, jsonl, parquet] = ['csv', 'jsonl', 'parquet'].map((format) => join(folder, `${name}.${format}`));
    for (const out of [csv!, jsonl!, parquet!]) {
      const { code, result } = await run(name, { out, merchant: MERCHANT });
      expect([code, result]).toEqual([EXIT.held, expect.objectContaining({ rows: await recordedRows(name) })]);
    }
    const rows = await fromJsonl(jsonl!);
    expect(rows.length).toBeGreaterThan(1);
    expect(await fromParquet(parquet!, columns)).toEqual(rows);
    expect(await fromCsv(csv!, columns)).toEqual(rows);
    expect(rows.map((row) => pick(row, FACTS_OF[name]!.columns))).toEqual(await recordedValues(name));
  });

  it('has the described columns alone, in their order, with the described types', async () => {
    const names = columns.map((column) => column.name);
    expect(names.filter((column) => !/^[a-z][a-z_]*$/.test(column))).toEqual([]);
    const jsonl = await readFile(join(folder, `${name}.jsonl`), 'utf8');
    for (const line of jsonl.trimEnd().split('\n')) expect(Object.keys(JSON.parse(line) as object)).toEqual(names);
    const csv = await readFile(join(folder, `${name}.csv`), 'utf8');
    expect(csv.slice(0, csv.indexOf('\r\n'))).toBe(names.join(','));
    const { children } = parquetSchema(parquetMetadata(await buffer(join(folder, `${name}.parquet`))));
    expect(children.map(({ element }) => [element.name, element.repetition_type])).toEqual(
      columns.map((column) => [column.name, column.nullable ? 'OPTIONAL' : 'REQUIRED']),
    );
    for (const row of await fromJsonl(join(folder, `${name}.jsonl`))) {
      const missing = columns.filter((column) => row[column.name] === null && !column.nullable);
      expect(missing).toEqual([]);
    }
  });

  it('shows no plain value of an identifier', async () => {
    for (const format of ['csv', 'jsonl', 'parquet']) {
      const bytes = await readFile(join(folder, `${name}.${format}`), 'latin1');
      expect(PLAIN.filter((value) => bytes.includes(value))).toEqual([]);
    }
  });

  it('makes a readable file of no rows', async () => {
    const { result } = await run(name, { format: 'jsonl', merchant: MERCHANT });
    const out = join(folder, `empty-${name}.parquet`);
    const empty = await run(name, { out, merchant: MERCHANT, since: String(result.next) });
    expect([empty.code, empty.result.rows]).toEqual([EXIT.held, 0]);
    expect(await fromParquet(out, columns)).toEqual([]);
  });
});

describe('a CSV export', () => {
  it('begins no cell as a formula begins, and gives all back when the apostrophe is taken away', async () => {
    const { text: csv } = await run('touchpoints', { format: 'csv', merchant: MERCHANT });
    const cells = csv.split(/\r\n|,/).map((cell) => cell.replace(/^"/, ''));
    expect(cells.filter((cell) => /^[=+\-@＝]/.test(cell))).toEqual([]);
    for (const channel of NASTY) expect(csv).toContain(channel.replaceAll('"', '""'));
    expect(csv).toContain(`,'=1+1,'=1+1,`);
    expect(csv).toContain(`,''quoted,`);
  });
});

describe('an export', () => {
  it('prints the rows alone on standard output, and what there is to say elsewhere', async () => {
    const { text: rows, lines, result } = await run('purchases', { format: 'jsonl', merchant: MERCHANT });
    expect(
      rows
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { order_id: string }).order_id)
        .sort(),
    ).toEqual(['1002', '1003', '=1001']);
    expect(lines).toEqual(['3 purchases.', `To export what changes from now on: --since ${String(result.next)}`]);
  });

  it('goes on from the position that the one before printed, for a merchant and for all', async () => {
    const one = await run('purchases', { format: 'jsonl', merchant: MERCHANT });
    const all = await run('purchases', { format: 'jsonl' });
    expect(one.result.next).toMatch(/^\d+$/);
    expect(all.result.next).toMatch(
      new RegExp(`(^|,)${partitionOf(MERCHANT, session.partitions)}:${String(one.result.next)}(,|$)`),
    );
    const file = join(folder, 'later.jsonl');
    const order = {
      type: 'order',
      orderId: '1004',
      status: 'paid',
      total: 1,
      currency: 'EUR',
      occurredAt: '2025-03-02T00:00:00Z',
    };
    await writeFile(file, JSON.stringify(order));
    await importFile(session, file, { merchant: MERCHANT, start: '', wait: true }, silent());
    for (const since of [{ merchant: MERCHANT, since: String(one.result.next) }, { since: String(all.result.next) }]) {
      const { text: rows, result } = await run('purchases', { format: 'jsonl', ...since });
      expect([result.rows, rows]).toEqual([1, expect.stringContaining('"order_id":"1004"')]);
    }
  });

  it('refuses what cannot be meant, and writes nothing', async () => {
    const out = join(folder, 'nothing.csv');
    const wrong: [string, ExportOptions, RegExp][] = [
      ['claims', { format: 'csv' }, /Export one of touchpoints, purchases/],
      ['rewards', {}, /--format: csv, jsonl, parquet/],
      ['rewards', { format: 'xlsx' }, /--format/],
      ['rewards', { format: 'parquet' }, /--out/],
      ['rewards', { out, merchant: 'nobody' }, /no merchant nobody/],
      ['rewards', { out: folder, format: 'csv' }, /is a directory/],
      ['rewards', { out: join(folder, 'none', 'a.csv') }, /no directory/],
      ['rewards', { out, since: '7' }, /name a --merchant/],
      ['rewards', { out, since: '1:7,1:8' }, /partition:position/],
      ['rewards', { out, since: '99:7' }, /partition:position/],
      ['rewards', { out, merchant: MERCHANT, since: 'yesterday' }, /not a position/],
      ['rewards', { out, merchant: MERCHANT, since: '999999' }, /decided up to position/],
    ];
    for (const [what, options, says] of wrong) {
      const refused = run(what, options);
      await expect(refused).rejects.toThrow(WrongUse);
      await expect(refused).rejects.toThrow(says);
    }
    expect((await readdir(folder)).filter((file) => file.startsWith('nothing'))).toEqual([]);
  });
});

/** Where the rows of an export come from, and columns that both have. */
const FACTS_OF: Record<string, { columns: readonly string[]; sql: string }> = {
  touchpoints: {
    columns: ['position', 'touchpoint_id', 'device_id', 'channel', 'referrer_id', 'occurred_at', 'group_id'],
    sql: `select t.position, t.touchpoint_id, t.identifier_id, t.channel, t.referrer_id, t.occurred_at, i.group_id
      from touchpoints t join identifiers i on i.id = t.identifier_id order by position`,
  },
  purchases: {
    columns: ['order_id', 'total_minor', 'refunded_minor', 'currency', 'customer_id', 'linked_at', 'evaluation_state'],
    sql: `select order_id, total, refunded, currency, customer_id, linked_at, evaluation_state
      from purchases order by first_position`,
  },
  rewards: {
    columns: ['reward_id', 'order_id', 'amount_minor', 'recipient_id', 'state', 'granted_at', 'on_hold'],
    sql: 'select reward_id, order_id, amount, recipient_id, state, at, false from rewards order by position, ordinal',
  },
  merges: {
    columns: ['position', 'a_id', 'b_id', 'merge_id', 'identifiers_moved', 'refused_because', 'evidence_kind'],
    sql: `select position, a_id, b_id, merge_id, moved, case when kind <> 'edge' then kind end, evidence ->> 'kind'
      from connections order by position, ordinal`,
  },
  ledger: {
    columns: ['revision', 'type', 'data', 'recorded_at', 'position', 'kernel_version'],
    sql: `select revision, type, data::json, recorded_at, meta::json ->> 'position', meta::json ->> 'kernelVersion'
      from events where stream like 'ledger-%' order by revision`,
  },
};

type Row = Record<string, unknown>;

async function recordedRows(name: string): Promise<number> {
  return (await recordedValues(name)).length;
}

/** Dates as instants and big numbers as numbers, as in JSON. */
async function recordedValues(name: string): Promise<unknown[][]> {
  const { rows } = await database.pool.query<unknown[]>({ text: FACTS_OF[name]!.sql, rowMode: 'array' });
  const numbers = ['position', 'revision', 'kernel_version', 'total_minor', 'refunded_minor', 'amount_minor'];
  return rows.map((row) =>
    row.map((value, i) => {
      if (value instanceof Date) return value.toISOString();
      return numbers.includes(FACTS_OF[name]!.columns[i]!) ? Number(value) : value;
    }),
  );
}

function pick(row: Row, names: readonly string[]): unknown[] {
  return names.map((name) => row[name]);
}

async function fromJsonl(file: string): Promise<Row[]> {
  return (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

async function fromParquet(file: string, columns: readonly Field[]): Promise<Row[]> {
  const rows = await parquetReadObjects({ file: await buffer(file) });
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, plain(column, row[column.name])])));
}

function plain({ type }: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return toInstant(value.getTime());
  if (typeof value === 'bigint') return Number(value);
  if (type === 'json') return JSON.parse(value as string);
  if (typeof type === 'string') return value;
  return (value as Record<string, Value>[]).map((record) =>
    Object.fromEntries(type.list.map((field) => [field.name, plain(field, record[field.name])])),
  );
}

/** Read by the reader of imports. */
async function fromCsv(file: string, columns: readonly Field[]): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const line of csvLines(createReadStream(file))) {
    if (isBad(line)) throw new Error(`line ${line.line}: ${line.reason}`);
    const { fields } = line as unknown as { fields: Record<string, string> };
    rows.push(Object.fromEntries(columns.map((column) => [column.name, fromCell(column, fields[column.name])])));
  }
  return rows;
}

function fromCell({ type }: Field, cell: string | undefined): unknown {
  if (cell === undefined) return null;
  if (type === 'integer') return Number(cell);
  if (type === 'boolean') return cell === 'true';
  if (type === 'instant') return cell;
  return type === 'text' ? cell.replace(/^'/, '') : JSON.parse(cell);
}

async function buffer(file: string): Promise<ArrayBuffer> {
  const bytes = await readFile(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

async function run(what: string, options: ExportOptions) {
  const lines: string[] = [];
  const results: Record<string, unknown>[] = [];
  const output: Output = {
    ...silent(),
    say: (line) => void lines.push(line),
    result: (value) => void results.push(value as Record<string, unknown>),
  };
  const stream = new PassThrough();
  const written = text(stream as Readable);
  try {
    const code = await exportRows(session, what, options, output, stream);
    stream.end();
    return { code, lines, result: results[0]!, text: await written };
  } finally {
    stream.end();
  }
}

function silent(): Output {
  return {
    say: () => undefined,
    result: () => undefined,
    progress: () => ({ to: () => undefined, done: () => undefined }),
  };
}
