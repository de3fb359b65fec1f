import fc from 'fast-check';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ExactShare } from '../../apps/cli/import/exact-share';
import { JOURNEYS_SPAN, readJourneys, surveyJourneys, visitorsOf } from '../../apps/cli/import/journeys';
import { isBad } from '../../apps/cli/import/line';
import { addDecimals, toMinorUnits } from '../../libs/kernel/money';
import { JOURNEYS_FILE, withJourneysFile } from './journeys-file';

const START = Date.UTC(2025, 0, 1);
const HEADER = 'path,total_conversions,total_conversion_value,total_null\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-journeys-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('expanding journeys', () => {
  it('makes a visitor for each who took a path, and a purchase for each conversion', async () => {
    const file = write('a.csv', `${HEADER}search > mail > search,2,3.01,1\n`);
    const { visitors } = await expand(file);
    expect(visitors.map(({ steps }) => steps.map(({ channel }) => channel))).toEqual(
      Array.from({ length: 3 }, () => ['search', 'mail', 'search']),
    );
    expect(visitors.map(({ purchase }) => purchase?.total)).toEqual([150, 151, undefined]);
  });

  it('keeps the steps in order and before the purchase, all within the span', async () => {
    const long = Array.from({ length: 500 }, (_, i) => `c${i}`).join(' > ');
    const { visitors } = await expand(write('b.csv', `${HEADER}${long},1,1,1\na,1,1,0\n`));
    for (const { steps, purchase } of visitors) {
      const times = [...steps.map(({ at }) => at), ...(purchase ? [purchase.at] : [])];
      expect(times.every((at, i) => i === 0 || at > times[i - 1]!)).toBe(true);
      expect(times[0]).toBeGreaterThanOrEqual(START);
      expect(times.at(-1)! - START).toBeLessThan(JOURNEYS_SPAN);
      expect(times.at(-1)! - times[0]!).toBeLessThan(24 * 3_600_000);
    }
  });

  it('gives the same ids for the same content, packed or not, and no id twice', async () => {
    const content = `${HEADER}a > b,2,1,1\na > b,1,1,0\n`;
    const plain = await expand(write('c.csv', content));
    const packed = await expand(write('c.csv.gz', gzipSync(content)));
    expect(packed).toEqual(plain);
    expect(new Set(plain.visitors.map(({ id }) => id)).size).toBe(4);
  });

  it('reports the number and the reason of each bad line, and reads on', async () => {
    const file = write('d.csv', `${HEADER}a >  > b,1,1,0\na,x,1,0\na,1,-1,0\na,0,1,0\na,1,1,0,0\na,1.0,2,\n`);
    const { visitors, bad } = await expand(file);
    expect(visitors).toHaveLength(1);
    expect(bad).toEqual([
      { line: 2, reason: 'path must be steps with > between them' },
      { line: 3, reason: 'total_conversions must be a count up to 10000000' },
      { line: 4, reason: 'total_conversion_value must be a decimal number from 0, below 10^12' },
      { line: 5, reason: 'has a value and no conversion to give it to' },
      { line: 6, reason: 'has 5 cells, the header has 4' },
    ]);
  });

  withJourneysFile(
    'finds 88,387 visitors, 378,209 touchpoints and 19,785 conversions worth 74,802.97 in the public data set',
    async () => {
      expect(existsSync(JOURNEYS_FILE)).toBe(true);
      expect(await surveyJourneys(JOURNEYS_FILE)).toMatchObject({
        visitors: 88_387,
        touchpoints: 378_209,
        conversions: 19_785,
      });
      const { visitors, bad, total } = await expand(JOURNEYS_FILE);
      expect(bad).toEqual([]);
      expect(visitors).toHaveLength(88_387);
      expect(visitors.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(378_209);
      expect(visitors.reduce((sum, { purchase }) => sum + (purchase?.total ?? 0), 0)).toBe(7_480_297);
      expect(total).toBe(7_480_297);
    },
  );
});

describe('sharing decimal amounts', () => {
  const amount = fc.record({ units: fc.bigInt({ min: 0n, max: 10n ** 12n }), scale: fc.integer({ min: 0, max: 17 }) });
  const entries = fc.array(fc.tuple(amount, fc.integer({ min: 1, max: 50 })), { maxLength: 30 });

  it('neither loses nor adds a minor unit, and makes no part negative', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(0, 2, 3), (amounts, exponent) => {
        const share = new ExactShare(exponent);
        const parts = amounts.flatMap(([each, count]) => [...share.take(each, count)]);
        const exact = amounts.reduce((sum, [each]) => addDecimals(sum, each), { units: 0n, scale: 0 });
        const sum = parts.reduce((total, part) => total + BigInt(part), 0n);
        expect(sum).toBe(toMinorUnits(exact, exponent, 'half-even'));
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
    );
  });
});

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function expand(file: string) {
  const { digest } = await surveyJourneys(file);
  const share = new ExactShare(2);
  const visitors = [];
  const bad = [];
  for await (const journey of readJourneys(file)) {
    if (isBad(journey)) bad.push(journey);
    else visitors.push(...visitorsOf(journey, { digest, ordinal: visitors.length, start: START, share }));
  }
  return { visitors, bad, total: share.total };
}
