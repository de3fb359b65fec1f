import { Command } from '@nestjs/cqrs';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { commandHandler } from '../handling';
import { valueOf } from '../http/problem';

/** The payout system paid a reward. */
export class RecordPayment extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly rewardId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export const REWARD_COMMANDS = [
  commandHandler(RecordPayment, async ({ merchantId, rewardId, body }, { intake, reads }) => {
    const answer = valueOf(
      await reads.retryCaughtUp(merchantId, ['NOT_FOUND'], () =>
        intake.campaigns.recordPayment(merchantId, rewardId, body),
      ),
    );
    const { position } = answer;
    await reads.waitForDecision(merchantId, position);
    // Of two payments at the same moment, the first in the log counts.
    valueOf(await intake.campaigns.checkPayment(merchantId, rewardId, body), { position });
    return answer;
  }),
];
