import { Command } from '@nestjs/cqrs';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class AssignCode extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly code: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export class ReleaseCode extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly code: string,
  ) {
    super();
  }
}

export const CODE_COMMANDS = [
  commandHandler(AssignCode, async ({ merchantId, code, body }, { intake }) =>
    valueOf(await intake.codes.assign(merchantId, code, body)),
  ),
  commandHandler(ReleaseCode, async ({ merchantId, code }, { intake, reads }) => {
    // Whether there is anything to release depends on all earlier requests.
    await reads.waitForNewest(merchantId);
    return valueOf(await intake.codes.release(merchantId, code));
  }),
];
