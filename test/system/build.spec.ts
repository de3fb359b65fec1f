/** Processes that start at once on one directory: one builds, and none runs a program that is only half there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../support/until';

const BUILD = path.join(__dirname, '../../apps/build.cjs');
const PARTS = 20;

/** Writes a program of many parts, slowly, and notes that it did. */
const COMPILE = `(directory) => {
  fs.appendFileSync(root + '/builds', 'x');
  fs.mkdirSync(directory, { recursive: true });
  for (let part = 0; part < ${PARTS}; part++) {
    fs.writeFileSync(directory + '/' + part, fs.readFileSync(root + '/apps/main.ts', 'utf8'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  return Number(fs.readFileSync(root + '/apps/exit.ts', 'utf8'));
}`;

describe('the build', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'tributary-build-'));
    for (const directory of ['apps', 'libs', 'projections', 'migrations']) await mkdir(path.join(root, directory));
    for (const file of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) await write(file, '{}');
    await write('apps/main.ts', 'first');
    await write('apps/exit.ts', '0');
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = (file: string, text: string) => writeFile(path.join(root, file), text);
  const builds = async () => (await readFile(path.join(root, 'builds'), 'utf8')).length;

  function start() {
    const code = `const fs = require('node:fs'); const root = ${JSON.stringify(root)};
      process.exitCode = require(${JSON.stringify(BUILD)}).build(root, ${COMPILE});
      if (process.exitCode === 0) for (let part = 0; part < ${PARTS}; part++) console.log(fs.readFileSync(root + '/dist/' + part, 'utf8'));`;
    const child = spawn(process.execPath, ['--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += String(data)));
    const ended = once(child, 'close').then(([exit]) => ({
      exit: exit as number | null,
      parts: output.trim().split('\n'),
    }));
    return { child, ended };
  }
  const whole = (text: string) => ({ exit: 0, parts: Array.from({ length: PARTS }, () => text) });

  it('happens once, however many start, and not again until a source changes', async () => {
    const started = await Promise.all([start(), start(), start(), start()].map(({ ended }) => ended));
    expect(started).toEqual([whole('first'), whole('first'), whole('first'), whole('first')]);
    expect(await start().ended).toEqual(whole('first'));
    expect(await builds()).toBe(1);
    await write('apps/main.ts', 'second');
    expect(await Promise.all([start().ended, start().ended])).toEqual([whole('second'), whole('second')]);
    expect(await builds()).toBe(2);
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('that is killed keeps nobody from building', async () => {
    const killed = start();
    await until(async () => (await readdir(root)).some((name) => name.startsWith('dist-')));
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await start().ended).toEqual(whole('first'));
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('leaves another one alone that has lost its lock', async () => {
    const first = start();
    await until(async () => (await readdir(root)).some((name) => name.startsWith('dist-')));
    await rm(path.join(root, 'dist.lock'));
    const second = start();
    expect([await first.ended, await second.ended]).toEqual([whole('first'), whole('first')]);
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('that fails leaves the program of before, and is tried again', async () => {
    expect(await start().ended).toEqual(whole('first'));
    await write('apps/main.ts', 'broken');
    await write('apps/exit.ts', '2');
    expect(await start().ended).toMatchObject({ exit: 2 });
    expect(await readFile(path.join(root, 'dist/0'), 'utf8')).toBe('first');
    await write('apps/exit.ts', '0');
    expect(await start().ended).toEqual(whole('broken'));
  });
});
