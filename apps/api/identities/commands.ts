import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class AssertIdentities extends BodyCommand<WriteAnswer> {}

export const IDENTITY_COMMANDS = [
  commandHandler(AssertIdentities, async ({ merchantId, body }, { intake }) =>
    valueOf(await intake.tracking.assertIdentities(merchantId, body)),
  ),
];
