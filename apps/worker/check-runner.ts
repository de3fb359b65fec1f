/** Runs the verifications and rebuilds that were asked for over REST, on a thread with a heap of its own. */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type CheckError, CHECK_QUEUE, type TakenCheck } from '../../libs/checks/checks';
import { type CheckProgress, runCheck } from '../../libs/checks/run-check';
import type { RunColumns } from '../../libs/database/run-queue';
import { whyNotRebuilt } from '../../libs/engine/rebuild/rebuild';
import { ThreadOutOfMemory } from '../../libs/engine/thread-tasks';
import type { EventLog } from '../../libs/event-log/event-log';
import { Environment } from '../environment';
import { findSecrets } from '../secrets-key';
import { ENGINE_POOL, EVENT_LOG, LOGGER } from '../tokens';
import { RUN_HEAP_MAX_MB, RunLoop, type RunResult } from './run-loop';

@Injectable()
export class CheckRunner extends RunLoop<TakenCheck> {
  constructor(
    @Inject(ENGINE_POOL) pool: Pool,
    @Inject(EVENT_LOG) log: EventLog,
    environment: Environment,
    @Inject(LOGGER) logger: Logger,
  ) {
    const perform = async (
      { kind }: TakenCheck,
      tell: (progress: RunColumns) => void,
      signal: AbortSignal,
    ): Promise<RunResult> => {
      const secrets = await findSecrets(pool, environment);
      const of = { pool, url: pool.options.connectionString!, log, partitions: environment.PARTITIONS, secrets };
      const onProgress = (progress: CheckProgress) => tell(columnsOf(progress));
      const outcome = await runCheck(kind, of, { threads: 1, heapMaxMb: RUN_HEAP_MAX_MB, signal, onProgress });
      return { columns: { outcome: JSON.stringify(outcome) } };
    };
    super({ name: 'check', queue: CHECK_QUEUE, perform, failureOf }, pool, logger);
  }
}

function columnsOf({ stage, done, total }: CheckProgress): RunColumns {
  return { stage, facts_done: done, facts_total: total };
}

function failureOf(error: unknown): RunColumns {
  const because = whyNotRebuilt(error);
  const code =
    error instanceof ThreadOutOfMemory ? 'CHECK_TOO_LARGE' : because === null ? 'INTERNAL' : 'CHECK_IMPOSSIBLE';
  return { error: code satisfies CheckError, error_detail: because };
}
