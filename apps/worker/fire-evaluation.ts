import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Intake } from '../../libs/intake/intake';
import type { WriteAnswer } from '../../libs/intake/outcomes';
import type { DueTimer } from '../../libs/engine/timers';

/** Requests the evaluation of a purchase whose settling period is over. */
export class FireEvaluation extends Command<WriteAnswer> {
  constructor(readonly timer: DueTimer) {
    super();
  }
}

@CommandHandler(FireEvaluation)
export class FireEvaluationHandler implements ICommandHandler<FireEvaluation> {
  constructor(private readonly intake: Intake) {}

  /** The fact's id derives from evaluation and attempt, so firing twice, even from two processes, stores one fact. */
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
