import { Command } from '@nestjs/cqrs';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class RequeueDeadLetter extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly id: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export class RequeueDeadLetters extends BodyCommand<{ requeued: number; left: number; position: number | null }> {}

export const DEAD_LETTER_COMMANDS = [
  commandHandler(RequeueDeadLetter, async ({ merchantId, id, body }, { intake, reads }) => {
    await reads.catchUp(merchantId);
    return valueOf(await intake.deadLetters.requeue(merchantId, id, body));
  }),
  commandHandler(RequeueDeadLetters, async ({ merchantId, body }, { intake, reads }) => {
    await reads.catchUp(merchantId);
    return valueOf(await intake.deadLetters.requeueAll(merchantId, body));
  }),
];
