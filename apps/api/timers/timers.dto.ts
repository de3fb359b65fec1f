import { EVALUATION_REASONS, type EvaluationReason } from '../../../libs/kernel/facts';
import { TIMER_STATES, type TimerView } from '../../../libs/queries/timers';
import { ShownInstant, ShownInteger, ShownOneOf, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';

class TimerShown implements TimerView {
  @ShownText()
  orderId: string;

  @ShownText()
  evaluationId: string;

  @ShownOneOf(TIMER_STATES, { description: '`failed`: it is tried again.' })
  state: TimerView['state'];

  @ShownInstant()
  dueAt: string;

  @ShownOneOf(EVALUATION_REASONS, { list: true })
  reasons: EvaluationReason[];

  @ShownInteger({ description: 'That failed.' })
  attempts: number;

  @ShownText({ nullable: true, description: 'Why the last attempt failed.' })
  error: string | null;
}

export class TimersPage extends pageOf(TimerShown, 'TimersPage') {}
