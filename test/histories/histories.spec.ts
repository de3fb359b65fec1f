import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExactShare } from '../../apps/cli/import/exact-share';
import { readJourneys, type Visitor, visitorsOf } from '../../apps/cli/import/journeys';
import { isBad } from '../../apps/cli/import/line';
import { DECISIONS, FACTS } from '../../docs/event-descriptions';
import { KERNEL_VERSION } from '../../libs/kernel/kernel-version';
import { JOURNEYS_FILE, withJourneysFile } from '../cli/journeys-file';
import { HISTORY_START } from '../kernel/support/universe';
import { ledgerHash, readHistory, replay } from './history';
import { journeyFacts } from './journeys';

const names = readdirSync(__dirname).filter((name) => name.endsWith('.jsonl'));

describe('recorded histories', () => {
  it.each(names)('%s has facts with dense positions and times that never decrease', (name) => {
    const facts = readHistory(name).lines.map(({ recorded }) => recorded);
    expect(facts.length).toBeGreaterThan(10);
    expect(facts.map(({ position }) => position)).toEqual(facts.map((_, i) => i));
    expect(facts.every(({ recordedAt }, i) => i === 0 || recordedAt >= facts[i - 1]!.recordedAt)).toBe(true);
  });

  it.each(names)('%s is decided as ever', (name) => {
    const history = readHistory(name);
    const ledger = replay(history);
    // Shows the first difference, where the hash would only show that there is one.
    const types = ledger.map(({ position, decisions }) => ({ position, decided: decisions.map(({ type }) => type) }));
    expect(types).toEqual(history.lines.map(({ recorded, decided }) => ({ position: recorded.position, decided })));
    expect(Object.values(history.ledger)).toEqual([ledgerHash(ledger)]);
  });

  it('show every version of the kernel, and a log in which the version changes', () => {
    const versions = names.map((name) => readHistory(name)).map(({ ledger }) => Number(Object.keys(ledger)[0]));
    expect([...new Set(versions)].sort()).toEqual(Array.from({ length: KERNEL_VERSION }, (_, i) => i + 1));
    const changes = names.flatMap((name) => readHistory(name).lines.map(({ recorded }) => recorded));
    expect(changes.some(({ fact, position }) => fact.type === 'KernelChanged' && position > 0)).toBe(true);
  });

  it('contain together every kind of fact and every kind of decision', () => {
    const lines = names.flatMap((name) => readHistory(name).lines);
    const facts = new Set<string>(lines.map(({ recorded }) => recorded.fact.type));
    const decisions = new Set<string>(lines.flatMap(({ decided }) => decided));
    expect(Object.keys(FACTS).filter((type) => !facts.has(type))).toEqual([]);
    expect(Object.keys(DECISIONS).filter((type) => !decisions.has(type))).toEqual([]);
  });

  it('are small', () => {
    const sizes = names.map((name) => statSync(join(__dirname, name)).size);
    expect(Math.max(...sizes)).toBeLessThan(1024 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3 * 1024 * 1024);
  });
});

describe('the public journeys', () => {
  // Their file is not part of the project and none of its lines may be, but a hash of what follows from it may.
  withJourneysFile('have the ledger that they ever had, in their first 1,000 paths', async () => {
    const visitors: Visitor[] = [];
    const share = new ExactShare(2);
    let paths = 0;
    for await (const journey of readJourneys(JOURNEYS_FILE)) {
      if (isBad(journey)) continue;
      // Of the visitors who bought nothing one shows as much as thousands.
      const few = { ...journey, others: Math.min(1, journey.others) };
      visitors.push(...visitorsOf(few, { digest: 'public', ordinal: visitors.length, start: HISTORY_START, share }));
      if (++paths === 1_000) break;
    }
    const facts = journeyFacts(visitors);
    const ledger = replay({ partition: 3, lines: facts.map((recorded) => ({ recorded })) });
    expect([visitors.length, facts.length]).toEqual([2_172, 16_020]);
    expect(ledgerHash(ledger)).toBe('29e8307da87273470864de8005b253d97dfd1e628d0c030c726e247f2b3ba5a0');
  });
});
