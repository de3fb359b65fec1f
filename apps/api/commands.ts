/**
 * What Tributary can be asked to do, each with its handler. Bodies are parsed JSON, judged and stored by the intake; its
 * refusals are thrown as problems.
 */
import type { Type } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { CampaignChange } from '../../libs/intake/campaigns';
import type { KeyKind } from '../../libs/intake/api-keys';
import { Intake } from '../../libs/intake/intake';
import type { Headers } from '../../libs/intake/shop-platform';
import type { Outcome, WebhookAnswer, WriteAnswer } from '../../libs/intake/outcomes';
import type { Platform, ProposalDecided } from '../../libs/kernel/facts';
import { valueOf } from './http/problem';

class BodyCommand<Result> extends Command<Result> {
  constructor(
    readonly merchantId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export class RecordTouchpoint extends BodyCommand<WriteAnswer> {}
export class RecordClaim extends BodyCommand<WriteAnswer> {}
/** Each item has an outcome of its own. */
export class RecordBatch extends BodyCommand<Outcome<WriteAnswer>[]> {}
export class AssertIdentities extends BodyCommand<WriteAnswer> {}
export class ChangePolicy extends BodyCommand<WriteAnswer> {}
export class CreateKey extends BodyCommand<{ keyId: string; key: string }> {}

export class RegisterMerchant extends Command<{
  merchantId: string;
  keys: Record<KeyKind, string>;
  position: number;
}> {
  constructor(readonly body: unknown) {
    super();
  }
}

export class RevokeKey extends Command<{ keyId: string }> {
  constructor(
    readonly merchantId: string,
    readonly keyId: string,
  ) {
    super();
  }
}

export class SetWebhookSecret extends Command<{ platform: Platform }> {
  constructor(
    readonly merchantId: string,
    readonly platform: Platform,
    readonly body: unknown,
  ) {
    super();
  }
}

export class FreePlatform extends Command<{ platform: Platform }> {
  constructor(
    readonly merchantId: string,
    readonly platform: Platform,
  ) {
    super();
  }
}

export class ReceiveDelivery extends Command<WebhookAnswer> {
  constructor(
    readonly merchantId: string,
    readonly platform: Platform,
    readonly headers: Headers,
    readonly rawBody: Buffer,
  ) {
    super();
  }
}

export class RequeueDelivery extends Command<WebhookAnswer> {
  constructor(
    readonly quarantineId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

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

export class PublishCampaign extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export class ChangeCampaign extends Command<{ position: number }> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly change: CampaignChange,
  ) {
    super();
  }
}

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

export class RecordExchangeRates extends BodyCommand<WriteAnswer> {}

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

export class RequestMerge extends BodyCommand<WriteAnswer & { requestId: string }> {}
export class LiftSeparation extends BodyCommand<WriteAnswer> {}

export class RevertMerge extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    /** Of a merge, or of an edge. */
    readonly id: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export class DecideProposal extends Command<WriteAnswer> {
  constructor(
    readonly merchantId: string,
    readonly proposalId: string,
    readonly decision: ProposalDecided['decision'],
    readonly body: unknown,
  ) {
    super();
  }
}

/** Makes the handler of `command`: what the intake is asked for, and its outcome's value. */
function handle<Result, C extends Command<Result>>(
  command: Type<C>,
  run: (intake: Intake, command: C) => Promise<Outcome<Result>>,
): Type {
  @CommandHandler(command)
  class Handler {
    constructor(private readonly intake: Intake) {}

    async execute(asked: C): Promise<Result> {
      return valueOf(await run(this.intake, asked));
    }
  }
  return Handler;
}

export const COMMAND_HANDLERS = [
  handle(RecordTouchpoint, (intake, { merchantId, body }) => intake.tracking.recordTouchpoint(merchantId, body)),
  handle(RecordClaim, (intake, { merchantId, body }) => intake.tracking.recordClaim(merchantId, body)),
  handle(RecordBatch, (intake, { merchantId, body }) => intake.tracking.recordBatch(merchantId, body)),
  handle(AssertIdentities, (intake, { merchantId, body }) => intake.tracking.assertIdentities(merchantId, body)),
  handle(ChangePolicy, (intake, { merchantId, body }) => intake.policies.change(merchantId, body)),
  handle(CreateKey, (intake, { merchantId, body }) => intake.merchants.createKey(merchantId, body)),
  handle(RegisterMerchant, (intake, { body }) => intake.merchants.register(body)),
  handle(RevokeKey, (intake, { merchantId, keyId }) => intake.merchants.revokeKey(merchantId, keyId)),
  handle(SetWebhookSecret, (intake, { merchantId, platform, body }) =>
    intake.shops.setSecret(merchantId, platform, body),
  ),
  handle(FreePlatform, (intake, { merchantId, platform }) => intake.shops.freePlatform(merchantId, platform)),
  handle(ReceiveDelivery, (intake, { merchantId, platform, headers, rawBody }) =>
    intake.shops.receive(merchantId, platform, headers, rawBody),
  ),
  handle(RequeueDelivery, (intake, { quarantineId, body }) => intake.shops.requeueQuarantined(quarantineId, body)),
  handle(PublishCampaign, (intake, { merchantId, campaignId, body }) =>
    intake.campaigns.publish(merchantId, campaignId, body),
  ),
  handle(ChangeCampaign, (intake, { merchantId, campaignId, change }) =>
    intake.campaigns.change(merchantId, campaignId, change),
  ),
  handle(RecordPayment, (intake, { merchantId, rewardId, body }) =>
    intake.campaigns.recordPayment(merchantId, rewardId, body),
  ),
  handle(RecordExchangeRates, (intake, { merchantId, body }) => intake.campaigns.recordExchangeRates(merchantId, body)),
  handle(RequeueDeadLetter, (intake, { merchantId, id, body }) => intake.deadLetters.requeue(merchantId, id, body)),
  handle(RequeueDeadLetters, (intake, { merchantId, body }) => intake.deadLetters.requeueAll(merchantId, body)),
  handle(RequestMerge, (intake, { merchantId, body }) => intake.merges.request(merchantId, body)),
  handle(LiftSeparation, (intake, { merchantId, body }) => intake.merges.liftSeparation(merchantId, body)),
  handle(RevertMerge, (intake, { merchantId, id, body }) => intake.merges.revert(merchantId, id, body)),
  handle(DecideProposal, (intake, { merchantId, proposalId, decision, body }) =>
    intake.merges.decide(merchantId, proposalId, decision, body),
  ),
  handle(RequestEvaluation, (intake, { merchantId, orderId, body }) =>
    intake.evaluations.request(merchantId, orderId, body),
  ),
];
