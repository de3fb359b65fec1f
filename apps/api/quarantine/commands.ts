import { Command } from '@nestjs/cqrs';
import type { WebhookAnswer } from '../../../libs/intake/outcomes';
import { isUuid } from '../../../libs/intake/uuid';
import { isQuarantined } from '../../../libs/queries/quarantine';
import { commandHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';

export class RequeueDelivery extends Command<WebhookAnswer> {
  constructor(
    readonly merchantId: string,
    readonly quarantineId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export const QUARANTINE_COMMANDS = [
  commandHandler(RequeueDelivery, async ({ merchantId, quarantineId, body }, { intake, pool }) => {
    const isTheirs = isUuid(quarantineId) && (await isQuarantined(pool, merchantId, quarantineId));
    if (!isTheirs) throw new Problem('NOT_FOUND', 'There is no such delivery.');
    return valueOf(await intake.shops.requeueQuarantined(quarantineId, body));
  }),
];
