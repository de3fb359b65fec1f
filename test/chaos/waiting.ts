import type { Pool } from 'pg';
import { until } from '../support/until';

/** Until every partition is decided up to where its intake was when this was called. */
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
