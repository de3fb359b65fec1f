import { fork } from 'node:child_process';
import path from 'node:path';
import { withClient } from '../../libs/database/connections';
import { openDatabase } from '../../libs/database/database';
import { openLog, type OpenPlace } from '../../libs/engine/open-log';
import type { Decided, Order, Verified } from './apart';
import { copyAll, LEDGER, READ_MODELS } from './copied';
import { recordHistory } from './history';
import { newPlace } from './place';

export const PARTITIONS = 16;
const PEOPLE = 20_000;
const MEBIBYTE = 2 ** 20;

/** Measures from facts in the intake to committed read models; then verifies the same from the log. */
export async function benchEngine(dataDir: string): Promise<void> {
  await measure(path.join(dataDir, 'short'), PEOPLE);
}

/** Measures whether rate and memory hold with ten times as many facts. */
export async function benchEngineLong(dataDir: string): Promise<void> {
  const short = await measure(path.join(dataDir, 'short'), PEOPLE);
  const long = await measure(path.join(dataDir, 'long'), 10 * PEOPLE);
  console.log(`rate with ten times the facts: ${(long / short).toFixed(2)} of the rate before`);
}

async function measure(dataDir: string, people: number): Promise<number> {
  const database = await openDatabase({ dataDir });
  const place = newPlace();
  const log = openLog(database.pool, place);
  try {
    const { facts } = await recordHistory(log, { partitions: PARTITIONS, people });
    await vacuum(database.url);
    const { seconds, phases, peakBytes } = await decideAll(database.url, facts, place);
    const rate = facts / seconds;
    console.log(`engine, ${facts} facts: ${Math.round(rate)} facts/s`);
    console.log(`  seconds by phase: ${phasesText(phases)}`);
    console.log(`  peak memory of the process: ${Math.round(peakBytes / MEBIBYTE)} MiB`);
    const tables = place.kind === 'postgres' ? [LEDGER, ...READ_MODELS] : READ_MODELS;
    const copied = await copyAll(database.url, tables, 'first');
    console.log(
      `  baseline, COPY of the ${copied.rows} rows that it wrote into tables with the same indexes: ` +
        `${copied.seconds.toFixed(1)} s, ratio ${(copied.seconds / seconds).toFixed(2)}`,
    );
    const verified = await apart({ what: 'verify', url: database.url, place, partitions: PARTITIONS, facts });
    console.log(`verify: ${Math.round(facts / verified.seconds)} facts/s`);
    console.log(`  peak memory of the process: ${Math.round(verified.peakBytes / MEBIBYTE)} MiB`);
    return rate;
  } finally {
    await log.close();
    await database.close();
  }
}

/** Partitions that work at the same time wait for each other, so the sum exceeds the elapsed time. */
export function phasesText(phases: Decided['phases']): string {
  return Object.entries(phases)
    .map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`)
    .join(', ');
}

/** Uses a connection without the time limits of requests. */
export async function vacuum(url: string): Promise<void> {
  await withClient(url, (client) => client.query('vacuum analyze events'));
}

/** Lets an engine in its own process decide the next `facts` facts. */
export function decideAll(url: string, facts: number, place: OpenPlace = { kind: 'postgres' }): Promise<Decided> {
  return apart({ what: 'decide', url, place, partitions: PARTITIONS, facts }) as Promise<Decided>;
}

export function apart(order: Order): Promise<Decided | Verified> {
  const execArgv = ['--max-semi-space-size=32', '--require', path.join(__dirname, '../support/typescript.cjs')];
  const child = fork(path.join(__dirname, 'apart.ts'), { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as Decided | Verified));
    child.once('exit', (code) => reject(new Error(`the engine's process ended with ${code}`)));
    child.send(order);
  });
}
