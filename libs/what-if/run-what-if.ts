/** Runs the history of the log again under other rules. Nothing is written, and nothing has an effect. */
import type { Pool } from 'pg';
import { readCheckpoint } from '../engine/checkpoints';
import { addressOf } from '../engine/open-log';
import { passedOver } from '../engine/passed-over';
import { onThreads } from '../engine/thread-tasks';
import type { EventLog } from '../event-log/event-log';
import type { PurchaseChange } from './purchase-changes';
import { reportOf, type ScenarioReport } from './report';
import { runPartition, type PartitionOutcome, type PartitionTask } from './run-partition';
import type { Scenario } from './scenario';

export interface WhatIfRequest {
  /** The partitions of the history; each is read up to the last decided fact. */
  partitions: readonly number[];
  /** Only this merchant; undefined: all merchants of the partitions. */
  merchantId?: string;
  scenarios: readonly Scenario[];
  /** Of each scenario and partition so many changed purchases are listed; all are counted. */
  changesMax: number;
}

export interface WhatIfOptions {
  /** 0: this thread runs the partitions one after the other. */
  threads: number;
  onProgress(facts: number, total: number): void;
  signal?: AbortSignal;
  /** Mebibytes of old objects that each thread may hold. */
  heapMaxMb?: number;
}

export interface WhatIfResult {
  /** Facts of the log that were read. */
  facts: number;
  scenarios: (ScenarioReport & { changes: PurchaseChange[] })[];
}

export interface Place {
  pool: Pool;
  log: EventLog;
  /** Of the database, for the threads' own connections. */
  url: string;
}

/** @throws ThreadOutOfMemory */
export async function runWhatIf(
  { pool, log, url }: Place,
  { partitions, merchantId, scenarios, changesMax }: WhatIfRequest,
  { threads, onProgress, signal, heapMaxMb }: WhatIfOptions,
): Promise<WhatIfResult> {
  const tasks: PartitionTask[] = [];
  for (const partition of partitions) {
    const { position: through } = await readCheckpoint(pool, partition);
    const known = await passedOver(pool, partition);
    tasks.push({ partition, through, merchantId, scenarios, passedOver: known, changesMax });
  }
  const total = tasks.reduce((sum, { through }) => sum + through + 1, 0);
  let done = 0;
  const progress = (more: number) => onProgress((done += more), total);
  const outcomes: PartitionOutcome[] = [];
  if (threads === 0) for (const task of tasks) outcomes.push(await runPartition(log, task, progress));
  else outcomes.push(...(await onOtherThreads()));

  const reports = outcomes.flatMap((outcome) => outcome.reports);
  return {
    facts: outcomes.reduce((sum, { facts }) => sum + facts, 0),
    scenarios: scenarios.map(({ name }, i) => ({
      ...reportOf(
        name,
        reports.map((ofMerchant) => ofMerchant[i]!),
      ),
      changes: outcomes.flatMap(({ changes }) => changes[i]!),
    })),
  };

  function onOtherThreads(): Promise<PartitionOutcome[]> {
    const script = require.resolve('./what-if-thread');
    return onThreads(tasks, {
      script,
      workerData: addressOf(log, url),
      threads,
      onProgress: progress,
      signal,
      heapMaxMb,
    });
  }
}
