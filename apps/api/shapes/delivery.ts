import { getSchemaPath } from '@nestjs/swagger';
import type { WebhookAnswer } from '../../../libs/intake/outcomes';
import { CODES } from '../../../libs/kernel/codes';
import { WriteAnswerShown } from '../http/write-answer';
import { ErasedShown } from './erased';
import { ShownInteger, ShownOneOf, ShownText, ShownUuid, ShownTrue } from '../openapi/shown';

export class IgnoredShown {
  @ShownTrue()
  ignored: true;

  @ShownText({ description: 'Why the delivery is not needed.' })
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

export class RequestKeptShown {
  @ShownInteger({ description: 'Of the request of privacy that an operator sees to.' })
  requestId: number;
}

export const DeliveryAnswers = [WriteAnswerShown, IgnoredShown, QuarantinedShown, ErasedShown, RequestKeptShown];

export const DELIVERY_ANSWER = {
  oneOf: DeliveryAnswers.map((type) => ({ $ref: getSchemaPath(type) })),
};

/** A requeued delivery that is still unreadable is refused. */
export const REQUEUED_ANSWER = {
  oneOf: [WriteAnswerShown, IgnoredShown, ErasedShown, RequestKeptShown].map((type) => ({ $ref: getSchemaPath(type) })),
};

export type DeliveryAnswerShown = InstanceType<(typeof DeliveryAnswers)[number]>;

export function deliveryAnswer(answer: WebhookAnswer): DeliveryAnswerShown {
  switch (answer.kind) {
    case 'recorded': {
      const { eventId, position, duplicate } = answer;
      return { eventId, position, duplicate };
    }
    case 'ignored':
      return { ignored: true, reason: answer.reason };
    case 'erased': {
      const { position, vaultRows, quarantined } = answer;
      return { position, vaultRows, quarantined };
    }
    case 'kept':
      return { requestId: answer.requestId };
    case 'quarantined':
      return { quarantined: true, quarantineId: answer.quarantineId, code: answer.code };
  }
}
