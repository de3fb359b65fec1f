import path from 'node:path';
import { openDatabase } from '../../libs/database/database';
import { openLog } from '../../libs/engine/open-log';
import type { Verified } from './apart';
import { apart, decideAll, PARTITIONS, vacuum } from './engine';
import { recordHistory } from './history';
import { newPlace } from './place';

const PEOPLE = [20_000, 200_000];
const PEOPLE_LONG = [100_000, 500_000, 1_000_000];
const MEBIBYTE = 2 ** 20;

/** Measures verification beside what it cannot do without, reading both streams and parsing the facts. */
export async function benchVerify(dataDir: string): Promise<void> {
  for (const people of PEOPLE) await measure(path.join(dataDir, String(people)), people);
}

/** Measures whether memory holds when the log grows. The history brings its ledger along: an engine would take hours. */
export async function benchVerifyLong(dataDir: string): Promise<void> {
  for (const people of PEOPLE_LONG) await measure(path.join(dataDir, String(people)), people, true);
}

async function measure(dataDir: string, people: number, decided = false): Promise<void> {
  const database = await openDatabase({ dataDir });
  const place = newPlace();
  const log = openLog(database.pool, place);
  try {
    const { facts } = await recordHistory(log, {
      partitions: PARTITIONS,
      people,
      decided: decided ? database.pool : undefined,
    });
    if (!decided) await decideAll(database.url, facts, place);
    await vacuum(database.url);
    const order = { url: database.url, place, partitions: PARTITIONS, facts };
    const read = (await apart({ ...order, what: 'read' })) as Verified;
    const verified = (await apart({ ...order, what: 'verify' })) as Verified;
    console.log(`${facts} facts`);
    console.log(`  baseline, reading and parsing: ${figures(read, facts)}`);
    console.log(`  verify:                        ${figures(verified, facts)}`);
    console.log(`  peak memory of the process: ${Math.round(verified.peakBytes / MEBIBYTE)} MiB`);
  } finally {
    await log.close();
    await database.close();
  }
}

function figures({ seconds, cpuSeconds }: Verified, facts: number): string {
  const microseconds = ((cpuSeconds / facts) * 1e6).toFixed(1);
  return `${Math.round(facts / seconds)} facts/s, ${microseconds} µs of the process's CPU time per fact`;
}
