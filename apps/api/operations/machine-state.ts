import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { countOpenAlerts } from '../../../libs/alerts/list-alerts';
import { findOverdueEvaluations } from '../../../libs/queries/evaluations';
import { Environment } from '../../environment';
import { Metrics } from '../../metrics';
import { ENGINE_POOL } from '../../tokens';

/** Gauges over all processes, and the connections of this one; they are measured when somebody asks. */
@Injectable()
export class MachineState {
  constructor(
    private readonly pool: Pool,
    @Inject(ENGINE_POOL) private readonly enginePool: Pool,
    private readonly metrics: Metrics,
    private readonly environment: Environment,
  ) {}

  /** When the database is away, the gauges keep their values. */
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
