/** The whole program in its own process, which can be killed, frozen and stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { transformFile } from '@swc/core';
import { freePort } from '../../libs/database/embedded-server-state';
import { SECRETS_KEY } from '../support/secrets';
import { testRun } from '../support/test-run';

export const ADMIN_KEY = 'the-admin-key-of-chaos';

const ROOT = path.join(__dirname, '..', '..');
const SOURCES = ['apps', 'libs', 'projections', 'migrations'];
const COMPILER = {
  swcrc: false,
  jsc: {
    target: 'es2023' as const,
    parser: { syntax: 'typescript' as const, decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' as const },
};

/** The compiled program. It is compiled once in a run, because tests start it some twenty times. */
export async function compiledProgram(): Promise<string> {
  const { directory } = testRun();
  const home = path.join(directory, 'program');
  if (existsSync(home)) return home;
  const draft = await mkdtemp(path.join(directory, 'program-draft-'));
  for (const part of SOURCES) {
    for (const file of await readdir(path.join(ROOT, part), { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const { code } = await transformFile(path.join(ROOT, part, file), COMPILER);
      const target = path.join(draft, part, file.replace(/\.ts$/, '.js'));
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, code);
    }
  }
  await symlink(path.join(ROOT, 'node_modules'), path.join(draft, 'node_modules'));
  // Another worker may have been faster; its program is as good.
  await rename(draft, home).catch((error: unknown) => {
    if (!existsSync(home)) throw error;
  });
  return home;
}

/** A command of the command line in its own process. */
export interface RunningCommand {
  child: ChildProcess;
  /** What it printed so far. */
  output: { stdout: string; stderr: string };
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

export function runCommand(args: string[], variables: Record<string, string>): Promise<RunningCommand> {
  return runCode(`require('./apps/cli/tributary.js').runProgram()`, variables, ['tributary', ...args]);
}

/** Runs a line of code in a process of its own, whose directory is that of the compiled program. */
export async function runCode(
  code: string,
  variables: Record<string, string> = {},
  args: string[] = [],
): Promise<RunningCommand> {
  const child = spawn(process.execPath, ['--eval', code, '--', ...args], {
    cwd: await compiledProgram(),
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
  static async spawn(variables: Record<string, string>): Promise<Program> {
    const home = await compiledProgram();
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
    const child = spawn(process.execPath, [path.join(home, 'apps', 'main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ready = new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => line.startsWith('Tributary listens') && resolve());
      child.once('exit', () => reject(new Error('the program ended before it listened')));
    });
    return new Program(child, port, ready);
  }

  static async start(variables: Record<string, string>): Promise<Program> {
    const program = await Program.spawn(variables);
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
