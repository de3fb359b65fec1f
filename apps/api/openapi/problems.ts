/** The refusals that an operation declares; `document.ts` makes responses of them. */
import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type Code, CODES } from '../../../libs/kernel/codes';

export const PROBLEM_MARK = 'x-problem-';

/** Declares codes with which an operation can be refused. Several of these decorators on one method add up. */
export function ApiProblems(...codes: Code[]): MethodDecorator {
  return applyDecorators(...codes.map((code) => ApiExtension(PROBLEM_MARK + code, true)));
}

/** Refusals of everything that takes a JSON body. */
export const ApiJsonBody = () =>
  ApiProblems('INVALID_BODY', 'INVALID_JSON', 'INVALID_TEXT', 'TOO_DEEP', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');

/** Refusals of everything that appends to the log. */
export const ApiAppends = () => ApiProblems('LOG_UNAVAILABLE', 'CLOCK_UNSTEADY', 'OVERLOADED');

/** Refusals of everything that reads. */
export const ApiReads = () => ApiProblems('INVALID_PARAMETER', 'READ_MODEL_BEHIND', 'OVERLOADED');

/** Responses by status. */
export function problemResponses(codes: readonly Code[]): Record<string, object> {
  const responses: Record<string, object> = {};
  for (const status of new Set(codes.map(statusOf))) {
    const ofStatus = codes.filter((code) => statusOf(code) === status);
    responses[status] = {
      description: ofStatus.map((code) => `\`${code}\`: ${CODES[code].text}`).join('\n\n'),
      content: { 'application/problem+json': { schema: problemSchema([status], ofStatus) } },
    };
  }
  return responses;
}

/** The shape is said once, under this name; an answer adds the statuses and codes that it may have. */
export const PROBLEM_SCHEMA = 'Problem';

export function problemSchema(statuses: readonly number[], codes: readonly Code[]): object {
  return {
    allOf: [
      { $ref: `#/components/schemas/${PROBLEM_SCHEMA}` },
      {
        type: 'object',
        properties: { status: { enum: [...statuses] }, code: { enum: [...codes] } },
        required: ['status', 'code'],
        additionalProperties: true,
      },
    ],
  };
}

export function problemShape(): object {
  return {
    type: 'object',
    description: 'RFC 9457 problem document',
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { type: 'string', description: 'Stable; `docs/reference/codes.md` has them all.' },
      instance: { type: 'string', format: 'uri' },
      errors: {
        type: 'array',
        description: 'Each field or parameter that is wrong.',
        items: {
          type: 'object',
          properties: {
            path: { type: 'string' },
            message: { type: 'string' },
            line: { type: 'integer', minimum: 1, description: 'Within the text of a condition.' },
            column: { type: 'integer', minimum: 1 },
          },
          required: ['path', 'message'],
        },
      },
      decided: {
        type: 'object',
        description: 'Of `PROPOSAL_CLOSED`: what was decided first, by whom and when.',
        properties: {
          status: { type: 'string' },
          at: { type: ['string', 'null'], format: 'date-time' },
          actor: { type: ['string', 'null'], description: 'Null: nobody decided it; another evaluation came first.' },
          reason: { type: ['string', 'null'] },
        },
        required: ['status', 'at', 'actor', 'reason'],
      },
      position: {
        type: 'integer',
        minimum: 0,
        description: 'Of a fact that was stored all the same, or for which the request waited.',
      },
    },
    required: ['type', 'title', 'status', 'detail', 'code'],
  };
}

function statusOf(code: Code): number {
  return CODES[code].status ?? 409;
}
