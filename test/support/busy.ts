/** Runs the suite once while every core is busy with something else: `npm run test:busy`. What it is given goes to Jest. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Burns a core for as long as its parent lives, however that one ends. */
const BURNER = `const parent = process.ppid; while (process.ppid === parent) Math.sqrt(parent);`;

const burners = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', BURNER], { stdio: 'ignore' }),
);
const suite = spawn(process.execPath, [require.resolve('jest/bin/jest'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C comes to the suite as well, which then ends by itself.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => suite.kill('SIGTERM'));
suite.on('exit', (code) => {
  for (const burner of burners) burner.kill('SIGKILL');
  process.exit(code ?? 1);
});
