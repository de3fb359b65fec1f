import type { Outcome, WriteAnswer } from '../../../libs/intake/outcomes';
import type { Sender } from '../../../libs/intake/sender';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

/** A body that a browser sends with the publishable key, or a server with another. */
class TrackingCommand<Result> extends BodyCommand<Result> {
  constructor(
    merchantId: string,
    body: unknown,
    readonly sender: Sender,
  ) {
    super(merchantId, body);
  }
}

export class RecordTouchpoint extends TrackingCommand<WriteAnswer> {}
export class RecordClaim extends TrackingCommand<WriteAnswer> {}
/** Each item has an outcome of its own. */
export class RecordBatch extends TrackingCommand<Outcome<WriteAnswer>[]> {}

export const TRACKING_COMMANDS = [
  commandHandler(RecordTouchpoint, async ({ merchantId, body, sender }, { intake }) =>
    valueOf(await intake.tracking.recordTouchpoint(merchantId, body, sender)),
  ),
  commandHandler(RecordClaim, async ({ merchantId, body, sender }, { intake }) =>
    valueOf(await intake.tracking.recordClaim(merchantId, body, sender)),
  ),
  commandHandler(RecordBatch, async ({ merchantId, body, sender }, { intake }) =>
    valueOf(await intake.tracking.recordBatch(merchantId, body, sender)),
  ),
];
