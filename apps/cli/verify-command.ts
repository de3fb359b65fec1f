import { type Checkpoint, readCheckpoint } from '../../libs/engine/checkpoints';
import { passedOver } from '../../libs/engine/passed-over';
import { type Difference, type ReplayResult, verifyPartition } from '../../libs/engine/verify';
import { type PartitionReplay, verifyOnThreads } from '../../libs/engine/verify-threads';
import { partitionOf } from '../../libs/intake/partition';
import type { Rebuilt } from '../../libs/engine/rebuild/rebuild';
import { compareReadModels, comparisonLines } from './rebuild-command';
import { EXIT, WrongUse } from './exit';
import { count, type Output } from './output';
import type { Session } from './session';

export interface VerifyOptions {
  merchant?: string;
  from?: number;
  /** Also compares every row of every read model, of all merchants. */
  readModels?: boolean;
}

/**
 * Recomputes the ledger and compares it with the recorded one; starts no other partition after one that differs.
 * @param threads number of threads that replay partitions; 0: this thread replays them one by one
 */
export async function verify(session: Session, options: VerifyOptions, output: Output, threads = 0): Promise<number> {
  const { pool, url, log, intake, partitions } = session;
  const { merchant } = options;
  if (merchant !== undefined && !(await intake.merchants.isKnown(merchant))) {
    throw new WrongUse(`There is no merchant ${merchant}.`);
  }
  const all = Array.from({ length: partitions }, (_, partition) => partition);
  const checked = merchant === undefined ? all : [partitionOf(merchant, partitions)];
  const through = new Map<number, Checkpoint>();
  for (const partition of checked) {
    const checkpoint: Checkpoint | undefined = await readCheckpoint(pool, partition);
    // Without a checkpoint, no engine has decided anything yet.
    if (checkpoint !== undefined) through.set(partition, checkpoint);
  }

  const facts = [...through.values()].reduce((sum, { position }) => sum + position + 1, 0);
  const progress = output.progress('replaying', facts);
  let replayed = 0;
  const onProgress = (more: number) => progress.to((replayed += more));
  const replays: PartitionReplay[] = [];
  for (const [partition, { position, chain }] of through) {
    const known = await passedOver(pool, partition);
    const about = { from: options.from, merchantId: merchant, passedOver: known };
    replays.push({ partition, through: position, chain, ...about });
  }
  let results: ReplayResult[] = [];
  if (threads > 0) results = await verifyOnThreads(url, replays, threads, onProgress);
  for (const replay of threads > 0 ? [] : replays) {
    const result = await verifyPartition({ ...replay, log, onProgress });
    results.push(result);
    if (result.difference) break;
  }
  progress.done();
  const failed = results.some(({ difference }) => difference !== null);
  // Rows follow from decisions, so those of another ledger prove nothing.
  const compared = options.readModels && !failed ? await compareReadModels(session, output) : null;
  return tell(results, compared, output);
}

function tell(results: ReplayResult[], compared: Rebuilt | null, output: Output): number {
  const failed = results.find(({ difference }) => difference !== null);
  const facts = results.reduce((sum, result) => sum + result.facts, 0);
  const decisions = results.reduce((sum, result) => sum + result.decisions, 0);
  const held = failed === undefined && (compared?.differences.length ?? 0) === 0;
  const readModels = compared && { rows: compared.rows, differences: compared.differences };
  output.result({ held, facts, decisions, partitions: results, ...(readModels && { readModels }) });
  for (const result of results.filter((one) => one.decisions > 0)) {
    const { partition, recordedHash, recomputedHash } = result;
    output.say(`partition ${partition}: ${count(result.facts)} facts, ${count(result.decisions)} decisions`);
    output.say(`  recorded   ${recordedHash}`);
    output.say(`  recomputed ${recomputedHash}`);
  }
  if (!failed) {
    output.say(`The law held: ${count(decisions)} decisions follow from ${count(facts)} facts, byte for byte.`);
    if (compared) for (const line of comparisonLines(compared)) output.say(line);
    return held ? EXIT.held : EXIT.didNotHold;
  }
  for (const line of differenceLines(failed.partition, failed.difference!)) output.say(line);
  return EXIT.didNotHold;
}

function differenceLines(partition: number, { position, ordinal, field, recorded, recomputed }: Difference): string[] {
  return [
    `The law did not hold: partition ${partition}, position ${position}, decision ${ordinal}, ${field}`,
    `  recorded   ${recorded ?? '(nothing)'}`,
    `  recomputed ${recomputed ?? '(nothing)'}`,
  ];
}
