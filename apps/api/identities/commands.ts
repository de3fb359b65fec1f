import { Command } from '@nestjs/cqrs';
import type { Erased } from '../../../libs/intake/erasure';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class AssertIdentities extends BodyCommand<WriteAnswer> {}

export class ForgetIdentity extends Command<Erased> {
  constructor(
    readonly merchantId: string,
    readonly identifier: { type: string; value: string },
    readonly body: unknown,
  ) {
    super();
  }
}

export const IDENTITY_COMMANDS = [
  commandHandler(ForgetIdentity, async ({ merchantId, identifier, body }, { intake }) =>
    valueOf(await intake.erasure.forget(merchantId, identifier, body)),
  ),
  commandHandler(AssertIdentities, async ({ merchantId, body }, { intake }) =>
    valueOf(await intake.tracking.assertIdentities(merchantId, body)),
  ),
];
