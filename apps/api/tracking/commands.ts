import type { Outcome, WriteAnswer } from '../../../libs/intake/outcomes';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class RecordTouchpoint extends BodyCommand<WriteAnswer> {}
export class RecordClaim extends BodyCommand<WriteAnswer> {}
/** Each item has an outcome of its own. */
export class RecordBatch extends BodyCommand<Outcome<WriteAnswer>[]> {}

export const TRACKING_COMMANDS = [
  commandHandler(RecordTouchpoint, async ({ merchantId, body }, { intake }) =>
    valueOf(await intake.tracking.recordTouchpoint(merchantId, body)),
  ),
  commandHandler(RecordClaim, async ({ merchantId, body }, { intake }) =>
    valueOf(await intake.tracking.recordClaim(merchantId, body)),
  ),
  commandHandler(RecordBatch, async ({ merchantId, body }, { intake }) =>
    valueOf(await intake.tracking.recordBatch(merchantId, body)),
  ),
];
