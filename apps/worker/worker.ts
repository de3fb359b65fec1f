import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Intake } from '../../libs/intake/intake';
import { LOGGER } from '../tokens';
import { Environment } from '../environment';
import { AlertWatch } from './alert-watch';
import { CheckRunner } from './check-runner';
import { DelayedEvaluationSaga } from './delayed-evaluation.saga';
import { EngineHost } from './engine-host';
import { ReplayRunner } from './replay-runner';

const HOUR_MS = 3_600_000;

/** Everything that runs without a request. */
@Injectable()
export class Worker {
  private cleaning: NodeJS.Timeout | null = null;

  constructor(
    private readonly engine: EngineHost,
    private readonly saga: DelayedEvaluationSaga,
    private readonly alerts: AlertWatch,
    private readonly replays: ReplayRunner,
    private readonly checks: CheckRunner,
    private readonly environment: Environment,
    private readonly intake: Intake,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    this.saga.start();
    await this.engine.start();
    this.alerts.start();
    // A log in memory has no place from which a thread could read it.
    if (this.environment.EVENT_LOG !== 'memory') {
      this.replays.start();
      this.checks.start();
    }
    this.cleaning = setInterval(() => void Promise.all([this.clean(), this.eraseShops()]), HOUR_MS);
  }

  /** Stops the timers first, so that nothing new is requested; then the batches in flight end. */
  async stop(): Promise<void> {
    if (this.cleaning !== null) clearInterval(this.cleaning);
    const ended = Promise.all([this.alerts.stop(), this.replays.stop(), this.checks.stop()]);
    await this.saga.stop();
    await this.engine.stop();
    await ended;
  }

  private async eraseShops(): Promise<void> {
    try {
      const shops = await this.intake.privacy.carryOutDue();
      if (shops > 0) this.logger.info({ shops }, 'erased shops that asked for it');
    } catch (error) {
      this.logger.warn({ err: error }, 'shops that asked for it could not be erased; trying again later');
    }
  }

  private async clean(): Promise<void> {
    try {
      const deliveries = await this.intake.shops.deleteExpiredQuarantine();
      const alerts = await this.alerts.deleteOld();
      await this.intake.tallies.deleteOld();
      if (deliveries + alerts > 0) this.logger.info({ deliveries, alerts }, 'deleted expired deliveries and alerts');
    } catch (error) {
      this.logger.warn({ err: error }, 'old deliveries and alerts could not be deleted; trying again later');
    }
  }
}
