import { Command } from '@nestjs/cqrs';
import type { WebhookAnswer } from '../../../libs/intake/outcomes';
import type { Headers } from '../../../libs/intake/shop-platform';
import type { Platform } from '../../../libs/kernel/facts';
import { commandHandler } from '../handling';
import { valueOf } from '../http/problem';

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

export const WEBHOOK_COMMANDS = [
  commandHandler(ReceiveDelivery, async ({ merchantId, platform, headers, rawBody }, { intake }) =>
    valueOf(await intake.shops.receive(merchantId, platform, headers, rawBody)),
  ),
];
