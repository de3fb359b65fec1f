/** Runs the engine in this process and passes on what it reports. */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Engine } from '../../libs/engine/engine';
import type { Phases } from '../../libs/engine/partition';
import type { DecidedFact } from '../../libs/engine/codec';
import type { EventLog } from '../../libs/event-log/event-log';
import { Environment } from '../environment';
import { Metrics } from '../metrics';
import { ENGINE_POOL, EVENT_LOG, LOGGER } from '../tokens';
import { DelayedEvaluationSaga } from './delayed-evaluation.saga';
import { PurchaseLines } from './purchase-lines';

export type CheckpointListener = (partition: number, position: number) => void;

@Injectable()
export class EngineHost {
  private readonly engine: Engine;
  private readonly listeners: CheckpointListener[] = [];

  constructor(
    @Inject(ENGINE_POOL) pool: Pool,
    @Inject(EVENT_LOG) log: EventLog,
    environment: Environment,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: Metrics,
    private readonly saga: DelayedEvaluationSaga,
    private readonly lines: PurchaseLines,
  ) {
    this.engine = new Engine({
      pool,
      log,
      partitions: environment.PARTITIONS,
      events: {
        onBatch: (partition, checkpoint, decided, seconds) => {
          for (const listener of this.listeners) listener(partition, checkpoint.position);
          this.batch(decided, seconds);
        },
        onTrouble: (partition, error, stopped) => this.trouble(partition, error, stopped),
        onLost: (partition) => this.lost(partition),
        onOutdated: (error) => this.logger.error(error.message),
        onPartitions: (held) => this.hold(held),
      },
    });
  }

  get held(): readonly number[] {
    return this.engine.held;
  }

  /** Calls `listener` whenever a partition's read models advance. */
  onCheckpoint(listener: CheckpointListener): void {
    this.listeners.push(listener);
  }

  start(): Promise<void> {
    return this.engine.start();
  }

  stop(): Promise<void> {
    return this.engine.stop();
  }

  private batch(decided: readonly DecidedFact[], seconds: Phases): void {
    this.saga.decided(decided);
    this.lines.write(decided);
    this.metrics.batchFacts.observe(decided.length);
    for (const [phase, value] of Object.entries(seconds)) this.metrics.phaseSeconds.observe({ phase }, value);
    for (const { decisions } of decided) for (const { type } of decisions) this.metrics.decisions.inc({ type });
  }

  private trouble(partition: number, error: unknown, stopped: boolean): void {
    this.metrics.troubles.inc();
    const where = partition < 0 ? {} : { partition };
    if (stopped) this.logger.error({ ...where, err: error }, 'a partition cannot go on; nothing of it was changed');
    else this.logger.warn({ ...where, err: error }, 'the engine is held up; it tries again');
  }

  private lost(partition: number): void {
    this.metrics.partitionsLost.inc();
    this.logger.warn(
      { partition },
      'a batch was given up, and nothing of it written: another process moved the partition',
    );
  }

  private hold(held: readonly number[]): void {
    this.metrics.partitionsHeld.set(held.length);
    this.saga.hold(held);
    this.logger.info({ partitions: held }, `deciding ${held.length} partitions`);
  }
}
