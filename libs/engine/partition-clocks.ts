/**
 * The time of a partition is that of its newest decided fact, and runs on from there. It is ahead of the database's
 * clock if that was wrong when the fact was recorded. Times of timers derive from those of facts, so without it they
 * would wait until the database's clock gets there, which may take years.
 */
import type { Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';

interface Seen {
  recordedAt: number;
  /** When it was seen first, by a clock that never jumps. */
  since: number;
}

export class PartitionClocks {
  private ahead = new Map<number, Seen>();

  /** @param now milliseconds of a clock that never jumps */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The times (milliseconds since 1970) of those partitions that are ahead of the database's clock. */
  async read(pool: Pick<Pool, 'query'>, partitions: readonly number[]): Promise<Map<number, number>> {
    const { rows } = await pool.query<{ partition: number; recordedAt: number }>({
      name: 'partitions-ahead',
      text: `select partition, recorded_at as "recordedAt" from checkpoints
             where partition = any($1) and recorded_at > now()`,
      values: [partitions],
      types: kernelTypes,
    });
    const now = this.now();
    const seen = rows.map(({ partition, recordedAt }): [number, Seen] => {
      const before = this.ahead.get(partition);
      const reached = before === undefined ? -Infinity : timeOf(before, now);
      return [partition, before !== undefined && recordedAt <= reached ? before : { recordedAt, since: now }];
    });
    this.ahead = new Map(seen);
    return new Map(seen.map(([partition, clock]) => [partition, timeOf(clock, now)]));
  }
}

function timeOf({ recordedAt, since }: Seen, now: number): number {
  return recordedAt + now - since;
}
