/** Asking for rows by keys of many merchants at once. */
import type { ClientBase } from 'pg';
import { arrayLiteral } from '../database/array-literal';
import { kernelTypes } from '../database/kernel-types';
import type { MerchantWorld } from '../kernel/world';
import type { MerchantReach } from './reach';

/** Merchants with their reach, in step. */
export type Reaches = readonly { merchant: MerchantWorld; reach: MerchantReach }[];

export interface Key {
  merchant: MerchantWorld;
  key: string;
}

export function flatten(reaches: Reaches, keysOf: (entry: Reaches[number]) => Iterable<string>): Key[] {
  return reaches.flatMap((entry) => [...keysOf(entry)].map((key) => ({ merchant: entry.merchant, key })));
}

export function columns(keys: readonly Key[]): [string[], string[]] {
  return [keys.map(({ merchant }) => merchant.merchantId), keys.map(({ key }) => key)];
}

export function byId(reaches: Reaches) {
  const entries = new Map(reaches.map((entry) => [entry.merchant.merchantId, entry]));
  return {
    merchantOf: ({ merchantId }: { merchantId: string }) => entries.get(merchantId)!.merchant,
    reachOf: ({ merchantId }: { merchantId: string }) => entries.get(merchantId)!.reach,
  };
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
