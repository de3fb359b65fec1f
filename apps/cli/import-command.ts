import { statSync } from 'node:fs';
import { exponentOf } from '../../libs/kernel/money';
import { channelTotals } from '../../libs/queries/channel-totals';
import { channelTable } from './channel-table';
import { untilDecided } from './decided';
import { EXIT, WrongUse } from './exit';
import { JOURNEYS_SPAN, surveyJourneys } from './import/journeys';
import { type BadLine, isBad } from './import/line';
import { type Format, formatOf, FORMATS, type Read, readFacts, readJourneyFacts } from './import/read-items';
import { Sender } from './import/send';
import { ImportStopped, UnreadableFile } from './import/stopped';
import { count, type Output } from './output';
import type { Session } from './session';

export interface ImportOptions {
  merchant: string;
  format?: string;
  create?: boolean;
  /** Settling period, in seconds, of the merchant that `create` makes. */
  settling?: number;
  /** Instant of the first visit of expanded journeys. */
  start: string;
  /** Of values that name none; of journeys EUR by default. */
  currency?: string;
  wait: boolean;
}

/** At most this many bad lines are listed in the JSON result. All are counted, and all are printed as text. */
export const BAD_LINES_KEPT = 1_000;

/** Imports a file into the log; with `wait`, returns once all of it is decided. */
export async function importFile(
  session: Session,
  file: string,
  options: ImportOptions,
  output: Output,
): Promise<number> {
  const format = checkedFormat(file, options.format);
  const { reads, total } = await open(file, format, options, output);
  const keys = await ensureMerchant(session, options, output);

  const bad: BadLine[] = [];
  let badCount = 0;
  const refuse = (line: number, reason: string) => {
    badCount++;
    if (bad.length < BAD_LINES_KEPT) bad.push({ line, reason });
    output.say(`line ${line}: ${reason}`);
  };
  // The newest kernel decides everything that follows.
  await session.intake.partitions.configure(null);
  const sender = new Sender(session.intake, options.merchant, refuse);
  const { stopped, leftOut } = await sendAll(reads, sender, refuse, output.progress('importing', total));

  const { added, duplicates, position } = sender.counts;
  output.say(
    `${count(added)} facts added, ${count(duplicates)} already present, ${count(badCount)} lines or facts refused.`,
  );
  if (leftOut > 0) output.say(`${count(leftOut)} lines left out: they hold nothing to import.`);
  const totals = options.wait && position >= 0 ? await decide(session, options.merchant, position, output) : undefined;
  output.result({
    keys,
    added,
    duplicates,
    refused: badCount,
    leftOut,
    badLines: bad,
    position,
    stopped: stopped?.message,
    channels: totals,
  });
  if (stopped !== undefined) output.say(`Stopped: ${stopped.message} ${stopped.advice}`);
  return badCount > 0 || stopped !== undefined ? EXIT.didNotHold : EXIT.held;
}

function checkedFormat(file: string, named: string | undefined): Format {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== false)
    throw new WrongUse(`There is no file ${file}.`);
  const format = named ?? formatOf(file);
  const known = FORMATS.find((one) => one === format);
  if (known === undefined) throw new WrongUse(`Give the format of the file with --format: ${FORMATS.join(', ')}.`);
  return known;
}

async function open(
  file: string,
  format: Format,
  options: ImportOptions,
  output: Output,
): Promise<{ reads: AsyncGenerator<Read>; total: number }> {
  const { currency = 'EUR' } = options;
  const exponent = exponentOf(currency);
  if (exponent === undefined) throw new WrongUse(`--currency ${currency} is not an ISO 4217 currency.`);
  if (format !== 'journeys') return { reads: readFacts(file, format, options.currency), total: 0 };
  const start = Date.parse(options.start);
  if (Number.isNaN(start) || start < 0) throw new WrongUse(`--start ${options.start} is not an instant.`);
  if (start > Date.now() - JOURNEYS_SPAN) throw new WrongUse('--start must be two days ago or earlier.');
  const known = await surveyJourneys(file).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? new WrongUse(`${file}: ${error.message}`) : error;
  });
  output.say(
    `${count(known.visitors)} visitors, ${count(known.touchpoints)} touchpoints, ${count(known.conversions)} conversions`,
  );
  return {
    reads: readJourneyFacts(file, known, { start, currency, exponent }),
    total: known.touchpoints + 2 * known.conversions,
  };
}

/** Makes the merchant if it may and must; returns the keys of a new merchant. */
async function ensureMerchant({ intake }: Session, options: ImportOptions, output: Output) {
  const { merchant: merchantId, create, settling } = options;
  const standing = await intake.merchants.check(merchantId);
  if (standing.ok) return undefined;
  if (standing.problem.code !== 'MERCHANT_UNKNOWN') throw new WrongUse(standing.problem.detail);
  if (!create) throw new WrongUse(`There is no merchant ${merchantId}; --create makes it.`);
  const policy = settling === undefined ? {} : { policy: { settlingPeriodSeconds: settling } };
  const outcome = await intake.merchants.register({ merchantId, name: merchantId, ...policy });
  if (!outcome.ok) throw new WrongUse(outcome.problem.detail);
  const { publishable, secret } = outcome.value.keys;
  output.say(`Merchant ${merchantId} was created. Its keys, shown only now:\n  ${publishable}\n  ${secret}`);
  return outcome.value.keys;
}

/** Sends the items and waits for the answers. Tells why the import stopped early, if it did. */
async function sendAll(
  reads: AsyncGenerator<Read>,
  sender: Sender,
  refuse: (line: number, reason: string) => void,
  progress: ReturnType<Output['progress']>,
): Promise<{ stopped: ImportStopped | undefined; leftOut: number }> {
  let sent = 0;
  let leftOut = 0;
  let isEmpty = true;
  const send = async () => {
    for await (const read of reads) {
      if (isBad(read)) refuse(read.line, read.reason);
      else for (const item of read.items) await sender.send(read.line, item);
      const items = isBad(read) ? 1 : read.items.length;
      if (items === 0) leftOut++;
      else isEmpty = false;
      sent += isBad(read) ? 0 : items;
      progress.to(sent);
    }
    if (isEmpty) throw new UnreadableFile('The file holds nothing to import.', 'Check that it is the right file.');
  };
  try {
    const early = await whyStopped(send());
    const late = await whyStopped(sender.settled());
    return { stopped: early ?? late, leftOut };
  } finally {
    progress.done();
  }
}

async function whyStopped(work: Promise<void>): Promise<ImportStopped | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ImportStopped) return error;
    throw error;
  }
}

async function decide(session: Session, merchant: string, position: number, output: Output) {
  const { pending, lastDueInMs } = await untilDecided(session, merchant, position, output);
  const totals = await channelTotals(session.pool, merchant);
  output.say('');
  for (const line of channelTable(totals)) output.say(line);
  if (pending > 0) {
    const minutes = Math.ceil(lastDueInMs / 60_000);
    output.say(`npm start evaluates ${count(pending)} more purchases later, the last in ${count(minutes)} minutes.`);
  }
  return totals;
}
