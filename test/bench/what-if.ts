import path from 'node:path';
import { openDatabase } from '../../libs/database/database';
import { factOf } from '../../libs/engine/codec';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { ATTRIBUTION_MODELS } from '../../libs/kernel/policy';
import { runWhatIf, type Place } from '../../libs/what-if/run-what-if';
import { changesNothing } from '../../libs/what-if/report';
import type { Scenario } from '../../libs/what-if/scenario';
import { decideAll, PARTITIONS } from './engine';
import { recordHistory } from './history';

const PEOPLE = 20_000;
const THREADS = 2;
const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);

/** Runs a history again under one scenario and under five, beside reading and parsing it alone. */
export async function benchWhatIf(dataDir: string): Promise<void> {
  await measure(path.join(dataDir, 'short'), PEOPLE);
}

export async function benchWhatIfLong(dataDir: string): Promise<void> {
  await measure(path.join(dataDir, 'long'), 10 * PEOPLE);
}

async function measure(dataDir: string, people: number): Promise<void> {
  const database = await openDatabase({ dataDir });
  const log = new PostgresEventLog(database.pool);
  const place = { pool: database.pool, log, url: database.url };
  try {
    const { facts } = await recordHistory(log, { partitions: PARTITIONS, people });
    await decideAll(database.url, facts);
    const read = await timed(() => readAll(log));
    console.log(`what-if, ${facts} facts on ${THREADS} threads`);
    console.log(`  baseline, reading and parsing on one thread: ${Math.round(facts / read)} facts/s`);
    const models = ATTRIBUTION_MODELS.map((model) => scenario(model, { model }));
    const one = await timed(() => run(place, [models[1]!]));
    console.log(`  1 scenario: ${Math.round(facts / one)} facts/s and scenario`);
    const five = await timed(() => run(place, models));
    console.log(`  5 scenarios in one pass: ${Math.round((5 * facts) / five)} facts/s and scenario`);
    console.log(`  5 scenarios cost ${(five / one).toFixed(2)} times one`);
    const [nothing] = await run(place, [scenario('nothing', {})]);
    console.log(`  the scenario "nothing changed" reports ${changesNothing(nothing!) ? 'nothing' : 'CHANGES'}`);
  } finally {
    await log.close();
    await database.close();
  }
}

function scenario(name: string, policy: Scenario['policy']): Scenario {
  return { name, policy, campaigns: [], removedCampaigns: [], codes: [] };
}

async function run(place: Place, scenarios: readonly Scenario[]) {
  const request = { partitions, scenarios, changesMax: 0 };
  const result = await runWhatIf(place, request, { threads: THREADS, onProgress: () => undefined });
  return result.scenarios;
}

async function readAll(log: PostgresEventLog): Promise<void> {
  for (const partition of partitions) {
    const through = await log.head(intakeStream(partition));
    for await (const events of log.scan(intakeStream(partition), 0, through)) events.map(factOf);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}
