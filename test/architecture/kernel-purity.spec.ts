import { impurities } from './purity';
import { parse, sources } from './sources';

describe('the kernel is pure', () => {
  const files = sources('libs/kernel');

  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it('reads no clock, environment, chance or locale, imports only itself, and never waits', () => {
    expect(files.flatMap(impurities)).toEqual([]);
  });
});

describe('the check of purity', () => {
  it.each([
    ['a clock', 'const t = Date.now();'],
    ['a clock by another name', 'const D = Date;'],
    ['the present', 'const t = new Date();'],
    ['chance', 'const r = Math.random();'],
    ['a function that machines compute differently', 'const r = Math.exp(1);'],
    ['the environment', 'const e = process.env.X;'],
    ['a locale', "const o = 'a'.localeCompare('b');"],
    ['a locale of its own', 'const o = new Intl.Collator();'],
    ['Node', "import { readFileSync } from 'node:fs';"],
    ['a package', "import type { Pool } from 'pg';"],
    ['another library', "import { intakeStream } from '../event-log/streams';"],
    ['an import while running', "const m = import('./money');"],
    ['waiting', 'async function f() {}'],
    ['the order of keys', 'for (const key in {}) key;'],
    ['a timer', 'setTimeout(() => 1, 1);'],
  ])('sees %s', (_what, text) => {
    expect(impurities(parse('libs/kernel/x.ts', text))).not.toEqual([]);
  });

  it.each([
    ['an import of its own', "import { toMillis } from './time';"],
    ['a field that is named like a global', 'const p = { process: 1 }; const q = p.process;'],
    ['exact functions', 'const x = Math.min(1, Math.floor(2));'],
  ])('lets pass %s', (_what, text) => {
    expect(impurities(parse('libs/kernel/x.ts', text))).toEqual([]);
  });

  it('lets the file for instants convert, and not read the clock', () => {
    const inTime = (text: string) => impurities(parse('libs/kernel/time.ts', text));
    expect(inTime('new Date(1).toISOString(); Date.parse("x");')).toEqual([]);
    expect(inTime('new Date()')).not.toEqual([]);
    expect(inTime('Date.now()')).not.toEqual([]);
  });
});
