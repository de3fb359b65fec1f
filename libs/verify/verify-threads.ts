/** Verifies many partitions at once. */
import type { LogAddress } from '../engine/open-log';
import { onThreads, type ThreadOptions } from '../engine/thread-tasks';
import type { ReplayOptions, ReplayResult } from './verify-partition';

export type PartitionReplay = Omit<ReplayOptions, 'log' | 'onProgress'>;

/** Verifies partitions on threads. Results come in the order of `replays`. @throws ThreadOutOfMemory */
export function verifyOnThreads(
  address: LogAddress,
  replays: readonly PartitionReplay[],
  options: Omit<ThreadOptions, 'script' | 'workerData'>,
): Promise<ReplayResult[]> {
  return onThreads(replays, { ...options, script: require.resolve('./verify-thread'), workerData: address });
}
