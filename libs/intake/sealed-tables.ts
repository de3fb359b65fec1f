/** The tables that hold secrets, and all of their values at once: sealed for the first time, or under another key. */
import type { ClientBase } from 'pg';
import type { SecretBox, SecretPlace } from './secret-box';
import { recordFingerprint } from './secrets-key';

const BATCH_ROWS_MAX = 1_000;

interface SealedTable {
  table: SecretPlace['table'];
  id: string;
  idType: string;
  value: string;
  /** SQL of the purpose in the place of a value. */
  purpose: string;
}

/** In the order in which requests lock them. */
const TABLES: readonly SealedTable[] = [
  { table: 'merchant_secrets', id: 'merchant_id', idType: 'text', value: 'pseudonym_key', purpose: `'pseudonym_key'` },
  { table: 'webhook_secrets', id: 'id', idType: 'bigint', value: 'secret', purpose: 'platform' },
];

type Change = (value: Buffer, place: SecretPlace) => Buffer;

/** Seals the values that an earlier version wrote in plain, table by table. */
export async function sealPlainValues(client: ClientBase, box: SecretBox): Promise<void> {
  for (const table of TABLES) {
    await whileNobodyWrites(client, [table], () => rewrite(client, table, false, (...plain) => box.seal(...plain)));
  }
}

/** Seals all values under another key and records that key, all or nothing. Returns how many values there are. */
export function sealAnew(client: ClientBase, from: SecretBox, to: SecretBox): Promise<number> {
  return whileNobodyWrites(client, TABLES, async () => {
    await recordFingerprint(client, to);
    let values = 0;
    for (const table of TABLES) {
      values += await rewrite(client, table, true, (value, place) => to.seal(from.open(value, place), place));
    }
    return values;
  });
}

/** One transaction, during which others can read the tables. */
async function whileNobodyWrites<Result>(
  client: ClientBase,
  tables: readonly SealedTable[],
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('begin');
  try {
    await client.query(`lock table ${tables.map(({ table }) => table).join(', ')} in exclusive mode`);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Changes the values that are sealed, or those that are not; afterwards they are. Returns how many there are. */
async function rewrite(client: ClientBase, table: SealedTable, sealed: boolean, change: Change): Promise<number> {
  let values = 0;
  for (let after: string | null = null; ;) {
    const rows: SealedRow[] = await rowsAfter(client, table, sealed, after);
    await client.query(
      `update ${table.table} set ${table.value} = changed.value, sealed = true
       from unnest($1::${table.idType}[], $2::bytea[]) as changed (id, value) where ${table.table}.${table.id} = changed.id`,
      [
        rows.map(({ id }) => id),
        rows.map(({ merchantId, purpose, value }) => change(value, { table: table.table, merchantId, purpose })),
      ],
    );
    values += rows.length;
    if (rows.length < BATCH_ROWS_MAX) return values;
    after = rows.at(-1)!.id;
  }
}

interface SealedRow {
  id: string;
  merchantId: string;
  purpose: string;
  value: Buffer;
}

async function rowsAfter(
  client: ClientBase,
  { table, id, idType, value, purpose }: SealedTable,
  sealed: boolean,
  after: string | null,
): Promise<SealedRow[]> {
  const { rows } = await client.query<SealedRow>(
    `select ${id} as id, merchant_id as "merchantId", ${purpose} as purpose, ${value} as value from ${table}
     where sealed = $1 and ($2::${idType} is null or ${id} > $2) order by ${id} limit ${BATCH_ROWS_MAX}`,
    [sealed, after],
  );
  return rows;
}
