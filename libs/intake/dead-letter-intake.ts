import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import type { Fact, FactRequeued } from '../kernel/facts';
import { findDeadLetters, type DeadLetter } from '../queries/dead-letters';
import { readBody } from './body-shape';
import type { FactAppender } from './fact-appender';
import type { FactDraft } from './fact-draft';
import { factRequeuedDraft, operatorEvaluationDraft } from './facts';
import { ok, refused, type Outcome, type WriteAnswer } from './outcomes';
import { OPERATOR } from './requests';

export const REQUEUED_AT_ONCE_MAX = 500;

interface Operator {
  actor: string;
  reason: string;
}

/** Requeues what could not be decided. Each requeueing is a fact. */
export class DeadLetterIntake {
  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
    private readonly appender: FactAppender,
  ) {}

  /** `input` is OPERATOR. NOT_FOUND when it is not a dead letter, or no longer one. */
  async requeue(merchantId: string, id: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const { letters } = await findDeadLetters(this.pool, merchantId, id, 1);
    if (letters[0] === undefined) return refused('NOT_FOUND', 'There is no such dead letter.');
    return this.appender.append(merchantId, await this.draft(merchantId, letters[0], by.value));
  }

  /** Requeues the oldest 500 of a merchant; `left` are still there. `position` is that of the last, null when there was none. */
  async requeueAll(
    merchantId: string,
    input: unknown,
  ): Promise<Outcome<{ requeued: number; left: number; position: number | null }>> {
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const { letters, left } = await findDeadLetters(this.pool, merchantId, null, REQUEUED_AT_ONCE_MAX);
    const drafts = await Promise.all(letters.map((letter) => this.draft(merchantId, letter, by.value)));
    const written = await Promise.all(drafts.map((draft) => this.appender.append(merchantId, draft)));
    let position: number | null = null;
    for (const answer of written) {
      if (!answer.ok) return answer;
      position = Math.max(position ?? 0, answer.value.position);
    }
    return ok({ requeued: written.length, left, position });
  }

  private async draft(merchantId: string, letter: DeadLetter, by: Operator): Promise<FactDraft> {
    if (letter.kind === 'evaluation') return operatorEvaluationDraft(merchantId, letter.orderId, by);
    const { factId, position } = letter;
    const [event] = await this.log.read(intakeStream(this.appender.partitionOf(merchantId)), position, 1);
    const recorded = { type: event!.type, data: JSON.parse(event!.data) as unknown } as Fact;
    // A fact that failed again is in the log as its requeueing.
    const fact = recorded.type === 'FactRequeued' ? recorded.data.fact : (recorded as FactRequeued['fact']);
    return factRequeuedDraft(merchantId, factId, fact, by);
  }
}
