import type { Pool } from 'pg';

export interface Checkpoint {
  partition: number;
  /** The last fact whose decisions are in the read models; -1 before the first. */
  position: number;
  /** Why the partition's engine stopped for good; null: it has not stopped. */
  stoppedBecause: string | null;
}

/** How far the read models of these partitions are; partitions without a checkpoint are left out. */
export async function findCheckpoints(pool: Pool, partitions: readonly number[]): Promise<Checkpoint[]> {
  const { rows } = await pool.query<{ partition: number; position: string; stopped_because: string | null }>({
    name: 'find-checkpoints',
    text: 'select partition, position, stopped_because from checkpoints where partition = any($1)',
    values: [partitions],
  });
  return rows.map((row) => ({
    partition: row.partition,
    position: Number(row.position),
    stoppedBecause: row.stopped_because,
  }));
}
