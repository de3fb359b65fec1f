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

/** An error loses its class on its way to the other thread, and keeps its name and its own fields. */
interface Failure {
  name: string;
  message: string;
  stack?: string;
}

type Message<Result> = { progress: number } | { result: Result } | { failed: Failure };

/** A thread's heap was full. */
export class ThreadOutOfMemory extends Error {
  override readonly name = 'ThreadOutOfMemory';
}

/** As `onThreads`; a task is made only when a thread is about to begin it. */
export async function onThreadsLazily<Task, Result>(
  tasks: readonly (() => Task | Promise<Task>)[],
  { script, workerData, threads, onProgress, signal, heapMaxMb }: ThreadOptions,
): Promise<Result[]> {
  signal?.throwIfAborted();
  const limits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: heapMaxMb };
  const workers = Array.from({ length: Math.min(threads, tasks.length) }, () => {
    // With a copy of the environment, a thread reads NODE_OPTIONS as a process does.
    return new Worker(script, { workerData, resourceLimits: limits, env: { ...process.env } });
  });
  const end = () => Promise.all(workers.map((worker) => worker.terminate()));
  const aborted = () => void end();
  signal?.addEventListener('abort', aborted, { once: true });
  const results: Result[] = [];
  let next = 0;
  const work = async (worker: Worker): Promise<void> => {
    const ended = endOf(worker, signal);
    while (next < tasks.length) {
      const at = next++;
      const task = await tasks[at]!();
      results[at] = await Promise.race([perform<Task, Result>(worker, task, onProgress), ended]);
    }
    worker.postMessage(null);
  };
  try {
    await Promise.all(workers.map(work));
    return results;
  } catch (error) {
    // The first failure ends all of them.
    await end();
    throw error;
  } finally {
    signal?.removeEventListener('abort', aborted);
  }
}

/**
 * Begins the tasks in order, each on the next free thread; results come in the order of the tasks.
 * @throws ThreadOutOfMemory
 */
export function onThreads<Task, Result>(tasks: readonly Task[], options: ThreadOptions): Promise<Result[]> {
  return onThreadsLazily(
    tasks.map((task) => () => task),
    options,
  );
}

/** Rejects when the thread ends. Always handled: a thread may end between two tasks. */
function endOf(worker: Worker, signal: AbortSignal | undefined): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', (error: Error & { code?: string }) => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadOutOfMemory(error.message) : error);
    });
    worker.once('exit', () => reject((signal?.reason as Error | undefined) ?? new Error('the thread ended')));
  });
  ended.catch(() => undefined);
  return ended;
}

function perform<Task, Result>(worker: Worker, task: Task, onProgress: (facts: number) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const hear = (message: Message<Result>): void => {
      if ('progress' in message) return onProgress(message.progress);
      worker.off('message', hear);
      if ('result' in message) resolve(message.result);
      else reject(Object.assign(new Error(message.failed.message), message.failed));
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
      (error: unknown) => say({ failed: failureOf(error as Error) }),
    );
  });
}

function failureOf(error: Error): Failure {
  const { name, message, stack } = error;
  return { ...error, name, message, stack };
}
