import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { ShownFlag, ShownPosition, ShownUuid } from '../openapi/shown';

export class WriteAnswerShown implements WriteAnswer {
  @ShownUuid()
  eventId: string;

  @ShownPosition({
    description: "Place of the fact in the log of the merchant's partition; `after` of reads takes it.",
  })
  position: number;

  @ShownFlag({ description: 'The same fact was stored before, at `position`.' })
  duplicate: boolean;
}

export const ApiStored = () =>
  applyDecorators(
    ApiAcceptedResponse({ type: WriteAnswerShown, description: 'Stored.' }),
    ApiOkResponse({ type: WriteAnswerShown, description: 'Stored before: `duplicate` is true.' }),
  );

/** Answers 202 for a new fact, and 200 for a duplicate. */
export function answerStored(reply: FastifyReply, answer: WriteAnswer): WriteAnswer {
  if (answer.duplicate) reply.code(200);
  return answer;
}
