import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onThreads, ThreadOutOfMemory } from '../../libs/engine/thread-tasks';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-threads-'));
  script = path.join(folder, 'thread.cjs');
  await writeFile(script, THREAD);
});
afterAll(() => rm(folder, { recursive: true }));

/** The thread's side by hand: doubles numbers, and does other things when told to. */
const THREAD = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (task) => {
  if (task === null) return parentPort.close();
  if (task === 'fail') return parentPort.postMessage({ failed: { name: 'Failed', message: 'it failed' } });
  if (task === 'end') process.exit(3);
  if (task === 'hang') return;
  if (task === 'fill') {
    const kept = [];
    for (;;) kept.push(new Array(1000).fill({}).map(() => ({ kept: Math.random() })));
  }
  parentPort.postMessage({ progress: 1 });
  parentPort.postMessage({ result: 2 * task });
});
`;

const run = (tasks: readonly unknown[], more: { signal?: AbortSignal; heapMaxMb?: number } = {}) => {
  let progress = 0;
  const options = { script, workerData: null, threads: 2, onProgress: (one: number) => (progress += one), ...more };
  return onThreads<unknown, number>(tasks, options).then((results) => ({ results, progress }));
};

it('gives results in the order of the tasks, and adds up progress', async () => {
  expect(await run([1, 2, 3, 4, 5])).toEqual({ results: [2, 4, 6, 8, 10], progress: 5 });
  expect(await run([])).toEqual({ results: [], progress: 0 });
});

it('fails when a task fails, or when a thread ends', async () => {
  await expect(run([1, 'fail'])).rejects.toMatchObject({ name: 'Failed', message: 'it failed' });
  await expect(run(['end'])).rejects.toThrow('the thread ended');
});

it('ends threads when it is told to', async () => {
  const stop = new AbortController();
  const running = run(['hang'], { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await expect(run([1], { signal: stop.signal })).rejects.toThrow('enough');
});

it('says that the heap of a thread was full', async () => {
  await expect(run(['fill'], { heapMaxMb: 32 })).rejects.toThrow(ThreadOutOfMemory);
});
