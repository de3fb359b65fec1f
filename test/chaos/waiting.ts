import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Polls the condition; the test's own time limit ends a wait in vain. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

/** Waits until every partition has decided the intake that it had at the time of the call. */
export async function allGoOn(pool: Pool): Promise<void> {
  const heads = await pool.query<{ partition: number; revision: number }>(
    `select right(stream, 2)::integer as partition, revision::integer from streams where stream like 'intake-%'`,
  );
  await until(async () => {
    const { rows } = await pool.query<{ partition: number; position: number }>(
      'select partition, position::integer from checkpoints',
    );
    const positions = new Map(rows.map(({ partition, position }) => [partition, position]));
    return heads.rows.every(({ partition, revision }) => positions.get(partition)! >= revision);
  });
}
