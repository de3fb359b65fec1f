/**
 * Verifies many partitions at once. Partitions are independent, so each core can replay one. The threads have heaps of
 * their own, with more room for young objects than the process has.
 */
import { Worker } from 'node:worker_threads';
import type { ReplayOptions, ReplayResult } from './verify-partition';

const YOUNG_MB = 32;

export type PartitionReplay = Omit<ReplayOptions, 'log' | 'onProgress'>;

/** A thread's message: how many more facts it replayed, or the result for a partition. */
export type ThreadMessage = { progress: number } | { result: ReplayResult } | { error: string };

/**
 * Verifies partitions of the Postgres log at `databaseUrl` on `threads` threads. Results come in the order of `replays`.
 */
export async function verifyOnThreads(
  databaseUrl: string,
  replays: readonly PartitionReplay[],
  threads: number,
  onProgress: (facts: number) => void,
): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const script = require.resolve('./verify-thread');
    const worker = new Worker(script, {
      workerData: databaseUrl,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    // Always handled: a thread that dies between two partitions must not end the process.
    const died = new Promise<never>((_, reject) => worker.once('error', reject));
    died.catch(() => undefined);
    try {
      while (next < replays.length) {
        const at = next++;
        results[at] = await Promise.race([replayOn(worker, replays[at]!, onProgress), died]);
      }
    } finally {
      worker.postMessage(null);
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, replays.length) }, work));
  return results;
}

function replayOn(worker: Worker, replay: PartitionReplay, onProgress: (facts: number) => void): Promise<ReplayResult> {
  return new Promise((resolve, reject) => {
    const hear = (message: ThreadMessage): void => {
      if ('progress' in message) return onProgress(message.progress);
      worker.off('message', hear);
      if ('result' in message) resolve(message.result);
      else reject(new Error(message.error));
    };
    worker.on('message', hear);
    worker.postMessage(replay);
  });
}
