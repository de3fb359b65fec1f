/** Facts in partitions of a real log, and the engine's result. */
import type { Pool } from 'pg';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import type { EventLog } from '../../libs/event-log/event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Fact } from '../../libs/kernel/facts';
import { TABLES } from '../../projections/registry';
import { until } from '../support/until';
import { factIdOf } from '../kernel/support/arrivals';
import { asserted, bought, claimed, touched } from '../kernel/support/builders';
import { customer, device, external, merchantRegistered } from '../kernel/support/universe';

/** A merchant with a linked order that waits for its evaluation, and some more facts. */
export const STORY: readonly Fact[] = [
  merchantRegistered({ settlingPeriodSeconds: 0 }),
  touched('t0', device(0), { referrer: customer(1) }),
  bought(0, { customerId: customer(0) }),
  claimed('c0', 0, device(0)),
  asserted('a0', customer(0), external(0)),
  touched('t1', device(0, 1)),
  bought(1, { customerId: customer(2) }),
  claimed('c1', 1, device(2)),
];

/** The facts as those of another merchant. */
export function of(merchantId: string, facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => ({ ...fact, data: { ...fact.data, merchantId } }) as Fact);
}

/** Appends to the partition's intake; returns the last position. */
export async function append(log: EventLog, partition: number, facts: readonly Fact[]): Promise<number> {
  let last = -1;
  for (const fact of facts) {
    const event = { id: factIdOf(fact), type: fact.type, data: canonicalJson(fact.data) };
    last = (await log.append(intakeStream(partition), event)).revision;
  }
  return last;
}

/** Waits until the partition was decided up to `position`. */
export async function decided(pool: Pool, partition: number, position: number): Promise<void> {
  await until(async () => (await readCheckpoint(pool, partition)).position >= position);
}

export async function stoppedBecause(pool: Pool, partition: number): Promise<string | null> {
  const { rows } = await pool.query<{ because: string | null }>(
    'select stopped_because as because from checkpoints where partition = $1',
    [partition],
  );
  return rows[0]!.because;
}

/** Every row of every read model. */
export async function readModels(pool: Pool): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const { table } of TABLES) {
    const result = await pool.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t order by t::text`);
    rows[table] = result.rows.map(({ row }) => row);
  }
  return rows;
}

/** Everything that the engine wrote. */
export async function everything(pool: Pool): Promise<object> {
  const tables = ['checkpoints', 'streams', 'events'].map(async (table) => {
    const { rows } = await pool.query(`select to_jsonb(t) as row from ${table} t order by t::text`);
    return [table, rows];
  });
  return { ...(await readModels(pool)), ...Object.fromEntries(await Promise.all(tables)) };
}
