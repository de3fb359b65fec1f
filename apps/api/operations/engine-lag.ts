import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { EventLog } from '../../../libs/event-log/event-log';
import { findPartitions, type PartitionView } from '../../../libs/queries/partitions';
import { Environment } from '../../environment';
import { Metrics } from '../../metrics';
import { EVENT_LOG } from '../../tokens';

/** Who decides the partitions, and how far they are behind the log; measured when somebody asks. */
@Injectable()
export class EngineLag {
  constructor(
    private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly metrics: Metrics,
    private readonly environment: Environment,
  ) {}

  /** When the database or the log is away, the gauges keep their values, so that the other metrics can be read. */
  async measure(): Promise<void> {
    try {
      this.show(await findPartitions(this.pool, this.log, this.environment.PARTITIONS));
    } catch {
      return;
    }
  }

  private show(partitions: readonly PartitionView[]): void {
    const { partitionsStopped, partitionOwner, positions, lagPositions, lagSeconds } = this.metrics;
    partitionsStopped.set(partitions.filter(({ stoppedBecause }) => stoppedBecause !== null).length);
    partitionOwner.reset();
    for (const { partition, owner, ...at } of partitions) {
      const label = { partition: String(partition) };
      if (owner !== null) partitionOwner.set({ ...label, owner }, 1);
      positions.set(label, at.position);
      lagPositions.set(label, at.lagPositions);
      lagSeconds.set(label, at.lagSeconds);
    }
  }
}
