/**
 * Turns due timers into commands. A timer is a row derived from the ledger that stays until the engine has decided its
 * evaluation. So nothing is lost with this process, and a command that fails is due again in the next round.
 */
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DecidedFact } from '../../libs/engine/codec';
import { PartitionClocks } from '../../libs/engine/partition-clocks';
import { dueTimers, type DueTimer } from '../../libs/engine/timers';
import { Doorbell } from '../../libs/engine/turns';
import { toMillis } from '../../libs/kernel/time';
import { Environment } from '../environment';
import { Metrics } from '../metrics';
import { LOGGER } from '../tokens';
import { FireEvaluation } from './fire-evaluation';
import { FiredTimers } from './fired-timers';

/** Longest sleep, so a timer that another process made due is noticed within it. */
const SLEEP_MAX_MS = 500;
const RETRY_MS = 1_000;
const FIRED_MAX = 10_000;
const FIRED_FORGET_MS = 30_000;

@Injectable()
export class DelayedEvaluationSaga {
  private readonly fired = new FiredTimers(FIRED_MAX, FIRED_FORGET_MS);
  private readonly clocks = new PartitionClocks();
  private readonly bell = new Doorbell();
  private partitions: readonly number[] = [];
  /** Infinity: the loop is awake, and any timer rings so that it does not fall asleep. */
  private wakesAt = Infinity;
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly commands: CommandBus,
    private readonly pool: Pool,
    private readonly environment: Environment,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.loop;
  }

  /** A process fires only the timers of the partitions that it decides. */
  hold(partitions: readonly number[]): void {
    this.partitions = partitions;
    this.fired.clear();
    this.bell.ring();
  }

  /** Frees the room of decided evaluations, and wakes the loop if a new one is due before the loop would look. */
  decided(facts: readonly DecidedFact[]): void {
    let earliest = Infinity;
    for (const { fact, decisions } of facts) {
      if (fact.fact.type === 'RewardEvaluationRequested' && fact.fact.data.evaluationId !== undefined) {
        this.fired.remove(fact.fact.data.evaluationId);
      }
      for (const decision of decisions) {
        if (decision.type !== 'RewardEvaluationScheduled') continue;
        earliest = Math.min(earliest, toMillis(decision.data.dueAt));
      }
    }
    if (earliest < this.wakesAt) this.bell.ring();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      let sleepMs: number;
      try {
        sleepMs = await this.round();
      } catch (error) {
        this.logger.warn({ err: error }, 'due evaluations could not be requested; trying again');
        sleepMs = RETRY_MS;
      }
      if (sleepMs === 0 || this.stopping) continue;
      this.wakesAt = Date.now() + sleepMs;
      await this.bell.wait(sleepMs);
      this.wakesAt = Infinity;
    }
  }

  /** Fires one batch. Returns how long to sleep; 0: there may be more. */
  private async round(): Promise<number> {
    this.fired.forgetOld(Date.now());
    const limit = Math.min(this.environment.DELAYED_PURCHASE_BATCH_SIZE, this.fired.room);
    if (this.partitions.length === 0 || limit === 0) return SLEEP_MAX_MS;
    const { partitions } = this;
    const clocks = await this.clocks.read(this.pool, partitions);
    const { due, nextInMs } = await dueTimers(this.pool, partitions, this.fired.ids, limit, clocks);
    if (due.length === 0) return Math.max(1, Math.min(nextInMs ?? SLEEP_MAX_MS, SLEEP_MAX_MS));
    const results = await Promise.allSettled(due.map((timer) => this.fire(timer)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return 0;
  }

  private async fire(timer: DueTimer): Promise<void> {
    // Remembered first, because the engine may decide it before the answer arrives.
    this.fired.add(timer.evaluationId, Date.now());
    try {
      await this.commands.execute(new FireEvaluation(timer));
    } catch (error) {
      this.fired.remove(timer.evaluationId);
      throw error;
    }
    this.metrics.timersFired.inc();
  }
}
