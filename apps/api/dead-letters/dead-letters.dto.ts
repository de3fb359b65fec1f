import { EVALUATION_REASONS, type EvaluationReason, type FactType } from '../../../libs/kernel/facts';
import type { DeadLetterView } from '../../../libs/queries/dead-letters';
import { ListParameters } from '../input/common-parameters';
import { ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';

class DeadLetterShown implements DeadLetterView {
  @ShownText({ description: 'Of the evaluation, or of the fact.' })
  id: string;

  @ShownOneOf(['evaluation', 'fact'])
  kind: DeadLetterView['kind'];

  @ShownText({ nullable: true, description: 'Of an evaluation.' })
  orderId: string | null;

  @ShownText({ nullable: true, description: 'Of a fact.' })
  factType: FactType | null;

  @ShownText({ description: 'For an evaluation a code; for a fact the name of the error, which is a bug.' })
  error: string;

  @ShownInteger()
  attempts: number;

  @ShownOneOf(EVALUATION_REASONS, { list: true, description: 'Why it was to be evaluated.' })
  reasons: EvaluationReason[];

  @ShownInstant({ description: 'When it was given up.' })
  since: string;

  @ShownPosition({ description: 'Of the fact with which it was given up.' })
  position: number;
}

export class DeadLettersPage extends pageOf(DeadLetterShown, 'DeadLettersPage') {}

export class DeadLettersParameters extends ListParameters {}

export class RequeuedShown {
  @ShownInteger({ description: 'How many were requeued: the oldest, 500 at most.' })
  requeued: number;

  @ShownInteger({ description: 'How many are left; ask again to requeue them.' })
  left: number;

  @ShownPosition({ nullable: true, description: 'Of the last; null when there was none.' })
  position: number | null;
}
