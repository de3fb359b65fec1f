import { getSchemaPath } from '@nestjs/swagger';
import { ID_LENGTH_MAX } from '../../../libs/intake/limits';
import type { WebhookAnswer } from '../../../libs/intake/outcomes';
import { CODES } from '../../../libs/kernel/codes';
import { PURCHASE_STATUSES } from '../../../libs/kernel/facts';
import { WriteAnswerShown } from '../http/write-answer';
import { ShownOneOf, ShownText, ShownUuid, ShownTrue } from '../openapi/shown';
import {
  CURRENCY_SCHEMA,
  LABEL,
  Takes,
  TakesId,
  TakesInstant,
  TakesInteger,
  TakesMaybeIdentifier,
  TakesMaybeLabel,
  TakesObject,
  TakesOneOf,
} from '../openapi/taken';

const MONEY: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER];

export class CustomItemBody {
  @Takes({ oneOf: [{ ...LABEL, minLength: 0 }, { type: 'number' }] })
  sku: string | number;

  @Takes(
    { type: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER / 1_000 },
    { description: 'Units; kept to three places.' },
  )
  quantity: number;

  @Takes(
    { type: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    { description: 'Of one unit, in minor units; kept as a whole number, half-even.' },
  )
  price: number;
}

export class CustomOrderBody {
  @TakesId()
  orderId: string;

  @TakesMaybeIdentifier({ optional: true, description: 'Left out for a guest.' })
  customerId?: string;

  @TakesMaybeLabel({ optional: true, description: 'Kept as a hash.' })
  email?: string;

  @TakesId({ optional: true, description: "What the SDK's claim has to know." })
  token?: string;

  @TakesOneOf(PURCHASE_STATUSES)
  status: string;

  @TakesInteger(MONEY, { description: 'Minor units.' })
  total: number;

  @TakesInteger(MONEY, { optional: true, description: 'Minor units, at most `total`.' })
  refunded?: number;

  @Takes(CURRENCY_SCHEMA)
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
  @Takes(
    { type: 'string', maxLength: ID_LENGTH_MAX, pattern: '^order\\.[^\\u0000-\\u001F\\u007F-\\u009F]+$' },
    { description: '`order.created`, `order.updated`, ...' },
  )
  type: string;

  @TakesInstant()
  timestamp: string;

  @TakesObject(() => CustomOrderBody)
  data: CustomOrderBody;
}

export const CUSTOM_DELIVERY = {
  oneOf: [
    { $ref: getSchemaPath(CustomDeliveryBody) },
    {
      type: 'object',
      description: 'Of another type, which is ignored.',
      properties: { type: { type: 'string', pattern: '^(?!order\\.[^])[^]' } },
      required: ['type'],
      additionalProperties: true,
    },
  ],
};

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

export const DeliveryAnswers = [WriteAnswerShown, IgnoredShown, QuarantinedShown, CustomItemBody, CustomDeliveryBody];

export const DELIVERY_ANSWER = {
  oneOf: [WriteAnswerShown, IgnoredShown, QuarantinedShown].map((type) => ({ $ref: getSchemaPath(type) })),
};

/** A delivery that is requeued and still unreadable is refused. */
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
