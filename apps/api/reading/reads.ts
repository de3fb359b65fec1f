import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '../../../libs/event-log/event-log';
import { intakeStream } from '../../../libs/event-log/streams';
import { partitionOf } from '../../../libs/intake/partition';
import { Environment } from '../../environment';
import { EVENT_LOG } from '../../tokens';
import { Problem } from '../http/problem';
import { ReadModelClock } from './read-model-clock';

/** Where a merchant's facts stand in the log, and a read's wait for them. */
@Injectable()
export class Reads {
  constructor(
    private readonly clock: ReadModelClock,
    private readonly environment: Environment,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  partitionOf(merchantId: string): number {
    return partitionOf(merchantId, this.environment.PARTITIONS);
  }

  /** The last position of the merchant's partition. */
  headOf(merchantId: string): Promise<number> {
    return this.log.head(intakeStream(this.partitionOf(merchantId)));
  }

  /** @throws Problem READ_MODEL_BEHIND */
  async waitFor(merchantId: string, { after, waitMs }: { after?: number; waitMs: number }): Promise<void> {
    if (after === undefined) return;
    if (await this.clock.reached(this.partitionOf(merchantId), after, waitMs)) return;
    throw new Problem('READ_MODEL_BEHIND', `The read model did not reach position ${after} within ${waitMs} ms.`, {
      position: after,
    });
  }

  async waitForNewest(merchantId: string, waitMs: number): Promise<void> {
    await this.waitFor(merchantId, { after: await this.headOf(merchantId), waitMs });
  }
}
