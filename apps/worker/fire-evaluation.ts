import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Intake } from '../../libs/intake/intake';
import type { WriteAnswer } from '../../libs/intake/outcomes';
import type { DueTimer } from '../../libs/engine/timers';

/** The settling period of a purchase is over: ask the log for its evaluation. */
export class FireEvaluation extends Command<WriteAnswer> {
  constructor(readonly timer: DueTimer) {
    super();
  }
}

@CommandHandler(FireEvaluation)
export class FireEvaluationHandler implements ICommandHandler<FireEvaluation> {
  constructor(private readonly intake: Intake) {}

  /** The fact has the id of the evaluation and of the attempt, so firing twice, here or in another process, stores one. */
  async execute({ timer }: FireEvaluation): Promise<WriteAnswer> {
    const { merchantId, orderId, evaluationId, reasons, attempts } = timer;
    const request = { orderId, evaluationId, reasons, attempt: attempts + 1 };
    const outcome = await this.intake.evaluations.requestTimed(merchantId, request);
    if (outcome.ok) return outcome.value;
    throw new Error(
      `evaluation ${evaluationId} of order ${orderId}: ${outcome.problem.code} ${outcome.problem.detail}`,
    );
  }
}
