/** Fills partitions on several threads: each replays one in memory, while the server writes what another one sends. */
import { Worker } from 'node:worker_threads';
import type { PartitionFill } from './fill';

const YOUNG_MB = 96;

export interface FillThreadData {
  url: string;
  live: string;
}

/** A thread's message: how many more facts it replayed, how many rows a partition has, or why it failed. */
export type FillMessage = { facts: number } | { rows: number } | { failed: Error };

/**
 * Returns the number of rows. The first failure ends all threads at once, and so does the signal.
 * @param fillOf called when a thread is about to begin with a partition
 */
export async function fillOnThreads(
  data: FillThreadData,
  partitions: readonly number[],
  fillOf: (partition: number) => Promise<PartitionFill>,
  threads: number,
  onProgress: (facts: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  const waiting = [...partitions];
  const workers = Array.from({ length: Math.min(threads, partitions.length) }, () => {
    const limits = { maxYoungGenerationSizeMb: YOUNG_MB };
    return new Worker(require.resolve('./fill-thread'), { workerData: data, resourceLimits: limits });
  });
  const end = () => Promise.all(workers.map((worker) => worker.terminate()));
  signal?.addEventListener('abort', () => void end(), { once: true });
  let rows = 0;
  const work = async (worker: Worker) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const filled = await fillOn(worker, await fillOf(next), onProgress);
      rows += filled;
    }
  };
  try {
    signal?.throwIfAborted();
    await Promise.all(workers.map(work));
    return rows;
  } finally {
    await end();
  }
}

function fillOn(worker: Worker, fill: PartitionFill, onProgress: (facts: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a thread of the rebuild was ended'));
    const settle = (then: () => void) => {
      worker.off('message', hear).off('error', reject).off('exit', ended);
      then();
    };
    const hear = (message: FillMessage): void => {
      if ('facts' in message) return onProgress(message.facts);
      settle(() => ('rows' in message ? resolve(message.rows) : reject(errorOf(message.failed))));
    };
    worker.on('message', hear).once('error', reject).once('exit', ended);
    worker.postMessage(fill);
  });
}

function errorOf(failed: Error): Error {
  return Object.assign(new Error(failed.message), failed);
}
