/** Fills partitions on several threads: each replays one in memory, while the server writes what another one sends. */
import type { OpenPlace } from '../open-log';
import { onThreadsLazily, type ThreadOptions } from '../thread-tasks';
import type { PartitionFill } from './fill';

export interface FillThreadData {
  url: string;
  live: string;
  place: OpenPlace;
}

/**
 * Returns the number of rows. The first failure ends all threads at once, and so does the signal.
 * @param fillOf called when a thread is about to begin with a partition
 */
export async function fillOnThreads(
  data: FillThreadData,
  partitions: readonly number[],
  fillOf: (partition: number) => Promise<PartitionFill>,
  options: Omit<ThreadOptions, 'script' | 'workerData'>,
): Promise<number> {
  const script = require.resolve('./fill-thread');
  const tasks = partitions.map((partition) => () => fillOf(partition));
  const rows = await onThreadsLazily<PartitionFill, number>(tasks, { ...options, script, workerData: data });
  return rows.reduce((sum, one) => sum + one, 0);
}
