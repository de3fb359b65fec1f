/**
 * What strangers and merchants can do to the program with hostile requests: for each attack, whether others notice it.
 * `HOSTILE_ATTACKS` names some of the attacks (by commas), `HOSTILE_TOUCHPOINTS` sets the size of one of them.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { EXIT } from '../../apps/cli/exit';
import { newOutput } from '../../apps/cli/output';
import { openSession } from '../../apps/cli/session';
import { verify } from '../../apps/cli/verify-command';
import { freePort } from '../../libs/database/embedded-server-state';
import { type Database, openDatabase } from '../../libs/database/database';
import type { AttackOrder, Findings } from './hostile-attacker';
import { ATTACKS } from './hostile/attacks';
import { untilDecided } from './hostile/decided';
import { type Noticed, probe } from './hostile/probes';
import { Shop } from './hostile/shop';
import { PROGRAM, programVariables, type Server, startServer, TYPESCRIPT } from './servers';

const P99_MAX_MS = 1_000;
const MEMORY_MAX_BYTES = 1_073_741_824;
const PARTITIONS = 16;
const STOP_TIMEOUT_MS = 30_000;
const HEAD = ['attack', 'size', 'live p99', 'webhook p99', 'memory', 'lives', ''];

export async function benchHostile(dataDir: string): Promise<void> {
  const names = process.env.HOSTILE_ATTACKS?.split(',') ?? Object.keys(ATTACKS);
  const unknown = names.filter((name) => !(name in ATTACKS));
  if (unknown.length > 0)
    throw new Error(`no attack ${unknown.join(', ')}; there are: ${Object.keys(ATTACKS).join(', ')}`);
  const database = await openDatabase({ dataDir });
  const variables = { ...programVariables(database.url), PARTITIONS: String(PARTITIONS) };
  const start = async () => startServer(PROGRAM, await freePort(0), variables);
  let program = await start();
  try {
    const shop = await Shop.open(program.url, 'bystander');
    const rows: string[][] = [];
    for (const name of names) {
      rows.push(await attacked(name, program, shop, database));
      if (!runs(program)) program = await start();
    }
    await untilDecided(database, PARTITIONS);
    await stopped(program);
    for (const line of table([HEAD, ...rows])) console.log(line);
    await verified(variables);
    const missed = rows.filter((row) => row.at(-1) !== 'ok').map(([name]) => name);
    if (missed.length > 0) throw new Error(`goals were missed: ${missed.join(', ')}`);
  } finally {
    if (runs(program)) program.process.kill('SIGKILL');
    await database.close();
  }
}

/** A row of the table. */
async function attacked(name: string, program: Server, shop: Shop, database: Database): Promise<string[]> {
  console.log(`${name}: ${ATTACKS[name]!.size} ...`);
  const probes = await probe(shop, program.process.pid!);
  const findings = await attack({ name, url: program.url });
  // What an attack leaves to decide is a part of it.
  if (runs(program)) await untilDecided(database, PARTITIONS);
  const noticed = await probes.stop();
  for (const line of 'findings' in findings ? findings.findings : [findings.error]) console.log(`  ${line}`);
  const lives = runs(program);
  const holds = lives && 'findings' in findings && isGood(noticed);
  const { liveP99, webhookP99, peakBytes } = noticed;
  const measured = [shown(liveP99), shown(webhookP99), `${Math.round(peakBytes / 1_048_576)} MiB`];
  return [name, ATTACKS[name]!.size, ...measured, lives ? 'yes' : 'no', holds ? 'ok' : 'MISSED'];
}

async function attack(order: AttackOrder): Promise<Findings> {
  const script = path.join(__dirname, 'hostile-attacker.ts');
  const { timeoutMs } = ATTACKS[order.name]!;
  const attacker = fork(script, [JSON.stringify(order)], {
    execArgv: ['--require', TYPESCRIPT],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let findings: Findings = { error: `the attack did not end within ${timeoutMs / 1_000} s` };
  attacker.once('message', (message: Findings) => (findings = message));
  await once(attacker, 'exit');
  return findings;
}

function isGood({ liveP99, webhookP99, peakBytes }: Noticed): boolean {
  return liveP99 < P99_MAX_MS && webhookP99 < P99_MAX_MS && peakBytes < MEMORY_MAX_BYTES;
}

function runs({ process: { exitCode, signalCode } }: Server): boolean {
  return exitCode === null && signalCode === null;
}

async function stopped(program: Server): Promise<void> {
  const exited = once(program.process, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT_MS) });
  program.process.kill('SIGTERM');
  await exited;
}

/** What the operator's own command does. @throws when the recomputed ledger differs */
async function verified(variables: NodeJS.ProcessEnv): Promise<void> {
  const session = await openSession(variables, console.error, false);
  try {
    const code = await verify(session, {}, newOutput(false), availableParallelism());
    if (code !== EXIT.held) throw new Error('the law did not hold');
  } finally {
    await session.close();
  }
}

function shown(ms: number): string {
  return `${Math.round(ms)} ms`;
}

function table(rows: readonly string[][]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
