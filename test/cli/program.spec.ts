import { spawnSync } from 'node:child_process';
import { compiledProgram } from '../chaos/program';

let home: string;
beforeAll(async () => {
  home = await compiledProgram();
});

/** Runs the program in its own process; no test here reaches the database. */
function tributary(...args: string[]) {
  const run = "require('./apps/cli/tributary.js').runProgram()";
  const { DATABASE_URL: _, ...env } = process.env;
  const command = ['--eval', run, '--', 'tributary', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: home, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

describe('tributary', () => {
  it('prints help on --help', () => {
    const { status, stdout } = tributary('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/import .*\n(.*\n)*.*verify .*\n(.*\n)*.*demo/);
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['deploy']],
    ['an import without a merchant', ['import', 'file.csv']],
    ['an option that is not a number', ['verify', '--from', 'yesterday']],
    ['an unknown option', ['verify', '--fast']],
    ['a kind that as-of does not know', ['as-of', '5', 'order', '1', '--merchant', 'm']],
    ['what cannot be audited', ['audit', 'rewards', '--merchant', 'm']],
    ['a story without a merchant', ['explain', '1001']],
  ])('exits with 2 for %s, and says what is wrong', (_what, args) => {
    const { status, stderr } = tributary(...args);
    expect(status).toBe(2);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/at .*\.js:/);
  });
});
