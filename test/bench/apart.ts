/** Runs engine and verification in their own process, so that figures leave out the rest of a benchmark. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { newPool } from '../../libs/database/connections';
import { Engine } from '../../libs/engine/engine';
import { openLog, type OpenPlace } from '../../libs/engine/open-log';
import { verifyOnThreads } from '../../libs/verify/verify-threads';
import { checkState, replayOf } from '../../libs/verify/check-state';
import { readLogState } from '../../libs/verify/partition-state';

export interface Order {
  what: 'decide' | 'verify' | 'read';
  url: string;
  place: OpenPlace;
  partitions: number;
  /** Number of facts after which deciding ends. */
  facts: number;
}

export interface Decided {
  seconds: number;
  phases: Record<'read' | 'prefetch' | 'execute' | 'flush', number>;
  peakBytes: number;
}

async function decideAll({ url, place, partitions, facts }: Order): Promise<Decided> {
  const pool = newPool({ connectionString: url, max: 16 });
  const log = openLog(pool, place);
  const phases = { read: 0, prefetch: 0, execute: 0, flush: 0 };
  let decided = 0;
  let peakBytes = 0;
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    const engine = new Engine({
      pool,
      log,
      partitions,
      events: {
        onBatch: (_, __, batch, seconds) => {
          for (const name of ['read', 'prefetch', 'execute', 'flush'] as const) phases[name] += seconds[name];
          peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
          decided += batch.length;
          if (decided === facts) void engine.stop().then(resolve);
        },
        onTrouble: (_, error) => reject(error),
      },
    });
    engine.start().catch(reject);
  });
  const seconds = (performance.now() - began) / 1000;
  await log.close();
  await pool.end();
  return { seconds, phases, peakBytes };
}

export interface Verified {
  seconds: number;
  peakBytes: number;
  /** Of the process, without the database's. */
  cpuSeconds: number;
}

async function verifyAll({ url, place, partitions }: Order): Promise<Verified> {
  const pool = newPool({ connectionString: url });
  let peakBytes = 0;
  const began = performance.now();
  const log = openLog(pool, place);
  const { partitions: states } = await readLogState(pool, log, partitions);
  const replays = states.map((state) => ({ ...replayOf(state), contentHashes: true }));
  const results = await verifyOnThreads({ databaseUrl: url, place }, replays, {
    threads: availableParallelism(),
    onProgress: () => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())),
  });
  const differing = results.find(
    (result, i) => result.difference !== null || checkState(states[i]!, result).length > 0,
  );
  if (differing) throw new Error(`the recomputed ledger differs: ${JSON.stringify(differing)}`);
  const seconds = (performance.now() - began) / 1000;
  await log.close();
  await pool.end();
  return { seconds, peakBytes, cpuSeconds: cpuSeconds() };
}

/** Reads both streams of every partition and parses the facts, on as many threads as verification has. */
async function readAll({ url, place, partitions }: Order): Promise<Verified> {
  const began = performance.now();
  const threads = availableParallelism();
  const script = path.join(__dirname, 'read-thread.ts');
  const exits = Array.from({ length: threads }, (_, i) => {
    const own = Array.from({ length: partitions }, (__, partition) => partition).filter((p) => p % threads === i);
    return once(new Worker(script, { workerData: { url, place, partitions: own } }), 'exit');
  });
  for (const [code] of await Promise.all(exits)) if (code !== 0) throw new Error('a thread that reads ended early');
  return {
    seconds: (performance.now() - began) / 1000,
    peakBytes: process.memoryUsage.rss(),
    cpuSeconds: cpuSeconds(),
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const WORK = { decide: decideAll, verify: verifyAll, read: readAll };

process.once('message', (order: Order) => {
  WORK[order.what](order).then(
    (result: Decided | Verified) => process.send!(result, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
