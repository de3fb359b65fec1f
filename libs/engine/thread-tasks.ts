/**
 * Gives tasks to threads. Partitions are independent, so each core can replay one. The threads have heaps of their own,
 * with more room for young objects than the process has.
 */
import { type MessagePort, parentPort, Worker } from 'node:worker_threads';

const YOUNG_MB = 32;

export interface ThreadOptions {
  /** The file of the thread, which calls `serveTasks`. */
  script: string;
  workerData: unknown;
  /** Number of threads. */
  threads: number;
  /** Hears how many more facts a thread has replayed. */
  onProgress(facts: number): void;
  /** Ends the threads; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Mebibytes of old objects that each thread may hold. */
  heapMaxMb?: number;
}

type Message<Result> = { progress: number } | { result: Result } | { error: string };

/** A thread's heap was full. */
export class ThreadOutOfMemory extends Error {
  override readonly name = 'ThreadOutOfMemory';
}

/**
 * Begins the tasks in order, each on the next free thread; results come in the order of the tasks.
 * @throws ThreadOutOfMemory
 */
export async function onThreads<Task, Result>(tasks: readonly Task[], options: ThreadOptions): Promise<Result[]> {
  const { script, workerData, signal, heapMaxMb } = options;
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    signal?.throwIfAborted();
    const limits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: heapMaxMb };
    // With a copy of the environment, a thread reads NODE_OPTIONS as a process does.
    const worker = new Worker(script, { workerData, resourceLimits: limits, env: { ...process.env } });
    const aborted = () => void worker.terminate();
    signal?.addEventListener('abort', aborted);
    // Always handled: a thread that dies between two tasks must not end the process.
    const ended = new Promise<never>((_, reject) => {
      worker.once('error', (error) => reject(explained(error)));
      worker.once('exit', () => reject((signal?.reason as Error | undefined) ?? new Error('the thread ended')));
    });
    ended.catch(() => undefined);
    try {
      while (next < tasks.length) {
        const at = next++;
        results[at] = await Promise.race([perform<Task, Result>(worker, tasks[at]!, options.onProgress), ended]);
      }
      worker.postMessage(null);
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      signal?.removeEventListener('abort', aborted);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.threads, tasks.length) }, work));
  return results;
}

function explained(error: Error & { code?: string }): Error {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadOutOfMemory(error.message) : error;
}

function perform<Task, Result>(worker: Worker, task: Task, onProgress: (facts: number) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const hear = (message: Message<Result>): void => {
      if ('progress' in message) return onProgress(message.progress);
      worker.off('message', hear);
      if ('result' in message) resolve(message.result);
      else reject(new Error(message.error));
    };
    worker.on('message', hear);
    worker.postMessage(task);
  });
}

/** The thread's side: performs tasks until there are no more, then calls `close`. */
export function serveTasks<Task, Result>(
  performs: (task: Task, onProgress: (facts: number) => void) => Promise<Result>,
  close: () => Promise<void>,
): void {
  const port: MessagePort = parentPort!;
  const say = (message: Message<Result>) => port.postMessage(message);
  port.on('message', (task: Task | null) => {
    if (task === null) {
      port.close();
      void close();
      return;
    }
    performs(task, (progress) => say({ progress })).then(
      (result) => say({ result }),
      (error: unknown) => say({ error: String(error) }),
    );
  });
}
