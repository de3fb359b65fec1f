/** Evaluates the alerts every few seconds, and logs each alert that opens, rises or closes. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { ALERT_KINDS, type Finding } from '../../libs/alerts/alert';
import { deleteOldAlerts } from '../../libs/alerts/alert-book';
import { AlertEvaluator } from '../../libs/alerts/evaluate-alerts';
import { SteadyClock } from '../../libs/intake/steady-clock';
import { Environment } from '../environment';
import { Metrics } from '../metrics';
import { LOGGER } from '../tokens';

const LOOK_EVERY_MS = 5_000;

@Injectable()
export class AlertWatch {
  private readonly evaluator: AlertEvaluator;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly pool: Pool,
    environment: Environment,
    clock: SteadyClock,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.evaluator = new AlertEvaluator({
      pool,
      maxAgeMinutes: environment.DELAYED_PURCHASE_MAX_AGE_MINUTES,
      isClockSteady: () => clock.isSteady(),
      onTrouble: (error) => this.trouble(error, 'a check for alerts failed; the other checks go on'),
    });
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.looking;
  }

  /** Looks once, or joins the look that is under way. */
  look(): Promise<void> {
    this.looking ??= this.evaluate().finally(() => (this.looking = null));
    return this.looking;
  }

  deleteOld(): Promise<number> {
    return deleteOldAlerts(this.pool);
  }

  private async evaluate(): Promise<void> {
    try {
      const changes = await this.evaluator.evaluate();
      if (changes === null) return;
      this.metrics.alertRounds.inc();
      for (const alert of changes.opened) this.tell(alert, 'opened');
      for (const alert of changes.raised) this.tell(alert, 'raised');
      for (const { kind, merchantId, key } of changes.closed) {
        this.logger.info({ alert: kind, merchantId, key }, 'alert closed');
      }
    } catch (error) {
      this.trouble(error, 'alerts could not be evaluated; trying again later');
    }
  }

  private trouble(error: unknown, what: string): void {
    this.metrics.alertTroubles.inc();
    this.logger.warn({ err: error }, what);
  }

  private tell({ kind, merchantId, key, severity, detail }: Finding, what: string): void {
    const level = severity === 'error' ? 'error' : 'warn';
    this.logger[level]({ alert: kind, merchantId, key, ...detail }, `alert ${what}: ${ALERT_KINDS[kind]}`);
  }
}
