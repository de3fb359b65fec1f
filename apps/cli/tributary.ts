import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { BadEnvironment } from '../environment';
import { demo } from './demo-command';
import { EXIT, WrongUse } from './exit';
import { importFile, type ImportOptions } from './import-command';
import { FORMATS } from './import/read-items';
import { newOutput, type Output } from './output';
import { openSession, type Session } from './session';
import { verify, type VerifyOptions } from './verify-command';

/** The exit code that shells use for an interrupted process. */
const INTERRUPTED = 130;

/** The command line. Exit codes of commands: 0 success, 1 failure, 2 wrong use. */
export function newProgram(exit: (code: number) => void): Command {
  const program = new Command('tributary')
    .description('Works on the database that the environment names, beside the service or without it.')
    .exitOverride();
  const json = ['--json', 'print one JSON object for machines instead of text'] as const;

  program
    .command('import')
    .description('read touchpoints, claims, assertions and orders from a file; the same file twice adds nothing')
    .argument('<file>', 'CSV or JSON Lines, as it is or gzip')
    .requiredOption('--merchant <id>', 'whose facts they are')
    .option('--format <format>', `${FORMATS.join(', ')}; left out, the name of the file tells`)
    .option('--create', 'make the merchant if there is none')
    .option('--settling <seconds>', 'with --create: its settling period', wholeNumber)
    .option('--start <instant>', 'journeys: when the first visitor came', '2025-01-01T00:00:00Z')
    .option('--currency <code>', 'journeys: what the values are in', 'EUR')
    .option('--no-wait', 'do not wait until everything is decided')
    .option(...json)
    .action(async (file: string, options: ImportOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => importFile(session, file, options, output))),
    );

  program
    .command('verify')
    .description('recompute the ledger from the intake and compare it with the recorded one, byte for byte')
    .option('--merchant <id>', 'the decisions of one merchant alone')
    .option('--from <position>', 'compare from this position on', wholeNumber)
    .option(...json)
    .action(async (options: VerifyOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => verify(session, options, output, availableParallelism()))),
    );

  program
    .command('demo')
    .description('make a demonstration shop, with the scenarios that are worth looking at')
    .option(...json)
    .action(async (options: { json?: boolean }) =>
      exit(await run(options.json, (session, output) => demo(session, output))),
    );

  return program;
}

async function run(json: boolean | undefined, command: (session: Session, output: Output) => Promise<number>) {
  const output = newOutput(json ?? false);
  const session = await openSession(process.env, (line) => process.stderr.write(`${line}\n`));
  const interrupted = () => void session.close().finally(() => process.exit(INTERRUPTED));
  // Once: a second Ctrl-C ends the process at once.
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await command(session, output);
  } finally {
    await session.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}

/** The process: reads its arguments and sets its exit code. */
export async function runProgram(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2));
}

/** Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.held;
  try {
    await newProgram((said) => (code = said)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed the mistake, or the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.held : EXIT.wrongUse;
    const wrong = error instanceof WrongUse || error instanceof BadEnvironment;
    process.stderr.write(`${wrong ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return wrong ? EXIT.wrongUse : EXIT.didNotHold;
  }
}
