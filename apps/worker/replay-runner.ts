/** Runs the replays that were asked for over REST, one at a time, on a thread with a heap of its own. */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { ThreadOutOfMemory } from '../../libs/engine/thread-tasks';
import { Doorbell } from '../../libs/engine/turns';
import type { EventLog } from '../../libs/event-log/event-log';
import { partitionOf } from '../../libs/intake/partition';
import {
  failReplay,
  finishReplay,
  reportProgress,
  returnReplay,
  takeReplay,
  type TakenReplay,
} from '../../libs/what-if/replay-queue';
import { runWhatIf } from '../../libs/what-if/run-what-if';
import { Environment } from '../environment';
import { ENGINE_POOL, EVENT_LOG, LOGGER } from '../tokens';

export const REPLAY_LIMITS = {
  /** Old objects that the thread may hold. */
  heapMaxMb: 384,
  /** Of each scenario so many changed purchases are kept. */
  changesMax: 10_000,
} as const;
const LOOK_EVERY_MS = 1_000;
const REPORT_EVERY_MS = 1_000;

/** The replay ended early: this process stops, or it no longer owns the replay. */
class Ended extends Error {
  override readonly name = 'Ended';
}

@Injectable()
export class ReplayRunner {
  private readonly runner = randomUUID();
  private readonly bell = new Doorbell();
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENGINE_POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly environment: Environment,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    // A log in memory has no place from which a thread could read it.
    if (this.environment.EVENT_LOG !== 'memory') this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Ended('the process stops'));
    this.bell.ring();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const replay = await takeReplay(this.pool, this.runner);
        if (replay !== null) await this.perform(replay);
        else await this.bell.wait(LOOK_EVERY_MS);
      } catch (error) {
        this.logger.warn({ err: error }, 'replays could not be looked for; trying again');
        await this.bell.wait(LOOK_EVERY_MS);
      }
    }
  }

  private async perform(replay: TakenReplay): Promise<void> {
    const { replayId, merchantId, scenarios } = replay;
    this.logger.info({ replayId, merchantId }, 'a replay begins');
    const lost = new AbortController();
    const facts = { done: 0, total: 0 };
    const report = setInterval(() => {
      reportProgress(this.pool, replay, this.runner, facts.done, facts.total).then(
        (mine) => mine || lost.abort(new Ended('the replay was cancelled')),
        (error: unknown) => this.logger.warn({ err: error, replayId }, 'the progress of a replay was not recorded'),
      );
    }, REPORT_EVERY_MS);
    try {
      const result = await runWhatIf(
        { pool: this.pool, log: this.log, url: this.pool.options.connectionString! },
        {
          partitions: [partitionOf(merchantId, this.environment.PARTITIONS)],
          merchantId,
          scenarios,
          changesMax: REPLAY_LIMITS.changesMax,
        },
        {
          threads: 1,
          onProgress: (done, total) => Object.assign(facts, { done, total }),
          signal: AbortSignal.any([lost.signal, this.stopping.signal]),
          heapMaxMb: REPLAY_LIMITS.heapMaxMb,
        },
      );
      await finishReplay(this.pool, replay, this.runner, result.facts, result.scenarios);
      this.logger.info({ replayId, merchantId, facts: result.facts }, 'a replay ended');
    } catch (error) {
      await this.ended(replay, error);
    } finally {
      clearInterval(report);
    }
  }

  private async ended(replay: TakenReplay, error: unknown): Promise<void> {
    if (this.stopping.signal.aborted) return returnReplay(this.pool, replay, this.runner);
    if (error instanceof Ended) return;
    const tooLarge = error instanceof ThreadOutOfMemory;
    this.logger.warn({ err: error, replayId: replay.replayId }, 'a replay failed');
    await failReplay(this.pool, replay, this.runner, tooLarge ? 'REPLAY_TOO_LARGE' : 'INTERNAL');
  }
}
