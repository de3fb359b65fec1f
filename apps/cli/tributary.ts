import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PLATFORMS } from '../../libs/kernel/facts';
import { ATTRIBUTION_MODELS } from '../../libs/kernel/policy';
import { EXPORTS } from '../../libs/queries/exports/tables';
import { BadEnvironment } from '../environment';
import { AS_OF_KINDS, asOf, type AsOfKind, type AsOfOptions, namesIdentifier } from './as-of-command';
import { auditMerges, type AuditOptions } from './audit-command';
import { connect, type ConnectOptions } from './connect-command';
import { demo } from './demo-command';
import { CouldNot, EXIT, WrongUse } from './exit';
import { explain, type ExplainOptions } from './explain-command';
import { EXPORT_FORMATS, exportRows, type ExportOptions } from './export-command';
import { importFile, type ImportOptions } from './import-command';
import { FORMATS } from './import/read-items';
import { copyLog, LOG_KINDS, type LogCopyOptions } from './log-command';
import { newOutput, type Output } from './output';
import { rebuildReadModels, type RebuildCommandOptions } from './rebuild-command';
import { rotateSecretsKey } from './rotate-command';
import { openSession, type Session } from './session';
import { signIn, type SignInOptions } from './sign-in-command';
import { verify, type VerifyOptions } from './verify-command';
import { whatIf, type WhatIfOptions } from './what-if-command';

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
    .option('--currency <code>', 'currency of the values of journeys (EUR), and of orders of segment that name none')
    .option('--no-wait', 'do not wait until everything is decided')
    .option(...json)
    .action(async (file: string, options: ImportOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => importFile(session, file, options, output))),
    );

  program
    .command('verify')
    .description('recompute the ledger from the intake and compare it with the recorded one, byte for byte')
    .option('--merchant <id>', 'only the decisions of this merchant')
    .option('--partition <number>', 'only this partition', wholeNumber)
    .option('--from <position>', 'compare from this position on', wholeNumber)
    .option(
      '--head <hash>',
      'a head of an earlier run, or a file of --keep-heads, that the log must still contain; repeatable',
      collect,
    )
    .option('--keep-heads <file>', 'write the heads of the chains to a file, for a later --head')
    .option('--allow-undecided', 'facts that no engine has decided are no difference')
    .option('--read-models', 'compare every row of every read model too; takes room for a second copy of them')
    .option(...json)
    .action(async (options: VerifyOptions & { json?: boolean }) =>
      exit(
        await run(options.json, (session, output) => verify(session, options, output, availableParallelism()), false),
      ),
    );

  program
    .command('what-if')
    .description("run a merchant's history again under other rules, and tell what would have been; nothing is changed")
    .option('--merchant <id>', 'the merchant; by default, the only one')
    .option('--policy <file>', 'fields of the policy that hold from the registration on (JSON)')
    .option(
      '--campaign <file>',
      'a campaign with its campaignId, new or instead of the recorded one (JSON)',
      collect,
      [],
    )
    .option('--remove-campaign <id>', 'a campaign that never was', collect, [])
    .option('--delay <seconds>', 'another settling period', wholeNumber)
    .option('--model <model>', `another attribution model: ${ATTRIBUTION_MODELS.join(', ')}`)
    .option('--lookback <days>', 'another look-back window', wholeNumber)
    .option('--kernel <version>', 'no kernel above this version decides', wholeNumber)
    .option('--scenario <file>', 'one more scenario with policy, campaigns and kernelVersion (JSON)', collect, [])
    .option('--models', 'all attribution models side by side, channel by channel')
    .option('--csv <directory>', 'write the changed purchases to files, one for each scenario')
    .option(...json)
    .action(async (options: WhatIfOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => whatIf(session, options, output, 1))),
    );

  program
    .command('explain')
    .description('tell the story of a purchase in plain words: who got credit and rewards, who did not, and why')
    .argument('<order>', 'the order id')
    .requiredOption('--merchant <id>', 'the merchant of the order')
    .option(...json)
    .action(async (order: string, options: ExplainOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => explain(session, order, options, output), false)),
    );

  program
    .command('as-of')
    .description('show a purchase or a group of identifiers as it was at a moment of the past')
    .argument('<moment>', 'a position of the log, or an RFC 3339 time')
    .addArgument(new Argument('<kind>', 'what to show').choices(AS_OF_KINDS))
    .argument('<id>', 'an order id; of a group, its id or an identifier such as customer_id:4711')
    .requiredOption('--merchant <id>', 'whose it is')
    .option(...json)
    .action(async (moment: string, kind: AsOfKind, id: string, options: AsOfOptions & { json?: boolean }) =>
      exit(
        await run(
          options.json,
          (session, output) => asOf(session, moment, kind, id, options, output),
          namesIdentifier(kind, id),
        ),
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
    .command('audit')
    .description('show how groups of identifiers came about: merges, refusals, what was taken back, and the effects')
    .addArgument(new Argument('<what>', 'what to audit').choices(['merges']))
    .requiredOption('--merchant <id>', 'whose groups')
    .option('--group <id>', 'only this group: its id, or an identifier such as customer_id:4711')
    .option('--dot', 'print a graph for Graphviz')
    .option(...json)
    .action(async (_: string, options: AuditOptions & { json?: boolean }) =>
      exit(
        await run(
          options.json,
          (session, output) => auditMerges(session, options, output),
          namesIdentifier('group', options.group),
        ),
      ),
    );

  program
    .command('rebuild')
    .description('make the read models anew from the log, beside the live ones, compare, and put them in their place')
    .option('--projection <name>', 'only the table of this read model')
    .option('--compare-only', 'change nothing; exit with 1 if a row differs from what the log gives')
    .option(...json)
    .action(async (options: RebuildCommandOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => rebuildReadModels(session, options, output), false)),
    );

  program
    .command('sign-in')
    .description('print an address that signs in to the dashboard as admin, once')
    .option('--merchant <id>', 'begin with this merchant')
    .option(...json)
    .action(async (options: SignInOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => signIn(session, options, output), false)),
    );

  program
    .command('connect')
    .description('tell step by step how to connect a shop, and wait until each part of it was seen')
    .requiredOption('--merchant <id>', 'whose shop')
    .addOption(new Option('--platform <platform>', 'what the shop runs on').choices(PLATFORMS).makeOptionMandatory())
    .option('--url <address>', 'where shops and browsers reach Tributary; by default, this machine')
    .option('--key <key>', 'the publishable key to fill in; by default, a new one is made')
    .option('--secret-file <file>', "a file with the shop's webhook secret; - for standard input")
    .option('--create', 'create the merchant if it does not exist')
    .option('--wait <seconds>', 'how long to wait; 0: tell what was seen so far', wholeNumber, 1_800)
    .option(...json)
    .action(async (options: ConnectOptions) =>
      exit(await run(options.json, (session, output) => connect(session, options, output, process.stdout))),
    );

  program
    .command('demo')
    .description('make a demonstration shop with scenarios that are worth looking at')
    .option(...json)
    .action(async (options: { json?: boolean }) =>
      exit(await run(options.json, (session, output) => demo(session, output))),
    );

  program
    .command('log')
    .description('move the log to another store: copies all events, and makes the copy the log of this database')
    .addArgument(new Argument('<what>', 'what to do').choices(['copy']))
    .addOption(new Option('--to <log>', 'where to').choices(LOG_KINDS).makeOptionMandatory())
    .option(...json)
    .action(async (_: string, options: LogCopyOptions & { json?: boolean }) =>
      exit(await run(options.json, (session, output) => copyLog(session, options, output), false)),
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

function collect(one: string, before: string[] = []): string[] {
  return [...before, one];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}

/** The process: reads its arguments and sets its exit code. */
export async function runProgram(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2));
}

/** Returns the exit code; prints what is wrong to standard error. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.held;
  try {
    await newProgram((said) => (code = said)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already printed the error or the help text.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.held : EXIT.wrongUse;
    const wrong = error instanceof WrongUse || error instanceof BadEnvironment;
    const expected = wrong || error instanceof CouldNot;
    process.stderr.write(`${expected ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return wrong ? EXIT.wrongUse : EXIT.didNotHold;
  }
}
