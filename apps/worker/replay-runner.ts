/** Runs the replays that were asked for over REST, on a thread with a heap of its own. */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { RunColumns } from '../../libs/database/run-queue';
import { ThreadOutOfMemory } from '../../libs/engine/thread-tasks';
import type { EventLog } from '../../libs/event-log/event-log';
import { partitionOf } from '../../libs/intake/partition';
import { REPLAY_QUEUE, storeChanges, type TakenReplay } from '../../libs/what-if/replay-queue';
import type { ReplayError } from '../../libs/what-if/replays';
import { runWhatIf } from '../../libs/what-if/run-what-if';
import { Environment } from '../environment';
import { ENGINE_POOL, EVENT_LOG, LOGGER } from '../tokens';
import { RUN_HEAP_MAX_MB, RunLoop, type RunResult } from './run-loop';

export const REPLAY_LIMITS = {
  /** Old objects that the thread may hold. */
  heapMaxMb: RUN_HEAP_MAX_MB,
  /** Of each scenario so many changed purchases are kept. */
  changesMax: 10_000,
} as const;

@Injectable()
export class ReplayRunner extends RunLoop<TakenReplay> {
  constructor(
    @Inject(ENGINE_POOL) pool: Pool,
    @Inject(EVENT_LOG) log: EventLog,
    { PARTITIONS: partitions }: Environment,
    @Inject(LOGGER) logger: Logger,
  ) {
    const perform = (replay: TakenReplay, tell: (progress: RunColumns) => void, signal: AbortSignal) =>
      replayed(pool, log, partitions, replay, tell, signal);
    super({ name: 'replay', queue: REPLAY_QUEUE, perform, failureOf }, pool, logger);
  }
}

async function replayed(
  pool: Pool,
  log: EventLog,
  partitions: number,
  { id, merchant_id: merchantId, scenarios }: TakenReplay,
  tell: (progress: RunColumns) => void,
  signal: AbortSignal,
): Promise<RunResult> {
  const result = await runWhatIf(
    { pool, log, url: pool.options.connectionString! },
    {
      partitions: [partitionOf(merchantId, partitions)],
      merchantId,
      scenarios,
      changesMax: REPLAY_LIMITS.changesMax,
    },
    {
      threads: 1,
      onProgress: (done, total) => tell({ facts_done: done, facts_total: total }),
      signal,
      heapMaxMb: REPLAY_LIMITS.heapMaxMb,
    },
  );
  const reports = result.scenarios.map(({ changes: _, ...report }) => report);
  const changes = result.scenarios.map((scenario) => scenario.changes);
  return {
    columns: { reports: JSON.stringify(reports), facts_done: result.facts, facts_total: result.facts },
    store: (client) => storeChanges(client, id, changes),
  };
}

function failureOf(error: unknown): RunColumns {
  return { error: (error instanceof ThreadOutOfMemory ? 'REPLAY_TOO_LARGE' : 'INTERNAL') satisfies ReplayError };
}
