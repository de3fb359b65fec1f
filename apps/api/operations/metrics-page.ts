import { Injectable } from '@nestjs/common';
import { Metrics } from '../../metrics';
import { EngineLag } from './engine-lag';
import { MachineState } from './machine-state';

export const FRESH_MS = 1_000;

/** The text for Prometheus, made at most once a second: anybody may ask, and making it asks the database. */
@Injectable()
export class MetricsPage {
  private page: Promise<Buffer> | null = null;
  private madeAt = -Infinity;

  constructor(
    private readonly metrics: Metrics,
    private readonly lag: EngineLag,
    private readonly state: MachineState,
  ) {}

  /** The same bytes for all who ask within a second, or while they are made. */
  read(now = performance.now()): Promise<Buffer> {
    if (this.page === null || now - this.madeAt >= FRESH_MS) {
      // Until it is made, nobody makes another one, however long that takes.
      this.madeAt = Infinity;
      this.page = this.make().finally(() => (this.madeAt = now));
    }
    return this.page;
  }

  private async make(): Promise<Buffer> {
    await Promise.all([this.lag.measure(), this.state.measure()]);
    return Buffer.from(await this.metrics.registry.metrics());
  }
}
