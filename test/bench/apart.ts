/** Runs engine and verification in their own process, so that figures leave out the rest of a benchmark. */
import { availableParallelism } from 'node:os';
import { newPool } from '../../libs/database/connections';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { Engine } from '../../libs/engine/engine';
import { verifyOnThreads } from '../../libs/verify/verify-threads';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';

export interface Order {
  what: 'decide' | 'verify';
  url: string;
  partitions: number;
  /** Number of facts after which deciding ends. */
  facts: number;
}

export interface Decided {
  seconds: number;
  phases: Record<'read' | 'prefetch' | 'execute' | 'flush', number>;
  peakBytes: number;
}

async function decideAll({ url, partitions, facts }: Order): Promise<Decided> {
  const pool = newPool({ connectionString: url, max: 16 });
  const log = new PostgresEventLog(pool);
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
}

async function verifyAll({ url, partitions }: Order): Promise<Verified> {
  const pool = newPool({ connectionString: url });
  let peakBytes = 0;
  const began = performance.now();
  const replays = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const { position, chain } = await readCheckpoint(pool, partition);
      return { partition, through: position, chain };
    }),
  );
  const results = await verifyOnThreads(url, replays, availableParallelism(), () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  });
  const differing = results.find(({ difference }) => difference !== null);
  if (differing) throw new Error(`the recomputed ledger differs: ${JSON.stringify(differing)}`);
  const seconds = (performance.now() - began) / 1000;
  await pool.end();
  return { seconds, peakBytes };
}

process.once('message', (order: Order) => {
  (order.what === 'decide' ? decideAll(order) : verifyAll(order)).then(
    (result: Decided | Verified) => process.send!(result, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
