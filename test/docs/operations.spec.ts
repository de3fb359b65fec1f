import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECISIONS } from '../../docs/event-descriptions';
import { KINDS } from '../../libs/alerts/alert';
import { TestApp } from '../support/app';

const read = (file: string) => readFileSync(join(__dirname, '../../docs/operations', file), 'utf8');
const FILES = ['alerts.yml', 'grafana-dashboard.json', 'operating.md'] as const;

/** Every match of the one group of `pattern`, once. */
function found(pattern: RegExp, ...texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!)))].sort();
}

describe('what operators are given', () => {
  let app: TestApp;
  /** Names of series. */
  const series = new Set<string>();

  beforeAll(async () => {
    app = await TestApp.start();
    const metrics = String((await app.request('GET', '/metrics')).body['text']);
    for (const [, name, type] of metrics.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
      for (const suffix of type === 'histogram' ? ['_bucket', '_count', '_sum'] : ['']) series.add(name + suffix);
      if (type === 'histogram') series.add(name!);
    }
  });
  afterAll(() => app.stop());

  it.each(FILES)('%s asks for no metric that is not there', (file) => {
    const named = found(/\b((?:tributary|nodejs|process)_\w+)/g, read(file));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !series.has(name))).toEqual([]);
  });

  it('has a use for every metric of Tributary', () => {
    const named = FILES.map(read).join('\n');
    const own = [...series].filter((name) => name.startsWith('tributary_') && !/_(bucket|count|sum)$/.test(name));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('asks for kinds of alerts and of events that there are', () => {
    const rules = [read('alerts.yml'), read('grafana-dashboard.json').replaceAll('\\"', '"')];
    const hits = (names: readonly string[], label: string) => {
      const patterns = found(new RegExp(`\\b${label}!?=~"([^"]+)"`, 'g'), ...rules);
      expect(patterns.length).toBeGreaterThan(0);
      // Of `a|b(c|d)` the parts that stand outside of brackets.
      const parts = patterns.flatMap((pattern) => pattern.split(/\|(?![^(]*\))/));
      return parts.filter((part) => !names.some((name) => new RegExp(`^(${part})$`).test(name)));
    };
    expect(hits(KINDS, 'kind')).toEqual([]);
    expect(hits(Object.keys(DECISIONS), 'type')).toEqual([]);
  });

  it('says of every alert what it means and what to do', () => {
    const page = read('operating.md');
    expect(found(/^### ([\w-]+)$/gm, page)).toEqual([...KINDS].sort());
    const rules = found(/^ +- alert: (\w+)$/gm, read('alerts.yml'));
    // The two that only pass on the alerts above.
    const own = rules.filter((rule) => !['TributaryAlertOpen', 'TributaryWarningOpen'].includes(rule));
    expect(found(/^\| `(Tributary\w+)`/gm, page)).toEqual(own);
  });

  it('is a dashboard in which every panel has a title, a question and a place of its own', () => {
    const { panels } = JSON.parse(read('grafana-dashboard.json')) as {
      panels: { id: number; type: string; title: string; gridPos: Record<'x' | 'y', number>; targets?: object[] }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length);
    for (const { type, title, targets } of panels) {
      expect([title, type === 'row' || (targets?.length ?? 0) > 0]).toEqual([expect.stringMatching(/\w/), true]);
    }
  });
});
