/** Verifies many partitions at once. */
import type { LogAddress } from '../engine/open-log';
import { onThreads } from '../engine/thread-tasks';
import type { ReplayOptions, ReplayResult } from './verify-partition';

export type PartitionReplay = Omit<ReplayOptions, 'log' | 'onProgress'>;

/** Verifies partitions on `threads` threads. Results come in the order of `replays`. */
export function verifyOnThreads(
  address: LogAddress,
  replays: readonly PartitionReplay[],
  threads: number,
  onProgress: (facts: number) => void,
): Promise<ReplayResult[]> {
  const script = require.resolve('./verify-thread');
  return onThreads(replays, { script, workerData: address, threads, onProgress });
}
