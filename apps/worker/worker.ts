import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Intake } from '../../libs/intake/intake';
import { LOGGER } from '../tokens';
import { DelayedEvaluationSaga } from './delayed-evaluation.saga';
import { EngineHost } from './engine-host';
import { OverdueWatch } from './overdue-watch';

const HOUR_MS = 3_600_000;

/** Everything that runs without being asked. */
@Injectable()
export class Worker {
  private cleaning: NodeJS.Timeout | null = null;

  constructor(
    private readonly engine: EngineHost,
    private readonly saga: DelayedEvaluationSaga,
    private readonly overdue: OverdueWatch,
    private readonly intake: Intake,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    this.saga.start();
    await this.engine.start();
    this.overdue.start(() => this.engine.held);
    this.cleaning = setInterval(() => void this.clean(), HOUR_MS);
  }

  /** Timers first, so that nothing new is asked for; then the batches in flight end. */
  async stop(): Promise<void> {
    if (this.cleaning !== null) clearInterval(this.cleaning);
    this.overdue.stop();
    await this.saga.stop();
    await this.engine.stop();
  }

  private async clean(): Promise<void> {
    try {
      const deleted = await this.intake.deleteExpiredQuarantine();
      if (deleted > 0)
        this.logger.info({ deleted }, 'deliveries left the quarantine: they were kept for their 30 days');
    } catch (error) {
      this.logger.warn({ err: error }, 'old deliveries could not be deleted from the quarantine; trying again later');
    }
  }
}
