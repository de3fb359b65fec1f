/**
 * Records a new history: npm run record-history -- SOURCE NAME "what it shows". A history that is there never changes.
 *
 * SOURCE is `demo`, `journeys`, `evidence`, `failing`, `erased`, `random:SEED` (`random:1-500` prints what each seed would
 * contain), or
 * `partition:N`: the facts of that partition in the database that the environment names. They are pseudonyms, but of
 * real people: record only what your own tests made.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyText, replay } from './history';
import {
  demoFacts,
  erasedFacts,
  failingFacts,
  orderEvidenceFacts,
  ownJourneyFacts,
  partitionFacts,
  randomFacts,
  type Source,
} from './sources';

async function main(source: string | undefined, name: string | undefined, shows: string | undefined): Promise<number> {
  const seeds = /^random:(\d+)-(\d+)$/.exec(source ?? '');
  if (seeds) {
    for (let seed = Number(seeds[1]); seed <= Number(seeds[2]); seed++) console.log(summaryOf(seed));
    return 0;
  }
  const facts = await factsOf(source);
  if (facts === undefined || name === undefined || shows === undefined || !/^[a-z0-9-]+$/.test(name)) {
    console.error(
      'npm run record-history -- demo|journeys|evidence|failing|erased|random:SEED|partition:N NAME "what it shows"',
    );
    return 2;
  }
  const file = join(__dirname, `${name}.jsonl`);
  if (existsSync(file)) {
    console.error(`${file} is recorded; a history never changes.`);
    return 2;
  }
  writeFileSync(file, historyText(shows, facts.partition, facts.facts));
  console.log(`${file}: ${facts.facts.length} facts`);
  return 0;
}

async function factsOf(source: string | undefined): Promise<Source | undefined> {
  const [kind, number] = (source ?? '').split(':') as [string, string?];
  switch (kind) {
    case 'demo':
      return demoFacts();
    case 'journeys':
      return ownJourneyFacts();
    case 'evidence':
      return orderEvidenceFacts();
    case 'failing':
      return failingFacts();
    case 'erased':
      return erasedFacts();
    case 'random':
      return randomFacts(Number(number));
    case 'partition':
      return partitionFacts(Number(number));
    default:
      return undefined;
  }
}

/** One JSON object: how many facts and decisions of each type the seed has. */
function summaryOf(seed: number): string {
  const { partition, facts } = randomFacts(seed);
  const counts: Record<string, number> = {};
  const ledger = replay({ partition, lines: facts.map((recorded) => ({ recorded })) });
  for (const { type } of [...facts.map(({ fact }) => fact), ...ledger.flatMap(({ decisions }) => decisions)]) {
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return JSON.stringify({ seed, facts: facts.length, ...counts });
}

void main(...(process.argv.slice(2) as [string?, string?, string?])).then((code) => (process.exitCode = code));
