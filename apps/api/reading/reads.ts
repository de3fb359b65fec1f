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
import { Turns } from './turns';

/** A decision normally takes milliseconds; after this time the caller is told to ask again. */
export const DECISION_WAIT_MS = 5_000;
const CATCH_UP_WAIT_MS = 2_000;
/** Fewer reads run at once than the pool has connections, so that writes find one. */
export const READ_TURNS = { runningMax: 12, waitingMax: 500, waitMs: 5_000 };

/** The position that a read waits for, and how long. Without `after` it does not wait. */
export interface Wait {
  after?: number;
  waitMs: number;
}

/** Lets reads wait for the facts of a merchant, and for their turn. */
@Injectable()
export class Reads {
  private readonly turns = new Turns(READ_TURNS);

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

  /** Runs `read` in its turn, once the read model has the position. @throws Problem READ_MODEL_BEHIND, OVERLOADED */
  async read<T>(merchantId: string, wait: Wait, read: () => Promise<T>): Promise<T> {
    await this.waitFor(merchantId, wait);
    return this.inTurn(read);
  }

  /** @throws Problem OVERLOADED */
  inTurn<T>(read: () => Promise<T>): Promise<T> {
    return this.turns.run(read);
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

  /** As `waitForNewest`, with a shorter time. */
  async catchUp(merchantId: string): Promise<void> {
    await this.waitForNewest(merchantId, CATCH_UP_WAIT_MS);
  }

  /** Runs `ask`. If it is refused with one of `codes`, the read models may be behind: they catch up, and it runs again. */
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
