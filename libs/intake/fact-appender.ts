import {
  EventTooLarge,
  LogOverloaded,
  LogUnavailable,
  OutcomeUnknown,
  type EventLog,
  type NewEvent,
} from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import { canonicalJson } from '../kernel/canonical-json';
import type { FactDraft } from './fact-draft';
import { ok, refused, type Outcome, type WriteAnswer } from './outcomes';
import { partitionOf } from './partition';
import type { SteadyClock } from './steady-clock';

/** Appends drafts to the intake stream of their partition; the log's refusals become problems. */
export class FactAppender {
  constructor(
    private readonly log: EventLog,
    readonly partitions: number,
    private readonly clock: SteadyClock,
  ) {}

  /** The partition of a merchant's facts. */
  partitionOf(merchantId: string): number {
    return partitionOf(merchantId, this.partitions);
  }

  /** Appends made one after the other, without waiting, are stored in that order. */
  append(merchantId: string, draft: FactDraft): Promise<Outcome<WriteAnswer>> {
    return this.appendTo(this.partitionOf(merchantId), draft);
  }

  /** As `append`, for a fact of no merchant. */
  async appendTo(partition: number, draft: FactDraft): Promise<Outcome<WriteAnswer>> {
    if (!this.clock.isSteady()) return refused('CLOCK_UNSTEADY', 'A clock jumped; nothing was stored. Send it again.');
    const { eventId, contentHash, fact, meta } = draft;
    const event: NewEvent = { id: eventId, type: fact.type, data: canonicalJson(fact.data), contentHash };
    if (meta !== undefined) event.meta = canonicalJson(meta);
    try {
      const outcome = await this.log.append(intakeStream(partition), event, draft.vault);
      if (outcome.kind === 'conflict') {
        return refused('FACT_CONFLICT', `The id was used at position ${outcome.revision}, with other content.`);
      }
      return ok({ eventId, position: outcome.revision, duplicate: outcome.kind === 'duplicate' });
    } catch (error) {
      if (error instanceof EventTooLarge) return refused('BODY_TOO_LARGE', 'The log does not take a fact so large.');
      if (error instanceof LogOverloaded) return refused('OVERLOADED', 'Too many appends are waiting.');
      if (error instanceof LogUnavailable) return refused('LOG_UNAVAILABLE', 'The log is away; nothing was stored.');
      if (error instanceof OutcomeUnknown) {
        return refused('LOG_UNAVAILABLE', 'The log went away meanwhile; whether the fact was stored is not known.');
      }
      throw error;
    }
  }
}
