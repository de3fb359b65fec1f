/** Rebuilds the read models of a long log, and compares with what COPY alone takes for the same rows. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { withClient } from '../../libs/database/connections';
import { openDatabase } from '../../libs/database/database';
import type { Rebuilt } from '../../libs/engine/rebuild/rebuild';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { copyAll, READ_MODELS } from './copied';
import { decideAll, PARTITIONS } from './engine';
import { recordHistory } from './history';

const PEOPLE = 20_000;
const MEBIBYTE = 2 ** 20;

export async function benchRebuild(dataDir: string): Promise<void> {
  const short = await measure(path.join(dataDir, 'short'), PEOPLE);
  const long = await measure(path.join(dataDir, 'long'), 10 * PEOPLE);
  console.log(`rate with ten times the facts: ${(long / short).toFixed(2)} of the rate before`);
}

async function measure(dataDir: string, people: number): Promise<number> {
  const database = await openDatabase({ dataDir });
  const log = new PostgresEventLog(database.pool);
  try {
    const { facts } = await recordHistory(log, { partitions: PARTITIONS, people });
    await withClient(database.url, (client) => client.query('vacuum analyze events'));
    await decideAll(database.url, facts);
    await withClient(database.url, (client) => client.query('vacuum analyze'));
    await withClient(database.url, (client) => client.query('checkpoint'));
    const { rebuilt, peakBytes } = await apart(database.url);
    if (rebuilt.differences.length > 0) throw new Error(JSON.stringify(rebuilt.differences));
    const { seconds, rows, waitedMs } = rebuilt;
    const building = seconds.replaying + seconds.indexing;
    console.log(
      `rebuild, ${facts} facts, ${rows} rows: ${Math.round(rows / building)} rows/s, ${Math.round(facts / building)} facts/s`,
    );
    const told = Object.entries(seconds).map(([stage, s]) => `${stage} ${s.toFixed(1)}`);
    console.log(`  seconds by stage: ${told.join(', ')}; the engine would wait ${Math.round(waitedMs!)} ms`);
    console.log(`  peak memory of the process: ${Math.round(peakBytes / MEBIBYTE)} MiB`);
    const into = await copyRate(database.url, 'first');
    const then = await copyRate(database.url, 'last');
    console.log(
      `  baseline, COPY of the same rows into the same tables with their indexes: ${Math.round(into)} rows/s, ratio ${(rows / building / into).toFixed(2)}`,
    );
    console.log(
      `  the same into bare tables, indexes afterwards: ${Math.round(then)} rows/s, ratio ${(rows / building / then).toFixed(2)}`,
    );
    return rows / building;
  } finally {
    await log.close();
    await database.close();
  }
}

/** In a process of its own, so that its memory is its own. */
function apart(url: string): Promise<{ rebuilt: Rebuilt; peakBytes: number }> {
  const execArgv = ['--max-semi-space-size=32', '--require', path.join(__dirname, '../support/typescript.cjs')];
  const child = fork(path.join(__dirname, 'rebuild-apart.ts'), { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as { rebuilt: Rebuilt; peakBytes: number }));
    child.once('exit', (code) => reject(new Error(`the process of the rebuild ended with ${code}`)));
    child.send({ url });
  });
}

async function copyRate(url: string, indexes: 'first' | 'last'): Promise<number> {
  const { rows, seconds } = await copyAll(url, READ_MODELS, indexes);
  return rows / seconds;
}
