import { Command } from '@nestjs/cqrs';
import type { Instant } from '../../../libs/kernel/time';
import { commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class CloseRequest extends Command<{ requestId: number; doneAt: Instant }> {
  constructor(
    readonly merchantId: string,
    readonly requestId: number,
    readonly body: unknown,
  ) {
    super();
  }
}

export const PRIVACY_COMMANDS = [
  commandHandler(CloseRequest, async ({ merchantId, requestId, body }, { intake }) =>
    valueOf(await intake.privacy.done(merchantId, requestId, body)),
  ),
];
