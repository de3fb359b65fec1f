import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import type { EventLog } from '../../../libs/event-log/event-log';
import { intakeStream } from '../../../libs/event-log/streams';
import { findCheckpoints } from '../../../libs/queries/checkpoints';
import { Environment } from '../../environment';
import { EVENT_LOG } from '../../tokens';
import { Allow } from '../access/access';
import { Problem } from '../http/problem';
import { ShownInteger, ShownOneOf } from '../openapi/shown';
import { MetricsPage } from './metrics-page';

export const READY_TIMEOUT_MS = 2_000;

class LiveShown {
  @ShownOneOf(['live'])
  status: string;
}

class ReadyShown {
  @ShownOneOf(['ready'])
  status: string;

  @ShownInteger({
    list: true,
    description: 'Partitions whose engine cannot go on; their read models stay where they are.',
  })
  stoppedPartitions: number[];
}

@ApiTags('Operations')
@Controller()
export class OperationsController {
  private readonly partitions: number[];

  constructor(
    private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    environment: Environment,
    private readonly page: MetricsPage,
  ) {
    this.partitions = Array.from({ length: environment.PARTITIONS }, (_, partition) => partition);
  }

  @Get('health/live')
  @Allow('anybody')
  @ApiOperation({ operationId: 'live', summary: 'The process runs' })
  @ApiOkResponse({ type: LiveShown })
  live(): LiveShown {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Allow('anybody')
  @ApiOperation({ operationId: 'ready', summary: 'The process can do its work' })
  @ApiOkResponse({ type: ReadyShown })
  async ready(): Promise<ReadyShown> {
    const looked = Promise.all([findCheckpoints(this.pool, this.partitions), this.log.head(intakeStream(0))]);
    const timeout = new Promise<null>((resolve) => setTimeout(resolve, READY_TIMEOUT_MS, null).unref());
    const found = await Promise.race([looked, timeout]).catch(() => null);
    if (found === null) throw new Problem('UNAVAILABLE', 'The database or the log cannot be reached.');
    const stopped = found[0].filter(({ stoppedBecause }) => stoppedBecause !== null);
    return { status: 'ready', stoppedPartitions: stopped.map(({ partition }) => partition) };
  }

  @Get('metrics')
  @Allow('anybody')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'metrics', summary: 'For Prometheus' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  expose(): Promise<Buffer> {
    return this.page.read();
  }
}
