/** Selects rows by the keys of many merchants at once. */
import type { ClientBase } from 'pg';
import type { TableAccess } from '../../../projections/read-model';
import { arrayLiteral } from '../../database/array-literal';
import { kernelTypes } from '../../database/kernel-types';
import type { MerchantWorld } from '../../kernel/world';
import type { MerchantReach } from './reach';

/** A merchant of the batch, with the reach of its facts. */
export interface Entry {
  merchant: MerchantWorld;
  reach: MerchantReach;
}

/** The key of a row to look up, with its merchant. */
export interface Key extends Entry {
  key: string;
}

export function keysOf(entries: readonly Entry[], ownKeys: (entry: Entry) => Iterable<string>): Key[] {
  const keys: Key[] = [];
  for (const { merchant, reach } of entries) {
    for (const key of ownKeys({ merchant, reach })) keys.push({ merchant, reach, key });
  }
  return keys;
}

/** Merchant ids and keys, in step. */
export function columns(keys: readonly Key[]): [string[], string[]] {
  return [keys.map(({ merchant }) => merchant.merchantId), keys.map(({ key }) => key)];
}

/** Finds the merchant of a row. */
export function ownerOf(entries: readonly Entry[]): (row: { merchantId: string }) => Entry {
  const byId = new Map(entries.map((entry) => [entry.merchant.merchantId, entry]));
  return ({ merchantId }) => byId.get(merchantId)!;
}

interface Lookup<Row> {
  /** What is looked up, for the statement's name. */
  name: string;
  table: TableAccess<object>;
  /** Its select list, if not all columns as they are; may use `value` as $3. */
  columns?: string;
  value?: unknown;
  /** The column of the key, beside `merchant_id`. */
  by: string;
  /** SQL that further restricts the rows, of the table `t`. */
  where?: string;
  /** SQL; without it the rows come in any order. */
  order?: string;
  /** Called for each key before any row, because its row may not exist. */
  absent?(entry: Entry, key: string): void;
  present(entry: Entry, row: Row): void;
}

/** Loads the rows of one table by their keys, with one statement, or none if there are no keys. */
export async function loadByKey<Row extends { merchantId: string }>(
  client: ClientBase,
  keys: readonly Key[],
  { name, table, columns: selectList = table.selectList, value, by, where, order, absent, present }: Lookup<Row>,
): Promise<void> {
  if (keys.length === 0) return;
  if (absent) for (const entry of keys) absent(entry, entry.key);
  const rows = await select<Row>(
    client,
    name,
    `select ${selectList} from unnest($1::text[], $2::${table.typeOf(by)}[]) as k(merchant_id, ${by})
     join ${table.table} t using (merchant_id, ${by})` +
      (where === undefined ? '' : ` where ${where}`) +
      (order === undefined ? '' : ` order by ${order}`),
    value === undefined ? columns(keys) : [...columns(keys), value],
  );
  const owner = ownerOf(keys);
  for (const row of rows) present(owner(row), row);
}

export async function select<Row extends object>(
  client: ClientBase,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const parameters = values.map((value) => (Array.isArray(value) ? arrayLiteral(value, (item) => item) : value));
  const { rows } = await client.query<Row>({ name: `prefetch ${name}`, text, values: parameters, types: kernelTypes });
  return rows;
}
