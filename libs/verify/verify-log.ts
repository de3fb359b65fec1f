/** Recomputes the ledger, partition by partition, and compares it and the tables beside it with what was recorded. */
import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { readCheckpoint } from '../engine/checkpoints';
import { addressOf } from '../engine/open-log';
import type { EventLog } from '../event-log/event-log';
import type { SecretBox } from '../intake/secret-box';
import type { NoSecretsKey } from '../intake/secrets-key';
import { checkState, replayOf } from './check-state';
import { checkVault, type VaultResult } from './check-vault';
import type { Difference } from './difference';
import { readLogState, type PartitionState } from './partition-state';
import { verifyPartition, type ReplayResult } from './verify-partition';
import { type PartitionReplay, verifyOnThreads } from './verify-threads';

export interface LogToVerify {
  pool: Pool;
  /** URL of the database. */
  url: string;
  log: EventLog;
  partitions: number;
  /** With which the vault is checked. */
  secrets: SecretBox | NoSecretsKey;
}

export interface VerifyLogOptions {
  /** Default: all. */
  partitions?: readonly number[];
  merchantId?: string;
  from?: number;
  /** Chains (hex) that somebody kept. */
  heads?: readonly string[];
  /** Facts that no engine has decided are no difference. */
  allowUndecided?: boolean;
  /** Number of threads that replay partitions; 0: this thread replays them one by one. */
  threads: number;
  heapMaxMb?: number;
  /** Ends it; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** `done` of `total` facts. */
  onProgress?(done: number, total: number): void;
}

export interface VerifiedPartition extends Omit<ReplayResult, 'difference' | 'sealed' | 'headsFound'> {
  /** Those of the tables first, then the first one of the log. */
  differences: Difference[];
  /** Facts behind the checkpoint. */
  undecided: number;
}

export interface VerifiedLog {
  held: boolean;
  facts: number;
  decisions: number;
  partitions: VerifiedPartition[];
  /** Rows that belong to no partition: table and key. */
  strays: string[];
  /** The kept heads that a chain passes through, and those that none does. */
  headsFound: string[];
  headsMissing: string[];
  /** `absent`: it was not checked, as there is no secrets key. */
  vault: VaultResult | NoSecretsKey;
}

/** So long an engine that runs has time to decide the facts that were there when it began. */
const CATCH_UP_MS = 10_000;
const ASK_AGAIN_MS = 200;

/** Never writes anything. @throws ThreadOutOfMemory, and the signal's reason */
export async function verifyLog(of: LogToVerify, options: VerifyLogOptions): Promise<VerifiedLog> {
  const { heads = [], merchantId, signal, partitions: chosen } = options;
  const state = await readLogState(of.pool, of.log, of.partitions);
  const states = state.partitions.filter(({ partition }) => chosen?.includes(partition) ?? true);
  const { secrets, pool } = of;
  const vault = typeof secrets === 'string' ? secrets : checkVault(pool, secrets, { merchantId, signal });
  // Awaited after the replays; until then a failure must not count as unhandled.
  if (typeof vault !== 'string') vault.catch(() => undefined);
  const results = await replayAll(of, states, options);
  const partitions: VerifiedPartition[] = [];
  for (const [i, result] of results.entries()) {
    const { pending, ...differences } = await differencesOf(pool, states[i]!, result, options);
    partitions.push({ ...result, ...differences, undecided: pending });
  }
  const found = new Set(results.flatMap(({ headsFound }) => headsFound));
  const verified: VerifiedLog = {
    held: true,
    facts: sum(results, ({ facts }) => facts),
    decisions: sum(results, ({ decisions }) => decisions),
    partitions,
    strays: state.strays,
    headsFound: heads.filter((head) => found.has(head)),
    headsMissing: heads.filter((head) => !found.has(head)),
    vault: await vault,
  };
  verified.held = differencesIn(verified).length === 0;
  return verified;
}

/** `partition`: log or tables of it. `merchant`: its rows of the vault, or its secrets. */
export const DIFFERENCE_PLACES = ['partition', 'merchant', 'vault', 'no partition', 'heads'] as const;

/** A difference, and where it is; what does not apply is null. */
export interface PlacedDifference {
  where: (typeof DIFFERENCE_PLACES)[number];
  partition: number | null;
  position: number | null;
  ordinal: number | null;
  merchantId: string | null;
  field: string;
  recorded: string | null;
  recomputed: string | null;
}

const NOWHERE = { partition: null, position: null, ordinal: null, merchantId: null };

/** Why the law did not hold; empty: it held. */
export function differencesIn({ vault, strays, headsMissing, partitions }: VerifiedLog): PlacedDifference[] {
  const found: PlacedDifference[] = [];
  if (vault === 'wrong') {
    const [field, recorded, recomputed] = ['fingerprint of the secrets key', 'another key', 'this one'];
    found.push({ ...NOWHERE, where: 'vault', field, recorded, recomputed });
  } else if (vault !== 'absent') {
    for (const { table, ...difference } of vault.differences)
      found.push({ ...NOWHERE, where: 'merchant', field: table, ...difference });
  }
  for (const stray of strays)
    found.push({ ...NOWHERE, where: 'no partition', field: stray.split(' ')[0]!, recorded: stray, recomputed: null });
  for (const head of headsMissing) {
    const field = 'a kept head is in no chain that was recomputed';
    found.push({ ...NOWHERE, where: 'heads', field, recorded: null, recomputed: head });
  }
  for (const { partition, differences } of partitions) {
    for (const difference of differences)
      found.push({ where: 'partition', partition, merchantId: null, ...difference });
  }
  return found;
}

async function replayAll(
  { url, log }: LogToVerify,
  states: readonly PartitionState[],
  { from, merchantId, heads, threads, heapMaxMb, signal, onProgress }: VerifyLogOptions,
): Promise<ReplayResult[]> {
  const replays = states.map((state): PartitionReplay => {
    return { ...replayOf(state), from, merchantId, heads, contentHashes: true };
  });
  const total = sum(replays, ({ through }) => through + 1);
  let replayed = 0;
  const tell = (more: number) => onProgress?.((replayed += more), total);
  tell(0);
  if (threads > 0) {
    return verifyOnThreads(addressOf(log, url), replays, { threads, heapMaxMb, signal, onProgress: tell });
  }
  const results: ReplayResult[] = [];
  for (const replay of replays) {
    signal?.throwIfAborted();
    results.push(await verifyPartition({ ...replay, log, onProgress: tell }));
  }
  return results;
}

/** The differences of a partition, and how many facts were undecided and no difference. */
async function differencesOf(
  pool: Pool,
  state: PartitionState,
  result: ReplayResult,
  { allowUndecided, signal }: VerifyLogOptions,
): Promise<{ differences: Difference[]; pending: number }> {
  const differences = checkState(state, result);
  if (result.difference !== null) differences.push(result.difference);
  const position = (state.checkpoint?.position ?? -1) + 1;
  const stopped = state.checkpoint?.stoppedBecause ?? null;
  if (stopped !== null)
    differences.push({ position, ordinal: 0, field: 'stopped', recorded: stopped, recomputed: null });
  const { undecided } = state;
  if (undecided === 0) return { differences, pending: 0 };
  if (allowUndecided || stopped !== null || (await areDecidedSoon(pool, state, signal)))
    return { differences, pending: undecided };
  differences.push({ position, ordinal: 0, field: 'undecided', recorded: `${undecided} facts`, recomputed: 'none' });
  return { differences, pending: undecided };
}

/** Beside an engine that runs there are always facts that just came. It has to get past those that were there. */
async function areDecidedSoon(
  pool: Pool,
  { partition, intake }: PartitionState,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const until = performance.now() + CATCH_UP_MS;
  for (;;) {
    signal?.throwIfAborted();
    const checkpoint = await readCheckpoint(pool, partition);
    if (checkpoint !== undefined && checkpoint.position >= intake.last!.revision) return true;
    const { rowCount } = await pool.query('select from leases where partition = $1 and until > now()', [partition]);
    if (rowCount === 0 || performance.now() > until) return false;
    await setTimeout(ASK_AGAIN_MS);
  }
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
