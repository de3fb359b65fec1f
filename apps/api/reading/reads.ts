import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '../../../libs/event-log/event-log';
import { intakeStream } from '../../../libs/event-log/streams';
import type { Outcome } from '../../../libs/intake/outcomes';
import { partitionOf } from '../../../libs/intake/partition';
import type { Code } from '../../../libs/kernel/codes';
import { Environment } from '../../environment';
import { EVENT_LOG } from '../../tokens';
import { Problem } from '../http/problem';
import { ReadModelClock } from './read-model-clock';

/** A decision comes within this time, or not now. */
const DECISION_WAIT_MS = 5_000;
const CATCH_UP_WAIT_MS = 2_000;

/** How long a read waits, and for which position; without a position it does not wait. */
export interface Wait {
  after?: number;
  waitMs: number;
}

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
  async waitFor(merchantId: string, { after, waitMs }: Wait): Promise<void> {
    if (after === undefined) return;
    if (await this.clock.reached(this.partitionOf(merchantId), after, waitMs)) return;
    throw new Problem('READ_MODEL_BEHIND', `The read model did not reach position ${after} within ${waitMs} ms.`, {
      position: after,
    });
  }

  /** Waits until the fact at `position` is decided. @throws Problem READ_MODEL_BEHIND */
  async waitForDecision(merchantId: string, position: number): Promise<void> {
    await this.waitFor(merchantId, { after: position, waitMs: DECISION_WAIT_MS });
  }

  /** Waits until everything that is in the log now is decided. @throws Problem READ_MODEL_BEHIND */
  async waitForNewest(merchantId: string, waitMs = DECISION_WAIT_MS): Promise<void> {
    await this.waitFor(merchantId, { after: await this.headOf(merchantId), waitMs });
  }

  /** As `waitForNewest`, for callers that wait less long. */
  async catchUp(merchantId: string): Promise<void> {
    await this.waitForNewest(merchantId, CATCH_UP_WAIT_MS);
  }

  /** Runs `ask`, and once more after catching up when it is refused with one of `codes`: the fact may be that new. */
  async retryCaughtUp<T>(
    merchantId: string,
    codes: readonly Code[],
    ask: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const outcome = await ask();
    if (outcome.ok || !codes.includes(outcome.problem.code)) return outcome;
    await this.catchUp(merchantId);
    return ask();
  }
}
