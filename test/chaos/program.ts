/** The whole program in its own process, which can be killed, frozen and stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../libs/database/embedded-server-state';
import { bundledProgram, type Plant } from '../support/bundled-program';
import { SECRETS_KEY } from '../support/secrets';

export const ADMIN_KEY = 'the-admin-key-of-chaos';

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
