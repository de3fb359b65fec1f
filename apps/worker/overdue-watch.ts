/** Complains when purchases stay due for too long, whatever the cause: a stopped partition, a database that is slow. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { findOverdueEvaluations } from '../../libs/queries/evaluations';
import { Environment } from '../environment';
import { Metrics } from '../metrics';
import { LOGGER } from '../tokens';

const LOOK_EVERY_MS = 15_000;
/** The same complaint is not repeated before. */
const REPEAT_MS = 60_000;

@Injectable()
export class OverdueWatch {
  private timer: NodeJS.Timeout | null = null;
  private complainedAt = -Infinity;

  constructor(
    private readonly pool: Pool,
    private readonly environment: Environment,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(held: () => readonly number[]): void {
    this.timer = setInterval(() => void this.look(held()), LOOK_EVERY_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Looks once. A database that is away is told of by everybody else. */
  async look(partitions: readonly number[], now = Date.now()): Promise<void> {
    const overdue = await findOverdueEvaluations(this.pool, partitions).catch(() => null);
    if (overdue === null) return;
    const { count, oldestSeconds, merchantId, orderId } = overdue;
    this.metrics.overdueEvaluations.set(count);
    this.metrics.overdueSeconds.set(oldestSeconds);
    const maxSeconds = this.environment.DELAYED_PURCHASE_MAX_AGE_MINUTES * 60;
    if (oldestSeconds < maxSeconds / 2 || now - this.complainedAt < REPEAT_MS) return;
    this.complainedAt = now;
    const level = oldestSeconds >= maxSeconds ? 'error' : 'warn';
    this.logger[level](
      { count, oldestSeconds: Math.round(oldestSeconds), maxSeconds, merchantId, orderId },
      'purchases are due for their evaluation and were not evaluated',
    );
  }
}
