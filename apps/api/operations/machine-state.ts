import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { countOpenAlerts } from '../../../libs/alerts/list-alerts';
import { findOverdueEvaluations } from '../../../libs/queries/evaluations';
import { Environment } from '../../environment';
import { Metrics } from '../../metrics';
import { ENGINE_POOL } from '../../tokens';

/** What all processes together come to, and the connections of this one: looked up when somebody asks. */
@Injectable()
export class MachineState {
  constructor(
    private readonly pool: Pool,
    @Inject(ENGINE_POOL) private readonly enginePool: Pool,
    private readonly metrics: Metrics,
    private readonly environment: Environment,
  ) {}

  /** Leaves the gauges as they were when the database is away. */
  async measure(): Promise<void> {
    this.metrics.partitions.set(this.environment.PARTITIONS);
    this.measurePool('requests', this.pool);
    this.measurePool('engine', this.enginePool);
    try {
      const [alerts, overdue] = await Promise.all([countOpenAlerts(this.pool), findOverdueEvaluations(this.pool)]);
      for (const [kind, count] of alerts) this.metrics.alertsOpen.set({ kind }, count);
      this.metrics.overdueEvaluations.set(overdue.count);
      this.metrics.overdueSeconds.set(overdue.oldestSeconds);
    } catch {
      return;
    }
  }

  private measurePool(pool: string, { totalCount, idleCount, waitingCount }: Pool): void {
    this.metrics.poolConnections.set({ pool, state: 'used' }, totalCount - idleCount);
    this.metrics.poolConnections.set({ pool, state: 'idle' }, idleCount);
    this.metrics.poolConnections.set({ pool, state: 'waiting' }, waitingCount);
  }
}
