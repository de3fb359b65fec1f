import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { EventLog } from '../../../libs/event-log/event-log';
import { intakeStream } from '../../../libs/event-log/streams';
import { type Checkpoint, findCheckpoints } from '../../../libs/queries/checkpoints';
import { Environment } from '../../environment';
import { Metrics } from '../../metrics';
import { EVENT_LOG } from '../../tokens';

/** How far the engines of all processes are behind the log; measured when somebody asks. */
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
    const partitions = Array.from({ length: this.environment.PARTITIONS }, (_, partition) => partition);
    try {
      const checkpoints = await findCheckpoints(this.pool, partitions);
      this.metrics.partitionsStopped.set(checkpoints.filter(({ stoppedBecause }) => stoppedBecause !== null).length);
      await Promise.all(checkpoints.map((checkpoint) => this.measurePartition(checkpoint)));
    } catch {
      return;
    }
  }

  private async measurePartition({ partition, position }: Checkpoint): Promise<void> {
    const stream = intakeStream(partition);
    const head = await this.log.head(stream);
    const [oldest] = head > position ? await this.log.read(stream, position + 1, 1) : [];
    const label = String(partition);
    this.metrics.lagPositions.set({ partition: label }, Math.max(0, head - position));
    const seconds = oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest.recordedAt) / 1_000);
    this.metrics.lagSeconds.set({ partition: label }, seconds);
  }
}
