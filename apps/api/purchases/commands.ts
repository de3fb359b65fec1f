import { Command } from '@nestjs/cqrs';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { commandHandler } from '../handling';
import { valueOf } from '../http/problem';

/** An operator wants a purchase evaluated again. */
export class RequestEvaluation extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly orderId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export const PURCHASE_COMMANDS = [
  commandHandler(RequestEvaluation, async ({ merchantId, orderId, body }, { intake, reads }) =>
    valueOf(
      await reads.retryCaughtUp(merchantId, ['NOT_FOUND', 'NOT_EVALUABLE_YET'], () =>
        intake.evaluations.request(merchantId, orderId, body),
      ),
    ),
  ),
];
