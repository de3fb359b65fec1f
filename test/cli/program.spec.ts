import { spawnSync } from 'node:child_process';
import { main } from '../../apps/cli/tributary';
import { RUN_COMMAND } from '../chaos/program';
import { bundledProgram } from '../support/bundled-program';

describe('tributary', () => {
  it('is a program that prints help on --help', async () => {
    const command = ['--eval', RUN_COMMAND, '--', 'tributary', '--help'];
    const { status, stdout } = spawnSync(process.execPath, command, { cwd: await bundledProgram(), encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/import .*\n(.*\n)*.*verify .*\n(.*\n)*.*demo/);
  });

  // Each of these ends before a database is opened.
  it.each([
    ['no command', []],
    ['an unknown command', ['deploy']],
    ['an import without a merchant', ['import', 'file.csv']],
    ['an option that is not a number', ['verify', '--from', 'yesterday']],
    ['an unknown option', ['verify', '--fast']],
    ['a kind that as-of does not know', ['as-of', '5', 'order', '1', '--merchant', 'm']],
    ['what cannot be audited', ['audit', 'rewards', '--merchant', 'm']],
    ['a story without a merchant', ['explain', '1001']],
  ])('exits with 2 for %s, and says what is wrong', async (_what, args) => {
    let said = '';
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    try {
      expect(await main(args)).toBe(2);
    } finally {
      write.mockRestore();
    }
    expect(said).not.toBe('');
    expect(said).not.toMatch(/at .*\.js:/);
  });
});
