import { setTimeout } from 'node:timers/promises';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { addressOf } from '../../libs/engine/open-log';
import { partitionOf } from '../../libs/intake/partition';
import { SecretBox } from '../../libs/intake/secret-box';
import { checkState, replayOf } from '../../libs/verify/check-state';
import { checkVault, type VaultResult } from '../../libs/verify/check-vault';
import type { Difference } from '../../libs/verify/difference';
import { readLogState, type PartitionState } from '../../libs/verify/partition-state';
import { verifyPartition, type ReplayResult } from '../../libs/verify/verify-partition';
import { type PartitionReplay, verifyOnThreads } from '../../libs/verify/verify-threads';
import { findSecretsKey, type NoSecretsKey } from '../secrets-key';
import { EXIT, WrongUse } from './exit';
import { keptHeads, keepHeads } from './heads-file';
import type { Output } from './output';
import type { Session } from './session';
import { compareReadModels } from './rebuild-command';
import { tell, type PartitionReport, type Report } from './verify-report';

export interface VerifyOptions {
  merchant?: string;
  partition?: number;
  from?: number;
  /** Chain heads, or names of files with heads, that were printed by an earlier run. */
  head?: string[];
  /** File to which the heads are written. */
  keepHeads?: string;
  /** Facts that no engine has decided are no difference. */
  allowUndecided?: boolean;
  /** Also compares every row of every read model, of all merchants. */
  readModels?: boolean;
}

/** So long an engine that runs has time to decide the facts that were there when the command began. */
const CATCH_UP_MS = 10_000;
const ASK_AGAIN_MS = 200;

/**
 * Recomputes the ledger, partition by partition, and compares it and the tables beside it with what was recorded.
 * @param threads number of threads that replay partitions; 0: this thread replays them one by one
 */
export async function verify(session: Session, options: VerifyOptions, output: Output, threads = 0): Promise<number> {
  const chosen = await chosenPartitions(session, options);
  const heads = await keptHeads(options.head ?? []);
  const state = await readLogState(session.pool, session.log, session.partitions);
  const states = state.partitions.filter(({ partition }) => chosen.includes(partition));

  const vault = beginVaultCheck(session, options.merchant);
  // Awaited after the replays; until then a failure must not count as unhandled.
  vault.catch(() => undefined);
  const results = await replayAll(session, states, { ...options, heads }, output, threads);
  const partitions: PartitionReport[] = [];
  for (const [i, result] of results.entries()) {
    const { pending, ...differences } = await differencesOf(session, states[i]!, result, options);
    partitions.push({ ...result, ...differences, undecided: pending });
  }
  const found = new Set(results.flatMap(({ headsFound }) => headsFound));
  const report: Report = {
    held: true,
    facts: sum(results, ({ facts }) => facts),
    decisions: sum(results, ({ decisions }) => decisions),
    partitions,
    strays: state.strays,
    headsFound: heads.filter((head) => found.has(head)),
    headsMissing: heads.filter((head) => !found.has(head)),
    vault: await vault,
    readModels: null,
  };
  // Rows follow from decisions, so those of another ledger prove nothing.
  if (options.readModels && holds(report)) report.readModels = await compareReadModels(session, output);
  report.held = holds(report);
  if (options.keepHeads !== undefined && report.held) await keepHeads(options.keepHeads, results);
  tell(report, options, output);
  return report.held ? EXIT.held : EXIT.didNotHold;
}

async function chosenPartitions(session: Session, { merchant, partition }: VerifyOptions): Promise<number[]> {
  const { intake, partitions } = session;
  if (merchant !== undefined && !(await intake.merchants.isKnown(merchant))) {
    throw new WrongUse(`There is no merchant ${merchant}.`);
  }
  if (partition !== undefined && partition >= partitions) {
    throw new WrongUse(`There is no partition ${partition}: there are ${partitions}, from 0 on.`);
  }
  const ofMerchant = merchant === undefined ? null : partitionOf(merchant, partitions);
  if (ofMerchant !== null && partition !== undefined && partition !== ofMerchant) {
    throw new WrongUse(`The facts of merchant ${merchant} are in partition ${ofMerchant}.`);
  }
  const only = ofMerchant ?? partition;
  return only === undefined ? Array.from({ length: partitions }, (_, i) => i) : [only];
}

async function replayAll(
  { url, log }: Session,
  states: readonly PartitionState[],
  { from, merchant, heads }: VerifyOptions & { heads: string[] },
  output: Output,
  threads: number,
): Promise<ReplayResult[]> {
  const replays = states.map((state): PartitionReplay => {
    return { ...replayOf(state), from, merchantId: merchant, heads, contentHashes: true };
  });
  const progress = output.progress(
    'replaying',
    sum(replays, ({ through }) => through + 1),
  );
  let replayed = 0;
  const onProgress = (more: number) => progress.to((replayed += more));
  const results: ReplayResult[] = [];
  if (threads > 0) results.push(...(await verifyOnThreads(addressOf(log, url), replays, threads, onProgress)));
  else for (const replay of replays) results.push(await verifyPartition({ ...replay, log, onProgress }));
  progress.done();
  return results;
}

/** The differences of a partition, and how many facts were undecided and no difference. */
async function differencesOf(
  session: Session,
  state: PartitionState,
  result: ReplayResult,
  { allowUndecided }: VerifyOptions,
): Promise<{ differences: Difference[]; pending: number }> {
  const differences = checkState(state, result);
  if (result.difference !== null) differences.push(result.difference);
  const position = (state.checkpoint?.position ?? -1) + 1;
  const stopped = state.checkpoint?.stoppedBecause ?? null;
  if (stopped !== null)
    differences.push({ position, ordinal: 0, field: 'stopped', recorded: stopped, recomputed: null });
  const { undecided } = state;
  if (undecided === 0) return { differences, pending: 0 };
  if (allowUndecided || stopped !== null || (await areDecidedSoon(session, state)))
    return { differences, pending: undecided };
  differences.push({ position, ordinal: 0, field: 'undecided', recorded: `${undecided} facts`, recomputed: 'none' });
  return { differences, pending: undecided };
}

/** Beside an engine that runs there are always facts that just came. It has to get past those that were there. */
async function areDecidedSoon({ pool }: Session, { partition, intake }: PartitionState): Promise<boolean> {
  const until = performance.now() + CATCH_UP_MS;
  for (;;) {
    const checkpoint = await readCheckpoint(pool, partition);
    if (checkpoint !== undefined && checkpoint.position >= intake.last!.revision) return true;
    const { rowCount } = await pool.query('select from leases where partition = $1 and until > now()', [partition]);
    if (rowCount === 0 || performance.now() > until) return false;
    await setTimeout(ASK_AGAIN_MS);
  }
}

async function beginVaultCheck(
  { pool, environment }: Session,
  merchant: string | undefined,
): Promise<VaultResult | NoSecretsKey> {
  const key = await findSecretsKey(pool, environment);
  return typeof key === 'string' ? key : checkVault(pool, new SecretBox(key), merchant);
}

function holds({ partitions, strays, headsMissing, vault }: Report): boolean {
  const vaultHolds = vault === 'absent' || (vault !== 'wrong' && vault.differences.length === 0);
  const logHolds = partitions.every(({ differences }) => differences.length === 0);
  return vaultHolds && logHolds && strays.length === 0 && headsMissing.length === 0;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
