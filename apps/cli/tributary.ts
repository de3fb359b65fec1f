import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXPORTS } from '../../libs/queries/exports/tables';
import { BadEnvironment } from '../environment';
import { demo } from './demo-command';
import { CannotGoOn, EXIT, WrongUse } from './exit';
import { EXPORT_FORMATS, exportRows, type ExportOptions } from './export-command';
import { importFile, type ImportOptions } from './import-command';
import { FORMATS } from './import/read-items';
import { newOutput, type Output } from './output';
import { rotateSecretsKey } from './rotate-command';
import { openSession, type Session } from './session';
import { verify, type VerifyOptions } from './verify-command';

/** Exit code by which shells report an interrupted process. */
const INTERRUPTED = 130;

/** The command line. Each command's exit code is in `EXIT`. */
export function newProgram(exit: (code: number) => void): Command {
  const program = new Command('tributary')
    .description('Works on the database that the environment names, whether the service runs or not.')
    .exitOverride();
  const json = ['--json', 'print one JSON object for machines instead of text'] as const;

  program
    .command('import')
    .description('read touchpoints, claims, assertions and orders from a file; the same file twice adds nothing')
    .argument('<file>', 'CSV or JSON Lines, plain or gzip')
    .requiredOption('--merchant <id>', 'the merchant of the facts')
    .option('--format <format>', `${FORMATS.join(', ')}; by default, from the name of the file`)
    .option('--create', 'create the merchant if it does not exist')
    .option('--settling <seconds>', 'with --create: its settling period', wholeNumber)
    .option('--start <instant>', 'journeys: time of the first visit', '2025-01-01T00:00:00Z')
    .option('--currency <code>', 'journeys: currency of the values', 'EUR')
    .option('--no-wait', 'do not wait until everything is decided')
    .option(...json)
    .action(async (file: string, options: ImportOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => importFile(session, file, options, output))),
    );

  program
    .command('verify')
    .description('recompute the ledger from the intake and compare it with the recorded one, byte for byte')
    .option('--merchant <id>', 'only the decisions of this merchant')
    .option('--from <position>', 'compare from this position on', wholeNumber)
    .option(...json)
    .action(async (options: VerifyOptions & { json?: boolean }) =>
      exit(
        await run(options.json, (session, output) => verify(session, options, output, availableParallelism()), false),
      ),
    );

  program
    .command('export')
    .description(
      'write rows of one consistent moment to a file, or to standard output; the file is complete or not there',
    )
    .addArgument(new Argument('<what>', 'what to export').choices(EXPORTS.map(({ name }) => name)))
    .addOption(new Option('--format <format>', 'by default, from the name of the file').choices(EXPORT_FORMATS))
    .option('--merchant <id>', 'only the rows of this merchant')
    .option('--out <file>', 'the file to write; parquet needs one')
    .option('--since <position>', 'only rows that changed after this position, which the export before printed')
    .option(...json)
    .action(async (what: string, options: ExportOptions & { json?: boolean }) =>
      exit(
        await run(
          options.json,
          (session, output) => exportRows(session, what, options, output),
          false,
          options.out === undefined ? process.stderr : process.stdout,
        ),
      ),
    );

  program
    .command('demo')
    .description('make a demonstration shop with scenarios that are worth looking at')
    .option(...json)
    .action(async (options: { json?: boolean }) =>
      exit(await run(options.json, (session, output) => demo(session, output))),
    );

  program
    .command('rotate-secrets-key')
    .description(
      'encrypt webhook secrets and pseudonym keys with another key: NEW_SECRETS_KEY, or a random one in the file',
    )
    .option(...json)
    .action(async (options: { json?: boolean }) =>
      exit(await run(options.json, (session, output) => rotateSecretsKey(session, output))),
    );

  return program;
}

async function run(
  json: boolean | undefined,
  command: (session: Session, output: Output) => Promise<number>,
  readsSecrets = true,
  results: NodeJS.WritableStream = process.stdout,
) {
  const output = newOutput(json ?? false, results);
  const session = await openSession(process.env, (line) => process.stderr.write(`${line}\n`), readsSecrets);
  const interrupted = () => void session.close().finally(() => process.exit(INTERRUPTED));
  // Handled once, so that a second Ctrl-C ends the process at once.
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await command(session, output);
  } finally {
    await session.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
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
    // Commander has already printed the error or the help text.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.held : EXIT.wrongUse;
    const wrong = error instanceof WrongUse || error instanceof BadEnvironment;
    const known = wrong || error instanceof CannotGoOn;
    process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return wrong ? EXIT.wrongUse : EXIT.didNotHold;
  }
}
