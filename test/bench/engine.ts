import path from 'node:path';
import type { Pool } from 'pg';
import { openDatabase } from '../../libs/database/database';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { Engine } from '../../libs/engine/engine';
import { verifyPartition } from '../../libs/engine/replay';
import type { NewEventAt } from '../../libs/event-log/event-log';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { ledgerStream } from '../../libs/event-log/streams';
import { recordHistory } from './history';

const PARTITIONS = 16;
const PEOPLE = 20_000;
const MEBIBYTE = 2 ** 20;

/** From facts in the intake to committed read models; then the same verified from the log. */
export async function benchEngine(dataDir: string): Promise<void> {
  await measure(path.join(dataDir, 'short'), PEOPLE);
}

/** Ten times as many facts: does the rate hold, does the memory? */
export async function benchEngineLong(dataDir: string): Promise<void> {
  const short = await measure(path.join(dataDir, 'short'), PEOPLE);
  const long = await measure(path.join(dataDir, 'long'), 10 * PEOPLE);
  console.log(`rate at ten times the facts: ${(long / short).toFixed(2)} of the rate before`);
}

async function measure(dataDir: string, people: number): Promise<number> {
  const database = await openDatabase({ dataDir });
  const log = new PostgresEventLog(database.pool);
  try {
    const facts = await recordHistory(log, PARTITIONS, people);
    await database.pool.query('vacuum analyze events');
    const { rate, phases, peakBytes } = await decideAll(database.pool, log, facts);
    console.log(`engine, ${facts} facts: ${Math.round(rate)} facts/s`);
    console.log(
      `  seconds by phase: ${Object.entries(phases)
        .map(([name, s]) => `${name} ${s.toFixed(1)}`)
        .join(', ')}`,
    );
    console.log(`  memory of the process at most: ${Math.round(peakBytes / MEBIBYTE)} MiB`);
    const copied = await copyRate(database.pool, log);
    console.log(
      `  baseline, COPY of the same ledger rows into an indexed table: ${Math.round(copied)} rows/s, ratio ${(rate / copied).toFixed(2)}`,
    );
    console.log(`verify: ${Math.round(await verifyRate(database.pool, log, facts))} facts/s`);
    return rate;
  } finally {
    await log.close();
    await database.close();
  }
}

async function decideAll(pool: Pool, log: PostgresEventLog, facts: number) {
  const phases = { read: 0, prefetch: 0, execute: 0, flush: 0 };
  let decided = 0;
  let peakBytes = 0;
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    const engine = new Engine({
      pool,
      log,
      partitions: PARTITIONS,
      events: {
        onBatch: (_, __, batch, seconds) => {
          for (const name of ['read', 'prefetch', 'execute', 'flush'] as const) phases[name] += seconds[name];
          peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
          decided += batch.length;
          if (decided === facts) void engine.stop().then(resolve);
        },
        onTrouble: (_, error) => reject(error as Error),
      },
    });
    engine.start().catch(reject);
  });
  return { rate: (facts * 1000) / (performance.now() - began), phases, peakBytes };
}

/** The ledger as it is, by COPY into a table with the same indexes. */
async function copyRate(pool: Pool, log: PostgresEventLog): Promise<number> {
  const ledgers: NewEventAt[][] = [];
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const events: NewEventAt[] = [];
    for (let page = await log.read(ledgerStream(partition), 0, 10_000); page.length > 0;) {
      for (const { type, data, meta, recordedAt } of page)
        events.push({ id: null, type, data, meta: meta!, recordedAt });
      page = await log.read(ledgerStream(partition), events.length, 10_000);
    }
    ledgers.push(events);
  }
  await pool.query('alter table events rename to events_before');
  await pool.query('create table events (like events_before including all)');
  const began = performance.now();
  for (const [partition, events] of ledgers.entries()) await log.appendExpected(`copy-${partition}`, -1, events);
  const seconds = (performance.now() - began) / 1000;
  await pool.query('drop table events');
  await pool.query('alter table events_before rename to events');
  return ledgers.flat().length / seconds;
}

async function verifyRate(pool: Pool, log: PostgresEventLog, facts: number): Promise<number> {
  const began = performance.now();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const { position, chain } = await readCheckpoint(pool, partition);
    const { difference } = await verifyPartition({ log, partition, through: position, chain });
    if (difference) throw new Error(`partition ${partition} did not hold: ${JSON.stringify(difference)}`);
  }
  return (facts * 1000) / (performance.now() - began);
}
