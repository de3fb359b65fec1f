import { getSchemaPath } from '@nestjs/swagger';
import { ID_LENGTH_MAX } from '../../../libs/intake/limits';
import type { WebhookAnswer } from '../../../libs/intake/outcomes';
import { CODES } from '../../../libs/kernel/codes';
import { PURCHASE_STATUSES } from '../../../libs/kernel/facts';
import { WriteAnswerShown } from '../http/write-answer';
import { ShownOneOf, ShownText, ShownUuid, ShownTrue } from '../openapi/shown';
import { Takes, TakesId, TakesInstant, TakesInteger, TakesObject, TakesOneOf, TakesText } from '../openapi/taken';

const MONEY: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER];

export class CustomItemBody {
  @TakesId()
  sku: string;

  @Takes({ type: 'number', minimum: 0 }, { description: 'Units; kept to three places.' })
  quantity: number;

  @TakesInteger(MONEY, { description: 'Of one unit, in minor units.' })
  price: number;
}

export class CustomOrderBody {
  @TakesId()
  orderId: string;

  @TakesId({ optional: true, description: 'Left out for a guest.' })
  customerId?: string;

  @TakesText(ID_LENGTH_MAX, { optional: true, description: 'Kept as a hash.' })
  email?: string;

  @TakesId({ optional: true, description: "What the SDK's claim has to know." })
  token?: string;

  @TakesOneOf(PURCHASE_STATUSES)
  status: string;

  @TakesInteger(MONEY, { description: 'Minor units.' })
  total: number;

  @TakesInteger(MONEY, { optional: true, description: 'Minor units, at most `total`.' })
  refunded?: number;

  @Takes({ type: 'string', pattern: '^[A-Z]{3}$' }, { description: 'ISO 4217.' })
  currency: string;

  @Takes({ type: 'array', items: { $ref: getSchemaPath(CustomItemBody) } }, { optional: true })
  items?: CustomItemBody[];

  @Takes(
    { oneOf: [{ type: 'integer' }, { type: 'string', format: 'date-time' }] },
    { optional: true, description: 'Which delivery is newer; without it, the `timestamp` says.' },
  )
  sourceVersion?: number | string;

  @TakesInstant()
  occurredAt: string;
}

export class CustomDeliveryBody {
  @TakesText(ID_LENGTH_MAX, { description: '`order.created`, `order.updated`, ...; other types are ignored.' })
  type: string;

  @TakesInstant()
  timestamp: string;

  @TakesObject(() => CustomOrderBody)
  data: CustomOrderBody;
}

export class IgnoredShown {
  @ShownTrue()
  ignored: true;

  @ShownText({ description: 'Why it carries nothing for us.' })
  reason: string;
}

export class QuarantinedShown {
  @ShownTrue()
  quarantined: true;

  @ShownUuid()
  quarantineId: string;

  @ShownOneOf(Object.keys(CODES))
  code: string;
}

export const DeliveryAnswers = [WriteAnswerShown, IgnoredShown, QuarantinedShown, CustomItemBody];

export const DELIVERY_ANSWER = {
  oneOf: [WriteAnswerShown, IgnoredShown, QuarantinedShown].map((type) => ({ $ref: getSchemaPath(type) })),
};

/** What is still unreadable is a refusal there. */
export const REQUEUED_ANSWER = {
  oneOf: [WriteAnswerShown, IgnoredShown].map((type) => ({ $ref: getSchemaPath(type) })),
};

export type DeliveryAnswerShown = WriteAnswerShown | IgnoredShown | QuarantinedShown;

export function deliveryAnswer(answer: WebhookAnswer): DeliveryAnswerShown {
  switch (answer.kind) {
    case 'recorded': {
      const { eventId, position, duplicate } = answer;
      return { eventId, position, duplicate };
    }
    case 'ignored':
      return { ignored: true, reason: answer.reason };
    case 'quarantined':
      return { quarantined: true, quarantineId: answer.quarantineId, code: answer.code };
  }
}
